"""The rubric: what a trainer changes counts, and what is wrong with it is said."""

from __future__ import annotations

from datetime import date

import pytest

from kit.i18n import texts
from kit.studio.learning import STEPS, case, feedback, rubric, start
from kit.studio.learning.feedback import attempt
from kit.studio.learning.grades import grade
from kit.studio.learning.rubric import BUILTIN
from kit.workshop import WorkshopError
from tests.studio.learning import learners

DAY = date(2026, 11, 22)


def write(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_kits_own_marks_all_six_steps():
    own = rubric()
    assert set(own) == set(STEPS)
    for step in own.values():
        assert sum(c.weight for c in step.criteria.values()) == 100


def test_a_changed_pass_mark_and_criterion_count(tmp_path):
    path = write(
        tmp_path, "[touchpoints]\npass = 100\n[touchpoints.number]\nweight = 1\nwanted = 40\n"
    )
    mine = rubric(path)
    journey = learners.model("maison-lumen", "en")
    one = feedback("maison-lumen", "touchpoints", journey, texts("en"), mine, DAY)
    assert one.score == round(100 * 13 / 40)
    assert not one.passed
    other = feedback("maison-lumen", "persona", journey, texts("en"), mine, DAY)
    assert other.score == 100, "the steps left out are marked after the kit's own"


def test_only_the_rules_named_count(tmp_path):
    journey = learners.poor("maison-lumen", "en")
    path = write(
        tmp_path, '[stages.review]\nweight = 1\nrules = ["stage-named-after-department"]\n'
    )
    one = feedback("maison-lumen", "stages", journey, texts("en"), rubric(path), DAY)
    found = {r.says.values["fix"] for r in one.assessment.remarks("review")}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[persona", "not valid TOML"),
        ("[personna]\npass = 50", "Did you mean “persona”"),
        ("[persona]\npass = 200", "“200” is not valid for “pass”"),
        ("[persona]\npass = 'x'", "it must be a whole number"),
        ("[persona.idea]\nweight = 1", "Did you mean “ideas”"),
        ("[persona.ideas]\nenough = 50", "“weight” is missing"),
        ("[persona.ideas]\nweight = 1\nleats = 3", "Did you mean “least”"),
        ("[persona.ideas]\nweight = 0", "No criterion of this step has a weight"),
        ("[persona.review]\nweight = 1\nrules = ['persona-gap']", "Did you mean “persona-gaps”"),
        ("persona = 3", "it must be a table, as in “[persona.ideas]”"),
        ("[persona]\nideas = 3", "it must be a table, as in “[persona.ideas]”"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_place(tmp_path, text, expected):
    path = write(tmp_path, text)
    with pytest.raises(WorkshopError) as refused:
        rubric(path)
    assert expected in str(refused.value)
    assert "mine.toml" in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WorkshopError, match="UTF-8"):
        rubric(path)


STRICT = "[persona]\npass = 100\n[persona.number]\nweight = 1\nwanted = 40\n"


@pytest.fixture
def folder(tmp_path):
    made = start(tmp_path / "workshops", "Alice", "maison-lumen", "en").folder
    text = case("maison-lumen", "en").model_file.read_text("utf-8")
    (made / "workshop.yaml").write_text(text, "utf-8")
    return made


@pytest.mark.parametrize("place", [".", "alice"])
def test_the_learner_is_told_what_the_trainers_rubric_says(folder, place):
    t = texts("en")
    assert attempt(folder, "persona", t).passed
    (folder.parent / place / "rubric.toml").write_text(STRICT, "utf-8")
    told = attempt(folder, "persona", t)
    marked = grade(folder, t, as_of=DAY).steps["persona"]
    assert not told.passed
    assert (marked.passed, marked.score) == (told.passed, told.score)
    assert attempt(folder, "stages", t).passed, "the steps left out are marked after the kit's own"


def test_a_change_of_the_rubric_counts_at_once_and_the_trainers_comes_first(folder):
    t = texts("en")
    trainers = folder.parent / "rubric.toml"
    trainers.write_text(STRICT, "utf-8")
    (folder / "rubric.toml").write_text(STRICT.replace("100", "0"), "utf-8")
    assert not attempt(folder, "persona", t).passed
    trainers.write_text(STRICT.replace("100", "1"), "utf-8")
    assert attempt(folder, "persona", t).passed


def test_a_rubric_given_out_that_is_wrong_is_said_where_it_is_met(folder):
    (folder.parent / "rubric.toml").write_text("[personna]", "utf-8")
    with pytest.raises(WorkshopError, match="Did you mean “persona”"):
        attempt(folder, "persona", texts("en"))
    assert "Did you mean “persona”" in grade(folder, texts("en")).fault


def test_the_kits_own_can_be_copied(tmp_path):
    assert rubric(write(tmp_path, BUILTIN.read_text("utf-8"))) == rubric()
