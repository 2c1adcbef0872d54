"""Running a report's notebook with papermill, and what is kept of the run."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

NOTEBOOK = "report.ipynb"
PATHS = ("workshop", "theme")
"""The parameters that are paths."""

Engine = Literal["parcours", "kernel"]
ENGINES: tuple[Engine, ...] = ("parcours", "kernel")
"""A forked process for each notebook, where processes can be forked; or a kernel for each."""

GRAMMAR = "rfc3987_syntax"

Scalar = str | int | float | bool


@dataclass(frozen=True)
class Limits:
    """What a notebook may take.

    Attributes
    ----------
    timeout
        Seconds for the whole notebook.
    memory
        Bytes of address space; a kernel has no such limit.
    """

    timeout: float | None = None
    memory: int | None = None


UNLIMITED = Limits()


@dataclass(frozen=True)
class Stopped:
    """The cell at which a notebook stopped, counted as its reader sees it."""

    number: int
    name: str
    says: str


@dataclass(frozen=True)
class Run:
    """A notebook that was run, and where it stopped if it did."""

    notebook: Any
    stopped: Stopped | None = None

    @property
    def finished(self) -> bool:
        """Whether every cell of it was run."""
        code = [c for c in self.notebook.cells if c.cell_type == "code" and c.source.strip()]
        return self.stopped is None and all(cell.execution_count for cell in code)

    def content(self) -> bytes:
        """Return the notebook as a file holds it."""
        import nbformat

        notebooks: Any = nbformat  # its writing is not annotated
        text: str = notebooks.writes(self.notebook)
        return (text + "\n").encode()


@contextmanager
def quick_jsonschema() -> Iterator[None]:
    """Import jsonschema, with nbformat and papermill, without what takes seconds.

    Where the package rfc3987_syntax is installed (with JupyterLab it is), jsonschema imports it to
    check addresses in the format ``iri``, and it builds a grammar when it is imported. Notebooks
    have no such addresses; jsonschema does without where the package cannot be imported.
    """
    if "jsonschema" in sys.modules or GRAMMAR in sys.modules:
        yield
        return
    hidden: Any = None
    sys.modules[GRAMMAR] = hidden
    try:
        import jsonschema  # type: ignore[import-untyped] # noqa: F401

        yield
    finally:
        del sys.modules[GRAMMAR]


def run(
    notebook: Path,
    parameters: Mapping[str, Scalar],
    engine: Engine = "parcours",
    limits: Limits = UNLIMITED,
    own: bool = True,
) -> Run:
    """Run a notebook with parameters, all of them plain scalars.

    papermill writes its output in place, and takes braces in a path for gaps to fill: so it works
    on a copy in a folder of its own, and whoever calls decides what becomes of the result. The
    kernel starts in that folder too: where it starts, Python looks for modules, and a client's
    folder could hold some.

    Parameters
    ----------
    own
        Whether the notebook is the kit's, whose imports are known.
    """
    with quick_jsonschema():
        import nbformat
        from papermill import PapermillExecutionError, execute_notebook

    notebooks: Any = nbformat  # its reading is not annotated
    whole = {name: _absolute(name, value) for name, value in parameters.items()}
    with tempfile.TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as name:
        source, target = Path(name) / "source.ipynb", Path(name) / NOTEBOOK
        source.write_bytes(notebook.read_bytes())
        stopped = None
        try:
            execute_notebook(
                source,
                target,
                whole,
                progress_bar=False,
                request_save_on_cell_execute=False,
                record_timing=False,
                resources={"metadata": {"path": name}},
                **_engine(engine, limits, own),
            )
        except PapermillExecutionError as error:
            stopped = Stopped(error.exec_count or 0, error.ename, error.evalue)
        # A dead kernel, a full disk and the like are not the notebook's: they go to the caller.
        return Run(_tidied(notebooks.read(target, 4), whole, parameters), stopped)


def _engine(engine: Engine, limits: Limits, own: bool) -> dict[str, Any]:
    """Return papermill's options for an engine."""
    from kit.engine.fork import PRELOAD, can_fork

    if engine == "parcours" and can_fork():
        preload = ("kit.report.prepared",)
        return {
            "engine_name": "parcours",
            "preload": preload if own else (*PRELOAD, *preload),
            "timeout": limits.timeout,
            "memory": limits.memory,
        }
    options: dict[str, Any] = {"extra_arguments": ["--log-level=ERROR"]}
    if limits.timeout:
        until = time.monotonic() + limits.timeout
        options["timeout_func"] = lambda _: max(1, round(until - time.monotonic()))
    return options


def _absolute(name: str, value: Scalar) -> Scalar:
    return str(Path(str(value)).absolute()) if name in PATHS and value else value


def _tidied(notebook: Any, whole: Mapping[str, Scalar], parameters: Mapping[str, Scalar]) -> Any:
    """Return the notebook without times, paths of this machine and chance.

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
            for name in PATHS:
                if name in whole:
                    cell.source = cell.source.replace(
                        f"{name} = {translated(whole[name])}",
                        f"{name} = {translated(parameters[name])}",
                    )
    return notebook
