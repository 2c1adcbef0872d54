"""What a learner has tried: kept beside the workshop, in ``.parcours/learning.json``.

The file is the learner's own record, not the trainer's: marks are computed from the workshop, and
what is kept here is only told beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.client_files import ClientFileError, ClientFolder, FolderLock
from kit.i18n import N_
from kit.workshop import Fault, WorkshopError

FOLDER = ".parcours"
FILE = "learning.json"
PATIENCE = 10
"""Seconds to wait for another notebook that is writing."""

HINTS = 3
LARGEST = 5_000_000
"""The most bytes of a record."""

MOST_KEPT = 500
"""So many attempts are kept; the oldest go first."""

Moment = Literal["before", "after"]

UNREADABLE = N_(
    "The record of this learner’s attempts cannot be read. Delete the file to start a new one. "
    "The workshop itself is not affected."
)


class Kept(BaseModel):
    """A part of the record."""

    model_config = ConfigDict(frozen=True)


class Attempt(Kept):
    """One attempt at a step."""

    step: str
    at: datetime
    score: Annotated[int, Field(ge=0, le=100)]
    passed: bool


class Opening(Kept):
    """When the model answer of a step was first looked at, and after how many attempts."""

    at: datetime
    after: Annotated[int, Field(ge=0)]


class Sitting(Kept):
    """A self-test taken: the choice made for each question, None where there is none.

    Attributes
    ----------
    times
        How often it was taken until now: whoever has read the explanations finds it easier.
    """

    at: datetime
    choices: tuple[int | None, ...]
    times: Annotated[int, Field(ge=1)] = 1


class Record(Kept):
    """All that is kept of a learner.

    Attributes
    ----------
    hints
        How far the hints of a step were asked for.
    opened
        Of which steps the model answer was looked at.
    """

    case: str = ""
    attempts: tuple[Attempt, ...] = ()
    hints: Mapping[str, int] = Field(default_factory=dict)
    opened: Mapping[str, Opening] = Field(default_factory=dict)
    tests: Mapping[Moment, Sitting] = Field(default_factory=dict)

    def of(self, step: str) -> tuple[Attempt, ...]:
        """Return the attempts at a step, oldest first."""
        return tuple(attempt for attempt in self.attempts if attempt.step == step)

    def best(self, step: str) -> Attempt | None:
        """Return the best attempt at a step."""
        return max(self.of(step), key=lambda a: (a.passed, a.score), default=None)


def record(folder: Path) -> Record:
    """Return what is kept of a learner; an empty record where nothing is."""
    return kept(folder) or Record()


def kept(folder: Path) -> Record | None:
    """Return what is kept of a learner, or None where nothing is, as beside a file handed in."""
    path = folder / FOLDER / FILE
    try:
        content = ClientFolder(folder).read_bytes(f"{FOLDER}/{FILE}", LARGEST)
        return Record.model_validate(json.loads(content))
    except FileNotFoundError:
        return None
    except ClientFileError as error:
        raise WorkshopError([Fault(path, 0, 0, error.message)]) from None
    except (ValueError, ValidationError):
        raise WorkshopError([Fault(path, 0, 0, UNREADABLE)]) from None


def begin(folder: Path, case: str) -> None:
    """Note which case a folder is about."""
    _change(folder, case=case)


def add(folder: Path, attempt: Attempt) -> None:
    """Keep an attempt."""
    with _held(folder):
        kept = record(folder)
        _write(folder, kept.model_copy(update={"attempts": (*kept.attempts, attempt)[-MOST_KEPT:]}))


def ask_hint(folder: Path, step: str, level: int) -> None:
    """Note that a hint was asked for."""
    with _held(folder):
        kept = record(folder)
        furthest = max(level, kept.hints.get(step, 0))
        _write(folder, kept.model_copy(update={"hints": {**kept.hints, step: furthest}}))


def open_model(folder: Path, step: str) -> None:
    """Note that the model answer of a step was opened; the first time is what counts."""
    with _held(folder):
        kept = record(folder)
        if step not in kept.opened:
            opening = Opening(at=now(), after=len(kept.of(step)))
            _write(folder, kept.model_copy(update={"opened": {**kept.opened, step: opening}}))


def sit(folder: Path, moment: Moment, choices: Sequence[int | None]) -> None:
    """Keep the choices of a self-test; one taken again replaces the earlier one."""
    with _held(folder):
        kept = record(folder)
        earlier = kept.tests[moment].times if moment in kept.tests else 0
        sitting = Sitting(at=now(), choices=tuple(choices), times=earlier + 1)
        _write(folder, kept.model_copy(update={"tests": {**kept.tests, moment: sitting}}))


def now() -> datetime:
    """Return this moment, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def _change(folder: Path, **fields: object) -> None:
    with _held(folder):
        _write(folder, record(folder).model_copy(update=fields))


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    files = ClientFolder(folder)
    try:
        files.make_folder(FOLDER)
        with FolderLock(files, f"{FOLDER}/learning.lock", PATIENCE):
            yield
    except ClientFileError as error:
        raise WorkshopError([Fault(folder / error.name, 0, 0, error.message)]) from None


def _write(folder: Path, kept: Record) -> None:
    content = kept.model_dump_json(indent=2) + "\n"
    ClientFolder(folder).write_text(f"{FOLDER}/{FILE}", content)
