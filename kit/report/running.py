"""Running a report's notebook with papermill, and what is kept of the run."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

notebooks: Any = nbformat  # its reading and writing are not annotated

NOTEBOOK = "report.ipynb"
PATHS = ("workshop", "theme")
"""The parameters that are paths."""


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
        text: str = notebooks.writes(self.notebook)
        return (text + "\n").encode()


def run(notebook: Path, parameters: Mapping[str, str]) -> Run:
    """Run a notebook with parameters, all of them plain texts.

    papermill writes its output in place, and takes braces in a path for gaps to fill: so it works
    on a copy in a folder of its own, and whoever calls decides what becomes of the result. The
    kernel starts in that folder too: where it starts, Python looks for modules, and a client's
    folder could hold some.
    """
    from papermill import PapermillExecutionError, execute_notebook

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
                extra_arguments=["--log-level=ERROR"],
            )
        except PapermillExecutionError as error:
            stopped = Stopped(error.exec_count or 0, error.ename, error.evalue)
        # A dead kernel, a full disk and the like are not the notebook's: they go to the caller.
        return Run(_tidied(notebooks.read(target, 4), whole, parameters), stopped)


def _absolute(name: str, value: str) -> str:
    return str(Path(value).absolute()) if name in PATHS and value else value


def _tidied(notebook: Any, whole: Mapping[str, str], parameters: Mapping[str, str]) -> Any:
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
                cell.source = cell.source.replace(
                    f"{name} = {translated(whole[name])}",
                    f"{name} = {translated(parameters[name])}",
                )
    return notebook
