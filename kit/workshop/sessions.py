"""Reports of sessions in a room: who took part, when, and what each round gave.

A session is ``sessions/<time>.json`` in the client's folder. It is written by the room's command,
read by the working edition of the report, and searched by ``parcours evidence forget``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from kit.client_files import ClientFileError, ClientFolder, Entry
from kit.diagnostics import FilePosition
from kit.i18n import N_
from kit.workshop.errors import WorkshopError

FOLDER = "sessions"
LARGEST, MOST = 2_000_000, 500
"""The most bytes of a session's file, and the most sessions of a client that are read."""

Kind = Literal["notes", "scores", "dots", "choice", "impact-effort", "feedback"]
"""The kinds of rounds: those of :mod:`kit.room.rounds`."""

Label = Annotated[str, Field(max_length=100)]
Words = Annotated[str, Field(max_length=1000)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Number = Annotated[int, Field(ge=0, le=999)]
Rating = Annotated[float, Field(ge=-2, le=5, allow_inf_nan=False)]

NO_FOLDER = N_(
    "Reports of sessions are in the folder “sessions”, and this is a file. Rename or remove it."
)
TOO_MANY = N_("More than {most} reports of sessions: remove those that are no longer needed.")
UNREADABLE = N_("The report of this session cannot be read. Restore the file or remove it.")


class _Part(BaseModel):
    """A part of a session; fields that later versions of the kit add are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SessionFigures(_Part):
    """Distribution, median, quartiles and n of what participants gave (F2)."""

    n: Count
    counts: dict[Literal["-2", "-1", "0", "1", "2", "3", "4", "5"], Count] = {}
    median: Rating
    low: Rating
    high: Rating
    apart: bool = False


class SessionItem(_Part):
    """Results of a round for one touchpoint, pain point, improvement or question."""

    id: Label
    label: Words = ""
    n: Count = 0
    count: Count | None = None
    score: SessionFigures | None = None
    impact: SessionFigures | None = None
    effort: SessionFigures | None = None
    texts: Annotated[tuple[Words, ...], Field(max_length=1000)] = ()


class SessionNote(_Part):
    """A note, with its author where names were asked."""

    text: Words
    by: Label = ""


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

    number: Number
    kind: Kind
    question: Words = ""
    step: Label = ""
    persona: Label = ""
    repeats: Number = 0
    n: Count = 0
    imported: Words = ""
    taken: bool = False
    items: Annotated[tuple[SessionItem, ...], Field(max_length=100)] = ()
    notes: Annotated[tuple[SessionNote, ...], Field(max_length=20_000)] = ()


class Session(_Part):
    """One session.

    Attributes
    ----------
    participants
        How many devices joined.
    names
        Their names, where names were asked.
    """

    version: Literal[1] = 1
    opened: AwareDatetime
    closed: AwareDatetime
    participants: Count = 0
    names: Annotated[tuple[Label, ...], Field(max_length=1000)] = ()
    rounds: Annotated[tuple[SessionRound, ...], Field(max_length=999)] = ()

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
    """Write the report of a session, in place of an earlier one of the same session.

    Its name has the time of this computer's clock, as the names of other new files have.
    """
    client = ClientFolder(folder)
    client.make_folder(FOLDER)
    name = f"{FOLDER}/{session.opened.astimezone():%Y-%m-%d-%H%M%S}.json"
    client.write_bytes(name, (session.model_dump_json(indent=2) + "\n").encode(), private=True)
    return folder / name


def sessions(folder: Path) -> list[Session]:
    """Return the sessions of a client, oldest first.

    Raises
    ------
    WorkshopError
        If a file cannot be read, is no file or says what no room can; or if there are too many.
    """
    client = ClientFolder(folder)
    try:
        if client.is_file(FOLDER):
            raise WorkshopError.at(FilePosition(folder / FOLDER), NO_FOLDER)
        entries = [entry for entry in client.walk(FOLDER) if _is_session(entry)]
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(folder / error.name), error.message) from None
    if len(entries) > MOST:
        raise WorkshopError.at(FilePosition(folder / FOLDER), TOO_MANY.filled(most=MOST))
    found = [_read(client, folder / entry.name, entry.name) for entry in entries]
    return sorted(found, key=lambda session: session.opened.timestamp())


def _is_session(entry: Entry) -> bool:
    """Return whether an entry is read; links, pipes and devices are, so that they are refused."""
    return entry.kind != "file" or entry.name.endswith(".json")


def _read(client: ClientFolder, path: Path, name: str) -> Session:
    try:
        return Session.model_validate_json(client.read_bytes(name, LARGEST))
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None
    except (ValidationError, OSError):
        raise WorkshopError.at(FilePosition(path), UNREADABLE) from None
