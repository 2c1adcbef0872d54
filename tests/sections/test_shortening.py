"""The decision page shortens what is long, and loses no decision."""

from __future__ import annotations

import pytest

from kit.blocks import Card
from kit.sections import SECTIONS
from kit.sections.shortening import ELLIPSIS, LIMITS, shorten, shorten_texts
from tests.figures.crowd import LONG
from tests.full import full
from tests.journeys import journey
from tests.sections.reading import context, found, said_in, text_of, written

pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Delivery costs are late", 23, "Delivery costs are late"),
        ("Delivery costs are late", 20, "Delivery costs are…"),
        ("Delivery costs, late", 16, "Delivery costs…"),
        ("anticonstitutionnellement", 10, "anticonst…"),
        ("a anticonstitutionnellement", 10, "a anticon…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, most: int, said: str):
    assert shorten(text, most) == said
    assert len(said) <= most


def test_short_texts_stay_as_they_are():
    known = context(journey())
    assert shorten_texts(known, LIMITS[-1]) is known


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_text_of_the_client_is_long_on_the_page(lang: str):
    section = written(full(LONG), "summary", lang)
    texts = [str(said) for said in said_in(section)]
    assert not [said for said in texts if LONG[: LIMITS[0].statement] in said]
    assert [said for said in texts if ELLIPSIS in said]


def test_every_decision_is_on_the_page_and_whole_in_its_section():
    known = full(LONG)
    known = known.replace(
        improvements=tuple(one.replace(status="proposed") for one in known.improvements)
    )
    cards = [card for card in found(written(known, "summary"), Card) if "decision-" in card.id]
    assert [str(card.title)[:2] for card in cards] == ["A.", "B.", "C."]
    whole = text_of(SECTIONS["improvements"](context(known)))
    for improvement in known.improvements:
        if improvement.open:
            assert improvement.solution.text in whole


def test_texts_are_cut_as_little_as_the_page_allows():
    statement = "Un irritant que le client décrit longuement, et qui tient encore sur la page"
    one = {"at": "caisse", "group": "process", "what": statement, "mentions": "14 of 60"}
    said = text_of(written(journey(pain_points={"a": one}), "summary"))
    assert statement in said


def test_equal_improvements_are_named_or_counted():
    ideas = {f"i{n}": {"solution": f"Idée {n}", "impact": 4, "effort": 2} for n in range(8)}
    said = text_of(written(journey(improvements=ideas), "summary"))
    assert "effort and dots: “Idée 3”, “Idée 4” and 3 more." in said


def test_names_are_cut_to_what_a_line_holds():
    short = shorten_texts(context(full(LONG)), LIMITS[0]).journey
    assert max(len(record.name) for record in short.touchpoints) <= LIMITS[0].name
    assert max(len(record.name) for record in short.stages) <= LIMITS[0].name // 2
    assert {record.id for record in short.stages} == {record.id for record in full(LONG).stages}
