"""Prepare a forking parent for kernels, which forks one kernel per notebook.

It is a process of its own with a single thread, because forking a process that has threads or
sockets of ZeroMQ is unsafe, and JupyterLab's server has both. It opens no file of a client; the
evidence of one is measured in a child that ends with that (:mod:`kit.studio.lab.measuring`). It
ends with the server; so do its kernels, and they go on if it dies alone.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from kit.engine.inline import INLINE
from kit.engine.parent import count_threads, end_with
from kit.engine.wire import ClosedError, receive, send, send_refusal
from kit.evidence.metrics.measure import measure_files_with
from kit.i18n import LANGUAGES
from kit.studio.lab.measuring import SharedMeasurer, answer, listen

KERNEL = ("ipykernel.kernelapp", "ipykernel_launcher")
"""Modules of every kernel, without which nothing is forked."""

SHELL = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "sqlite3",
    "tornado.platform.asyncio",
    "traitlets.config.argcomplete_config",
    "zmq.utils.garbage",
)
"""Modules that ipykernel imports when a kernel starts."""

NOTEBOOKS = (
    "kit.studio.workbook",
    "kit.studio.widgets.board",
    "kit.studio.widgets.live",
    "kit.studio.facilitation.bar",
    "kit.studio.facilitation.room_button",
    "kit.studio.widgets.evidence",
    "kit.studio.widgets.language",
    "kit.studio.widgets.export_buttons",
    "kit.studio.notebooks.start",
    "kit.studio.lessons.book",
)
"""Modules that the kit's notebooks import."""


class ThreadsError(RuntimeError):
    """The forking parent has threads, so that it cannot be forked safely."""


def serve(control: socket.socket, lifeline: int, folder: Path) -> None:
    """Fork a kernel for each request on ``control``, until the server closes it.

    A request is ``{"argv": …, "cwd": …, "environ": …}``. The reply is one byte that carries a
    descriptor of the kernel's process (a pidfd), then ``{"forked": process id}``. For each
    connection to the socket in ``folder``, a process is forked that measures a client's evidence.
    """
    listener = listen(folder)
    for name in KERNEL:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system reaps kernels that have ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    preparation, prepared = _prepare(), False
    while True:
        ready, _, _ = select.select([control, listener], [], [], None if prepared else 0)
        if not ready:
            prepared = next(preparation, None) is None
            continue
        if count_threads() > 1:
            raise ThreadsError
        if listener in ready:
            connection, _ = listener.accept()
            if os.fork() == 0:
                control.close()
                listener.close()
                _measure(connection, lifeline)
            connection.close()
        if control not in ready:
            continue
        request = receive(control)
        pid = os.fork()
        if pid == 0:
            control.close()
            listener.close()
            measure_files_with(SharedMeasurer(folder))
            _run_kernel(request, lifeline)
        process = os.pidfd_open(pid)
        socket.send_fds(control, [b"+"], [process])
        os.close(process)
        send(control, {"forked": pid})


def _prepare() -> Iterator[str]:
    """Import and compute what the kit's notebooks need, and yield a name after each part.

    A kernel that is asked for meanwhile is forked between two parts, and does the rest itself.
    """
    for name in (*SHELL, *NOTEBOOKS):
        importlib.import_module(name)
        yield _freeze(name)
    from kit.studio.lab.warmup import import_readers, warm_up

    import_readers()
    yield _freeze("readers")
    for language in LANGUAGES:
        for _ in warm_up(language):
            yield language
        yield _freeze(language)


def _freeze(name: str) -> str:
    """Keep the collector from writing to pages that kernels share, and return the name."""
    gc.collect()
    gc.freeze()
    return name


def _measure(connection: socket.socket, lifeline: int) -> NoReturn:
    """Measure a client's evidence for a kernel in this forked child, and end it."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    end_with(lifeline)
    try:
        answer(connection)
    except (ClosedError, ConnectionError):
        pass  # the kernel has ended
    except Exception:
        traceback.print_exc()
    os._exit(0)


def _run_kernel(request: dict[str, Any], lifeline: int) -> NoReturn:
    """Run a kernel in this forked child as ``python -m ipykernel_launcher`` does, and end it."""
    os.setsid()  # a signal to its group then reaches what the notebook has started, and no other
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    end_with(lifeline)
    try:
        os.environ.clear()
        os.environ.update(request["environ"])
        os.chdir(request["cwd"])
        if numbers := sys.modules.get("numpy.random"):
            numbers.seed()  # or every kernel would draw the same numbers
        _start_app(request["argv"])
    except Exception:
        traceback.print_exc()
        os._exit(1)
    sys.exit(0)


def _start_app(arguments: list[str]) -> None:
    """Run ipykernel with these arguments until it is shut down."""
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [str(sys.modules["ipykernel_launcher"].__file__), *arguments]
    # 1 stands for a parent that never goes away: the lifeline tells when the server has gone.
    app = IPKernelApp.instance(parent_handle=1)
    app.initialize()
    _register_widgets()
    app.start()


def _register_widgets() -> None:
    """Let pages ask for widgets; ipywidgets does so when a kernel imports it."""
    if widgets := sys.modules.get("ipywidgets"):
        register: Callable[[], None] = widgets.register_comm_target
        register()


def main() -> int:
    """Serve the socket, the lifeline and the folder that the caller names; return the status."""
    # One thread of the linear algebra libraries, and none of Arrow's for its memory: theirs do not
    # survive a fork.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    os.environ.setdefault("MPLBACKEND", INLINE)
    control, lifeline = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    folder = Path(sys.argv[3])
    control.set_inheritable(False)
    os.set_inheritable(lifeline, False)
    try:
        serve(control, lifeline, folder)
    except (ClosedError, ConnectionError):
        shutil.rmtree(folder, ignore_errors=True)  # the server has gone, perhaps without doing so
        return 0
    except ThreadsError:
        send_refusal(control, OSError())
        return 1
    except OSError as refused:
        send_refusal(control, refused)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
