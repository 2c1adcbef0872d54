"""Create the reports of a batch, and count them while it runs."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kit.batch.fingerprint import fingerprint
from kit.batch.manifest import Manifest
from kit.batch.stopping import on_interrupt
from kit.batch.task import Result, RunOptions, Task
from kit.batch.workers import Workers
from kit.errors import explain, show_traceback, system_error
from kit.i18n import Texts, texts
from kit.report.error_page import reader
from kit.report.running import DIED

TICK = 0.5
"""Seconds between two looks at the progress."""

MOST_DEATHS = 2
"""The number of deaths of its process after which a report counts as failed."""


@dataclass(frozen=True)
class Shard:
    """One of several equal parts of the work, for one machine: ``2/4`` is the second of four."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}-of-{self.of}"

    def part(self, tasks: Sequence[Task]) -> list[Task]:
        """Return this shard's part of the tasks."""
        return list(tasks[self.number - 1 :: self.of])


@dataclass(frozen=True)
class Waiting:
    """A task still to be made."""

    task: Task
    deaths: int = 0


@dataclass
class Batch:
    """Reports to create; iterating over the batch creates them.

    Attributes
    ----------
    today
        The date of reports for which no other was asked.
    done, incomplete, failed, unchanged
        How many there are so far.
    running
        How many are being made now.
    stopping
        Whether no more are begun, since someone asked to stop.
    heard
        Called when someone asks to stop: a report that is made in this process is made to its end
        before the iteration goes on.
    """

    tasks: Sequence[Task]
    manifest: Manifest
    workers: Workers
    options: RunOptions = field(default_factory=RunOptions)
    force: bool = False
    today: date = field(default_factory=lambda: datetime.now().astimezone().date())
    done: int = 0
    incomplete: int = 0
    failed: int = 0
    unchanged: int = 0
    stopping: bool = False
    heard: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.options = replace(self.options, today=self.today)
        self._waiting = deque(Waiting(task) for task in self.tasks)
        self._running: dict[Future[Result], tuple[Waiting, str]] = {}
        self._ready: list[float] = []
        self._notes: dict[Task, str] = {}

    @property
    def running(self) -> int:
        """The number of reports being created, at most one per worker."""
        return min(len(self._running), self.workers.places)

    @property
    def left(self) -> int:
        """The number of reports neither done nor being created."""
        return len(self._waiting) + len(self._running) - self.running

    @property
    def seconds_left(self) -> float | None:
        """The estimated seconds until the end, at the pace so far; None if it is not known yet.

        The first reports wait for their processes to start, so the pace is taken after them.
        """
        since = self._ready[self.workers.places - 1 :]
        if len(since) < 2:
            return None
        pace = (since[-1] - since[0]) / (len(since) - 1)
        rest = pace * (self.left + self.running)
        return max(0.0, rest - (time.monotonic() - since[-1]))

    def __iter__(self) -> Iterator[Result | None]:
        """Create the reports; yield the result of each, and None from time to time.

        The first Ctrl-C lets reports in progress finish and begins no others; the second ends them,
        too.
        """
        try:
            with on_interrupt(self._stop):
                while self._running or (self._waiting and not self.stopping):
                    yield from self._turn()
        except BaseException:
            self.workers.close(now=True)
            raise
        self.workers.close()

    def _stop(self) -> None:
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        self.heard()

    def _turn(self) -> Iterator[Result | None]:
        """Begin as many tasks as there is room for, and collect results."""
        while self._waiting and not self.stopping and len(self._running) < self._room():
            waiting = self._waiting.popleft()
            result = self._begin(waiting)
            if result is not None:
                yield result
        if not self._running:
            return
        ready, _ = wait(self._running, TICK, FIRST_COMPLETED)
        if not ready:
            yield None
        for future in ready:
            result = self._taken(future, *self._running.pop(future))
            if result is not None:
                yield result

    def _room(self) -> int:
        """Return how many tasks may be in progress.

        A task whose process has died is retried alone: should it die again, it takes no other
        along.
        """
        alone = self._waiting[0].deaths or any(w.deaths for w, _ in self._running.values())
        return 1 if alone else self.workers.places

    def _begin(self, waiting: Waiting) -> Result | None:
        """Begin a task; return its result if the report is unchanged."""
        task = waiting.task
        try:
            return self._begun(waiting)
        except Exception as error:  # it is this one's alone
            self.failed += 1
            return self._recorded(self._unforeseen(task, error), "")

    def _begun(self, waiting: Waiting) -> Result | None:
        task = waiting.task
        if note := self.manifest.rename_older(task):
            self._notes[task] = self._texts(task)(note)
        if not self.force and (entry := self.manifest.unchanged(task, self.today)):
            self.unchanged += 1
            reports = [name for name in entry.files if not name.endswith(".ipynb")]
            files = tuple(self.manifest.out / name for name in reports)
            return Result(task, "unchanged", files, client=entry.client, lang=entry.lang)
        of = fingerprint(task)
        try:
            future = self.workers.submit(task, self.options)
        except BrokenExecutor:
            self.workers.replace()
            self._waiting.appendleft(waiting)
            return None
        self._running[future] = waiting, of
        return None

    def _taken(self, future: Future[Result], waiting: Waiting, of: str) -> Result | None:
        """Return the result of a task, or None if it is retried."""
        task = waiting.task
        try:
            result = future.result()
        except BrokenExecutor:
            self.workers.replace()
            if waiting.deaths + 1 < MOST_DEATHS and not self.stopping:
                self._waiting.appendleft(Waiting(task, waiting.deaths + 1))
                return None
            result = Result(task, "failed", problems=(self._texts(task)(DIED),))
        except Exception as error:
            result = self._unforeseen(task, error)
        self._ready.append(time.monotonic())
        result = self._recorded(result, of)
        if result.status == "done":
            self.done += 1
        elif result.status == "incomplete":
            self.incomplete += 1
        else:
            self.failed += 1
        return result

    def _recorded(self, result: Result, of: str) -> Result:
        """Add a result to the manifest; a report that is not in it counts as failed."""
        if note := self._notes.pop(result.task, ""):
            result = replace(result, notes=(note, *result.notes))
        try:
            self.manifest.add(result, of, self.today)
        except OSError as error:
            said = system_error(error, self._texts(result.task), str(self.manifest.file))
            return replace(result, status="failed", problems=(*result.problems, said))
        return result

    def _texts(self, task: Task) -> Texts:
        """Return the texts of the person who asked for a report, else of its reader."""
        return (
            texts(self.options.spoken) if self.options.spoken else reader(task.workshop, task.lang)
        )

    def _unforeseen(self, task: Task, error: Exception) -> Result:
        show_traceback(error)
        said = explain(error, self._texts(task), str(task.workshop))
        return Result(task, "failed", problems=tuple(said.splitlines()))
