"""A version without an edit changes nothing; an edit is told once, with what follows (F19)."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.results import Measurements
from kit.versions import (
    Edit,
    Figures,
    FrozenFigure,
    close,
    compare,
    edits_between,
    figures_of,
    frozen_figures,
)
from kit.versions.freezing import from_text, to_text
from kit.versions.shifts import shift
from kit.workshop import WorkshopError, load, versions
from tests.journeys import feeling, journey
from tests.workshop.generated import journeys

ROOT = Path(__file__).parents[2] / "workshops"
EXAMPLES = sorted(path.parent.relative_to(ROOT) for path in ROOT.rglob("workshop.yaml"))
DAY = date(2026, 11, 30)
NONE = Measurements()

ROWS = [(n % 5 + 1, "Queue" if n % 3 else "Price", n % 11) for n in range(60)]


def survey(rows):
    lines = [f"{score},{what},{nps}" for score, what, nps in rows]
    return "\n".join(["Till (1-5),Irritant,Recommend (0-10)", *lines]) + "\n"


MEASURED = {
    "name": "Exit survey",
    "kind": "survey",
    "file": "exit.csv",
    "end": "2026-10-01",
    "options": {"scales": {"Till (1-5)": "1-5"}},
    "measures": [
        {"at": "caisse", "figure": "emotion", "column": "Till (1-5)"},
        {"at": "file", "figure": "share", "column": "Irritant", "answers": "Queue"},
    ],
}
PAIN = {"at": "caisse", "group": "process", "what": "La file", "impact": 4, "persistence": 3}


def client(folder, rows=ROWS, **parts):
    """Write a client with a survey, and return its workshop."""
    from kit.workshop.file import text_of

    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "evidence" / "exit.csv").write_text(survey(rows), "utf-8")
    parts = {
        "evidence": {"exit": MEASURED},
        "pain_points": {"file": PAIN},
        "emotions": [feeling("caisse", 1), feeling("site", -1)],
        **parts,
    }
    (folder / "workshop.yaml").write_text(text_of(journey(**parts)), "utf-8")
    return load(folder)


def since_last(folder):
    """Return what has changed since the last version."""
    workshop = load(folder)
    last = versions(workshop)[-1]
    found = measure(workshop.journey, workshop.folder)
    assert not found.failures
    return compare(last.journey, frozen_figures(last), workshop.journey, found, DAY)


def edit(folder, old, new):
    """Change the file by hand."""
    path = folder / "workshop.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# --- nothing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_version_of_an_example_without_an_edit_changes_nothing(tmp_path, example):
    shutil.copytree(ROOT / example, tmp_path / "client")
    close(load(tmp_path / "client"), DAY, "nothing")
    assert since_last(tmp_path / "client").nothing


def test_a_version_of_a_measured_client_without_an_edit_changes_nothing(tmp_path):
    close(client(tmp_path), DAY)
    assert since_last(tmp_path).nothing


@pytest.mark.soak
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=40)
@given(one=journeys())
def test_any_journey_compared_with_itself_has_no_change(one):
    figures = figures_of(apply_to_map(one, NONE), NONE, DAY)
    assert from_text(to_text(figures)) == figures
    assert compare(one, figures, one, NONE, DAY).nothing


ANSWERS = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(["Queue", "Price"]), st.integers(0, 10)),
    min_size=5,
    max_size=80,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ANSWERS, score=st.integers(-2, 2))
def test_any_measured_client_has_no_change_but_its_edits(tmp_path_factory, rows, score):
    folder = tmp_path_factory.mktemp("client")
    close(client(folder, rows), DAY)
    assert since_last(folder).nothing
    edit(folder, "score: -1", f"score: {score}")
    found = since_last(folder)
    assert not found.data
    assert not found.together
    assert [report.edit.place for report in found.edits] == (
        [("emotions", "lea", "site", "score")] if score != -1 else []
    )


# --- one edit ------------------------------------------------------------------------------------


def test_a_pain_that_more_customers_name_is_told_once_with_its_severity(tmp_path):
    client(tmp_path, evidence={}, pain_points={"file": {**PAIN, "mentions": "201 of 587"}})
    close(load(tmp_path), DAY)
    edit(tmp_path, "201 of 587", "400 of 587")
    found = since_last(tmp_path)
    (report,) = found.edits
    assert report.edit == Edit(("pain_points", "file", "mentions"), "201 of 587", "400 of 587")
    moved = {shift.key: shift for shift in report.shifts}
    assert moved.keys() == {("count", "file"), ("severity", "file")}
    assert all(shift.direction == "up" for shift in moved.values())
    assert not found.data
    assert not found.together


def test_a_score_of_the_room_is_told_with_its_stage(tmp_path):
    close(client(tmp_path, evidence={}), DAY)
    edit(tmp_path, "score: -1", "score: 1")
    (report,) = since_last(tmp_path).edits
    assert report.edit.place == ("emotions", "lea", "site", "score")
    moved = {shift.key: (shift.difference, shift.direction) for shift in report.shifts}
    assert moved[("score", "lea", "site")] == (2, "up")
    assert {key[0] for key in moved} == {"score", "stage"}


def test_half_a_point_of_a_room_has_no_arrow(tmp_path):
    close(client(tmp_path, evidence={}), DAY)
    edit(tmp_path, "score: -1", "score: -0.5")
    (report,) = since_last(tmp_path).edits
    assert {shift.direction for shift in report.shifts} == {"unclear"}


def test_new_data_are_no_edit(tmp_path):
    close(client(tmp_path), DAY)
    (tmp_path / "evidence" / "exit.csv").write_text(survey(ROWS + [(1, "Price", 0)] * 60), "utf-8")
    found = since_last(tmp_path)
    assert not found.edits
    moved = {shift.key: shift for shift in found.data}
    score = moved[("score", "lea", "caisse")]
    assert (score.direction, score.before.n, score.now.n) == ("down", 60, 120)
    assert score.interval.high < 0
    assert moved[("count", "file")].direction == "down"


def test_a_measured_change_within_its_noise_is_no_clear_change(tmp_path):
    close(client(tmp_path), DAY)
    (tmp_path / "evidence" / "exit.csv").write_text(survey(ROWS + [(1, "Price", 0)] * 6), "utf-8")
    score = {s.key: s for s in since_last(tmp_path).data}[("score", "lea", "caisse")]
    assert score.direction == "unclear"
    assert score.interval.low < 0 < score.interval.high


def test_a_few_respondents_more_are_not_shown_by_subtraction(tmp_path):
    """F17: between 60 and 63 answers lie the answers of three people."""
    close(client(tmp_path), DAY)
    (tmp_path / "evidence" / "exit.csv").write_text(survey(ROWS + [(1, "Price", 0)] * 3), "utf-8")
    score = {s.key: s for s in since_last(tmp_path).data}[("score", "lea", "caisse")]
    assert "fewer than {least} respondents" in score.why_not.text
    assert (score.difference, score.direction) == (None, None)


def test_a_score_that_is_measured_now_is_not_compared_with_the_room_s(tmp_path):
    close(client(tmp_path, evidence={"exit": {"name": "Exit survey", "kind": "survey"}}), DAY)
    client(tmp_path)
    found = since_last(tmp_path)
    moved = [s for report in found.edits for s in report.shifts] + list(found.together)
    (score,) = [s for s in moved if s.key == ("score", "lea", "caisse")]
    assert "one was measured, the other not" in score.why_not.text
    assert not found.data


def test_another_question_is_not_comparable(tmp_path):
    close(client(tmp_path), DAY)
    edit(tmp_path, "answers: Queue", "answers: Price")
    found = since_last(tmp_path)
    (report,) = found.edits
    (count,) = [s for s in report.shifts if s.key == ("count", "file")]
    assert "the question has changed" in count.why_not.text
    assert not found.data


def test_another_formula_is_not_comparable():
    before, now = FrozenFigure(2.6), FrozenFigure(2.9)
    assert "formula" in shift(("severity", "a"), before, now, same_formula=False).why_not.text


def test_an_older_version_without_figures_compares_what_is_written(tmp_path):
    close(client(tmp_path), DAY)
    (tmp_path / "history" / f"{DAY}.figures.json").unlink()
    (tmp_path / "evidence" / "exit.csv").write_text(survey(ROWS + [(1, "Price", 0)] * 60), "utf-8")
    edit(tmp_path, "score: -1", "score: 1")
    found = since_last(tmp_path)
    assert not found.frozen
    assert [report.edit.place for report in found.edits] == [("emotions", "lea", "site", "score")]
    assert not found.data


def test_figures_that_cannot_be_read_are_said(tmp_path):
    close(client(tmp_path), DAY)
    (tmp_path / "history" / f"{DAY}.figures.json").write_text('{"formulas": 2', "utf-8")
    with pytest.raises(WorkshopError, match="figures of this version cannot be read"):
        since_last(tmp_path)


# --- any edit ------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60)
@given(data=st.data())
def test_any_one_edit_is_told_once_and_all_that_follows_stands_under_it(data):
    one = data.draw(journeys())
    changed = one_edit(data, one)
    if changed == one:
        return
    figures = figures_of(apply_to_map(one, NONE), NONE, DAY)
    found = compare(one, figures, changed, NONE, DAY)
    (report,) = found.edits
    assert not found.data
    assert not found.together
    now = figures_of(apply_to_map(changed, NONE), NONE, DAY)
    differing = {
        key
        for key in figures.figures.keys() | now.figures.keys()
        if figures.figures.get(key) != now.figures.get(key)
    }
    assert {shift.key for shift in report.shifts} == differing


def one_edit(data, one):
    """Return a journey with one field of one record changed."""
    kind = data.draw(st.sampled_from(["name", "importance", "score", "mentions", "status"]))
    if kind == "importance" and one.touchpoints:
        value = data.draw(st.integers(1, 5))
        return one.replace(
            touchpoints=(one.touchpoints[0].replace(importance=value), *one.touchpoints[1:])
        )
    if kind == "score" and one.emotions and not one.emotions[0].scores:
        value = data.draw(st.integers(-2, 2))
        return one.replace(emotions=(one.emotions[0].replace(score=value), *one.emotions[1:]))
    if kind == "mentions" and one.pain_points:
        value = data.draw(st.sampled_from(["3 of 9", "8 of 80", "2"]))
        return one.replace(
            pain_points=(one.pain_points[0].replace(mentions=value), *one.pain_points[1:])
        )
    if kind == "status" and one.improvements:
        value = data.draw(st.sampled_from(["planned", "done", "dropped"]))
        changed = one.improvements[0].replace(status=value)
        return one.replace(improvements=(changed, *one.improvements[1:]))
    return one.replace(
        client=one.client.replace(name=data.draw(st.sampled_from(["Autre", "Encore"])))
    )


def test_a_new_order_is_one_edit():
    one = journey()
    (edit,) = edits_between(one, one.replace(stages=one.stages[::-1]))
    assert edit.reordered
    assert edit.after == [stage.id for stage in one.stages[::-1]]


def test_what_comes_and_goes_is_told_record_by_record():
    old = journey(pain_points={"attente": PAIN, "bruit": PAIN})
    new = journey(pain_points={"attente": PAIN, "prix": PAIN})
    edits = edits_between(old, new)
    assert [(e.place[1], e.added, e.removed) for e in edits] == [
        ("bruit", False, True),
        ("prix", True, False),
    ]


def test_figures_stand_one_a_line():
    figures = Figures({("score", "lea", "a"): FrozenFigure(1), ("count", "b"): FrozenFigure(2)})
    assert len(to_text(figures).splitlines()) == 7
