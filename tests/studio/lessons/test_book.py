"""The notebooks of someone who learns: which cell shows what, without JupyterLab around it."""

from __future__ import annotations

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, cases, record, start
from kit.studio.lessons import Lesson
from kit.studio.widgets.board import Board
from kit.studio.widgets.cells import Several
from kit.studio.workbook import open_step
from tests.studio.learning import learners


@pytest.fixture
def folder(tmp_path, put_away):
    return start(tmp_path / "workshops", "Alice", "tandem-app", "en").folder


def opened(folder, name, lang="en"):
    return open_step(name, str(folder), lang, "learn")


def shown(what):
    """The HTML of sections, one after another."""
    several = what if isinstance(what, Several) else (what,)
    return "".join(one._repr_mimebundle_()["text/html"] for one in several)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_shows_what_is_learned_the_exercise_and_the_check(folder, name):
    step = opened(folder, name)
    assert "After this step you can" in shown(step.purpose())
    exercise = step.questions()
    assert isinstance(exercise, Lesson)
    assert exercise.view == "exercise"
    assert "The brief: Tandem" in exercise.state["task"]
    assert isinstance(step.editor(), Board)
    check, review = step.findings().children
    assert (check.view, check.state["case"]) == ("check", True)
    assert review.value
    views = [one.view for one in step.next() if isinstance(one, Lesson)]
    assert views == (["progress", "test"] if name == "improvements" else ["progress"])


def test_the_beginningtells_the_case_and_tests_what_is_known(folder):
    start = opened(folder, "start")
    told = shown(start.purpose())
    assert "onboarding-survey" in told
    assert "The workshop" not in told
    assert start.questions().view == "test"
    assert start.picture().view == "progress"
    assert start.findings() is None
    assert [board.record for board in start.editor().children] == ["scenario", "evidence", "goals"]
    assert "1_persona.ipynb" in shown(start.next())


def test_what_the_board_saves_is_what_is_checked(folder):
    step = opened(folder, "touchpoints")
    board, check = step.editor(), step.findings().children[0]
    said = []
    check.send = said.append
    edit = {"op": "add", "place": ["stages", "home"], "value": {"name": "At home"}}
    board.handle_message(board, {"edit": edit}, [])
    edit = {
        "op": "add",
        "place": ["touchpoints", "store"],
        "value": {"stage": "home", "channel": "mobile-app", "name": "A screen in the store"},
    }
    board.handle_message(board, {"edit": edit}, [])
    check.handle_message(check, {"check": True}, [])
    assert said == [{"done": "feedback"}]
    assert "A screen in the store" in check.state["feedback"]
    assert len(record(folder).of("touchpoints")) == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_learner_begins_a_case_in_the_beginningnotebook(tmp_path, lang):
    root = tmp_path / "workshops"
    root.mkdir()
    beginning = opened(root, "start", lang)
    assert beginning.questions() is None, "the case has settled them"
    assert beginning.title == texts(lang)("Learning the method")
    chooser = beginning.editor()
    assert [value for _, value in chooser.starter.options] == list(cases())
    chooser.name.value = "Zoé"
    chooser.starter.value = "le-comptoir"
    chooser.creating.click()
    assert record(root / "zoe").case == "le-comptoir"
    [said] = chooser.output.outputs
    assert 'href="../zoe/notebooks/1_persona.ipynb"' in said["data"]["text/html"]
    assert texts(lang)("Your folder is ready: {client}.", client="zoe") in said["data"]["text/html"]
    notebook = (root / "zoe" / "notebooks" / "1_persona.ipynb").read_text("utf-8")
    assert 'mode = \\"learn\\"' in notebook


def test_a_record_that_is_spoilt_is_said_and_not_raised(folder):
    (folder / ".parcours" / "learning.json").write_text("{oops", "utf-8")
    step = opened(folder, "persona")
    assert "learning.json" in step._repr_mimebundle_()["text/html"]
    assert step.questions() is None


def test_the_poor_answer_is_told_more_than_that_it_is_poor(folder):
    text = learners.text("tandem-app", "en", "poor")
    (folder / "workshop.yaml").write_text(text, "utf-8")
    check = opened(folder, "persona").findings().children[0]
    check.send = lambda _: None
    check.handle_message(check, {"check": True}, [])
    assert ">nice</bdi>”" in check.state["feedback"]
