"""The reports of sessions: written whole, read back, and forgotten with whoever took part."""

from datetime import UTC, datetime

import pytest

from kit.room.opened import kept_logs, room_folder
from kit.workshop import WorkshopError
from kit.workshop.sessions import (
    Session,
    SessionFigures,
    SessionItem,
    SessionNote,
    SessionRound,
    sessions,
    write_session,
)

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
