"""Read and write the manifest: one line of JSON for each report, in ``outputs/.parcours``.

A line is added when a report is ready, and forced to the disk, so that an interrupted run can be
resumed; a truncated line is not read. Each shard has a file of its own, since machines that share a
folder must not write into one file; the latest line of a report counts.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType

from kit.batch.entry import PLAIN, WORKING, Entry, entry_of, line_of
from kit.batch.fingerprint import date_digest, digest, fingerprint, input_digest
from kit.batch.task import Result, Task
from kit.client_files import ClientFolder, FolderLock, LockTimeoutError
from kit.i18n import N_, Message, UserText
from kit.workshop import identity, output_files
from kit.workshop.places import client_around

HOME = ".parcours"

BUSY = N_(
    "Another run is writing to “{folder}”. Wait until it ends, or choose another folder with --out."
)
RENAMED = N_(
    "{client}: “{file}” held the working edition and is now called “{renamed}”, so that no other "
    "edition replaces it."
)


class BusyError(Exception):
    """Another run writes to these outputs; ``says`` is for the reader."""

    def __init__(self, folder: Path) -> None:
        self.says = BUSY.filled(folder=UserText(str(folder)))
        super().__init__(self.says.text)


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
        self._current: set[str] = set()
        self._input_digests: dict[Task, str] = {}
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
            lines = b"".join(line_of(entry) for entry in kept.values())
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
        for entry in [*self.entries.values()]:
            if entry.has_old_name and entry.current_key in self.entries:
                del self.entries[entry.key]

    def _lines(self) -> Iterator[tuple[str, Entry]]:
        for name in self.files.files(HOME, "manifest*.jsonl"):
            for line in self.files.read_bytes(name).splitlines():
                if entry := entry_of(line):
                    yield name, entry

    def key(self, task: Task) -> str:
        """Return the path of a task's report in the outputs, by which the manifest knows it."""
        return self._from_here(task.folder / task.stem)

    def rename_older(self, task: Task) -> Message | None:
        """Give a working edition of the older naming its name of today; return a note of it.

        It stands in the place of the client edition, or of the working one to be made.
        """
        plain = task.stem.replace(WORKING, PLAIN, 1)
        entry = self.entries.get(self._from_here(task.folder / plain))
        if entry is None or not entry.has_old_name:
            return None
        files, name = output_files(task.folder, make=False), entry.current_key.rpartition("/")[2]
        renamed = {}
        for path in map(PurePosixPath, entry.files):
            end = path.name.removeprefix(entry.name)
            if end == path.name or not files.exists(path.name):  # an error page, or gone
                continue
            taken = files.exists(f"{name}{end}")
            renamed[path.name] = _free(files, f"{name}{end}") if taken else f"{name}{end}"
            files.rename(path.name, renamed[path.name])
        del self.entries[entry.key]
        if entry.current_key not in self.entries:
            moved = {
                str(path.with_name(renamed.get(path.name, path.name))): known
                for path, known in ((PurePosixPath(p), k) for p, k in entry.files.items())
            }
            self._add(replace(entry, key=entry.current_key, files=moved))
        shown = next((file for file in renamed if not file.endswith(".ipynb")), None)
        if shown is None:
            return None
        return RENAMED.filled(
            client=UserText(entry.identity),
            file=UserText(shown),
            renamed=UserText(renamed[shown]),
        )

    def is_stale(self, entry: Entry) -> bool:
        """Return whether the input, the kit or its dependencies have changed since a report.

        False where that cannot be told: its workshop is not found from this folder, or the report
        is not whole and to be made again anyway.
        """
        if entry.status != "done" or entry.key in self._current:
            return False
        named = (entry.workshop, entry.notebook, entry.theme, entry.template)
        paths = [Path(path) for path in named if path]
        if not all(path.is_file() for path in paths):
            return False
        folder = (self.out / entry.key).parent
        for _ in PurePosixPath(entry.identity).parts:
            folder = folder.parent
        task = Task(
            Path(entry.workshop),
            folder,
            notebook=Path(entry.notebook) if entry.notebook else None,
            theme=Path(entry.theme) if entry.theme else None,
            template=Path(entry.template) if entry.template else None,
        )
        if task not in self._input_digests:
            self._input_digests[task] = input_digest(task)
        return entry.fingerprint.partition(":")[2] != self._input_digests[task]

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
            entry = replace(entry, day=today.isoformat())
            self._add(entry)
        self._current.add(entry.key)
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
            notebook=task.notebook.as_posix() if task.notebook else "",
            theme=task.theme.as_posix() if task.theme else "",
            template=task.template.as_posix() if task.template else "",
        )
        self._add(entry)
        self._current.add(entry.key)
        return entry

    def _from_here(self, path: Path) -> str:
        return Path(os.path.relpath(path, self.out)).as_posix()

    def _add(self, entry: Entry) -> None:
        self.entries[entry.key] = entry
        with self.files.appending(self.file) as file:
            file.write(line_of(entry))
            file.flush()
            os.fsync(file.fileno())


def _free(files: ClientFolder, name: str) -> str:
    """Return a name for an older file that stands beside one: the first that is not taken."""
    path = Path(name)
    kept, number = path.with_suffix(f".previous{path.suffix}"), 1
    while files.exists(kept.name):
        number += 1
        kept = path.with_suffix(f".previous-{number}{path.suffix}")
    return kept.name
