"""The cases: the same in both languages, a start without answers, hints that lead somewhere."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kit.diagnostics import Severity
from kit.i18n import LOCALES, texts
from kit.review import review
from kit.studio.learning import STEPS, brief, case, cases, hint, objectives, self_test, start, task
from kit.studio.learning.answers import records
from kit.studio.learning.exercises import ONE_OF_MANY
from kit.studio.learning.feedback import attempt
from kit.workshop import load
from tests.studio.learning import learners
from tests.studio.learning.learners import EVERY

DATA = sorted(
    p for p in (LOCALES / "fr" / "learning").rglob("*") if p.suffix in (".md", ".toml", ".yaml")
)


def test_the_cases_of_the_first_release_are_there():
    assert {"le-comptoir", "maison-lumen", "tandem-app"} <= set(cases())


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_model_has_all_six_steps(name, lang):
    lacking = [step for step in STEPS if not records(case(name, lang).model, step)]
    assert not lacking, f"{name}/model.yaml has no records of {lacking}"


@pytest.mark.parametrize("name", cases())
def test_both_languages_tell_the_same_case(name):
    fr, en = case(name, "fr"), case(name, "en")
    assert fr.sources == en.sources
    assert fr.model.client.name == en.model.client.name
    for step in STEPS:
        ours, theirs = fr.exercises[step], en.exercises[step]
        assert [i.id for i in ours.ideas] == [i.id for i in theirs.ideas]
        assert [i.feeling for i in ours.ideas] == [i.feeling for i in theirs.ideas]
        assert ours.task != theirs.task
        mine, yours = records(fr.model, step), records(en.model, step)
        assert [getattr(r, "id", None) for r in mine] == [getattr(r, "id", None) for r in yours]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_what_a_case_hands_out(name, lang):
    one, t = case(name, lang), texts(lang)
    told = (one.folder / "brief.md").read_text("utf-8")
    assert {"fr": "inventés", "en": "invented"}[lang] in told
    assert one.model.client.invented
    for source in one.sources - {"support-notes"}:
        assert f"({source}" in told, source
    assert brief(name, t)
    for stage in one.model.stages:
        assert stage.name not in told, "the answer is not in the brief"
    for step in STEPS:
        assert len(one.exercises[step].hints) == 2, f"{step}: write two hints"
        assert 5 <= len(one.exercises[step].ideas) <= 12, f"{step}: state 5 to 12 ideas"
        assert len({str(hint(name, step, level, t)) for level in (1, 2, 3)}) == 3
        assert objectives(step, t)
        assert task(name, step, t)
        assert all(i.ask.endswith("?") and i.says.endswith(".") for i in one.exercises[step].ideas)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_model_answer_has_no_error_of_the_review(name, lang):
    found = review(case(name, lang).model, date(2026, 11, 22))
    assert not found.count(Severity.ERROR), [texts("en")(f.says) for f in found.findings]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_learner_begins_with_the_framing_and_no_answers(name, lang, tmp_path):
    workshop = start(tmp_path, "Alice", name, lang)
    journey = workshop.journey
    assert workshop.folder == tmp_path / "alice"
    assert journey.client.name == case(name, lang).model.client.name
    assert journey.evidence == case(name, lang).model.evidence
    assert not any(records(journey, step) for step in STEPS)


def test_the_model_answer_opens_after_an_attempt_in_which_something_is_written(tmp_path):
    from kit.blocks import Paragraph
    from kit.studio.learning import model_answer

    t = texts("en")
    folder = start(tmp_path, "Bob", "tandem-app", "en").folder
    attempt(folder, "persona", t)
    assert len(model_answer("tandem-app", "persona", t, folder)) == 1, "nothing was written"
    path = folder / "workshop.yaml"
    path.write_text(learners.text("tandem-app", "en", "poor"), "utf-8")
    assert not attempt(folder, "persona", t).passed
    opened = model_answer("tandem-app", "persona", t, folder)
    assert opened[0] == Paragraph(t(ONE_OF_MANY))
    assert len(opened) > 1
    assert len(model_answer("tandem-app", "stages", t, folder)) == 1, "one step at a time"
    assert load(folder).journey.client.name == "Tandem"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_self_test_has_fifteen_questions_each_explained(lang):
    questions = self_test(texts(lang))
    assert len(questions) == 15
    for question in questions:
        assert 0 <= question.right < len(question.choices) == 4
        assert len(set(question.choices)) == 4
        assert len(question.because) > 60
        assert question.method
    other = self_test(texts("en" if lang == "fr" else "fr"))
    assert [(q.right, q.method) for q in questions] == [(q.right, q.method) for q in other]
    assert len({q.right for q in questions}) > 2, "not always the same letter"
    longest = [len(q.choices[q.right]) >= max(map(len, q.choices)) for q in questions]
    assert sum(longest) <= 6, "nobody answers by length"


@pytest.mark.parametrize("path", DATA, ids=lambda p: str(p.relative_to(LOCALES)))
def test_french_typography(path):
    text = path.read_text("utf-8")
    for fault, pattern in {
        "a breaking space before ; ! or ?": r"\w [;!?]",
        "a breaking space before a colon": r"\w :(?= |$)",
        "a breaking space inside quotation marks": r"« | »",
        "a straight apostrophe": r"[a-zA-Zéèê]'[a-zA-Zéèêàâ]",
    }.items():
        assert not re.search(pattern, text, re.MULTILINE), fault
