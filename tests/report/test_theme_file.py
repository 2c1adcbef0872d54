"""A theme file: its sample, its errors, the fonts beside it, and what a report tells of it."""

import re
import shutil

import pytest
import yaml
from fontTools.ttLib import TTFont

from kit.exports.html import properties
from kit.figures.lettering import FONTS
from kit.i18n import LANGUAGES, texts
from kit.report import report
from kit.report.theme_file import FIELDS, notices, sample, theme_of
from kit.report.theme_fonts import may_be_embedded
from kit.theme import Theme
from kit.workshop import WorkshopError

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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_is_a_theme_with_every_field_and_changes_nothing(themed, lang):
    written = sample(texts(lang))
    assert themed(written) == Theme()
    uncommented = written.replace("# fonts:", "fonts:")
    assert list(yaml.safe_load(uncommented)) == list(FIELDS)
    assert themed(uncommented).fonts == ("Noto Sans", "Georgia")
    assert texts(lang)(FIELDS["muted"].says) in written


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n- b", "cannot be read"),
        ("a: [", "cannot be read"),
        (
            "brandt: '#112233'",
            "theme.yaml:1: Unknown theme field “brandt”. Choose from: brand, ink",
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
