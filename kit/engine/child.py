"""Run the cells of one notebook in a forked child, and report what a kernel would report.

The shell is ipykernel's own, so magics, displays, tracebacks and rich outputs are those of a
kernel; only its session differs: messages go through a socket to the caller instead of ZeroMQ.
"""

from __future__ import annotations

import asyncio
import atexit
import builtins
import contextlib
import gc
import io
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import comm
from comm.base_comm import BaseComm
from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from kit import memory
from kit.engine.inline import INLINE, draw_once
from kit.engine.wire import ClosedError, receive, send

Emit = Callable[[dict[str, Any]], None]


class WireSession(Session):
    """A session that sends its messages to the current connection."""

    emit: Emit | None = None

    def send(  # type: ignore[override]
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        **kwargs: Any,
    ) -> None:
        """Send a message, given whole or as its type and content."""
        if self.emit is None:
            return
        whole = isinstance(msg_or_type, dict)
        kind = msg_or_type["header"]["msg_type"] if whole else msg_or_type
        self.emit(
            {
                "msg_type": kind,
                "content": (msg_or_type["content"] if whole else content) or {},
                "buffers": list(buffers or ()),
            }
        )


class Stream(io.TextIOBase):
    """Standard output or error of a notebook, sent when it is flushed and before each display."""

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int, emit: Emit) -> None:
        self.name = name
        self._descriptor = descriptor
        self._emit = emit
        self._written: list[str] = []
        self._lock = threading.RLock()

    def write(self, text: str) -> int:
        """Buffer a text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        with self._lock:
            self._written.append(text)
        return len(text)

    def flush(self) -> None:
        """Send the buffered text."""
        with self._lock:
            text, self._written = "".join(self._written), []
            if text:
                self._emit({"msg_type": "stream", "content": {"name": self.name, "text": text}})

    def writable(self) -> bool:
        """Return True."""
        return True

    def isatty(self) -> bool:
        """Return False: there is no terminal."""
        return False

    def fileno(self) -> int:
        """Return the descriptor to which programs started by the notebook write."""
        return self._descriptor


def prepared_shell() -> tuple[ZMQInteractiveShell, WireSession]:
    """Return the only shell of this process, without history, which would need a thread."""
    quiet = Config()
    quiet.HistoryManager.enabled = False
    shell = ZMQInteractiveShell.instance(config=quiet, compiler_class=XCachingCompiler)
    session = WireSession(key=b"", username="")
    shell.displayhook.session = shell.display_pub.session = session  # type: ignore[attr-defined]
    # There is no window system here; the inline backend needs none.
    shell.enable_gui = lambda gui=None: None  # type: ignore[method-assign]
    shell.events.register("post_execute", draw_once)  # before pyplot does: it then comes first
    shell.run_cell("None", silent=True)  # what a shell finds out once is known to every child
    return shell, session


class DescriptorOutput:
    """Files in place of descriptors 1 and 2, for the output of libraries and programs."""

    def __init__(self, names: tuple[str, ...] = ("stdout", "stderr")) -> None:
        self.files = {}
        for descriptor, name in enumerate(names, 1):
            file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
            os.dup2(file.fileno(), descriptor)
            self.files[name] = file

    def emit(self, emit: Emit) -> None:
        """Send the output since the last call."""
        for name, file in self.files.items():
            if os.fstat(file.fileno()).st_size:
                size = os.fstat(file.fileno()).st_size
                text = os.pread(file.fileno(), size, 0).decode("utf-8", "replace")
                os.ftruncate(file.fileno(), 0)
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                emit({"msg_type": "stream", "content": {"name": name, "text": text}})


def run(
    connection: socket.socket,
    shell: ZMQInteractiveShell,
    session: WireSession,
    request: dict[str, Any],
) -> None:
    """Run the cells that arrive on the connection until it closes."""
    lock = threading.Lock()
    fallen = DescriptorOutput()
    broken = False  # whether the value of the cell could not be shown

    def emit(message: dict[str, Any]) -> None:
        nonlocal broken
        with lock:
            shown = getattr(shell.displayhook, "msg", None)
            if message["msg_type"] == "error" and shown is not None:
                broken = True
            if message["msg_type"] != "stream":
                fallen.emit(pass_on)
            pass_on(message)

    def pass_on(message: dict[str, Any]) -> None:
        send(
            connection,
            {
                "header": {"msg_type": message["msg_type"]},
                "parent_header": shell.parent_header.get("header", {}),
                **message,
            },
        )

    _take_settings(request, shell)
    session.emit = emit
    sys.stdout, sys.stderr = Stream("stdout", 1, emit), Stream("stderr", 2, emit)
    builtins.input = _no_input  # type: ignore[assignment]
    comm.create_comm = _comm_through(emit)
    pass_on({"msg_type": "ready", "content": {"language_info": IPythonKernel.language_info}})

    async def serve() -> None:
        nonlocal broken
        while True:
            cell = receive(connection)
            shell.set_parent({"header": {"msg_id": cell["msg_id"]}})
            broken = False
            reply = await _run_cell(shell, cell["source"])
            if broken:
                reply["status"] = "error"
            sys.stdout.flush()
            sys.stderr.flush()
            emit({"msg_type": "reply", "content": reply})

    try:
        asyncio.run(serve())
    except (ClosedError, BrokenPipeError):
        session.emit = None
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123


def _take_settings(request: dict[str, Any], shell: ZMQInteractiveShell) -> None:
    """Take folder, environment and limits from the caller, as a kernel started by it would."""
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environ"])
    tempfile.tempdir = request["temporary"]
    os.environ.setdefault("MPLBACKEND", INLINE)
    shell.init_environment()
    _limit_memory(request.get("memory"))
    if numbers := sys.modules.get("numpy.random"):
        numbers.seed()  # or every notebook would draw the numbers that the parent would have
    if not request["ignore_cwd"]:
        sys.path.insert(0, "")


def end(shell: ZMQInteractiveShell) -> NoReturn:
    """End the child as Python ends, without the slow teardown of every module.

    Threads are joined, the notebook's objects are released (so that its files are written), and
    exit functions are called. The caller waits for this a few seconds and no longer.
    """
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    with contextlib.suppress(Exception):
        shell.reset(new_session=False)
        gc.collect()
    atexit._run_exitfuncs()  # it has no public name
    os._exit(0)


async def _run_cell(shell: ZMQInteractiveShell, source: str) -> dict[str, Any]:
    """Run one cell as a kernel does, inside a running loop if it awaits."""
    try:
        transformed, failed = shell.transform_cell(source), None
    except Exception:
        transformed, failed = source, sys.exc_info()
    if shell.should_run_async(source, transformed_cell=transformed, preprocessing_exc_tuple=failed):
        result = None
        try:
            result = await shell.run_cell_async(
                source,
                store_history=True,
                transformed_cell=transformed,
                preprocessing_exc_tuple=failed,
            )
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
    else:
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    return {
        "status": "ok" if result.success else "error",
        "ename": type(error).__name__ if error else "",
        "execution_count": shell.execution_count - 1,
    }


def _no_input(prompt: str = "") -> NoReturn:
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def _comm_through(emit: Emit) -> Callable[..., BaseComm]:
    class WireComm(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: dict[str, Any] | None = None,
            metadata: dict[str, Any] | None = None,
            buffers: list[bytes] | None = None,
            **keys: str,
        ) -> None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            emit({"msg_type": msg_type, "content": content, "buffers": list(buffers or ())})

    return WireComm


def _limit_memory(more: int | None) -> None:
    """Limit this process to so many bytes beside those it has from its parent."""
    if more:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory.limit(pages * os.sysconf("SC_PAGE_SIZE") + more)
