"""The reports of sessions: written whole, read back, and forgotten with whoever took part."""

import json
import os
import shutil
from datetime import UTC, datetime
from typing import get_args

import pytest
from pydantic import ValidationError

from kit.report import open_report
from kit.room.open_room import kept_logs, room_folder
from kit.room.rounds import KINDS
from kit.workshop import WorkshopError
from kit.workshop import sessions as module
from kit.workshop.sessions import (
    Kind,
    Session,
    SessionFigures,
    SessionItem,
    SessionNote,
    SessionRound,
    sessions,
    write_session,
)
from tests.sections.reading import tables as tables_of
from tests.sections.reading import text_of

WORKSHOP = """\
schema_version: 1
client: {name: Exemple, language: fr, invented: true}
notes:
  - {text: Le livreur n’a pas sonné ce jour-là, by: Anaïs}
  - {text: Autre chose, by: Léo}
"""


def score(median, n=2):
    figures = SessionFigures(n=n, counts={}, median=median, low=median, high=median)
    return SessionItem(id="caisse", label="La caisse", n=n, score=figures)


SESSION = Session(
    opened=datetime(2026, 11, 20, 9, tzinfo=UTC),
    closed=datetime(2026, 11, 20, 17, tzinfo=UTC),
    participants=2,
    names=("Anaïs", "Léo"),
    rounds=(
        SessionRound(number=1, kind="scores", question="Que ressent Léa ?", items=(score(-1),)),
        SessionRound(number=2, kind="scores", repeats=1, items=(score(0),)),
        SessionRound(number=3, kind="scores", repeats=1, items=(score(1),)),
        SessionRound(
            number=4,
            kind="notes",
            notes=(
                SessionNote(text="Le livreur n’a pas sonné ce jour-là", by="Anaïs"),
                SessionNote(text="Autre chose", by="Léo"),
            ),
        ),
    ),
)


@pytest.fixture
def client(here, tmp_path_factory, monkeypatch):
    """A client's folder with the report of a session, and a room whose log is kept."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("s")))
    folder = here / "workshops" / "exemple"
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP, "utf-8")
    write_session(folder, SESSION)
    (room_folder(folder) / "kept-20261120-170000.sqlite").write_bytes(b"Anais")
    return folder


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    return tmp_path


@pytest.fixture
def forget(client, capsys):
    from kit.cli import run

    def run_it(*arguments):
        status = run(["evidence", "forget", str(client), *arguments, "--yes"])
        out, err = capsys.readouterr()
        return status, out + err

    return run_it


def test_a_session_is_read_as_it_was_written(client):
    (client / "sessions" / "notes.txt").write_text("beside", "utf-8")
    assert sessions(client) == [SESSION]
    ((before, after),) = SESSION.repeated
    assert (before.number, after.number) == (1, 3)  # the last of several
    assert sessions(client.parent) == []


def test_a_session_that_cannot_be_read_is_named(client):
    (client / "sessions" / "broken.json").write_text('{"opened": 3', "utf-8")
    with pytest.raises(WorkshopError) as error:
        sessions(client)
    assert "broken.json" in str(error.value)


BEYOND = [
    {"rounds": [{"number": 1, "kind": "telepathy"}]},
    {"rounds": [{"number": 1, "kind": "notes", "n": -1}]},
    {"rounds": [{"number": 1, "kind": "notes", "question": "x" * 1001}]},
    {"rounds": [{"number": 1, "kind": "notes"}] * 1000},
    {"participants": 10**30},
    {"names": ["x" * 101]},
    {"version": 2},
    {"opened": "2026-11-20T09:00:00"},
]
FIGURES = {"n": 1, "median": 0, "low": 0, "high": 0}


@pytest.mark.parametrize("beyond", BEYOND, ids=lambda one: next(iter(one)))
def test_a_session_that_no_room_can_have_had_is_refused(client, beyond):
    told = {**SESSION.model_dump(mode="json"), **beyond}
    (client / "sessions" / "beyond.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(WorkshopError) as error:
        sessions(client)
    assert "beyond.json" in str(error.value)


@pytest.mark.parametrize(
    "wrong",
    [{"median": "NaN"}, {"low": 1e300}, {"high": "Infinity"}, {"counts": {"9": 1}}, {"n": 1e12}],
    ids=str,
)
def test_figures_that_no_scale_can_give_are_refused(wrong):
    with pytest.raises(ValidationError):
        SessionFigures.model_validate({**FIGURES, **wrong})
    assert SessionFigures.model_validate(FIGURES).n == 1


def test_the_kinds_of_rounds_are_those_of_the_room():
    assert get_args(Kind) == KINDS


def test_a_session_that_is_no_file_is_named(client):
    folder = client / "sessions"
    elsewhere = client.parent / "elsewhere.json"
    elsewhere.write_text(SESSION.model_dump_json(), "utf-8")
    place = folder / "other.json"
    place.symlink_to(elsewhere)
    with pytest.raises(WorkshopError, match=r"other\.json"):
        sessions(client)
    place.unlink()
    os.mkfifo(place)
    with pytest.raises(WorkshopError, match=r"other\.json"):
        sessions(client)
    shutil.rmtree(folder)
    folder.write_text("{}", "utf-8")
    with pytest.raises(WorkshopError, match="folder “sessions”"):
        sessions(client)
    folder.unlink()
    folder.symlink_to(client.parent)
    with pytest.raises(WorkshopError, match="sessions"):
        sessions(client)


def test_so_many_sessions_that_no_report_could_show_them_are_refused(client, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    assert len(sessions(client)) == 1
    (client / "sessions" / "second.json").write_text(SESSION.model_dump_json(), "utf-8")
    with pytest.raises(WorkshopError, match="More than 1 reports"):
        sessions(client)


def test_the_report_says_how_many_had_joined_and_how_many_answered(client):
    session = SESSION.model_copy(
        update={
            "participants": 9,
            "rounds": (
                SessionRound(number=1, kind="scores", question="Q1", n=7, items=(score(-1, 7),)),
                SessionRound(number=2, kind="scores", repeats=1, n=5, items=(score(1, 5),)),
                SessionRound(number=3, kind="scores", question="Q3", n=4, imported="f.csv"),
            ),
        }
    )
    write_session(client, session)
    shown = open_report(client, "fr", "working", "2026-12-01").section("review").section
    told = text_of(shown)
    assert "Q1 (n\xa0=\xa07 sur 9)" in told
    assert "Q3 (n\xa0=\xa04)" in told  # a file joins no room
    (row,) = [table.rows[0] for table in tables_of(shown) if "discussion" in text_of(table.caption)]
    assert [text_of(row[place]) for place in (3, 6)] == ["7", "5"]


def test_a_participant_is_forgotten_with_what_they_said(client, forget):
    status, said = forget("anaïs", "--everywhere")
    assert status == 0, said
    (session,) = sessions(client)
    assert not any("Anaïs" in name for name in session.names), said
    assert "Léo" in session.names
    told = (client / "workshop.yaml").read_text("utf-8")
    written = next((client / "sessions").glob("*.json")).read_text("utf-8")
    for text in (told, written):
        assert "Anaïs" not in text
        assert "pas sonné" not in text
        assert "Autre chose" in text
    assert kept_logs(client) == []


def test_without_everywhere_what_is_kept_is_named(client, forget):
    status, said = forget("Anaïs")
    assert status == 1
    assert "kept-20261120-170000.sqlite" in said
    assert "sessions/2026-11-20-090000.json" in said
    assert kept_logs(client)


def test_whoever_took_no_part_is_not_found(client, forget):
    assert forget("Zoé")[0] == 1
