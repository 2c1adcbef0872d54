"""Facts: what contradicts the brief is called false, quoted, and keeps a step from being passed."""

from __future__ import annotations

import random
from datetime import date

import pytest

from kit.i18n import texts
from kit.journey import Journey
from kit.studio.learning import STEPS, case, cases, feedback
from kit.studio.learning.facts import facts
from tests.studio.learning import learners
from tests.studio.learning.learners import EVERY
from tests.studio.learning.test_feedback import said

DAY = date(2026, 11, 22)


def told(name, lang, step, journey):
    return feedback(name, step, journey, texts(lang), as_of=DAY)


def false(feedback):
    return feedback.assessment.measures["facts"]


def changed(journey, collection, change):
    """The journey with each record of a collection changed as plain data."""
    plain = journey.to_data()
    records = plain[collection]
    each = list(records.values()) if isinstance(records, dict) else records
    change(each)
    return Journey.model_validate(plain)


def plain_swap(field):
    def change(records):
        values = [one.get(field) for one in records]
        for one, value in zip(records, values[1:] + values[:1], strict=True):
            if value is not None:
                one[field] = value

    return change


def inverted(field):
    def change(records):
        for one in records:
            if field in one:
                one[field] = 6 - one[field]

    return change


def swapped_extremes(records):
    scored = [one for one in records if "score" in one]
    best, worst = max(scored, key=lambda e: e["score"]), min(scored, key=lambda e: e["score"])
    best["score"], worst["score"] = worst["score"], best["score"]


def other_mentions(records):
    for one in records:
        if "mentions" in one:
            one["mentions"] = "3 of 180"


def other_natures(records):
    turned = {"positive": "irritant", "irritant": "positive"}
    for one in records:
        if "nature" in one:
            one["nature"] = turned[one["nature"]]


FALSE = [
    ("emotions", "emotions", swapped_extremes),
    ("pain-points", "pain_points", other_mentions),
    ("pain-points", "pain_points", plain_swap("mentions")),
    ("touchpoints", "touchpoints", other_natures),
    ("touchpoints", "touchpoints", inverted("importance")),
    ("improvements", "improvements", inverted("effort")),
]


@pytest.mark.parametrize(("step", "collection", "change"), FALSE)
@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_false_facts_are_told_and_do_not_pass(name, lang, step, collection, change):
    model = learners.model(name, lang)
    before = told(name, lang, step, model)
    after = told(name, lang, step, changed(model, collection, change))
    assert before.passed
    assert false(before).share == 1
    assert not after.passed, false(after)
    assert after.score < before.score
    assert any(remark.kind == "against" for remark in false(after).remarks)


def documents(name, lang):
    """The names of a case's documents, and the title of the brief's last part."""
    known = case(name, lang)
    brief = (known.folder / "brief.md").read_text("utf-8")
    means = brief.rpartition("\n## ")[2].partition("\n")[0]
    return {means, *(str(known.model[id].name) for id in known.sources)}


@pytest.mark.parametrize(("step", "collection", "change"), FALSE)
@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_contradiction_names_the_document(name, lang, step, collection, change):
    model = changed(learners.model(name, lang), collection, change)
    t = texts(lang)
    remarks = false(told(name, lang, step, model)).remarks
    against = [str(t(one.says)) for one in remarks if one.kind == "against"]
    assert against
    for one in against:
        assert any(one.endswith(f" ({document}).") for document in documents(name, lang)), one


@pytest.mark.parametrize("name", cases())
def test_facts_name_documents_of_their_case(name):
    known = case(name, "en").sources
    for step, ideas in facts(name).items():
        for idea, one in ideas.items():
            assert {*one.sources, *([one.document] if one.document else [])} <= set(known)
            compared = one.nature or one.mentions or one.score is not None or one.importance
            assert step == "improvements" or not compared or one.document or one.sources, idea


def test_the_mentions_of_a_survey_are_named_after_it_and_not_after_a_test():
    """33 of 180 stand under the tests of the payment, and were counted in the survey."""
    model = learners.model("maison-lumen", "en")
    pain = model["adresse-deux-fois"].replace(mentions="7 of 180")
    heard = said(told("maison-lumen", "en", "pain-points", model.replace(pain_points=(pain,))))
    assert "7 of 180, where the brief has 33 of 180 (Satisfaction survey after the order)" in heard


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_swapped_sources_lower_the_mark(name, lang):
    model = learners.model(name, lang)
    known = facts(name)["pain-points"].values()
    sources = sorted(case(name, lang).sources)
    rarest = min(sources, key=lambda id: sum(id in one.sources for one in known))

    def others(records):
        for one in records:
            one["evidence"] = [rarest]
            one.pop("verbatims", None)

    before = told(name, lang, "pain-points", model)
    after = told(name, lang, "pain-points", changed(model, "pain_points", others))
    assert after.score < before.score
    assert not after.passed


DENIED = {
    "maison-lumen": {
        "en": "There is never a delivery charge at the last screen",
        "fr": "Aucun frais de livraison au dernier écran",
    },
    "le-comptoir": {
        "en": "There is never a queue at the single till",
        "fr": "Il n’y a jamais de file à la caisse",
    },
    "tandem-app": {
        "en": "The sign-up form with its fourteen fields bothers nobody",
        "fr": "Le formulaire d’inscription et ses quatorze champs ne gênent personne, jamais",
    },
}


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_denied_pain_is_held_up_to_the_brief_with_its_document(name, lang):
    model = learners.model(name, lang)
    pain = model.pain_points[0].replace(what=DENIED[name][lang])
    one = told(name, lang, "pain-points", model.replace(pain_points=(pain,)))
    heard = said(one)
    assert {"en": "the brief says the opposite", "fr": "les pièces disent le contraire"}[lang] in (
        heard
    )
    assert DENIED[name][lang] in heard


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_passages_are_quoted_from_the_brief(name, lang):
    brief = (case(name, lang).folder / "brief.md").read_text("utf-8")
    for step, ideas in facts(name).items():
        for idea, known in ideas.items():
            if known.quote:
                assert known.quote[lang] in brief, (step, idea)


@pytest.mark.parametrize("name", cases())
def test_facts_are_those_of_the_cases_ideas_and_sources(name):
    one = case(name, "en")
    assert set(facts(name)) <= set(STEPS)
    pains = {idea.id for idea in one.exercises["pain-points"].ideas}
    for step, ideas in facts(name).items():
        assert set(ideas) == {idea.id for idea in one.exercises[step].ideas}, step
        for known in ideas.values():
            assert set(known.sources) <= one.sources
            assert set(known.removes) <= pains
            ranges = (known.importance, known.impact, known.persistence, known.effort)
            for low, high in filter(None, ranges):
                assert 1 <= low <= high <= 5


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_one_slip_among_many_facts_still_passes(name, lang):
    model = learners.model(name, lang)

    def slip(records):
        one = random.Random(1).choice([r for r in records if "score" in r])
        one["score"] = max(-2, min(2, one["score"] + (0.8 if one["score"] < 0 else -0.8)))

    assert told(name, lang, "emotions", changed(model, "emotions", slip)).passed
