"""The making of many reports, and what is known of it while it goes on."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kit.batch.fingerprint import fingerprint
from kit.batch.manifest import Manifest
from kit.batch.stopping import asked_to_stop
from kit.batch.task import How, Result, Task
from kit.batch.workers import Workers
from kit.errors import explain, show_traceback, system_error
from kit.i18n import Texts, texts
from kit.report.failure import reader
from kit.report.running import DIED

TICK = 0.5
"""Seconds after which whoever watches is told how far it is."""

MOST_DEATHS = 2
"""So often the process that makes a report may die before the report counts as failed."""


@dataclass(frozen=True)
class Shard:
    """One of several equal parts of the work, each for a machine: the second of four is ``2/4``."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}-of-{self.of}"

    def part(self, tasks: Sequence[Task]) -> list[Task]:
        """Return this part of the tasks."""
        return list(tasks[self.number - 1 :: self.of])


@dataclass(frozen=True)
class Waiting:
    """A task to be made."""

    task: Task
    deaths: int = 0


@dataclass
class Batch:
    """Reports being made. Iterating over it makes them.

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
    how: How = field(default_factory=How)
    force: bool = False
    today: date = field(default_factory=lambda: datetime.now().astimezone().date())
    done: int = 0
    incomplete: int = 0
    failed: int = 0
    unchanged: int = 0
    stopping: bool = False
    heard: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.how = replace(self.how, today=self.today)
        self._waiting = deque(Waiting(task) for task in self.tasks)
        self._running: dict[Future[Result], tuple[Waiting, str]] = {}
        self._ready: list[float] = []

    @property
    def running(self) -> int:
        """How many are being made now, at most as many as there are places to make them."""
        return min(len(self._running), self.workers.places)

    @property
    def left(self) -> int:
        """How many are neither done nor being made."""
        return len(self._waiting) + len(self._running) - self.running

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at the pace so far; None where that is not known yet.

        The first reports wait for their processes to start, so the pace is taken after them.
        """
        since = self._ready[self.workers.places - 1 :]
        if len(since) < 2:
            return None
        pace = (since[-1] - since[0]) / (len(since) - 1)
        rest = pace * (self.left + self.running)
        return max(0.0, rest - (time.monotonic() - since[-1]))

    def __iter__(self) -> Iterator[Result | None]:
        """Make the reports; yield each as it is known, and None as time goes by.

        The first Ctrl-C lets those that are being made come to their end and begins no others; the
        second ends them, too.
        """
        try:
            with asked_to_stop(self._stop):
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
        """Begin what can be begun, and take in what is ready."""
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
        """Return how many may be under way.

        One whose process has died is made alone: should it do so again, it takes no other along.
        """
        alone = self._waiting[0].deaths or any(w.deaths for w, _ in self._running.values())
        return 1 if alone else self.workers.places

    def _begin(self, waiting: Waiting) -> Result | None:
        """Begin a task; return what became of it if it need not be made."""
        task = waiting.task
        try:
            return self._begun(waiting)
        except Exception as error:  # it is this one's alone
            self.failed += 1
            return self._recorded(self._unforeseen(task, error), "")

    def _begun(self, waiting: Waiting) -> Result | None:
        task = waiting.task
        if not self.force and (entry := self.manifest.unchanged(task, self.today)):
            self.unchanged += 1
            reports = [name for name in entry.files if not name.endswith(".ipynb")]
            files = tuple(self.manifest.out / name for name in reports)
            return Result(task, "unchanged", files, client=entry.client, lang=entry.lang)
        of = fingerprint(task)
        try:
            future = self.workers.submit(task, self.how)
        except BrokenExecutor:
            self.workers.replace()
            self._waiting.appendleft(waiting)
            return None
        self._running[future] = waiting, of
        return None

    def _taken(self, future: Future[Result], waiting: Waiting, of: str) -> Result | None:
        """Return what became of a task; None if it is to be tried once more."""
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
        """Put what became of a report into the manifest; one that is not in it counts as failed."""
        try:
            self.manifest.add(result, of, self.today)
        except OSError as error:
            said = system_error(error, self._texts(result.task), str(self.manifest.file))
            return replace(result, status="failed", problems=(*result.problems, said))
        return result

    def _texts(self, task: Task) -> Texts:
        """Return the texts of whoever asked for a report, else of its reader."""
        return texts(self.how.spoken) if self.how.spoken else reader(task.workshop, task.lang)

    def _unforeseen(self, task: Task, error: Exception) -> Result:
        show_traceback(error)
        said = explain(error, self._texts(task), str(task.workshop))
        return Result(task, "failed", problems=tuple(said.splitlines()))
