"""The notebooks of someone who learns: which cell shows what, without JupyterLab around it."""

from __future__ import annotations

import re

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, attempts, cases, record, sit, start
from kit.studio.lessons import Learner, Lesson
from kit.studio.lessons.page_button import PageButton
from kit.studio.parts import PARTS
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
    closing = step.next()
    views = [one.view for one in closing if isinstance(one, Lesson)]
    last = name == "improvements"
    assert views == (["progress", "test"] if last else ["progress"])
    assert any(isinstance(one, PageButton) for one in closing) == last


def test_the_first_step_leads_to_the_brief_and_the_self_test(folder):
    told = shown(opened(folder, "persona").purpose())
    assert 'href="0_start.ipynb"' in told
    assert "You have not taken the self-test yet" in told
    sit(folder, "before", [0])
    told = shown(opened(folder, "persona").purpose())
    assert 'href="0_start.ipynb"' in told
    assert "You have taken the self-test" in told
    assert "self-test" not in shown(opened(folder, "stages").purpose())


def test_the_steps_that_are_passed_are_marked_at_the_head(folder):
    heads = [opened(folder, "stages")._repr_mimebundle_()["text/html"]]
    passed = attempts.Attempt(step="persona", at=attempts.now(), score=80, passed=True)
    tried = attempts.Attempt(step="emotions", at=attempts.now(), score=20, passed=False)
    for one in (passed, tried):
        attempts.add(folder, one)
    heads.append(opened(folder, "stages")._repr_mimebundle_()["text/html"])
    assert [head.count('class="done"') for head in heads] == [0, 1]
    assert re.search(r"The persona</a>\s*<span class=\"done\">", heads[1])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_to_take_home_is_written_and_linked(folder, lang):
    text = learners.text("tandem-app", "en", "tandem-app")
    (folder / "workshop.yaml").write_text(text, "utf-8")
    button = PageButton(Learner(folder, PARTS["improvements"], texts(lang)))
    button.button.click()
    [said] = button.output.outputs
    assert 'href="../../../outputs/alice/learned.html"' in said["data"]["text/html"]
    page = (folder.parent.parent / "outputs" / "alice" / "learned.html").read_text("utf-8")
    assert texts(lang)("What I learned") in page


def test_a_page_is_not_written_over_edits_that_are_not_saved(folder):
    learner = Learner(folder, PARTS["improvements"], texts("en"), settle=lambda: False)
    button = PageButton(learner)
    button.button.click()
    assert "not saved yet" in button.output.outputs[0]["data"]["text/html"]
    assert not (folder.parent.parent / "outputs").exists()


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
    first, _ = re.findall('href="([^"]*)"', said["data"]["text/html"])
    assert first == "../zoe/notebooks/0_start.ipynb", "the brief and the self-test come first"
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
