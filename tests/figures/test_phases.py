"""Curves of several journeys by phase: names beside them, nothing overlaps, every number said."""

from __future__ import annotations

import pytest

from kit.figures import PhaseCurve, curves_by_phase
from kit.figures.page import TALLEST
from kit.i18n import UserText, texts
from kit.theme import Theme
from tests.figures.crowd import LONG
from tests.figures.legible import outside, overlaps, small, told
from tests.thinned import thinned

PHASES = {
    "en": ["Awareness", "Comparison", "Purchase", "Use and service", "Loyalty", "End of use"],
    "fr": ["Notoriété", "Comparaison", "Achat", "Usage et service", "Fidélisation", "Fin d’usage"],
}


def curves(count: int, name: str = "Maison Exemple") -> list[PhaseCurve]:
    scores = (2.0, -2.0, 0.25, -1.25, 1.5, -0.75)
    return [
        PhaseCurve(
            UserText(f"{name} {number}"),
            tuple(
                None if (number + place) % 7 == 3 else score for place, score in enumerate(scores)
            ),
            tuple(place == number % 6 for place in range(6)),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "name", "lang"),
    thinned([1, 2, 6, 7, 12], ["Maison Exemple", "Été 🙂 W" + "W" * 30, LONG], ["fr", "en"]),
)
def test_names_and_numbers_are_apart_inside_and_large_enough(drawn, count, name, lang) -> None:
    found = curves(count, name)
    pages = drawn(lambda: curves_by_phase(found, PHASES[lang], texts(lang), Theme()))
    said = told([page.figure for page in pages])
    for page in pages:
        assert overlaps(page.figure) == []
        assert outside(page.figure) == []
        assert small(page.figure) == []
        assert page.height <= TALLEST + 1
    for one in found:
        assert "".join(str(one.name).split()) in said
    for phase in PHASES[lang]:
        assert "".join(phase.split()) in said


def test_many_curves_are_drawn_apart_with_their_numbers(drawn) -> None:
    few = drawn(lambda: curves_by_phase(curves(6), PHASES["en"], texts("en"), Theme()))
    many = drawn(lambda: curves_by_phase(curves(7), PHASES["en"], texts("en"), Theme()))
    assert "+1.5" not in told([few[0].figure])
    assert told([many[0].figure]).count("+1.5") >= 6


def test_the_alternative_text_has_every_score_of_every_journey() -> None:
    (picture,) = curves_by_phase(curves(2), PHASES["fr"], texts("fr"), Theme())
    assert picture.alt.startswith("Émotion par phase")
    first, second = picture.alt.split("Maison Exemple 1")
    for part, scores in ((first, "+2 −2 +0,2 +1,5 −0,8"), (second, "+2 −2 −1,2 +1,5 −0,8")):
        for score in scores.split():
            assert f" {score}" in part


def test_nothing_is_drawn_without_a_score() -> None:
    empty = PhaseCurve(UserText("Exemple"), (None, None), (False, False))
    assert curves_by_phase([empty], PHASES["en"][:2], texts("en"), Theme()) == ()
