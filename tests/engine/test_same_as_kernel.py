"""Our engine and papermill's own give the same outputs for the same notebook."""

from __future__ import annotations

import base64
import contextlib
import io
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError
from PIL import Image
from traitlets.config import Config

from kit.engine.parents import can_fork
from tests.engine.notebooks import NOTEBOOKS

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")

ADDRESS = re.compile(r"0x[0-9a-f]+|/tmp/ipykernel_\S+|ipykernel_\d+|<dc:date>.*?</dc:date>")
LIBRARY = re.compile(r"(\x1b\[\d+m)*File ")
"""A frame of a traceback that lies in a library: where the kernel reads its input, say."""

IDENTIFIER = re.compile(r"\b[0-9a-f]{32}\b")


def notebook(sources: list[str]) -> nbformat.NotebookNode:
    cells = []
    for source in sources:
        cell = nbformat.v4.new_code_cell(source)
        if source.startswith("#raises"):
            cell.metadata.tags = ["raises-exception"]
        cells.append(cell)
    kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec})


def executed(sources: list[str], engine: str | None, folder) -> nbformat.NotebookNode:
    path = folder / f"{engine}.ipynb"
    # Not by ports: a kernel is told which are free, and another process may take them before it.
    sockets = Config(KernelManager={"transport": "ipc", "ip": str(folder / "kernel")})
    with contextlib.suppress(PapermillExecutionError):
        papermill.execute_notebook(
            notebook(sources),
            path,
            engine_name=engine,
            progress_bar=False,
            request_save_on_cell_execute=False,
            **({} if engine else {"config": sockets}),
        )
    return nbformat.read(path, as_version=4)


def comparable(found: nbformat.NotebookNode) -> list:
    """Return what a reader sees: times, ids and addresses left out, images decoded."""
    cells = []
    for cell in found.cells:
        outputs: list[dict] = []
        for output in cell.get("outputs", []):
            kept = {k: v for k, v in output.items() if k != "metadata" or v}
            if (
                output.output_type == "stream"
                and outputs
                and outputs[-1].get("name") == output.name
            ):
                # A kernel sends what is printed in pieces, as time goes by.
                outputs[-1]["text"] += kept["text"]
                continue
            if "data" in kept:
                kept["data"] = {kind: _decoded(kind, v) for kind, v in kept["data"].items()}
            if "traceback" in kept:
                kept["traceback"] = [part for part in kept["traceback"] if not LIBRARY.match(part)]
            outputs.append(kept)
        exception = cell.metadata.papermill.exception if "papermill" in cell.metadata else None
        state = (cell.cell_type, cell.get("execution_count"), exception)
        cells.append((state, _masked(outputs)))
    return cells


def _decoded(kind: str, value):
    if kind == "image/png":
        image = Image.open(io.BytesIO(base64.b64decode(value)))
        return (image.size, image.mode, image.tobytes())
    return value


def _masked(value):
    if isinstance(value, str):
        return IDENTIFIER.sub("<id>", ADDRESS.sub("<address>", value))
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    return value


SOON = (
    "printed to both streams", "png", "own representation", "figure shown before a text",
    "figures of many kinds", "update of a display", "cleared when the next comes",
    "cell magic in another language", "awaited", "error in a function", "syntax error", "exit",
    "input asked for", "interrupted", "thread", "widget", "surrogates",
)  # fmt: skip
"""One of each kind: a kernel is started for each notebook."""


@pytest.fixture(scope="module")
def kernels(request, tmp_path_factory):
    """What papermill's own engine gives of the chosen notebooks, two at a time."""
    chosen = [
        item.callspec.params["name"]
        for item in request.session.items
        if getattr(item, "originalname", "") == "test_outputs_are_those_of_a_kernel"
    ]
    folders = [tmp_path_factory.mktemp("kernel") for _ in chosen]

    def run(name, folder):
        return executed(NOTEBOOKS[name], None, folder)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(chosen, pool.map(run, chosen, folders), strict=True))


def test_the_chosen_notebooks_are_there():
    assert set(SOON) <= set(NOTEBOOKS)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in SOON else pytest.mark.soak) for name in NOTEBOOKS],
)
def test_outputs_are_those_of_a_kernel(name, kernels, tmp_path):
    ours, theirs = executed(NOTEBOOKS[name], "parcours", tmp_path), kernels[name]
    assert comparable(ours) == comparable(theirs)
    assert ours.metadata.language_info == theirs.metadata.language_info
    assert sys.version.split()[0] == ours.metadata.language_info.version
    assert set(ours.metadata.get("widgets", {})) == set(theirs.metadata.get("widgets", {}))
