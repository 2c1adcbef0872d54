"""The view of a class: what was missed, how the marks lie, attempts and hints, and no names."""

from __future__ import annotations

import pytest

from kit.blocks import Details, Picture, Table, Tiles
from kit.i18n import texts
from kit.studio.learning import STEPS, case, hint, self_test, sit, start
from kit.studio.learning.class_view import class_section, missed_ideas
from kit.studio.learning.feedback import attempt
from kit.studio.learning.grades import Grade, grade
from tests.studio.learning import learners

CASE = "le-comptoir"
T = texts("en")


def one(root, name, answer, lang="en"):
    folder = start(root, name, CASE, lang).folder
    if answer == "model":
        content = case(CASE, lang).model_file.read_text("utf-8")
    else:
        content = learners.text(CASE, lang, answer) if answer else case(CASE, lang).start
    (folder / "workshop.yaml").write_text(content, "utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("class")
    made = [one(root, *each) for each in (("Ann", "model"), ("Bob", "poor"), ("Cy", ""))]
    ann, bob, _ = made
    right = [question.right for question in self_test(T)]
    sit(ann, "before", [*right[:5], *[None] * 10])
    sit(ann, "after", right)
    for _ in range(2):
        attempt(bob, "persona", T)
    hint(CASE, "persona", 3, T, bob)
    return made


@pytest.fixture(scope="module")
def grades(folders):
    return [grade(folder, T) for folder in folders]


def blocks(section, kind):
    flat = [b for b in section.blocks if not isinstance(b, Details)]
    flat += [b for d in section.blocks if isinstance(d, Details) for b in d.blocks]
    return [b for b in flat if isinstance(b, kind)]


def test_what_half_of_them_missed_comes_first_and_empty_answers_do_not_count(grades):
    missed = missed_ideas(grades)
    assert {(m.missed, m.count) for m in missed} == {(1, 2)}, "Cy wrote nothing"
    assert len({(m.step, m.idea.id) for m in missed}) == len(missed)
    ideas = [m.idea.says for m in missed if m.step == "persona"]
    assert "She has ten minutes in the evening." in ideas
    [first, *_] = missed_ideas([*grades, grades[1]])
    assert (first.missed, first.count) == (2, 3)


def test_the_section_says_what_was_missed_most_in_its_headline(grades):
    section = class_section(grades, T)
    assert str(section.headline).startswith("Most often missed: “")
    [missed, *_] = blocks(section, Table)
    assert missed.rows[0][1] == "1 of 2 (50%)"
    assert str(missed.rows[0][-1]).endswith("?"), "a question to put to the class"


def test_attempts_hints_and_marks_are_counted_step_by_step(grades):
    section = class_section(grades, T)
    [steps] = [table for table in blocks(section, Table) if "steps in the class" in table.caption]
    persona = dict(zip([str(c.said) for c in steps.columns], steps.rows[0], strict=True))
    assert persona["Passed"] == "1 of 3"
    assert persona["Attempts (median)"] == "0"
    assert persona["Hints used (mean of 3)"] == "1"
    [bands] = [table for table in blocks(section, Table) if "band" in table.caption]
    for row in bands.rows:
        assert sum(map(int, row[1:])) == len(grades)
    assert [row[-1] for row in bands.rows[: len(STEPS)]] == ["1"] * len(STEPS), "the model's"


def test_the_figure_has_every_number_in_its_alternative_text(grades):
    [figure] = blocks(class_section(grades, T), Picture)
    assert "The persona: 0 to 9: 1; 10 to 19: 1; 90 to 100: 1." in figure.alt
    assert "Mean of the six steps: " in figure.alt


def test_the_gain_is_of_those_who_took_both(grades):
    [tiles] = blocks(class_section(grades, T), Tiles)
    gained = [tile for tile in tiles.tiles if "gained" in str(tile.label)]
    assert [(tile.value, tile.note) for tile in gained] == [("+10", "1 learner took both")]


def test_nobody_is_named(grades):
    said = repr(class_section(grades, T)).casefold()
    assert not [one.learner for one in grades if f"'{one.learner}'" in said]
    assert "text='ann'" not in said


def test_a_class_of_whom_none_can_be_read_is_said_without_a_figure():
    section = class_section([Grade("a", fault="no"), Grade("b", fault="no")], T)
    assert not blocks(section, Picture)
    assert blocks(section, Tiles)[0].tiles[0].value == "0"
