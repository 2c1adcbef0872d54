"""A deck on one's own template: found by the types of placeholders, or refused."""

from __future__ import annotations

import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from pptx.enum.dml import MSO_THEME_COLOR

from kit.exports import pptx
from kit.exports.notebook import ExecutedNotebook
from kit.exports.pptx.palette import palette_of
from kit.exports.pptx.template import TemplateError, load_template
from kit.i18n import texts
from tests.exports.pptx import templates
from tests.exports.pptx.reading import deck, errors, sizes, text_of
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
    assert palette["text"].name == "tx1"
    assert palette["muted"].name == "tx1"
    assert palette["accent"].name == "accent4"
    assert palette["very-bad"].name == "tx1"  # an accent may be green: a word tells


OFFICE = Path("/usr/lib/libreoffice/share/template/common/presnt")
FOREIGN = ("Grey_Elegant", "Focus", "Portfolio", "Blue_Curve")


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
