"""A deck on one's own template: found by the types of placeholders, or refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kit.exports import pptx
from kit.exports.notebook import ExecutedNotebook
from kit.exports.pptx.palette import palette_of
from kit.exports.pptx.template import TemplateError, opened
from kit.i18n import texts
from tests.exports.pptx import templates
from tests.exports.pptx.reading import deck, errors, sizes, text_of
from tests.exports.pptx.test_deck import as_notebook, executed

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


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (templates.tiny_body(), "“Title and Content” leaves too little room for contents"),
        (templates.without_contents(), "has no layout with a title and a place for contents"),
        (b"PK\x03\x04 no archive", "is no PowerPoint presentation"),
        (b"<html>", "is no PowerPoint presentation"),
    ],
)
def test_a_template_on_which_nothing_fits_is_refused_in_a_sentence(content, says, tmp_path):
    file = tmp_path / "house.pptx"
    file.write_bytes(content)
    with pytest.raises(TemplateError) as refused:
        opened(file)
    sentence = texts("en")(refused.value.says)
    assert says in sentence
    assert "“house.pptx”" in sentence


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
