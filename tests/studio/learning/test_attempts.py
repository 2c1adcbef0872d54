"""What is kept of a learner: attempts, hints, self-tests, and what the progress makes of it."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, hint, progress, record, self_test, sit, start
from kit.studio.learning.attempts import Attempt, add, now
from kit.studio.learning.feedback import attempt
from kit.studio.learning.selftest import (
    choice_orders,
    compare_sittings,
    count_right,
    explain_answers,
)
from kit.workshop import WorkshopError
from tests.studio.learning import learners
from tests.studio.learning.test_feedback import words_of


@pytest.fixture
def folder(tmp_path):
    return start(tmp_path, "Alice", "maison-lumen", "fr").folder


def shown(folder, lang="fr"):
    return words_of(progress(folder, texts(lang)))


def test_a_folder_begins_with_its_case(folder):
    assert record(folder).case == "maison-lumen"
    kept = json.loads((folder / ".parcours" / "learning.json").read_text("utf-8"))
    assert kept["case"] == "maison-lumen"


def test_attempts_and_hints_are_kept_and_shown(folder):
    t = texts("fr")
    hint("maison-lumen", "persona", 2, t, folder)
    hint("maison-lumen", "persona", 1, t, folder)
    path = folder / "workshop.yaml"
    path.write_text(learners.text("maison-lumen", "fr", "maison-lumen"), "utf-8")
    told = attempt(folder, "persona", t)
    kept = record(folder)
    assert [(a.step, a.score, a.passed) for a in kept.attempts] == [("persona", told.score, True)]
    assert kept.hints == {"persona": 2}
    assert "1 sur 6" in shown(folder)
    assert "module 2" in shown(folder)


def test_the_best_attempt_counts(folder):
    for score, passed in ((80, True), (20, False)):
        add(folder, Attempt(step="stages", at=now(), score=score, passed=passed))
    assert record(folder).best("stages").score == 80


def test_all_steps_passed_lead_to_the_self_test(folder):
    for step in STEPS:
        add(folder, Attempt(step=step, at=now(), score=90, passed=True))
    assert "Refaites l’auto-évaluation" in shown(folder)


def test_self_tests_before_and_after_are_compared(folder):
    t = texts("fr")
    answers = [question.right for question in self_test(t)]
    assert "pas encore faite" in shown(folder)
    sit(folder, "before", [None, *answers[1:5], *[None] * 10])
    sit(folder, "after", answers)
    assert count_right(answers, t) == 15
    assert "4 sur 15" in shown(folder)
    assert "+11 depuis le début." in shown(folder)


def test_a_self_test_of_ten_questions_stays_one_of_ten(folder):
    t = texts("fr")
    right = [question.right for question in self_test(t)]
    sit(folder, "before", [*right[:3], *[None] * 7])
    assert "3 sur 10" in shown(folder)
    assert len(explain_answers(record(folder).tests["before"].choices, t)[1].cards) == 10
    sit(folder, "after", [*right[:5], *[None] * 5, *right[10:]])
    assert "10 sur 15" in shown(folder)
    assert "+2 depuis le début, pour les 10 questions posées les deux fois." in shown(folder)
    *_, table = compare_sittings(record(folder), t)
    assert [row[0] for row in table.rows] == [question.asks for question in self_test(t)]
    assert [row[1] for row in table.rows[10:]] == ["–"] * 5
    assert {row[2].said for row in table.rows[10:]} == {"juste"}


def test_right_answers_to_new_questions_are_no_gain(folder):
    right = [question.right for question in self_test(texts("fr"))]
    sit(folder, "before", [*right[:3], *[None] * 7])
    sit(folder, "after", [*right[:3], *[None] * 7, *right[10:]])
    assert "8 sur 15" in shown(folder)
    assert "pas plus de bonnes réponses qu’au début" in shown(folder)


def test_a_self_test_taken_again_replaces_the_earlier_one_and_is_counted(folder):
    sit(folder, "after", [None] * 15)
    sit(folder, "after", [1] * 15)
    sat = record(folder).tests["after"]
    assert (sat.choices, sat.times) == ((1,) * 15, 2)


def test_choices_stand_in_an_order_of_the_learners_own():
    fr, en = texts("fr"), texts("en")
    orders = choice_orders("alice", "before", fr)
    assert orders == choice_orders("alice", "before", en), "the language changes nothing"
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders)
    assert orders != choice_orders("bob", "before", fr)
    assert orders != choice_orders("alice", "after", fr)


def test_the_place_of_a_choice_tells_nothing():
    t = texts("en")
    places = Counter(
        order.index(question.right)
        for learner in range(100)
        for order, question in zip(
            choice_orders(f"{learner}", "before", t), self_test(t), strict=True
        )
    )
    # 100 learners and 15 questions: 375 in each of the four places, ± 3 standard deviations.
    assert all(325 < places[place] < 425 for place in range(4)), places


def test_every_answer_is_explained():
    t = texts("en")
    wrong = [(question.right + 1) % 4 for question in self_test(t)]
    told = words_of(explain_answers(wrong, t))
    for question in self_test(t):
        assert question.because in told
        assert question.asks in told


def test_several_notebooks_write_at_once_and_nothing_is_lost(folder):
    def write(step):
        for score in range(5):
            add(folder, Attempt(step=step, at=now(), score=score, passed=False))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, STEPS))
    assert len(record(folder).attempts) == 30


def test_when_the_model_answer_was_first_opened_is_kept(folder):
    for score in (20, 90):
        attempts.open_model(folder, "persona")
        add(folder, Attempt(step="persona", at=now(), score=score, passed=False))
    attempts.open_model(folder, "persona")
    assert record(folder).opened["persona"].after == 0
    attempts.open_model(folder, "stages")
    assert list(record(folder).opened) == ["persona", "stages"]


def test_a_record_of_before_is_still_read(folder):
    """As it was written when openings were not kept yet."""
    old = {
        "case": "maison-lumen",
        "attempts": [
            {"step": "persona", "at": "2026-11-01T10:00:00+01:00", "score": 40, "passed": False}
        ],
        "hints": {"persona": 2},
        "tests": {"before": {"at": "2026-11-01T09:00:00+01:00", "choices": [1, None, 2]}},
    }
    path = folder / ".parcours" / "learning.json"
    path.write_text(json.dumps(old), "utf-8")
    assert record(folder).opened == {}
    attempts.open_model(folder, "persona")
    kept = json.loads(path.read_text("utf-8"))
    assert kept.pop("opened")["persona"]["after"] == 1
    assert kept["tests"]["before"].pop("times") == 1
    assert kept.pop("seal") == "unsealed"
    assert kept == old


def test_a_spoilt_record_is_said_and_a_missing_one_is_empty(folder, tmp_path):
    (folder / ".parcours" / "learning.json").write_text("{oops", "utf-8")
    with pytest.raises(WorkshopError, match=r"learning\.json"):
        record(folder)
    assert record(tmp_path) == attempts.Record()


def test_a_record_changed_by_hand_stays_recognisable(folder):
    attempts.ask_hint(folder, "persona", 1)
    assert record(folder).state == "kept"
    path = folder / ".parcours" / "learning.json"
    path.write_text(path.read_text("utf-8").replace('"persona": 1', '"persona": 0'), "utf-8")
    assert record(folder).state == "changed"
    attempts.ask_hint(folder, "stages", 1)
    assert record(folder).state == "changed"
    assert record(folder).hints["stages"] == 1
