"""Reports of sessions in a room: who took part, when, and what each round gave.

A session is ``sessions/<time>.json`` in the client's folder. It is written by the room's command,
read by the working edition of the report, and searched by ``parcours evidence forget``.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition
from kit.i18n import N_
from kit.workshop.errors import WorkshopError

FOLDER = "sessions"
LARGEST = 2_000_000
UNREADABLE = N_("The report of this session cannot be read. Restore the file or remove it.")


class _Part(BaseModel):
    """A part of a session; fields that later versions of the kit add are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SessionFigures(_Part):
    """Distribution, median, quartiles and n of what participants gave (F2)."""

    n: int
    counts: dict[str, int] = {}
    median: float
    low: float
    high: float
    apart: bool = False


class SessionItem(_Part):
    """Results of a round for one touchpoint, pain point, improvement or question."""

    id: str
    label: str = ""
    n: int = 0
    count: int | None = None
    score: SessionFigures | None = None
    impact: SessionFigures | None = None
    effort: SessionFigures | None = None
    texts: tuple[str, ...] = ()


class SessionNote(_Part):
    """A note, with its author where names were asked."""

    text: str
    by: str = ""


class SessionRound(_Part):
    """A round that was revealed.

    Attributes
    ----------
    repeats
        The number of the round that it asks again, after the discussion; 0 for none.
    n
        How many participants answered.
    imported
        The file whose answers fill it; empty for a round in the room.
    """

    number: int
    kind: str
    question: str = ""
    step: str = ""
    persona: str = ""
    repeats: int = 0
    n: int = 0
    imported: str = ""
    taken: bool = False
    items: tuple[SessionItem, ...] = ()
    notes: tuple[SessionNote, ...] = ()


class Session(_Part):
    """One session.

    Attributes
    ----------
    participants
        How many devices joined.
    names
        Their names, where names were asked.
    """

    version: int = 1
    opened: datetime
    closed: datetime
    participants: int = 0
    names: tuple[str, ...] = ()
    rounds: tuple[SessionRound, ...] = ()

    @property
    def repeated(self) -> tuple[tuple[SessionRound, SessionRound], ...]:
        """The rounds of scores before and after a discussion: the first and the last of each."""
        by_number = {one.number: one for one in self.rounds}
        last = {one.repeats: one for one in self.rounds if one.repeats and one.kind == "scores"}
        return tuple(
            (by_number[first], after) for first, after in last.items() if first in by_number
        )


def without_participant(session: Session, name: str) -> Session:
    """Return a session without a participant's name and without the notes that carry it."""
    wanted = name.strip().casefold()
    rounds = [
        one.model_copy(update={"notes": tuple(n for n in one.notes if n.by.casefold() != wanted)})
        for one in session.rounds
    ]
    names = tuple(one for one in session.names if one.casefold() != wanted)
    return session.model_copy(update={"names": names, "rounds": tuple(rounds)})


def write_session(folder: Path, session: Session) -> Path:
    """Write the report of a session, in place of an earlier one of the same session."""
    client = ClientFolder(folder)
    client.make_folder(FOLDER)
    name = f"{FOLDER}/{session.opened:%Y-%m-%d-%H%M%S}.json"
    client.write_bytes(name, (session.model_dump_json(indent=2) + "\n").encode(), private=True)
    return folder / name


def sessions(folder: Path) -> list[Session]:
    """Return the sessions of a client, oldest first.

    Raises
    ------
    WorkshopError
        If a file cannot be read.
    """
    client = ClientFolder(folder)
    found = []
    for entry in client.walk(FOLDER):
        if entry.kind != "file" or not entry.name.endswith(".json"):
            continue
        place = FilePosition(folder / entry.name)
        try:
            found.append(Session.model_validate_json(client.read_bytes(entry.name, LARGEST)))
        except ClientFileError as error:
            raise WorkshopError.at(place, error.message) from None
        except (ValidationError, OSError):
            raise WorkshopError.at(place, UNREADABLE) from None
    return sorted(found, key=lambda session: session.opened.timestamp())
