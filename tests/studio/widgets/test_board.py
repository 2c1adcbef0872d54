"""What the board is told of beside the journey."""

from kit.i18n import texts
from kit.resources import resource
from kit.studio.widgets.board import ranking, similar
from kit.workshop import load

LUMEN = load(resource("workshops") / "maison-lumen").journey


def test_notes_that_say_the_same_are_proposed_by_their_texts():
    said = ["La file est longue", "Files trop longues", "Pas de parking"]
    assert similar(LUMEN.replace(notes=said)) == [said[:2]]
    assert similar(LUMEN.replace(notes=said[1:])) == []


def test_the_dots_of_each_participant_depend_on_how_many_pains_there_are():
    few = LUMEN.replace(pain_points=LUMEN.pain_points[:3], improvements=())
    assert ranking(few, texts("en"))["pain_points"]["dots"] == 3
    told = ranking(LUMEN, texts("en"))["pain_points"]["dots"]
    assert told == round(len(LUMEN.pain_points) / 3)
