"""Measure the seconds per report and its parts, beside the usual two commands: ``make bench``.

The parts are timed one by one, each on its own: a kernel that runs an empty cell, the imports of a
fresh Python, opening the workshop, writing its sections with their figures, their HTML from the
template, the page from the notebook, the deck from the notebook (which is not in the whole), the
files on the disk. They need not add up to the whole.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

from kit.atomic import write_bytes
from kit.exports import format_named
from kit.exports.html import SectionOutput
from kit.report import open_report, report
from kit.report.running import run
from kit.resources import resource
from kit.workshop import find

NOTEBOOK = resource("notebooks") / "report.ipynb"
DAY = "2026-11-22"
IMPORTS = "from kit.report import open_report; import kit.sections"


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def parts(workshop: Path, folder: Path, times: int) -> dict[str, float]:
    """Return the seconds of each part of one report."""
    empty = folder / "empty.ipynb"
    cell = nbformat.v4.new_code_cell("pass")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(notebook, empty)
    parameters = {"workshop": str(workshop), "as_of": DAY}
    opened = open_report(str(workshop), as_of=DAY)
    done = run(NOTEBOOK, {"lang": "", "edition": "client", "theme": "", **parameters})
    page = format_named("html").export(done.notebook)

    def sections() -> list[SectionOutput]:
        fresh = open_report(str(workshop), as_of=DAY)
        return [shown for id in opened.sections if (shown := fresh.section(id)) is not None]

    drawn = sections()

    def write() -> None:
        write_bytes(folder / "report.ipynb", done.content())
        write_bytes(folder / "report.html", page)

    opening = seconds(lambda: open_report(str(workshop), as_of=DAY), times)
    return {
        "kernel": seconds(lambda: run(empty, {}), times),
        "imports": seconds(lambda: _command(sys.executable, "-c", IMPORTS), times),
        "opening": opening,
        "drawing": seconds(sections, times) - opening,
        "section template": seconds(lambda: [one._repr_mimebundle_() for one in drawn], times),
        "page template": seconds(lambda: format_named("html").export(done.notebook), times),
        "deck": seconds(lambda: format_named("pptx").export(done.notebook), times),
        "writing": seconds(write, times),
    }


def usual(workshop: Path, folder: Path) -> int:
    """Run papermill and nbconvert from the command line; return the page's size."""
    executed = folder / "usual.ipynb"
    _command(
        *(sys.executable, "-m", "papermill", str(NOTEBOOK), str(executed)),
        *("-p", "workshop", str(workshop.resolve()), "--no-progress-bar"),
    )
    _command(sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", str(executed))
    return executed.with_suffix(".html").stat().st_size


def _command(*arguments: str) -> None:
    subprocess.run(arguments, check=True, capture_output=True)


def measured(workshop: Path, times: int) -> dict[str, object]:
    """Return all measurements of one workshop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "outputs"
        whole = seconds(lambda: report(workshop, out=out), times)
        [page] = out.rglob("report.html")
        usual_size = usual(workshop, folder)
        peer = seconds(lambda: usual(workshop, folder), times)
        return {
            "workshop": workshop.parent.as_posix(),
            "seconds": round(whole, 2),
            "parts": {k: round(v, 3) for k, v in parts(workshop, folder, times).items()},
            "kilobytes": page.stat().st_size // 1000,
            "papermill and nbconvert": {
                "seconds": round(peer, 2),
                "kilobytes": usual_size // 1000,
            },
            "times as fast": round(peer / whole, 1),
        }


def main() -> None:
    """Measure the given workshops, or one of the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workshops", nargs="*", default=[resource("workshops") / "maison-lumen"])
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    for workshop in find(arguments.workshops):
        print(json.dumps(measured(workshop, arguments.times), indent=2))


if __name__ == "__main__":
    main()
