"""What a learner is shown and may ask for, step by step, and what is kept of it."""

from __future__ import annotations

import json

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, cases, record, self_test, sit, start
from kit.studio.lessons import Learner, Lesson
from kit.studio.lessons.learner import NotSettledError
from kit.studio.parts import PARTS
from kit.workshop import create
from tests.studio.learning import learners

CASE = "maison-lumen"


@pytest.fixture
def folder(tmp_path):
    return start(tmp_path, "Alice", CASE, "fr").folder


def at(folder, step="pain-points", lang="fr", **how):
    return Learner(folder, PARTS[step], texts(lang), **how)


def write(folder, answer, name=CASE, lang="fr"):
    (folder / "workshop.yaml").write_text(learners.text(name, lang, answer), "utf-8")


def test_the_exercise_shows_task_brief_and_no_hint_yet(folder):
    shown = at(folder).state("exercise")
    assert "Nommez les irritants" in shown["task"]
    assert "tests-paiement" in shown["task"], "the brief is at hand"
    assert shown["hints"] == ""
    assert shown["hint"] == "Indice 1 sur 3"


def test_hints_come_one_by_one_and_stay(folder):
    one = at(folder)
    for level in (1, 2, 3):
        assert one.do({"hint": True}) == "hints"
        shown = at(folder).state("exercise")
        assert shown["hints"].count("Indice ") == level
    assert shown["hint"] == ""
    one.do({"hint": True})
    assert record(folder).hints == {"pain-points": 3}


def test_the_model_answer_stays_closed_until_something_was_tried(folder):
    one = at(folder)
    assert one.state("check")["told"].startswith("La réponse type s’ouvre")
    one.do({"model": True})
    assert one.state("check")["model"] == ""
    one.do({"check": True})
    assert "Commencez par une chose" in one.state("check")["feedback"]
    one.do({"model": True})
    assert one.state("check")["model"] == "", "an empty answer is none"
    write(folder, "poor")
    one.do({"check": True})
    shown = one.state("check")
    assert "compliqué" in shown["feedback"]
    assert (shown["open"], shown["told"], shown["model"]) == (True, "", "")
    assert record(folder).opened == {}, "neither closed nor offered is opened"
    assert one.do({"model": True}) == "model"
    assert record(folder).opened["pain-points"].after == 1
    assert "104 sur 180" in one.state("check")["model"]


@pytest.mark.parametrize("step", STEPS)
def test_the_model_answer_gives_nothing_away_of_the_steps_to_come(folder, step):
    write(folder, "poor")
    one = at(folder, step)
    one.do({"check": True})
    one.do({"model": True})
    shown = one.state("check")["model"]
    told = {
        "persona": "infirmière",
        "stages": "Je remplis mon panier",
        "touchpoints": "Le déballage",
        "emotions": "J’avais trouvé LA lampe",
        "pain-points": "vingt-deux champs",
        "improvements": "Afficher le prix livré",
    }
    later = STEPS[STEPS.index(step) + 1 :]
    assert all(told[name] not in shown for name in later if name != "emotions")
    if step != "emotions":
        assert told[step].lower() in shown.lower()


def test_the_attempts_are_counted_and_the_best_is_told(folder):
    one = at(folder)
    write(folder, CASE)
    one.do({"check": True})
    write(folder, "poor")
    one.do({"check": True})
    best = max(a.score for a in record(folder).of("pain-points"))
    assert (
        f"Essai 2. Meilleure note jusqu’ici\u00a0: {best} sur 100"
        in (one.state("check")["feedback"])
    )


def test_what_was_typed_last_is_waited_for(folder):
    one = at(folder, settle=lambda: False)
    with pytest.raises(NotSettledError):
        one.do({"check": True})
    widget = Lesson(one, "check")
    said = []
    widget.send = said.append
    widget.handle_message(widget, {"check": True}, [])
    assert said[0]["fault"].startswith("Vos dernières modifications")
    assert record(folder).attempts == ()


def test_a_workshop_that_cannot_be_read_says_where(folder):
    one = at(folder)
    (folder / "workshop.yaml").write_text("client: {nam: <b>x</b>}\n")
    widget = Lesson(one, "check")
    said = []
    widget.send = said.append
    widget.handle_message(widget, {"check": True}, [])
    assert "workshop.yaml:1" in said[0]["fault"]


