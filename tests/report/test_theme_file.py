"""A theme file: its sample, its errors, the fonts beside it, and what a report tells of it."""

import re
import shutil
from base64 import b64encode

import pytest
import yaml
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from kit.blocks import Section
from kit.exports.html import properties
from kit.figures import poster, save_poster
from kit.figures.lettering import FONTS, POINT, covered, width
from kit.figures.typefaces import lettered
from kit.i18n import LANGUAGES, texts
from kit.report import open_report, report
from kit.report.theme_file import FIELDS, notices, sample, theme_of
from kit.report.theme_fonts import may_be_embedded
from kit.theme import Theme
from kit.workshop import WorkshopError
from tests.figures.crowd import crowd
from tests.figures.legible import texts as artists
from tests.workshop.test_pictures import PNG, svg

NAME = "NotoSans-Regular.ttf"


@pytest.fixture
def themed(tmp_path):
    """The theme of a file."""

    def themed(text, colour=None):
        path = tmp_path / "theme.yaml"
        path.write_text(text, encoding="utf-8")
        return theme_of(path, colour)

    return themed


def told(theme):
    return [texts("en")(one) for one in notices(theme)]


def test_a_theme_file_goes_before_the_author_s_colour(themed):
    assert themed("brand: '#112233'", "#445566").brand == "#112233"
    assert themed("text_size: 10", "#445566") == Theme(brand="#445566", text_size=10.0)
    assert themed("fonts: [Noto Sans]").fonts == ("Noto Sans",)


def test_the_logo_of_a_theme_goes_before_the_author_s(themed, client, tmp_path):
    (tmp_path / "logo.png").write_bytes(PNG)
    (tmp_path / "script.svg").write_bytes(svg("<script/>"))
    themed("logo: logo.png")
    outcome = report(client, "en", out=tmp_path / "outputs", theme=tmp_path / "theme.yaml")
    page = outcome.files[0].read_text("utf-8")
    assert page.count(f"data:image/png;base64,{b64encode(PNG).decode()}") == 1
    with pytest.raises(WorkshopError, match="“logo” is not a picture that can be shown"):
        themed("logo: script.svg")


def test_the_client_s_colour_is_that_of_the_theme_or_of_the_workshop(tmp_path):
    (path := tmp_path / "theme.yaml").write_text("client_brand: '#112233'", encoding="utf-8")
    assert theme_of(path, None, "#445566").client_accent == "#112233"
    assert theme_of(None, None, "#445566").client_accent == "#445566"
    assert theme_of(None, "#445566").client_accent == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_is_a_theme_with_every_field_and_changes_nothing(themed, tmp_path, lang):
    written = sample(texts(lang))
    assert themed(written) == Theme()
    uncommented = re.sub(r"^# (fonts|logo|client_brand):", r"\1:", written, flags=re.MULTILINE)
    (tmp_path / "logo.png").write_bytes(PNG)
    assert list(yaml.safe_load(uncommented)) == list(FIELDS)
    assert themed(uncommented).client_brand == "#8a4b08"
    assert themed(uncommented).fonts == ("Noto Sans", "Georgia")
    assert texts(lang)(FIELDS["muted"].says) in written


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n- b", "cannot be read"),
        ("a: [", "cannot be read"),
        (
            "brandt: '#112233'",
            "theme.yaml:1: Unknown theme field “brandt”. Choose from: brand, logo, client_brand",
        ),
        ("ink: '#000000'\nbrand: red", "theme.yaml:2: “brand” is not a colour. Write a # and six"),
        ("brand: '#1122'", "“brand” is not a colour"),
        ("brand: 12", "“brand” is not a colour"),
        ("brand: '#112233;}body{display:none'", "“brand” is not a colour"),
        ("feelings: ['#112233']", "“feelings” is not a list of five colours"),
        ("fonts: []", "“fonts” is not a list of font families"),
        ("fonts: Georgia", "such as [Noto Sans, Georgia]"),
        ("text_size: huge", "“text_size” is not a size. Write a number of points from 5 to 20"),
        ("text_size: yes please", "“text_size” is not a size"),
        ("ink: '#eeeeee'", "“ink” has too little contrast"),
        ("logo: 12", "“logo” is not a picture that can be shown. Write the name of a PNG, JPEG"),
        ("logo: absent.png", "theme.yaml:1: “logo” is not a picture that can be shown"),
        ("logo: ../logo.png", "“logo” is not a picture that can be shown"),
        ("logo: /etc/passwd", "“logo” is not a picture that can be shown"),
        ("client_brand: red", "“client_brand” is not a colour"),
    ],
)
def test_a_wrong_theme_says_where_and_what_is_accepted(themed, text, says):
    with pytest.raises(WorkshopError) as error:
        themed(text)
    assert says in str(error.value)


def test_a_colour_that_is_too_light_is_told_with_the_one_used(themed):
    theme = themed("brand: '#ffcc00'")
    assert told(theme) == [
        f"The colour #ffcc00 (“brand”) is too light for its background, so {theme.accent} is used "
        "instead."
    ]
    assert told(Theme()) == []
    assert any("“client_brand”" in one for one in told(Theme(client_brand="#ffff99")))
    assert any("“feelings”" in one for one in told(Theme(feelings=("#ffffaa",) * 5)))


