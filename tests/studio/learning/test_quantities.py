"""Figures in texts: shares, percentages, money and counted things, in digits or in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.studio.learning.quantities import agrees, quantities


def figures(text, lang):
    return {(q.kind, q.value, q.of, q.noun) for q in quantities(text, lang)}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("104 people of 180", "en", ("share", 104, 180, "")),
        ("a hundred and four out of 180 people", "en", ("share", 104, 180, "")),
        ("104 personnes sur 180", "fr", ("share", 104, 180, "")),
        ("104 des 180 réponses", "fr", ("share", 104, 180, "")),
        ("104/180", "fr", ("share", 104, 180, "")),
        ("70 % des paniers", "fr", ("percentage", 70, 0, "")),
        ("seventy per cent", "en", ("percentage", 70, 0, "")),
        ("€14.90 for delivery", "en", ("amount", 14.9, 0, "")),
        ("14,90 € de livraison", "fr", ("amount", 14.9, 0, "")),
        ("vingt-deux champs", "fr", ("count", 22, 0, "champ")),
        ("five screens", "en", ("count", 5, 0, "screen")),
    ],
)
def test_a_figure_is_read(text, lang, expected):
    assert expected in figures(text, lang)


@pytest.mark.parametrize("text", ["quatorze champs sur trois écrans", "de 30 à 39 ans"])
def test_what_is_no_share_and_a_range_are_not_taken_for_one(text):
    assert not any(kind == "share" for kind, *_ in figures(text, "fr"))
    assert ("count", 39, 0, "an") not in figures(text, "fr")


BRIEF = quantities("104 people of 180, 70%, five screens, €9.90", "en")


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("104 of 180", True),
        ("3 of 180", False),
        ("58%", True),  # the same share, as a percentage
        ("30%", False),
        ("about 10 euros", True),
        ("25 euros", False),
        ("5 screens", True),
        ("2 screens", False),
        ("2 lamps", True),  # the brief counts no lamps
    ],
)
def test_a_figure_agrees_with_the_brief_or_not(text, agreed):
    found = quantities(text, "en")
    assert found
    assert all(agrees(one, BRIEF) for one in found) is agreed


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_any_text_can_be_read(text, lang):
    for one in quantities(text, lang):
        assert one.quote
        assert agrees(one, quantities(text, lang))


def test_endless_digits_are_no_figure_and_cost_no_time():
    assert quantities("1" * 5000 + " fields", "en") == ()
    assert quantities("12 fields", "en")
