"""Marks agree with readers who judged the same answers without seeing the criteria."""

from __future__ import annotations

import pytest

from kit.studio.learning import STEPS, cases
from tests.studio.learning.judged import HALVES, LANGUAGES, answers, confusion

KINDS = {"good": 3, "partial": 2, "wrong-facts": 3} | dict.fromkeys(
    ("poor", "stuffed", "off-topic", "copied"), 1
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", cases())
def test_twelve_answers_of_every_kind_for_each_step(name, lang):
    found = list(answers(name, lang))
    for step in STEPS:
        kinds = [one.kind for one in found if one.step == step]
        assert {kind: kinds.count(kind) for kind in KINDS} == KINDS
    assert {one.half for one in found} == set(HALVES)


@pytest.mark.soak
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_what_is_passed_is_what_readers_pass(half, lang):
    found = confusion(lang, half)
    assert found.precision >= 0.9
    assert found.recall >= 0.9
    assert found.left_to_trainer <= 0.2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_poor_answer_of_le_comptoir_passes(lang):
    """One case in the normal suite; the soak has all of them."""
    for one in answers("le-comptoir", lang):
        if one.half == "open" and one.kind in ("stuffed", "off-topic", "copied", "poor"):
            assert one.outcome() != "pass", one.id
