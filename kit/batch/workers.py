"""Run tasks in this process, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from kit.batch.task import Result, RunOptions, Task, make
from kit.i18n import N_, Message, UserText

P = ParamSpec("P")
R = TypeVar("R")

NO_DASK = N_(
    "Clusters need the package “distributed”. Install it where the kit is installed, here and on "
    "the workers: pip install distributed"
)
NO_SCHEDULER = N_("No Dask scheduler found at “{address}”.")
PATIENCE = 10
"""Seconds to wait for a scheduler."""


class ClusterError(Exception):
    """A cluster that cannot be used; ``says`` is for the reader."""

    def __init__(self, says: Message) -> None:
        self.says = says
        super().__init__(says.text)


class Inline(Executor):
    """An executor that runs one task at a time in this process; temporary files go to ``work``."""

    def __init__(self, work: str) -> None:
        self._work = work

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run a function and return its result as a future."""
        future: Future[R] = Future()
        before, tempfile.tempdir = tempfile.tempdir, self._work
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        finally:
            tempfile.tempdir = before
        return future


class Workers(Protocol):
    """A pool of workers; ``places`` is how many tasks they run at a time."""

    places: int

    def submit(self, task: Task, options: RunOptions) -> Future[Result]:
        """Submit a task."""

    def replace(self) -> None:
        """Discard processes of which one has died."""

    def close(self, now: bool = False) -> None:
        """Shut down when all tasks are done, or at once."""


class Local:
    """Processes of this machine, started when they are needed and replaced when they have ended.

    Each is a fresh Python (never a fork of a process that may have threads), and ends with the one
    that started it, however that ended.
    """

    def __init__(self, jobs: int, work: Path) -> None:
        self.places = jobs
        self._work = str(work.resolve())
        self._executor: Executor | None = None
        self._started: set[Any] = set()

    @property
    def executor(self) -> Executor:
        """Return the pool of processes."""
        if self._executor is None:
            self._executor = Inline(self._work) if self.places == 1 else self._processes()
        return self._executor

    def _processes(self) -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.places, context, _begin, (self._work,))

    def submit(self, task: Task, options: RunOptions) -> Future[Result]:
        """Submit a task.

        Processes are started here, and Ctrl-C does not reach them: the batch that is asked to stop
        ends them.
        """
        before = set(multiprocessing.active_children())
        with _without_interrupts() if self.places > 1 else nullcontext():
            future = self.executor.submit(make, task, options)
        self._started |= set(multiprocessing.active_children()) - before
        return future

    def replace(self) -> None:
        """Discard processes of which one has died."""
        self.close(now=True)

    def close(self, now: bool = False) -> None:
        """Shut down when all tasks are done, or at once."""
        if self._executor is None:
            return
        self._executor.shutdown(wait=not now, cancel_futures=True)
        for process in self._started if now else ():
            process.kill()
            process.join()
        self._executor, self._started = None, set()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; processes started meanwhile go on ignoring it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(work: str) -> None:
    """Prepare a process: it works in the folder of its batch, and ends with its parent."""
    tempfile.tempdir = work
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True, name="with-parent").start()


class Cluster:
    """The workers of a Dask cluster, which see the same folders under the same names."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        self.places = max(1, sum(client.nthreads().values()))

    def submit(self, task: Task, options: RunOptions) -> Future[Result]:
        """Submit a task."""
        future: Future[Result] = self._executor.submit(make, task, options)
        return future

    def replace(self) -> None:
        """Do nothing: the scheduler gives the work of a lost worker to another."""

    def close(self, now: bool = False) -> None:
        """Disconnect from the cluster."""
        self._executor.shutdown(wait=not now)
        self._client.close()


def cluster(address: str) -> Cluster:
    """Connect to a Dask cluster by its scheduler's address.

    Raises
    ------
    ClusterError
        The package is missing, or nobody answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(NO_DASK) from None
    try:
        return Cluster(Client(address, timeout=PATIENCE))
    except (OSError, ValueError):
        raise ClusterError(NO_SCHEDULER.filled(address=UserText(address))) from None
