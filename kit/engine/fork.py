"""Run a notebook in a child of a forking parent, cell by cell."""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager

from kit.engine.parents import PARENTS, PRELOAD, Parent, can_fork
from kit.engine.wire import ClosedError, receive, send

if TYPE_CHECKING:
    from nbformat import NotebookNode

ENDING = 5.0
"""Seconds in which a child must end after its last cell; a kernel has as many."""

OUTPUT = ("log_output", "stdout_file", "stderr_file")
"""papermill's options for the output of cells."""

CLOSING = 1.0
"""The least of these seconds at the end of the notebook's time, for open files to be written."""


def execute(
    nb_man: NotebookExecutionManager,
    kernel_name: str,
    execution_timeout: int | None = None,
    preload: Sequence[str] = PRELOAD,
    timeout: float | None = None,
    memory: int | None = None,
    resources: Mapping[str, Any] | None = None,
    temporary: str = "",
    ignore_cwd: bool = False,
    **options: Any,
) -> None:
    """Run the cells of a notebook in a forked child.

    Parameters
    ----------
    nb_man, kernel_name, execution_timeout, options
        As for papermill's own engine; ``execution_timeout`` is in seconds per cell.
    preload
        The modules that the parent imports before it forks.
    timeout
        Seconds for the whole notebook.
    memory
        Bytes of address space that the child may take beside what its prepared parent has.
    resources
        As for nbclient: ``metadata.path`` is the folder in which the notebook runs, the caller's
        where none is named.
    temporary
        The folder of its temporary files; the caller's where none is named.
    ignore_cwd
        Whether it imports nothing from the folder in which it runs, as IPython's option of this
        name has it.

    Raises
    ------
    CellTimeoutError
        A cell, or the notebook, took too long.
    DeadKernelError
        The child died.
    """
    if not can_fork() or not _is_python(nb_man):
        NBClientEngine.execute_managed_notebook(
            nb_man,
            kernel_name,
            execution_timeout=execution_timeout,
            resources=dict(resources or {}),
            **options,
        )
        return
    output = {name: options[name] for name in OUTPUT if name in options}
    client = PapermillNotebookClient(nb_man, **output)
    client.reset_execution_trackers()
    until = time.monotonic() + timeout if timeout else None
    request = {**_request(resources, memory, temporary), "ignore_cwd": ignore_cwd}
    try:
        with PARENTS.one(preload) as parent:
            _run(client, nb_man, parent, request, execution_timeout, until)
    except (ClosedError, ConnectionError):
        raise DeadKernelError("Kernel died (its forking parent did)") from None


def _request(
    resources: Mapping[str, Any] | None, memory: int | None, temporary: str
) -> dict[str, Any]:
    """Return the settings that a child is sent before its first cell."""
    return {
        "cwd": _folder(resources),
        "environ": dict(os.environ),
        "memory": memory,
        # A child that is killed leaves its files there: it must be where the caller looks.
        "temporary": temporary or tempfile.gettempdir(),
    }


def _run(
    client: PapermillNotebookClient,
    nb_man: NotebookExecutionManager,
    parent: Parent,
    request: dict[str, Any],
    cell_timeout: int | None,
    until: float | None,
) -> None:
    """Run a notebook in a new child, which ends with it."""
    pid, connection = parent.fork()
    try:
        with connection:
            send(connection, request)
            parent.wait(connection, None)
            ready = receive(connection)
            child = Child(parent, connection)
            _run_cells(client, nb_man, child, cell_timeout, until)
            nb_man.nb.metadata["language_info"] = ready["content"]["language_info"]
            client.set_widgets_metadata()
    except BaseException as error:
        parent.kill(pid)
        status = parent.ended(pid)
        if isinstance(error, ClosedError | ConnectionError):
            raise DeadKernelError(f"Kernel died (exit code {status})") from None
        raise
    _end(parent, pid, until)


def _end(parent: Parent, pid: int, until: float | None) -> None:
    """Wait for a child that has run its cells to end, but no longer than for a kernel.

    It releases the notebook's objects and joins its threads. All outputs are here by now; so a
    child that does not end is killed and the run is good, as with papermill's own engine.
    """
    left = until - time.monotonic() if until else ENDING
    try:
        parent.ended(pid, min(ENDING, max(CLOSING, left)))
    except TimeoutError:
        parent.kill(pid)
        parent.ended(pid)


@dataclass(frozen=True)
class Child:
    """A connection to a child that runs cells, and to the parent that knows when it ends."""

    parent: Parent
    connection: socket.socket

    def receive(self, timeout: float | None) -> dict[str, Any]:
        """Return the next message, or raise TimeoutError, or ClosedError if the child has ended."""
        if not self.parent.wait(self.connection, timeout):
            raise TimeoutError
        return receive(self.connection)


def _folder(resources: Mapping[str, Any] | None) -> str:
    path = (resources or {}).get("metadata", {}).get("path")
    return str(path or Path.cwd())


def _is_python(nb_man: NotebookExecutionManager) -> bool:
    language = nb_man.nb.metadata.get("kernelspec", {}).get("language", "python")
    return str(language).lower() == "python"


def _run_cells(
    client: PapermillNotebookClient,
    nb_man: NotebookExecutionManager,
    child: Child,
    cell_timeout: int | None,
    until: float | None,
) -> None:
    """Send the cells one after the other and collect their outputs, until one fails."""
    for index, cell in enumerate(nb_man.nb.cells):
        nb_man.cell_start(cell, index)
        try:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            tags = cell.metadata.get("tags", [])
            if client.skip_cells_with_tag in tags:
                continue
            cell.outputs = []
            client.clear_before_next_output = False
            send(child.connection, {"source": cell.source, "msg_id": f"cell-{index}"})
            reply = _outputs(client, cell, index, child, cell_timeout, until)
            cell["execution_count"] = reply["execution_count"]
            if reply["status"] == "error" and "raises-exception" not in tags:
                nb_man.cell_exception(cell, cell_index=index)
                return
        finally:
            nb_man.cell_complete(cell, cell_index=index)


def _outputs(
    client: PapermillNotebookClient,
    cell: NotebookNode,
    index: int,
    child: Child,
    cell_timeout: int | None,
    until: float | None,
) -> dict[str, Any]:
    """Collect the outputs of a cell, and return the reply that ends it."""
    started = time.monotonic()
    ends = [started + cell_timeout] if cell_timeout else []
    ends += [until] if until else []
    while True:
        left = max(0.001, min(ends) - time.monotonic()) if ends else None
        try:
            message = child.receive(left)
        except TimeoutError:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", round(time.monotonic() - started), cell
            ) from None
        if message["msg_type"] == "reply":
            reply: dict[str, Any] = message["content"]
            return reply
        client.process_message(message, cell, index)