def restricted(source, target, bits):
    """Save a font with another licence in its table OS/2."""
    font = TTFont(source)
    font["OS/2"].fsType = bits
    font.save(target)


def test_a_font_beside_the_theme_is_embedded_without_what_is_not_needed(themed, tmp_path):
    shutil.copy(FONTS / NAME, tmp_path / NAME)
    (tmp_path / "damaged.ttf").write_bytes(b"\0\1\0\0 no font")
    theme = themed("fonts: [Georgia, noto sans]")
    [face] = theme.faces
    assert (face.family, face.weight, face.italic) == ("noto sans", "400", False)
    assert len(face.url) < (FONTS / NAME).stat().st_size / 2
    style = properties(theme)
    assert f"src:url({face.url})" in style
    assert re.search(r'--fonts:"Georgia",".*",;', style)
    [said] = told(theme)
    assert said.startswith("The font “Georgia” is not embedded, because no .ttf or .otf file")


def test_a_font_whose_licence_forbids_it_is_not_embedded(themed, tmp_path):
    restricted(FONTS / NAME, tmp_path / NAME, 0x0002)
    theme = themed("fonts: [Noto Sans]")
    assert theme.faces == ()
    [said] = told(theme)
    assert "its licence (fsType) does not allow it" in said


@pytest.mark.parametrize(
    ("bits", "may"),
    [(0, True), (2, False), (4, False), (8, True), (0x100, True), (0x200, False), (12, True)],
)
def test_the_bits_of_a_licence(bits, may):
    assert may_be_embedded(bits) is may


def test_a_report_carries_the_font_and_says_what_was_changed(themed, client, tmp_path):
    shutil.copy(FONTS / NAME, tmp_path / NAME)
    themed("brand: '#ffcc00'\nfonts: [Noto Sans, Georgia]")
    outcome = report(client, "en", out=tmp_path / "outputs", theme=tmp_path / "theme.yaml")
    assert outcome.ok
    page = outcome.files[0].read_text("utf-8")
    assert page.count("@font-face") == 1
    assert "font-src data:" in page
    colour, font = outcome.notes
    assert "#ffcc00" in colour
    assert "“Georgia”" in font


def renamed(target, family, scale):
    """Save the kit's font under another name and with wider letters."""
    font = TTFont(FONTS / NAME)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
    widths = font["hmtx"].metrics
    for glyph, (advance, bearing) in list(widths.items()):
        widths[glyph] = (round(advance * scale), bearing)
    font.save(target)


def test_figures_use_the_first_font_that_is_embedded(themed, tmp_path):
    renamed(tmp_path / "wide.ttf", "Wide Example", 1.5)
    theme = themed("fonts: [Georgia, Wide Example]")
    kit = width("Maison", 10)
    with lettered(theme):
        assert width("Maison", 10) == pytest.approx(1.5 * kit, rel=0.01)
        assert covered("🙂 Maison")  # what the font lacks is taken from the kit's
    assert width("Maison", 10) == kit


def test_the_figures_of_a_report_are_in_the_font_of_its_theme(themed, client, tmp_path):
    renamed(tmp_path / "wide.ttf", "Wide Example", 1.5)
    themed("fonts: [Wide Example]")
    own = open_report(str(client), "en", theme=str(tmp_path / "theme.yaml")).section("emotions")
    kit = open_report(str(client), "en").section("emotions")
    assert isinstance(own.section, Section)
    assert own.section != kit.section


def test_a_poster_embeds_the_font_of_its_theme(themed, tmp_path):
    renamed(tmp_path / "wide.ttf", "Wide Example", 1.5)
    theme = themed("fonts: [Wide Example]")
    pages = poster(crowd(3, 5), "lea", texts("en"), theme)
    families = {text.get_fontfamily()[0] for page in pages for text in artists(page)}
    assert not any(family in ("Parcours", "Parcours bold") for family in families)
    [file] = save_poster(pages, tmp_path / "poster.pdf")
    assert PdfReader(file).pages[0].extract_text()


def test_figures_use_a_font_of_postscript_outlines_too(themed, tmp_path):
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder([".notdef", "A"])
    font.setupCharacterMap({65: "A"})
    pen = T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    shape = pen.getCharString()
    font.setupCFF("Outline", {}, {".notdef": shape, "A": shape}, {})
    font.setupHorizontalMetrics({".notdef": (600, 0), "A": (1600, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Outline Example", "styleName": "Regular"})
    font.setupOS2(fsType=0)
    font.setupPost()
    font.save(str(tmp_path / "outline.otf"))
    theme = themed("fonts: [Outline Example]")
    assert [face.family for face in theme.faces] == ["Outline Example"]
    with lettered(theme):
        assert width("A", 10) == pytest.approx(1.6 * 10 * POINT * 1.01)
    [file] = save_poster(poster(crowd(3, 5), "lea", texts("en"), theme), tmp_path / "poster.pdf")
    assert len(PdfReader(file).pages) == 1
