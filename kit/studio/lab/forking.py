"""Start the forking parent of a run of JupyterLab, and have it fork kernels."""

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
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.engine.parents import can_fork as can_fork_safely
from kit.engine.wire import ClosedError, receive, send

PATIENCE = 60.0
"""Seconds in which a forking parent must answer: a slow machine imports for some time first."""


class ForkError(Exception):
    """No kernel could be forked; one that is started ordinarily is as good."""


def can_fork() -> bool:
    """Return whether kernels can be forked here: on Linux, where a process has a descriptor."""
    if not can_fork_safely() or not hasattr(os, "pidfd_open"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:  # an old system, or a container that forbids it
        return False
    return True


class ForkedKernel:
    """A process that another one has forked, with the methods of ``Popen`` that Jupyter uses.

    The descriptor names this process even after its id has been given to another.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid, self._descriptor = pid, descriptor
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return None while it runs, then 0: only its parent knows how it ended."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Raises
        ------
        subprocess.TimeoutExpired
            It has not ended in time.
        """
        status = self._ended(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return status

    def send_signal(self, signum: int) -> None:
        """Send a signal to it, unless it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signum)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            watched = select.poll()  # select() knows no descriptor beyond 1023
            watched.register(self._descriptor, select.POLLIN)
            if watched.poll(None if timeout is None else timeout * 1000):
                self.returncode = 0
                os.close(self._descriptor)
        return self.returncode


class ForkingParent:
    """A process that has imported what the kit's notebooks need, and forks kernels."""

    def __init__(self, lifeline: int, folder: Path) -> None:
        self._control, theirs = socket.socketpair()
        self._control.settimeout(PATIENCE)
        descriptors = (theirs.fileno(), lifeline)
        environ = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
        with theirs:
            # -P: nothing is imported from the folder in which it is started.
            self.process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "kit.studio.lab.kernel_parent",
                    *map(str, (*descriptors, folder)),
                ],
                pass_fds=descriptors,
                stdin=subprocess.DEVNULL,
                env=environ,
                start_new_session=True,  # who presses Ctrl+C stops the server, which then decides
            )

    def fork(self, argv: Sequence[str], cwd: str, environ: Mapping[str, str]) -> ForkedKernel:
        """Return a new kernel; it may not have begun to listen yet.

        Raises
        ------
        OSError, EOFError
            The parent has died, cannot fork, or does not answer in time.
        """
        send(self._control, {"argv": list(argv), "cwd": cwd, "environ": dict(environ)})
        byte, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not byte or not descriptors:
            for descriptor in descriptors:
                os.close(descriptor)
            raise ClosedError
        return ForkedKernel(receive(self._control)["forked"], descriptors[0])

    def close(self) -> None:
        """End the parent; its kernels go on."""
        self.process.kill()  # first: it removes the folder when the connection is closed
        self.process.wait()
        self._control.close()


class Forking:
    """The forking parent of this process: started once, and again when it has died.

    Kernels and parents hold one end of a pipe, the lifeline; they end when this process, which
    holds the other end, is gone, however it went. The results of measuring evidence are kept in a
    folder of this process, for all of its kernels.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._parent: ForkingParent | None = None
        self._lifeline: tuple[int, int] | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def prepare(self) -> None:
        """Start the parent, if kernels can be forked here; it prepares itself meanwhile."""
        if can_fork():
            with self._lock, contextlib.suppress(OSError):
                self._alive()

    def fork(self, argv: Sequence[str], cwd: str, environ: Mapping[str, str]) -> ForkedKernel:
        """Return a new kernel.

        Parameters
        ----------
        argv
            ipykernel's arguments.

        Raises
        ------
        ForkError
            It could not be forked.
        """
        if not can_fork():
            raise ForkError
        with self._lock:
            for _ in range(2):  # the parent may have died since the last kernel
                parent = None
                try:
                    parent = self._alive()
                    return parent.fork(argv, cwd, environ)
                except (OSError, EOFError):
                    if parent:
                        self._discard(parent)
        raise ForkError

    def close(self) -> None:
        """End the parent, when the server ends, and remove the folder."""
        with self._lock:
            if self._parent:
                self._discard(self._parent)
            if self._folder:
                self._folder.cleanup()
                self._folder = None

    def _alive(self) -> ForkingParent:
        if self._lifeline is None:
            self._lifeline = os.pipe()
        if self._parent and self._parent.process.poll() is not None:
            self._discard(self._parent)
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="parcours-lab-", ignore_cleanup_errors=True)
        if self._parent is None:
            self._parent = ForkingParent(self._lifeline[0], Path(self._folder.name))
        return self._parent

    def _discard(self, parent: ForkingParent) -> None:
        self._parent = None
        parent.close()


FORKING = Forking()
atexit.register(FORKING.close)
