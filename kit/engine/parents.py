"""Start, lend and end the forking parents of this process."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence

from kit.engine.wire import ClosedError, receive, send

PRELOAD = (
    "numpy",
    "pandas",
    "matplotlib",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "kit.engine.first_figure",
)
"""Modules that most notebooks import; one that is not installed is skipped."""


def can_fork() -> bool:
    """Return whether processes can be forked safely here: on Linux, not on macOS or Windows."""
    return sys.platform == "linux"


class Parent:
    """A forking parent with some modules imported; it serves one notebook at a time."""

    def __init__(self, preload: Sequence[str]) -> None:
        self.caller = os.getpid()
        self.control, theirs = socket.socketpair()
        with theirs:
            # -P: the folder that it is started in may hold modules of someone else's.
            self.process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, "-P", "-m", "kit.engine.parent", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # As a kernel is: who presses Ctrl-C stops the caller, who then decides.
                start_new_session=True,
            )
        send(self.control, {"preload": list(preload)})
        self._ended: dict[int, int] = {}

    @property
    def alive(self) -> bool:
        """True if it runs and this process has started it."""
        return self.caller == os.getpid() and self.process.poll() is None

    def fork(self) -> tuple[int, socket.socket]:
        """Return the process id of a new child and the connection to it, when it is ready."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.control, [b"+"], [theirs.fileno()])
        while True:
            frame = receive(self.control)
            if "forked" in frame:
                return frame["forked"], ours

    def kill(self, pid: int) -> None:
        """Kill a child that has not ended, with the processes it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        if pid not in self._ended:  # it may not have got as far as to have a group
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def ended(self, pid: int, timeout: float | None = None) -> int:
        """Return how a child ended; raise TimeoutError if it does not in time."""
        until = time.monotonic() + timeout if timeout is not None else None
        while pid not in self._ended:
            left = max(0.0, until - time.monotonic()) if until is not None else None
            if not select.select([self.control], [], [], left)[0]:
                raise TimeoutError
            frame = receive(self.control)
            if "ended" in frame:
                self._ended[frame["ended"]] = frame["status"]
        return self._ended.pop(pid)

    def wait(self, connection: socket.socket, timeout: float | None) -> bool:
        """Return whether a message arrives on the connection in time.

        Raises
        ------
        ClosedError
            The child ended, even if something that it had started holds the connection open.
        """
        ready, _, _ = select.select([connection, self.control], [], [], timeout)
        if self.control in ready and connection not in ready:
            frame = receive(self.control)
            self._ended[frame["ended"]] = frame["status"]
            raise ClosedError
        return bool(ready)

    def close(self) -> None:
        """End the parent with its children."""
        self.control.close()
        if self.caller == os.getpid():
            self.process.wait()


class Parents:
    """The idle parents of this process, at most one for each thread that runs notebooks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[tuple[str, ...], list[Parent]] = {}
        atexit.register(self.close)

    @contextlib.contextmanager
    def one(self, preload: Sequence[str]) -> Iterator[Parent]:
        """Lend a parent with these modules imported; one that has failed is discarded."""
        with self._lock:
            idle = self._idle.setdefault(tuple(preload), [])
            parent = idle.pop() if idle else None
        if parent is None or not parent.alive:
            parent = Parent(preload)
        try:
            yield parent
        except (ClosedError, ConnectionError, KeyboardInterrupt):
            # It is gone, or nobody knows how far it has got.
            parent.close()
            raise
        except BaseException:
            self._back(idle, parent)  # it was the notebook that failed
            raise
        self._back(idle, parent)

    def _back(self, idle: list[Parent], parent: Parent) -> None:
        with self._lock:
            idle.append(parent)

    def expect(self, preload: Sequence[str]) -> None:
        """Start a parent, which prepares itself in the meantime."""
        with self._lock:
            idle = self._idle.setdefault(tuple(preload), [])
            if not any(parent.alive for parent in idle):
                idle.append(Parent(preload))

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            for idle in self._idle.values():
                while idle:
                    idle.pop().close()


PARENTS = Parents()