def test_the_self_test_holds_no_answers_until_it_is_taken(folder):
    one, t = at(folder, "start"), texts("fr")
    before = json.dumps(one.state("test"), ensure_ascii=False)
    assert all(question.because not in before for question in self_test(t))
    assert one.do({"sit": {"moment": "before", "choices": [None] * 15}}) == "before"
    told = one.state("test")
    assert "0 sur 15" in told["results"]["before"]
    assert told["results"]["after"] == told["compared"] == ""
    said = json.dumps(told, ensure_ascii=False)
    assert all(q.because not in said for q in self_test(t)), "or the second tests remembering"
    choices = [question.right for question in self_test(t)]
    one.do({"sit": {"moment": "after", "choices": choices}})
    told = one.state("test")
    assert "+15 depuis le début" in told["compared"]
    for moment in ("before", "after"):
        assert all(question.because in told["results"][moment] for question in self_test(t))


def test_each_learner_sees_the_choices_in_another_order_and_their_numbers_stay(tmp_path):
    asked = {}
    for name in ("Alice", "Bob"):
        one = at(start(tmp_path, name, CASE, "en").folder, "start", "en")
        asked[name] = one.state("test")["questions"]["before"]
        assert asked[name] == one.state("test")["questions"]["before"]
        for shown, question in zip(asked[name], self_test(texts("en")), strict=True):
            assert shown["asks"] == question.asks
            assert {c["number"]: c["says"] for c in shown["choices"]} == dict(
                enumerate(question.choices)
            )
    assert asked["Alice"] != asked["Bob"]


@pytest.mark.parametrize(
    "asked",
    [
        {"sit": None},
        {"sit": {"moment": "during", "choices": [None] * 15}},
        {"sit": {"moment": "before", "choices": [1]}},
        {"sit": {"moment": "before", "choices": [None] * 10}},
        {"sit": {"moment": "before", "choices": "012301230123012"}},
        {},
    ],
)
def test_what_makes_no_sense_is_not_done(folder, asked):
    assert at(folder).do(asked) == ""
    assert record(folder).tests == {}


def test_a_choice_that_is_none_counts_as_no_answer(folder):
    at(folder).do({"sit": {"moment": "before", "choices": [9, -1, True, "1", 1.5, *[0] * 10]}})
    assert record(folder).tests["before"].choices == (None,) * 5 + (0,) * 10


def test_all_views_follow_what_the_learner_does(folder):
    one = at(folder)
    views = [Lesson(one, view) for view in ("check", "progress")]
    write(folder, CASE)
    views[0].handle_message(views[0], {"check": True}, [])
    assert "1 sur 6" in views[1].state["progress"]
    views[1].close()
    views[0].handle_message(views[0], {"check": True}, [])


def test_a_client_of_ones_own_has_a_task_but_no_model(tmp_path):
    text = "schema_version: 1\nclient: {name: X, language: en}\n"
    folder = create(tmp_path, "Mine", text).folder
    one = at(folder, "stages", "en")
    assert "five to seven stages" in one.state("exercise")["task"]
    assert "your own client" in one.state("exercise")["task"]
    assert one.do({"check": True}) == ""
    assert not one.state("check")["case"]
    one.do({"hint": True})
    assert one.state("exercise")["hint"] == ""


@pytest.mark.parametrize("name", cases())
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_step_of_every_case_can_be_shown(tmp_path, name, lang):
    folder = start(tmp_path, "Bo", name, lang).folder
    for step in STEPS:
        one = at(folder, step, lang)
        for view in ("exercise", "check", "test", "progress"):
            json.dumps(one.state(view))


def test_hostile_words_stay_words(folder):
    write(folder, "poor")
    path = folder / "workshop.yaml"
    hostile = "<img src=x onerror=alert(1)>"
    path.write_text(path.read_text("utf-8").replace("C'est trop compliqué", hostile), "utf-8")
    assert hostile in path.read_text("utf-8")
    one = at(folder)
    one.do({"check": True})
    shown = one.state("check")["feedback"]
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def offered(folder, step):
    return at(folder, step).state("test")["offered"]


def test_the_second_self_test_is_offered_at_the_end_and_not_before(folder):
    assert offered(folder, "start") == ["before"]
    assert offered(folder, "improvements") == ["after"], "even where the first was not taken"
    sit(folder, "before", [0])
    assert offered(folder, "start") == []
    for step in STEPS:
        attempts.add(folder, attempts.Attempt(step=step, at=attempts.now(), score=1, passed=False))
    assert offered(folder, "start") == ["after"]
