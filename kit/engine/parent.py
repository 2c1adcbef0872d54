"""Prepare a forking parent, which forks one child per notebook.

It is a process of its own with a single thread, because forking a process that has threads or open
sockets of ZeroMQ is unsafe, and its caller has both. It ends with its caller, and its children end
with it.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kit.engine.wire import ClosedError, receive, send, send_refusal

if TYPE_CHECKING:
    from ipykernel.zmqshell import ZMQInteractiveShell

    from kit.engine.child import WireSession


def prepare(modules: list[str]) -> None:
    """Import the modules that notebooks need; one that is not installed is skipped."""
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _prepared(control: socket.socket) -> tuple[ZMQInteractiveShell, WireSession]:
    """Return the shell and the session of every child, once the asked modules are imported."""
    # One thread of the linear algebra libraries, and none of Arrow's (pandas imports it) for its
    # memory: theirs do not survive a fork.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    from kit.engine.child import prepared_shell
    from kit.engine.inline import INLINE

    os.environ.setdefault("MPLBACKEND", INLINE)
    shell, session = prepared_shell()
    prepare(receive(control)["preload"])
    if count_threads() > 1:
        raise RuntimeError(
            "the forking parent must not have threads: a preloaded module starts one"
        )
    gc.collect()
    gc.freeze()
    return shell, session


def serve(control: socket.socket) -> None:
    """Fork a child for each connection that arrives on ``control``, until the caller ends."""
    shell, session = _prepared(control)
    woken, waker = socket.socketpair()
    waker.setblocking(False)
    woken.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    # Children hold the reading end: it closes when the parent is gone, however it went.
    lifeline, life = os.pipe()
    children: set[int] = set()
    while True:
        ready, _, _ = select.select([control, woken], [], [])
        if woken in ready:
            with contextlib.suppress(BlockingIOError):
                woken.recv(4096)
            for pid, status in _ended(children):
                send(control, {"ended": pid, "status": status})
        if control not in ready:
            continue
        try:
            data, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        except ConnectionResetError:  # the caller was killed before it had read what was sent
            data = b""
        if not data:
            signal.set_wakeup_fd(-1)  # its socket closes before the last children have ended
            _kill(children)
            return
        if not descriptors:  # dropped on arrival: this process has no room for one more
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        connection = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            os.close(life)
            for other in (control, woken, waker):
                other.close()
            _run_child(connection, lifeline, shell, session)
        connection.close()
        children.add(pid)
        send(control, {"forked": pid})


def _run_child(
    connection: socket.socket, lifeline: int, shell: ZMQInteractiveShell, session: WireSession
) -> NoReturn:
    """Run a notebook in this forked child, and end it."""
    os.setpgid(0, 0)  # processes that the notebook starts can then be ended with it
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    end_with(lifeline)
    from kit.engine import child

    try:
        request = receive(connection)
    except ClosedError:
        sys.exit(0)
    try:
        child.run(connection, shell, session, request)
    except OSError as error:
        send_refusal(connection, error)
        os._exit(1)
    child.end(shell)


def _kill(children: Iterable[int]) -> None:
    """Kill children with the processes they have started."""
    for pid in children:
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                end(pid, signal.SIGKILL)


def count_threads() -> int:
    """Return the number of threads of this process, including those of C libraries."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def _ended(children: set[int]) -> list[tuple[int, int]]:
    ended = []
    for pid in list(children):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            children.discard(pid)
            ended.append((pid, os.waitstatus_to_exitcode(status)))
    return ended


def end_with(lifeline: int) -> None:
    """End this process, and every process it has started, when the lifeline closes."""

    def watch() -> None:
        os.read(lifeline, 1)
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True, name="lifeline").start()


if __name__ == "__main__":
    caller = socket.socket(fileno=int(sys.argv[1]))
    try:
        serve(caller)
    except (ClosedError, ConnectionError):
        sys.exit(0)
    except OSError as refused:
        send_refusal(caller, refused)
        sys.exit(1)
