"""A deck on one's own template: found by the types of placeholders, or refused."""

from __future__ import annotations

import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn

from kit.exports import pptx
from kit.exports.notebook import ExecutedNotebook
from kit.exports.pptx.palette import palette_of
from kit.exports.pptx.template import TemplateError, load_template
from kit.i18n import texts
from tests.exports.pptx import templates
from tests.exports.pptx.reading import charts, deck, errors, sizes, text_of
from tests.exports.pptx.test_deck import as_notebook, executed
from tests.exports.samples import notebook

MADE = {
    "four-to-three": templates.four_to_three,
    "bottom": templates.title_at_the_bottom,
}


def on(content, tmp_path, example="a-revoir", name="template.pptx"):
    file = tmp_path / name
    file.write_bytes(content)
    return pptx.export(ExecutedNotebook.of(as_notebook(*executed(example, "en"))), file)


@pytest.mark.parametrize("name", MADE)
def test_a_deck_keeps_to_the_places_of_a_template(name, tmp_path):
    content = on(MADE[name](), tmp_path)
    assert not errors(content, tmp_path)
    made = deck(content)
    layout = next(one for one in made.slide_layouts if one.name == "Title and Content")
    body = next(p for p in layout.placeholders if p.placeholder_format.idx == 1)
    said = "\n".join(text_of(slide) for slide in made.slides)
    assert "another client" not in said
    assert "Click to" not in said
    assert min(sizes(made)) >= 10
    for slide in [*made.slides][1:]:
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape.left >= body.left
                assert shape.top >= body.top
                assert shape.left + shape.width <= body.left + body.width
                assert shape.top + shape.height <= body.top + body.height


def test_a_template_file_is_taken_as_a_presentation(tmp_path):
    content = on(templates.as_potx(templates.title_at_the_bottom()), tmp_path, name="own.potx")
    assert not errors(content, tmp_path)


REFUSED = {
    "tiny": (templates.tiny_body, "“Title and Content” leaves too little room for contents"),
    "no contents": (
        templates.without_contents,
        "has no layout with a title and a place for contents",
    ),
    "web page": (lambda: b"<html>", "It is no PowerPoint presentation."),
    "empty": (lambda: b"", "It is no PowerPoint presentation."),
    "cut off": (lambda: templates.four_to_three()[:9_000], "It is damaged, or not complete."),
    "without masters": (templates.without_masters, "It is damaged, or not complete."),
    "Word": (lambda: templates.of_type("wordprocessingml.document"), "It is a Word document."),
    "Excel": (lambda: templates.of_type("spreadsheetml.sheet"), "It is an Excel workbook."),
    "ppsx": (
        lambda: templates.of_type("presentationml.slideshow"),
        "It is saved as a slide show.",
    ),
    "pptm": (templates.with_macros, "It may hold macros"),
    "strict": (templates.strict, "“Strict Open XML”"),
    "password": (templates.encrypted, "It is protected by a password."),
    "encrypted entries": (templates.encrypted_entries, "It is protected by a password."),
    "ppt": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "PowerPoint 97–2003"),
    "bomb": (templates.bomb, "It unpacks to"),
    "many entries": (templates.many_entries, "10,000"),
    "heavy part": (templates.heavy_part, "It holds more than a template needs."),
    "lie about a size": (templates.lying, "cannot be unpacked"),
    "same name twice": (templates.twice, "two have the same name"),
    "entities": (templates.with_entities, "declares entities"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(kind, tmp_path):
    make, says = REFUSED[kind]
    file = tmp_path / "house.pptx"
    file.write_bytes(make())
    with pytest.raises(TemplateError) as refused:
        load_template(file)
    for lang in ("en", "fr"):
        sentence = texts(lang)(refused.value.says)
        assert "house.pptx" in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")
    assert says in texts("en")(refused.value.says)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    file = tmp_path / "house.pptx"
    file.write_bytes(templates.bomb())
    tracemalloc.start()
    try:
        with pytest.raises(TemplateError):
            load_template(file)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_several_masters_are_copied_with_ids_of_their_own(tmp_path):
    file = tmp_path / "house.pptx"
    file.write_bytes(templates.two_masters())
    content = pptx.export(notebook("text"), file)
    assert not errors(content, tmp_path)
    assert [len(master.slide_layouts) for master in deck(content).slide_masters] == [11, 11]


@pytest.mark.parametrize("make", [templates.on_a_picture, templates.on_coloured_shapes])
def test_texts_on_a_busy_ground_stand_on_a_panel(make, tmp_path):
    content = on(make(), tmp_path)
    assert not errors(content, tmp_path)
    _, *slides = deck(content).slides
    for slide in slides:
        [panel] = [shape for shape in slide.slide_layout.shapes if shape.name == "Panel"]
        assert panel.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert panel.left <= shape.left
                assert panel.top <= shape.top
                assert shape.left + shape.width <= panel.left + panel.width
                assert shape.top + shape.height <= panel.top + panel.height


def test_a_corner_of_a_shape_under_the_contents_calls_for_a_panel(tmp_path):
    # The contents begin 13 mm from the left and 44 mm from the top.
    for mm, panels in ((30, 0), (75, 1)):
        made = deck(on(templates.on_coloured_shapes(mm * 36000, mm * 36000), tmp_path))
        layout = made.slides[1].slide_layout
        assert len([one for one in layout.shapes if one.name == "Panel"]) == panels, mm


def test_texts_and_charts_on_a_dark_ground_are_light(tmp_path):
    content = on(templates.on_a_dark_colour(), tmp_path)
    assert not errors(content, tmp_path)
    made = deck(content)
    assert "Panel" not in [one.name for layout in made.slide_layouts for one in layout.shapes]
    roots = [slide._element for slide in [*made.slides][1:]]
    roots += [chart._chartSpace for _, chart in charts(made)]
    dark = {"tx1", "tx2", "dk1", "dk2"}
    for root in roots:
        for run in root.iter(qn("a:rPr"), qn("a:defRPr")):
            assert not dark & {one.get("val") for one in run.iter(qn("a:schemeClr"))}
    assert all(
        run.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}") is not None
        for root in roots
        if root.tag == qn("c:chartSpace")
        for run in root.iter(qn("a:defRPr"))
    )


