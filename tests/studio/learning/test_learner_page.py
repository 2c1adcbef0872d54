"""A learner's page to take home: what was learned, the gain, what to practise."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, self_test, sit, start
from kit.studio.learning.cases import lesson
from kit.studio.learning.feedback import attempt
from kit.studio.learning.grades import Grade, grade
from kit.studio.learning.learner_page import as_html
from tests.studio.learning import learners

CASE = "maison-lumen"
DAY = date(2026, 11, 22)


def page(folder, lang="en"):
    return as_html(grade(folder, texts(lang), as_of=DAY), texts(lang), DAY).decode()


def text(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))


@pytest.fixture
def folder(tmp_path):
    return start(tmp_path / "workshops", "Zoé", CASE, "fr").folder


def write(folder, answer, lang="fr"):
    (folder / "workshop.yaml").write_text(learners.text(CASE, lang, answer), "utf-8")


def test_who_passed_sees_what_was_learned_and_gained(folder):
    write(folder, CASE)
    right = [question.right for question in self_test(texts("fr"))]
    sit(folder, "before", [*right[:4], *[None] * 11])
    for step in STEPS:
        attempt(folder, step, texts("fr"))
    sit(folder, "after", [*right[:14], (right[14] + 1) % 4])
    shown = text(page(folder))
    assert "6 of 6 steps are passed" in shown
    assert "+10 since the start." in shown
    for step in STEPS:
        for objective in lesson(step, "en").objectives:
            assert " ".join(objective.split()) in shown.replace("&#39;", "'")
    assert "Practise on a journey of your own" in shown
    last = self_test(texts("en"))[14]
    practise = shown[shown.index("Questions of the self-test to look at again") :]
    assert last.asks in practise.replace("&#39;", "'")
    assert self_test(texts("en"))[0].asks not in practise.replace("&#39;", "'")


def test_who_did_not_is_told_what_to_practise_first(folder):
    write(folder, "poor")
    shown = text(page(folder, "fr"))
    assert "Aucun module n’est encore réussi" in shown
    practise = shown[shown.index("À travailler") :]
    assert "compliqué" in practise, "in their own words"
    assert "L’auto-évaluation après les six modules n’a pas été faite" in shown


def test_an_empty_workshop_has_a_first_question_for_each_step(folder):
    shown = text(page(folder))
    assert shown.count("This step is still empty") >= len(STEPS)
    assert "0 of 6 steps are passed" in shown


def test_without_a_record_no_attempts_are_made_up(folder):
    (folder / ".parcours" / "learning.json").unlink()
    write(folder, CASE)
    shown = text(page(folder))
    assert "6 of 6 steps are passed" in shown
    assert "since the start" not in shown
    assert "has not been taken" not in shown


def test_a_workshop_that_cannot_be_read_gives_a_page_that_says_so():
    shown = text(as_html(Grade("zoe", fault="workshop.yaml:3: no"), texts("en"), DAY).decode())
    assert "workshop.yaml:3: no" in shown


def test_hostile_words_stay_words_and_nothing_is_asked_from_elsewhere(folder):
    write(folder, "poor")
    path = folder / "workshop.yaml"
    bad = "<img src=//evil.test/x onerror=alert(1)>"
    path.write_text(path.read_text("utf-8").replace("C'est trop compliqué", f'"{bad}"'), "utf-8")
    html = page(folder, "fr")
    assert "&lt;img src=//evil.test" in html
    assert "<img src=//evil" not in html
    assert "<script" not in html
    assert "default-src 'none'" in html
