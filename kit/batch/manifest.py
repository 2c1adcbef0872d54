"""Read and write the manifest: one line of JSON for each report, in ``outputs/.parcours``.

A line is added when a report is ready, and forced to the disk, so that an interrupted run can be
resumed; a truncated line is not read. Each shard has a file of its own, since machines that share a
folder must not write into one file; the latest line of a report counts.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from kit.batch.fingerprint import date_digest, digest, fingerprint
from kit.batch.task import Result, Task
from kit.client_files import FolderLock, LockTimeoutError
from kit.i18n import N_, Message, UserText
from kit.workshop import identity, output_files
from kit.workshop.places import client_around

HOME = ".parcours"

BUSY = N_(
    "Another run is writing to “{folder}”. Wait until it ends, or choose another folder with --out."
)


class BusyError(Exception):
    """Another run writes to these outputs; ``says`` is for the reader."""

    def __init__(self, folder: Path) -> None:
        self.says = BUSY.filled(folder=UserText(str(folder)))
        super().__init__(self.says.text)


@dataclass(frozen=True)
class Entry:
    """A report in the manifest.

    Attributes
    ----------
    key
        Where it is, from the folder of the manifest: ``maison-exemple/report``.
    files
        What was written, by its path from there, with its SHA-256.
    status
        ``done``, ``incomplete`` (measured values are missing in it) or ``failed``. Only what is
        done need not be made again.
    fingerprint, dated, day
        What it was made of; what the day changed in it; and the last day on which that was so.
    made
        When, in UTC.
    """

    key: str
    workshop: str
    status: str
    fingerprint: str
    dated: str
    day: str
    files: Mapping[str, str]
    seconds: float
    made: str
    identity: str = ""
    client: str = ""
    title: str = ""
    lang: str = ""
    edition: str = ""
    problems: tuple[str, ...] = ()


NAMES = {field.name for field in fields(Entry)}


class Manifest:
    """The manifest of a folder of outputs.

    Reading it takes nothing; whoever writes holds it open (``with``), alone.

    Parameters
    ----------
    shard
        What tells this part of the work from the others: ``2-of-4``, or nothing.
    """

    def __init__(self, out: Path, shard: str = "") -> None:
        self.out = out
        self.files = output_files(out, make=False)
        end = f"-{shard}" if shard else ""
        self.file = f"{HOME}/manifest{end}.jsonl"
        self._work = f"{HOME}/work{end}"
        self.work = out / self._work
        self._lock = FolderLock(self.files, f"{HOME}/manifest{end}.lock", 0)
        self.entries: dict[str, Entry] = {}
        self.read()

    def __enter__(self) -> Manifest:
        output_files(self.out)
        self.files.make_folder(HOME)
        try:
            self._lock.acquire()
        except LockTimeoutError:
            raise BusyError(self.out) from None
        self.read()
        own = [e for name, e in self._lines() if name == self.file]
        kept = {entry.key: entry for entry in own}
        if kept:
            lines = b"".join(_line(entry) for entry in kept.values())
            self.files.write_bytes(self.file, lines)
        # Whatever an earlier run that was killed has left: nobody else works here now.
        self.files.remove_folder(self._work)
        if client_around(self.out):  # where a link could lead temporary files elsewhere
            self.work = Path(tempfile.mkdtemp(prefix="parcours-"))
        else:
            self.files.make_folder(self._work)
        return self

    @property
    def notice(self) -> Message | None:
        """The notice that the drive has no locks, once in a process; else None."""
        return self._lock.notice()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.files.remove_folder(self._work)
        if client_around(self.out):
            shutil.rmtree(self.work, ignore_errors=True)
        self._lock.release()

    def read(self) -> None:
        """Read the entries of all shards."""
        self.entries = {}
        for entry in sorted((e for _, e in self._lines()), key=lambda entry: entry.made):
            self.entries[entry.key] = entry

    def _lines(self) -> Iterator[tuple[str, Entry]]:
        for name in self.files.files(HOME, "manifest*.jsonl"):
            for line in self.files.read_bytes(name).splitlines():
                if entry := _entry(line):
                    yield name, entry

    def key(self, task: Task) -> str:
        """Return the path of a task's report in the outputs, by which the manifest knows it."""
        place = os.path.relpath(task.folder / task.name, self.out)
        return Path(place).as_posix()

    def unchanged(self, task: Task, today: date) -> Entry | None:
        """Return the entry of a report that is unchanged, or None."""
        entry = self.entries.get(self.key(task))
        if entry is None or entry.status != "done" or entry.fingerprint != fingerprint(task):
            return None
        if any(digest(self.out / name) != known for name, known in entry.files.items()):
            return None
        if task.as_of is None and entry.day != today.isoformat():
            if not entry.dated or date_digest(task, today) != entry.dated:
                return None
            entry = Entry(**{**asdict(entry), "day": today.isoformat()})
            self._add(entry)
        return entry

    def add(self, result: Result, of: str, today: date) -> Entry:
        """Add the result of a task, whose fingerprint was taken before it was made."""
        task = result.task
        day = task.as_of or today
        done = result.status == "done"
        files = [*result.files, *([result.notebook] if result.notebook else ())]
        entry = Entry(
            key=self.key(task),
            workshop=task.workshop.as_posix(),
            status=result.status,
            fingerprint=of if done else "",
            dated=result.dated if done and task.as_of is None else "",
            day=day.isoformat(),
            files={self._from_here(path): digest(path) for path in files},
            seconds=round(result.seconds, 3),
            made=datetime.now(UTC).isoformat(timespec="milliseconds"),
            identity=str(identity(task.workshop.parent)),
            client=result.client,
            title=result.title,
            lang=result.lang,
            edition=task.edition,
            problems=result.problems,
        )
        self._add(entry)
        return entry

    def _from_here(self, path: Path) -> str:
        return Path(os.path.relpath(path, self.out)).as_posix()

    def _add(self, entry: Entry) -> None:
        self.entries[entry.key] = entry
        with self.files.appending(self.file) as file:
            file.write(_line(entry))
            file.flush()
            os.fsync(file.fileno())


def _line(entry: Entry) -> bytes:
    # A byte of a path that is not UTF-8 is escaped as JSON has it, and read back as it was.
    text = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _entry(line: bytes) -> Entry | None:
    """Return the entry of a line, or None if it is truncated or of another kind."""
    try:
        found = json.loads(line)
        known = {name: value for name, value in found.items() if name in NAMES}
        return Entry(**{**known, "problems": tuple(known.get("problems", ()))})
    except (ValueError, TypeError, AttributeError):
        return None
