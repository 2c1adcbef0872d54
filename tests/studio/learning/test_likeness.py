"""What is told to a trainer as close to the model answer, and what never is."""

from __future__ import annotations

import pytest

from kit.studio.learning import STEPS, case
from kit.studio.learning.likeness import is_close
from tests.studio.learning import learners
from tests.studio.learning.learners import EVERY, GOOD


def alike(journey, name):
    return [step for step in STEPS if is_close(journey, name, step)]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_model_answer_copied_is_close_in_every_step(name, lang):
    assert alike(learners.model(name, lang), name) == list(STEPS)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_copy_with_a_word_changed_here_and_there_is_still_close(name, lang):
    journey = learners.model(name, lang)
    pains = tuple(
        pain.replace(what={"text": pain.what.text + " really"}) for pain in journey.pain_points
    )
    assert is_close(journey.replace(pain_points=pains), name, "pain-points")


@pytest.mark.parametrize(("name", "lang"), GOOD)
def test_a_good_answer_in_other_words_is_not(name, lang):
    assert alike(learners.good(name, lang), name) == []


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_neither_is_an_empty_or_a_poor_one_or_that_of_another_case(name, lang):
    assert alike(learners.empty(name, lang), name) == []
    assert alike(learners.poor(name, lang), name) == []
    for other in learners.others(name):
        assert alike(learners.model(other, lang), name) == []


@pytest.mark.parametrize(("name", "lang"), GOOD)
def test_a_sentence_or_two_that_happen_to_be_the_same_do_not_make_it_close(name, lang):
    own, model = learners.good(name, lang), learners.model(name, lang)
    mixed = own.replace(pain_points=(*own.pain_points[1:], model.pain_points[0]))
    assert not is_close(mixed, name, "pain-points")


def test_what_the_brief_says_is_everybodys_to_quote():
    name = "le-comptoir"
    told = (case(name, "en").folder / "brief.md").read_text("utf-8")
    lines = [line.strip("- ") for line in told.splitlines() if len(line) > 80]
    own = learners.good(name, "en")
    pains = tuple(
        p.replace(what={"text": line}) for p, line in zip(own.pain_points, lines, strict=False)
    )
    assert len(pains) > 3
    assert not is_close(own.replace(pain_points=pains), name, "pain-points")
