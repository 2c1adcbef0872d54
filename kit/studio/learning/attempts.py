"""Record a learner's attempts, hints and self-tests in ``.parcours/learning.json``.

The record is the learner's own: marks are computed from the workshop, never from the record. It
carries a seal, a digest of its content, which shows that it was changed by hand. The seal proves
nothing against somebody who computes it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.client_files import ClientFileError, ClientFolder, FolderLock
from kit.diagnostics import FilePosition
from kit.i18n import N_
from kit.workshop import WorkshopError

FOLDER = ".parcours"
FILE = "learning.json"
LOCK_TIMEOUT = 10
"""Seconds to wait for another notebook to write."""

HINTS = 3
LARGEST = 5_000_000
"""Most bytes of a record that is read."""

MAX_ATTEMPTS = 500
"""Most attempts that are kept; the oldest are dropped first."""

TestTiming = Literal["before", "after"]

State = Literal["kept", "missing", "unreadable", "unsealed", "changed"]
"""State of a record: as the kit wrote it; absent; damaged; without a seal; changed by hand."""

UNSEALED, CHANGED = "unsealed", "changed"
"""Seals of records that had none, or another than their content's, when the kit added to them."""

UNREADABLE = N_(
    "The record of this learner’s attempts cannot be read. Delete the file to start a new one. "
    "The workshop itself is not affected."
)


class RecordPart(BaseModel):
    """A part of the record."""

    model_config = ConfigDict(frozen=True)


class Attempt(RecordPart):
    """One attempt at a step."""

    step: str
    at: datetime
    score: Annotated[int, Field(ge=0, le=100)]
    passed: bool


class Opening(RecordPart):
    """The first opening of a step's model answer, and the number of attempts before it."""

    at: datetime
    after: Annotated[int, Field(ge=0)]


class Sitting(RecordPart):
    """A self-test that was taken.

    Attributes
    ----------
    choices
        The choice made for each question, None where there is none.
    times
        The number of times it was taken; it is easier after reading the explanations.
    """

    at: datetime
    choices: tuple[int | None, ...]
    times: Annotated[int, Field(ge=1)] = 1


class Record(RecordPart):
    """The record of a learner.

    Attributes
    ----------
    hints
        The highest level of hint requested, by step.
    opened
        The first opening of the model answer, by step.
    seal
        The digest of all the rest; empty in records of release 0.1.
    """

    case: str = ""
    attempts: tuple[Attempt, ...] = ()
    hints: Mapping[str, int] = Field(default_factory=dict)
    opened: Mapping[str, Opening] = Field(default_factory=dict)
    tests: Mapping[TestTiming, Sitting] = Field(default_factory=dict)
    seal: str = ""

    @property
    def state(self) -> State:
        """The state of a record that could be read."""
        if self.seal in ("", UNSEALED):
            empty = not (self.attempts or self.hints or self.opened or self.tests)
            return "kept" if empty and not self.seal else "unsealed"
        return "kept" if self.seal == self.digest() else "changed"

    def digest(self) -> str:
        """Return the digest of all but the seal."""
        content = self.model_dump_json(exclude={"seal"})
        return hashlib.sha256(content.encode()).hexdigest()[:32]

    def of(self, step: str) -> tuple[Attempt, ...]:
        """Return the attempts at a step, oldest first."""
        return tuple(attempt for attempt in self.attempts if attempt.step == step)

    def best(self, step: str) -> Attempt | None:
        """Return the best attempt at a step."""
        return max(self.of(step), key=lambda a: (a.passed, a.score), default=None)


def record(folder: Path) -> Record:
    """Return a learner's record; an empty one where none is stored."""
    return stored_record(folder) or Record()


def stored_record(folder: Path) -> Record | None:
    """Return a learner's record, or None where none is stored, as beside a submitted file.

    Raises
    ------
    WorkshopError
        If the record cannot be read.
    """
    path = folder / FOLDER / FILE
    try:
        content = ClientFolder(folder).read_bytes(f"{FOLDER}/{FILE}", LARGEST)
        return Record.model_validate(json.loads(content))
    except FileNotFoundError:
        return None
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None
    except (ValueError, ValidationError):
        raise WorkshopError.at(FilePosition(path), UNREADABLE) from None


def begin(folder: Path, case: str) -> None:
    """Record the case that a folder is about."""
    _change(folder, case=case)


def add(folder: Path, attempt: Attempt) -> None:
    """Record an attempt."""
    with _locked(folder):
        current = record(folder)
        attempts = (*current.attempts, attempt)[-MAX_ATTEMPTS:]
        _write(folder, current, current.model_copy(update={"attempts": attempts}))


def ask_hint(folder: Path, step: str, level: int) -> None:
    """Record that a hint was requested."""
    with _locked(folder):
        current = record(folder)
        highest = max(level, current.hints.get(step, 0))
        _write(
            folder, current, current.model_copy(update={"hints": {**current.hints, step: highest}})
        )


def open_model(folder: Path, step: str) -> None:
    """Record the first opening of a step's model answer."""
    with _locked(folder):
        current = record(folder)
        if step not in current.opened:
            opened = {**current.opened, step: Opening(at=now(), after=len(current.of(step)))}
            _write(folder, current, current.model_copy(update={"opened": opened}))


def sit(folder: Path, timing: TestTiming, choices: Sequence[int | None]) -> None:
    """Record a self-test; one taken again replaces the earlier one."""
    with _locked(folder):
        current = record(folder)
        earlier = current.tests[timing].times if timing in current.tests else 0
        sitting = Sitting(at=now(), choices=tuple(choices), times=earlier + 1)
        _write(
            folder,
            current,
            current.model_copy(update={"tests": {**current.tests, timing: sitting}}),
        )


def now() -> datetime:
    """Return the current time, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def _change(folder: Path, **fields: object) -> None:
    with _locked(folder):
        current = record(folder)
        _write(folder, current, current.model_copy(update=fields))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    files = ClientFolder(folder)
    try:
        files.make_folder(FOLDER)
        with FolderLock(files, f"{FOLDER}/learning.lock", LOCK_TIMEOUT):
            yield
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(folder / error.name), error.message) from None


def _write(folder: Path, before: Record, after: Record) -> None:
    """Write a record with its seal; one that was not as the kit wrote it stays recognisable."""
    seals = {"unsealed": UNSEALED, "changed": CHANGED}
    sealed = after.model_copy(update={"seal": seals.get(before.state) or after.digest()})
    content = sealed.model_dump_json(indent=2) + "\n"
    ClientFolder(folder).write_text(f"{FOLDER}/{FILE}", content)
