"""The review beside an editor: with what the sources say, and never in the way of saving."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from kit.evidence.metrics.results import Measurements
from kit.i18n import texts
from kit.studio.sync import background_review as reviewers
from kit.studio.sync.background_review import Reviewer
from kit.studio.sync.session import EditSession
from kit.studio.widgets.board import ranking
from kit.workshop import load
from tests.studio.sync.test_session import until
from tests.studio.sync.test_store import IMPORTANCE, written

SURVEY = "Attente\n" + "oui\n" * 9 + "non\n" * 31
SOURCE = {
    "name": "Enquête de mai",
    "kind": "survey",
    "file": "enquete.csv",
    "measures": [{"at": "attente", "figure": "share", "column": "Attente", "answers": ["oui"]}],
}


@pytest.fixture
def surveyed(tmp_path: Path) -> Path:
    """A workshop whose one pain point has no frequency in the file, and a survey that knows it."""
    path = written(tmp_path)
    folder = path.parent / "evidence"
    folder.mkdir()
    (folder / "enquete.csv").write_text(SURVEY, "utf-8")
    return path


def unmeasured(findings: list[dict[str, Any]]) -> bool:
    return any(finding["place"] == ["pain_points", "attente", "mentions"] for finding in findings)


def test_what_is_measured_is_known_to_the_board(surveyed):
    with EditSession(surveyed, "en") as session:
        until(lambda: session.state_events()[1]["findings"])
        assert unmeasured(session.state_events()[1]["findings"])
        assert (
            "to be counted"
            in ranking(session.measured, session.t)["pain_points"]["says"]["attente"]
        )
        answers: list[Any] = []
        session.submit(
            {"id": "a", "op": "add", "place": ["evidence", "mai"], "value": SOURCE},
            answers.append,
        )
        session.flush()
        assert "saved" in answers[0], answers
        until(lambda: not unmeasured(session.state_events()[1]["findings"]))
        assert session.journey["attente"].mentions is None  # the file is as it was
        assert session.measured["attente"].mentions.k == 9
        assert (
            "to be counted"
            not in ranking(session.measured, session.t)["pain_points"]["says"]["attente"]
        )


def test_saving_does_not_wait_for_a_long_measurement(surveyed, monkeypatch):
    begun, over = threading.Event(), threading.Event()

    def long(*_: Any) -> Measurements:
        begun.set()
        over.wait(30)
        return Measurements()

    monkeypatch.setattr(reviewers, "measure", long)
    with EditSession(surveyed, "en") as session:
        assert begun.wait(10)
        answers: list[Any] = []
        session.submit({"id": "a", "op": "set", "place": IMPORTANCE, "value": 2}, answers.append)
        assert session.flush(10)
        assert answers == [{"saved": "a"}]
        assert session.state_events()[1]["findings"] == []
        over.set()
        until(lambda: session.state_events()[1]["findings"])


def test_changes_without_a_pause_are_reviewed_all_the_same(surveyed, monkeypatch):
    monkeypatch.setattr(reviewers, "LONGEST", 0.3)
    monkeypatch.setattr(reviewers, "PAUSE", 60)
    reviewed = threading.Event()
    reviewer = Reviewer(reviewed.set)
    opened, t = load(surveyed), texts("en")
    for _ in range(200):
        reviewer.review(opened, t)
        if reviewed.wait(0.02):
            break
    assert reviewed.is_set()
    reviewer.close(10)


def test_a_file_that_changes_is_measured_anew(surveyed):
    news: list[Any] = []
    with EditSession(surveyed, "en") as session:
        session.submit({"op": "add", "place": ["evidence", "mai"], "value": SOURCE}, print)
        until(lambda: session.measured["attente"].mentions)
        session.events.subscribe(news.append)
        (surveyed.parent / "evidence" / "enquete.csv").write_text(SURVEY + "oui\n" * 11, "utf-8")
        until(lambda: session.measured["attente"].mentions.k == 20)
        assert {"evidence": True} in news


def test_sources_that_cannot_be_measured_leave_the_rest_of_the_review(surveyed, monkeypatch):
    monkeypatch.setattr(reviewers, "measure", lambda *_: 1 / 0)
    with EditSession(surveyed, "en") as session:
        assert unmeasured(until(lambda: session.state_events()[1]["findings"]))


def test_whoever_begins_to_follow_misses_nothing(surveyed, monkeypatch):
    """The review that ends while a board is being made is shown on it."""
    with EditSession(surveyed, "en") as session:
        seen: list[Any] = []

        def slowly(news: dict[str, Any]) -> None:
            seen.append(news)
            if len(seen) == 1:
                until(lambda: session._reviewer.findings)

        session.events.subscribe(slowly, state_first=True)
        until(lambda: any(news.get("findings") for news in seen))


def test_a_review_that_fails_does_not_end_it(surveyed, monkeypatch):
    reviewed = threading.Event()
    reviewer = Reviewer(reviewed.set)
    opened, t = load(surveyed), texts("en")
    with monkeypatch.context() as broken:
        broken.setattr(reviewers, "findings", lambda *_: 1 / 0)
        reviewer.review(opened, t)
        assert reviewed.wait(10)
    reviewed.clear()
    reviewer.review(opened, t)
    assert reviewed.wait(10)
    assert reviewer.findings
    reviewer.close(10)