def test_texts_on_a_ground_that_no_colour_suits_stand_on_a_panel(tmp_path):
    grey = b'<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000">'
    grey += b'<a:schemeClr val="bg1"/></a:gs></a:gsLst></a:gradFill>'
    made = deck(on(templates.on_a_dark_colour(filled=grey), tmp_path))
    assert "Panel" in [one.name for one in made.slides[1].slide_layout.shapes]


@pytest.mark.parametrize(("colour", "taken"), [(b"FFFFFF", True), (b"101010", False)])
def test_the_style_of_a_prompt_is_taken_where_it_can_be_read(colour, taken, tmp_path):
    content = on(templates.as_libreoffice_writes_it(colour), tmp_path)
    assert not errors(content, tmp_path)
    title = deck(content).slides[1].slide_layout.placeholders[0]._element
    [look] = title.findall(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    assert look.get("sz") == "3300"
    assert [one.get("val") for one in look.iter(qn("a:srgbClr"))] == ["FFFFFF"] * taken


def test_a_plain_template_has_no_panel(tmp_path):
    layouts = deck(on(templates.title_at_the_bottom(), tmp_path)).slide_layouts
    assert "Panel" not in [shape.name for layout in layouts for shape in layout.shapes]


def test_only_colours_that_can_be_read_are_taken_from_a_theme():
    colours = {
        "bg1": "#ffffff",
        "tx1": "#111111",
        "tx2": "#eeeeee",
        **{f"accent{n}": "#ffee00" for n in range(1, 7)},
        "accent4": "#114488",
    }
    palette = palette_of(colours)
    assert palette is not None
    assert palette["text"].name == "tx1"
    assert palette["muted"].name == "tx1"
    assert palette["accent"].name == "accent4"
    assert palette["very-bad"].name == "tx1"  # an accent may be green: a word tells


OFFICE = Path("/usr/lib/libreoffice/share/template/common/presnt")
FOREIGN = ("Grey_Elegant", "Focus", "Portfolio", "Blue_Curve", "Lights")


@pytest.mark.soak
@pytest.mark.parametrize("name", FOREIGN)
def test_templates_of_libreoffice_take_a_deck(name, tmp_path):
    if not (shutil.which("soffice") and OFFICE.is_dir()):
        pytest.skip("LibreOffice is not installed")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
    command += ["--convert-to", "pptx", "--outdir", str(tmp_path), str(OFFICE / f"{name}.otp")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = on((tmp_path / f"{name}.pptx").read_bytes(), tmp_path, "maison-lumen")
    assert not errors(content, tmp_path)
