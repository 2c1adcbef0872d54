"""Locks on open files, for one writer among threads and processes."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from collections.abc import Callable
from typing import Self

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

POLL = 0.05
"""Interval, in seconds, between two attempts at a lock that someone else holds."""

HELD = (errno.EAGAIN, errno.EWOULDBLOCK, *(() if fcntl else (errno.EACCES, errno.EDEADLK)))
"""Error numbers that mean someone else holds the lock; any other means locks are not supported."""


class LockTimeoutError(TimeoutError):
    """Someone else has held the lock for longer than was waited."""

    def __init__(self) -> None:
        super().__init__(errno.EAGAIN, os.strerror(errno.EAGAIN))


class Lock:
    """A lock on a file, taken anew by whoever holds it already.

    Where the drive cannot lock (network shares answer EOPNOTSUPP, ENOLCK, ENOSYS or EACCES), the
    work goes on without it, and :attr:`guarded` is False.

    Parameters
    ----------
    opened
        Returns a descriptor of the file, open for writing.
    timeout
        For how many seconds the lock is waited for.
    """

    def __init__(self, opened: Callable[[], int], timeout: float, poll: float = POLL) -> None:
        self.timeout, self.poll = timeout, poll
        self.guarded = True
        self._opened = opened
        self._thread = threading.RLock()
        self._depth = 0
        self._descriptor = -1

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def acquire(self) -> None:
        """Take the lock.

        Raises
        ------
        LockTimeoutError
            Where someone else holds it for longer than ``timeout``.
        OSError
            Where its file cannot be opened.
        """
        until = time.monotonic() + self.timeout
        if not self._thread.acquire(timeout=self.timeout):
            raise LockTimeoutError
        try:
            if not self._depth:
                self._descriptor = self._locked(until)
            self._depth += 1
        except BaseException:
            self._thread.release()
            raise

    def release(self) -> None:
        """Give the lock back."""
        self._depth -= 1
        if not self._depth:
            descriptor, self._descriptor = self._descriptor, -1
            with contextlib.suppress(OSError):
                unlock(descriptor)
            os.close(descriptor)
        self._thread.release()

    def _locked(self, until: float) -> int:
        descriptor = self._opened()
        try:
            while not self._taken(descriptor):
                if time.monotonic() >= until:
                    raise LockTimeoutError
                time.sleep(self.poll)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _taken(self, descriptor: int) -> bool:
        try:
            lock(descriptor)
        except OSError as error:
            self.guarded = error.errno in HELD
            return not self.guarded
        self.guarded = True
        return True


def lock(descriptor: int) -> None:
    """Lock an open file at once, or raise what the system answers."""
    if fcntl:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]


def unlock(descriptor: int) -> None:
    """Unlock an open file."""
    if fcntl:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    else:
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
