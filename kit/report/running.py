"""Execute a report's notebook with papermill."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kit.engine.parents import PARENTS, PRELOAD, can_fork
from kit.errors import show_traceback
from kit.exports.notebook import ExecutedNotebook
from kit.i18n import N_, Message

if TYPE_CHECKING:
    from nbformat import NotebookNode

PATHS = ("workshop", "theme", "guides")
"""The parameters that are paths."""

LISTS_OF_PATHS = ("workshops",)
"""The parameters that are paths where they are lists."""

Engine = Literal["parcours", "kernel"]
ENGINES: tuple[Engine, ...] = ("parcours", "kernel")
"""``parcours`` forks a process for each notebook, where processes can be forked; ``kernel`` starts
a kernel for each."""

TOO_LONG = N_("The notebook was stopped because it took longer than {seconds} seconds.")
DIED = N_(
    "The notebook’s process ended unexpectedly, usually for lack of memory. Create fewer "
    "reports in parallel with --jobs."
)

SHORT = N_(
    "The notebook stopped, probably because {memory} MB of memory was not enough. Try --memory "
    "{more}."
)
LEAST_MEMORY = 20_000_000
"""The fewest bytes with which a report can be created, beside those of its process at the start."""

GRAMMAR = "rfc3987_syntax"

Scalar = str | int | float | bool
Parameter = Scalar | Sequence[str]


@dataclass(frozen=True)
class Limits:
    """The limits of an execution.

    Attributes
    ----------
    timeout
        Seconds for the whole notebook.
    memory
        Bytes of address space beside what the process has from the start; a kernel has no limit.
    """

    timeout: float | None = None
    memory: int | None = None


UNLIMITED = Limits()


@dataclass(frozen=True)
class FailedCell:
    """The cell at which a notebook stopped; ``number`` counts from 1, as its reader sees it."""

    number: int
    name: str
    says: str

    @property
    def silent(self) -> bool:
        """True if the cell failed without an error in its output: papermill names none then."""
        return self.name == "CellExecutionError" and not self.says


@dataclass(frozen=True)
class Run:
    """An executed notebook, and the cell at which it stopped, if it did.

    Attributes
    ----------
    cut
        Why it was cut short from outside: it took too long, its process died or had no memory left.
    short
        Why sections are missing in the kit's own notebook where its memory was limited: what cannot
        be shown for lack of memory is passed over.
    """

    notebook: NotebookNode
    stopped: FailedCell | None = None
    cut: Message | None = None
    short: Message | None = None

    @cached_property
    def report(self) -> ExecutedNotebook:
        """The report in the notebook, decoded once."""
        return ExecutedNotebook(self.notebook)

    @property
    def finished(self) -> bool:
        """True if every cell was executed."""
        code = [c for c in self.notebook.cells if c.cell_type == "code" and c.source.strip()]
        return not (self.stopped or self.cut) and all(cell.execution_count for cell in code)

    def content(self) -> bytes:
        """Return the notebook as the bytes of its file."""
        # nbformat would copy it and write it in Python, line by line: in thirty times as long.
        return json.dumps(self.notebook, sort_keys=True, separators=(",", ":")).encode() + b"\n"


@contextmanager
def quick_jsonschema() -> Iterator[None]:
    """Import jsonschema, with nbformat and papermill, without loading a grammar.

    If the package rfc3987_syntax is installed (with JupyterLab it is), jsonschema imports it to
    check the format ``iri``, and building its grammar takes seconds. Notebooks have no such
    addresses, and jsonschema does without a package that cannot be imported.
    """
    if "jsonschema" in sys.modules or GRAMMAR in sys.modules:
        yield
        return
    hidden: Any = None
    sys.modules[GRAMMAR] = hidden
    try:
        import jsonschema  # noqa: F401

        yield
    finally:
        del sys.modules[GRAMMAR]


def run(
    notebook: Path,
    parameters: Mapping[str, Parameter],
    engine: Engine = "parcours",
    limits: Limits = UNLIMITED,
    own: bool = True,
    many: bool = False,
) -> Run:
    """Execute a notebook with parameters, plain scalars and lists of paths.

    The notebook runs in an empty folder of its own: Python looks for modules in the working
    directory, and a client's folder could hold some. Its temporary files are beside it, and are
    removed with it even if it is cut short.

    Parameters
    ----------
    own
        Whether the notebook is the kit's, whose imports are known.
    many
        Whether more reports follow, for which caches are worth filling first.
    """
    preload = _preload(own, many)
    forks = engine == "parcours" and can_fork()
    if forks:
        PARENTS.expect(preload)  # it prepares itself while papermill is imported here
    absolute = {name: _absolute(name, value) for name, value in parameters.items()}
    with tempfile.TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as folder:
        place, temporary = Path(folder, "place"), Path(folder, "temporary")
        place.mkdir()
        temporary.mkdir()
        options = _forking(preload, limits, str(temporary), own) if forks else _kernel(limits, own)
        executed, stopped, cut = _execute(notebook, absolute, place, options, limits)
    short = None
    if forks and limits.memory:
        megabytes = limits.memory // 1_000_000
        short = SHORT.filled(memory=megabytes, more=str(2 * megabytes))
        if cut is DIED or (stopped and _lacked_memory(stopped, own)):
            cut = short
    return Run(_tidied(executed, absolute, parameters), stopped, cut, short if own else None)


def _execute(
    notebook: Path,
    parameters: Mapping[str, Parameter],
    place: Path,
    options: Mapping[str, Any],
    limits: Limits,
) -> tuple[Any, FailedCell | None, Message | None]:
    """Execute a notebook; return it, the cell at which it stopped, and why it was cut short.

    papermill writes its output in place, and takes braces in a path for placeholders: so it is
    given no paths, and the caller decides about the result. An error of the system, such as a full
    disk, is not the notebook's and is raised.
    """
    with quick_jsonschema():
        import nbformat
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
        from papermill import PapermillExecutionError, execute_notebook

    held: list[NotebookNode] = []
    stopped = cut = None
    try:
        execute_notebook(
            nbformat.read(notebook, 4),
            None,
            parameters,
            _holding_engine(),
            progress_bar=False,
            resources={"metadata": {"path": str(place)}},
            held=held,
            **options,
        )
    except PapermillExecutionError as error:
        show_traceback(error)
        stopped = FailedCell(error.exec_count or 0, error.ename, error.evalue)
    except CellTimeoutError:
        cut = TOO_LONG.filled(seconds=limits.timeout)
    except DeadKernelError:
        cut = DIED
    return held[0], stopped, cut


def _lacked_memory(stopped: FailedCell, own: bool) -> bool:
    """Return whether a cell stopped for lack of memory; some have too little left to say so.

    Libraries cannot be loaded then, either, and all that the kit's own notebook loads is there.
    """
    return "Memory" in stopped.name or not stopped.says or (own and stopped.name == "ImportError")


@cache
def _holding_engine() -> str:
    """Register an engine that keeps the notebook another engine runs, and return its name.

    papermill gives a notebook that failed to its file alone, written in place.
    """
    from papermill.engines import Engine as PapermillEngine
    from papermill.engines import papermill_engines

    class Holding(PapermillEngine):  # type: ignore[misc]
        @classmethod
        def execute_notebook(
            cls,
            nb: NotebookNode,
            kernel_name: str,
            engine: str | None,
            held: list[NotebookNode],
            **options: Any,
        ) -> NotebookNode:
            chosen = papermill_engines.get_engine(engine)
            held.append(nb)
            done: NotebookNode = chosen.execute_notebook(nb, kernel_name, **options)
            held[0] = done
            # What it gets back papermill serialises, be it for nowhere: for that only errors count.
            failed = any(cell.metadata.papermill.exception for cell in done.cells)
            return done if failed else type(done)(done, cells=[])

    papermill_engines.register("parcours-holding", Holding)
    return "parcours-holding"


def _preload(own: bool, many: bool) -> tuple[str, ...]:
    """Return the modules that the forking parent imports."""
    prepared = "kit.report.warmup" if many else "kit.report.preload"
    return (prepared,) if own else (*PRELOAD, prepared)


def _forking(preload: Sequence[str], limits: Limits, temporary: str, own: bool) -> dict[str, Any]:
    return {
        "engine": "parcours",
        "preload": preload,
        "timeout": limits.timeout,
        "memory": limits.memory,
        "temporary": temporary,
        "ignore_cwd": own,
    }


def _kernel(limits: Limits, own: bool) -> dict[str, Any]:
    ignore = ["--InteractiveShellApp.ignore_cwd=True"] if own else []
    options: dict[str, Any] = {
        "engine": None,
        "record_timing": False,
        "extra_arguments": ["--log-level=ERROR", *ignore],
    }
    if own:
        # Jupyter's own Python is there wherever ipykernel is, even where no kernel is installed.
        options["kernel_name"] = "python3"
    if limits.timeout:
        until = time.monotonic() + limits.timeout
        options["timeout_func"] = lambda _: max(1, round(until - time.monotonic()))
    return options


def _absolute(name: str, value: Parameter) -> Parameter:
    if name in LISTS_OF_PATHS and isinstance(value, list | tuple):
        return [str(Path(one).absolute()) for one in value]
    return str(Path(str(value)).absolute()) if name in PATHS and value else value


def _tidied(
    notebook: NotebookNode, whole: Mapping[str, Parameter], parameters: Mapping[str, Parameter]
) -> NotebookNode:
    """Return the notebook without times, paths of this machine and random ids.

    So the same run gives the same bytes, and a notebook that is passed on tells nothing of the
    machine it was run on.
    """
    from papermill.translators import PythonTranslator

    translated = PythonTranslator.translate
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell["id"] = f"cell-{number}"
        if "injected-parameters" in cell.metadata.get("tags", ()):
            for name in (*PATHS, *LISTS_OF_PATHS):
                if name in whole:
                    cell.source = cell.source.replace(
                        f"{name} = {translated(whole[name])}",
                        f"{name} = {translated(parameters[name])}",
                    )
    return notebook
