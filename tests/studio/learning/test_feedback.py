"""Learning: which answers pass, which do not, and what each is told."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kit.exports.notebook import to_dict
from kit.i18n import texts
from kit.steps.emotions import Emotion
from kit.studio.learning import STEPS, feedback
from tests.studio.learning import learners
from tests.studio.learning.learners import EVERY, GOOD

DAY = date(2026, 11, 22)


def told(name, lang, step, journey):
    return feedback(name, step, journey, texts(lang), as_of=DAY)


def words(value):
    """All the text of some blocks."""
    if isinstance(value, dict):
        if value.get("is") == "MixedText":
            return "".join(map(words, value["pieces"]))
        return " ".join(words(v) for k, v in value.items() if k not in ("is", "id", "lang"))
    return " ".join(map(words, value)) if isinstance(value, list) else str(value)


def words_of(blocks):
    """All the text of some blocks, as a notebook holds them."""
    return words(json.loads(json.dumps(blocks, default=to_dict)))


def said(feedback):
    return words_of(feedback.blocks)


def kinds(feedback):
    found = feedback.assessment
    return {r.kind for measure in found.measures.values() for r in measure.remarks}


@pytest.fixture(params=STEPS)
def step(request):
    return request.param


def test_every_case_has_an_answer_in_other_words_in_each_language():
    assert set(GOOD) == set(EVERY)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_model_answer_passes_with_nearly_everything(name, lang, step):
    one = told(name, lang, step, learners.model(name, lang))
    assert one.passed
    assert one.score >= 95
    assert not kinds(one) & {"against", "strung"}


@pytest.mark.parametrize(("name", "lang"), GOOD)
def test_a_good_answer_in_other_words_passes(name, lang, step):
    one = told(name, lang, step, learners.good(name, lang))
    assert one.passed, said(one)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_an_empty_answer_is_told_how_to_begin(name, lang, step):
    one = told(name, lang, step, learners.empty(name, lang))
    assert (one.passed, one.score) == (False, 0)
    assert len(one.blocks) == 3


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_poor_answer_does_not_pass_and_is_quoted(name, lang, step):
    journey = learners.poor(name, lang)
    one = told(name, lang, step, journey)
    assert not one.passed
    assert one.score < 40
    quotes = {
        "fr": ("sympa", "Marketing", "Magasin", "Boutique", "compliqué", "Améliorer le site"),
        "en": ("nice", "Marketing", "Shop", "Website", "complicated", "Improve the site"),
    }
    assert any(quote in said(one) for quote in quotes[lang]), said(one)


@pytest.mark.parametrize("dealt", [False, True])
@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_keywords_do_not_pass_and_are_called_keywords(name, lang, step, dealt):
    one = told(name, lang, step, learners.stuffed(name, lang, step, dealt=dealt))
    assert not one.passed
    assert "strung" in kinds(one)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_another_cases_model_answer_does_not_pass(name, lang, step):
    for other in learners.others(name):
        one = told(name, lang, step, learners.model(other, lang))
        assert not one.passed, (other, said(one))


@pytest.mark.parametrize(("name", "lang"), GOOD)
def test_each_gets_different_feedback(name, lang, step):
    answers = [
        learners.empty(name, lang),
        learners.poor(name, lang),
        learners.stuffed(name, lang, step, dealt=False),
        learners.model(learners.others(name)[0], lang),
        learners.model(name, lang),
        learners.good(name, lang),
    ]
    heard = [said(told(name, lang, step, journey)) for journey in answers]
    assert len(set(heard)) == len(heard)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_nothing_is_ever_just_wrong(name, lang, step):
    for journey in (
        learners.poor(name, lang),
        learners.stuffed(name, lang, step, dealt=True),
        learners.model(learners.others(name)[0], lang),
    ):
        one = told(name, lang, step, journey)
        t = texts(lang)
        for measure in one.assessment.measures.values():
            for remark in measure.remarks:
                assert len(t(remark.says)) > 15
                assert t(remark.says).rstrip("”»\u202f ").endswith((".", "?", "!"))


def test_what_misses_is_asked_for_and_what_is_found_is_told_with_the_learners_words():
    journey = learners.good("maison-lumen", "fr")
    few = journey.replace(pain_points=journey.pain_points[:2])
    heard = said(told("maison-lumen", "fr", "pain-points", few))
    assert "Combien d’écrans et de champs faut-il pour payer" in heard
    assert "Vous écrivez" in heard
    assert "Aucun créneau n'est proposé" in heard
    assert "cinq écrans et vingt-deux champs" not in heard, "the answer itself is not given away"


def test_a_score_against_the_brief_is_held_up_to_it():
    journey = learners.model("tandem-app", "en")
    felt = tuple(
        Emotion.model_validate({**e.to_data(), "score": 1.5}) if e.at == "bank-link" else e
        for e in journey.emotions
    )
    one = told("tandem-app", "en", "emotions", journey.replace(emotions=felt))
    assert "You give +1.5 where you write “Why my bank already" in said(one)
    assert one.score < 100


def test_a_source_that_is_not_of_the_brief_is_named():
    heard = said(told("maison-lumen", "en", "persona", learners.model("tandem-app", "en")))
    assert "Interviews with new households" in heard
    assert "not a source in the brief" in heard


def test_what_is_near_is_asked_to_be_more_precise():
    journey = learners.model("maison-lumen", "en")
    vague = journey.pain_points[0].replace(what="The delivery charges are far too high", where=None)
    one = told("maison-lumen", "en", "pain-points", journey.replace(pain_points=(vague,)))
    assert "is meant to say it, say it more precisely" in said(one)


def test_an_answer_may_be_in_either_language():
    one = told("maison-lumen", "en", "pain-points", learners.good("maison-lumen", "fr"))
    assert one.passed


def test_the_same_words_in_every_record_count_once():
    journey = learners.model("maison-lumen", "en")
    first = journey.pain_points[0]
    copies = tuple(first.replace(id=f"copy-{n}") for n in range(6))
    one = told("maison-lumen", "en", "pain-points", journey.replace(pain_points=copies))
    assert not one.passed


def test_hostile_words_are_quoted_as_words():
    from kit.i18n import UserText

    journey = learners.model("maison-lumen", "en")
    bad = "{score} <script>alert(1)</script> {0.__class__}"
    pains = (journey.pain_points[0].replace(what=bad),)
    one = told("maison-lumen", "en", "pain-points", journey.replace(pain_points=pains))

    def pieces(value):
        if isinstance(value, UserText):
            yield value.text
        elif isinstance(value, tuple):
            for item in value:
                yield from pieces(item)
        elif hasattr(value, "__dataclass_fields__"):
            for field in value.__dataclass_fields__:
                yield from pieces(getattr(value, field))

    assert any("<script>" in text for text in pieces(one.blocks))
