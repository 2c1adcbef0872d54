"""A template gives a deck its design: what another client's deck holds beside it stays behind."""

from __future__ import annotations

from io import BytesIO

import pytest
from pptx import Presentation

from kit.exports import pptx
from kit.exports.pptx.sanitize import design_of
from tests.exports.pptx import finished_decks
from tests.exports.pptx.finished_decks import PLACES, SECRET, holding, template
from tests.exports.pptx.reading import deck, errors, texts
from tests.exports.samples import notebook


@pytest.mark.parametrize("place", PLACES)
def test_nothing_but_the_design_of_a_template_is_copied(place):
    content = template(place)
    assert holding(content)
    made = design_of(content)
    assert not holding(made)
    assert len(Presentation(BytesIO(made)).slide_layouts) == 11


def test_a_deck_on_another_clients_deck_holds_none_of_it(tmp_path):
    file = tmp_path / "last-client.pptx"
    file.write_bytes(finished_decks.in_many_places())
    assert holding(file.read_bytes())
    content = pptx.export(notebook("text"), file)
    assert not holding(content)
    assert not errors(content, tmp_path)
    names = [slide.part.partname for slide in deck(content).slides]
    assert names == [f"/ppt/slides/slide{n}.xml" for n in range(1, len(names) + 1)]


def test_the_kits_own_deck_names_no_author_of_a_library():
    content = pptx.export(notebook("text"))
    assert not holding(content, "python-pptx")
    assert not holding(content, "Steve")
    assert deck(content).core_properties.modified is None


def test_pictures_and_texts_of_a_layout_stay():
    entries = finished_decks.finished()
    PLACES["notes of a picture"](entries)
    finished_decks.run(entries, finished_decks.LAYOUT, "", "Conseil Martin")
    layout = Presentation(BytesIO(design_of(finished_decks.packed(entries)))).slide_layouts[1]
    assert layout.name == "Title and Content"
    [shown] = [shape for shape in layout.shapes if hasattr(shape, "image")]
    assert shown.image.size == (4, 4)
    assert "Conseil Martin" in [*texts(layout.shapes)]


def test_a_link_goes_and_its_words_stay():
    content = template("script")
    master = Presentation(BytesIO(design_of(content))).slide_masters[0]
    [run] = [
        run
        for shape in master.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.text == "More"
    ]
    assert run.hyperlink.address is None
    assert SECRET not in run.text
