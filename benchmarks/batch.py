"""Measure reports per second beside the usual ways, each in this run: ``make bench``.

Two cores, the same notebooks, the same clients. The peers are papermill and nbconvert from the
command line, two at a time (``xargs -P2``), and papermill's API with a kernel for each notebook in
a pool of two processes. On the frozen notebook every way makes nbconvert's usual page, so that
nothing but the running differs; on the real report ours makes the report's own page.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from kit.batch import Batch, Local, Manifest, RunOptions, Task
from kit.evidence.metrics.measure import measure, measure_source, stages_of
from kit.exports import format_named
from kit.exports.html import SectionOutput
from kit.report import report
from kit.report.opening import report_on
from kit.report.running import quick_jsonschema, run
from kit.resources import resource
from kit.workshop import load

FROZEN = Path(__file__).parent / "three_figures.ipynb"
REAL = resource("notebooks") / "report.ipynb"
EXAMPLES = {
    "the report": resource("workshops") / "tandem-app",
    "the report of a client with evidence": resource("workshops") / "maison-lumen",
}
DAY = "2026-11-22"
WORKERS = 2

Parameters = dict[str, Any]


# --- the peers -------------------------------------------------------------------------------


def command_line(notebook: Path, clients: Sequence[Parameters], folder: Path) -> None:
    """Run papermill, then nbconvert, for each client, two at a time."""
    program = Path(sys.executable).parent
    lines = []
    for number, parameters in enumerate(clients):
        done = folder / f"{number}.ipynb"
        given = " ".join(f"-p {name} '{value}'" for name, value in parameters.items())
        lines.append(
            f"{program}/papermill --no-progress-bar --log-level ERROR {notebook} {done} {given}"
            f" && {program}/jupyter nbconvert --log-level ERROR --to html {done}"
        )
    script = folder / "lines"
    script.write_text("\0".join(lines) + "\0")
    subprocess.run(
        ["xargs", "-0", "-n1", f"-P{WORKERS}", "-a", str(script), "sh", "-c"],
        check=True,
        capture_output=True,
    )


def with_papermill(job: tuple[Path, Parameters, Path, str | None]) -> None:
    """Run one notebook by papermill's API and write nbconvert's page of it."""
    notebook, parameters, target, engine = job
    with quick_jsonschema():
        import papermill

    done = papermill.execute_notebook(
        str(notebook), None, parameters, engine_name=engine, progress_bar=False
    )
    page, _ = exporter().from_notebook_node(done)
    target.write_text(page, encoding="utf-8")


@cache
def exporter() -> Any:
    """Return nbconvert's exporter, made once in each process."""
    from nbconvert import HTMLExporter

    return HTMLExporter()


def pool(
    notebook: Path, clients: Sequence[Parameters], folder: Path, engine: str | None
) -> Callable[[], None]:
    """Return a function that runs notebooks in a pool of two processes, already started."""
    jobs = [(notebook, p, folder / f"{n}.html", engine) for n, p in enumerate(clients)]
    executor = ProcessPoolExecutor(WORKERS, get_context("spawn"))
    list(executor.map(with_papermill, jobs[:WORKERS]))

    def work() -> None:
        list(executor.map(with_papermill, jobs))

    return work


# --- measuring -------------------------------------------------------------------------------


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peers(notebook: Path, given: Sequence[Parameters], folder: Path) -> dict[str, float]:
    """Return the seconds per notebook of the usual ways, each of a run in which no kernel died."""

    def whole(ready: Callable[[], Callable[[], object]]) -> float:
        for _ in range(5):
            try:
                return seconds(ready()) / len(given)
            except (RuntimeError, subprocess.CalledProcessError):
                print("two kernels took the same port: the peer runs again", file=sys.stderr)
        raise SystemExit("a peer did not come to its end")

    return {
        "papermill, kernels in a pool": whole(lambda: pool(notebook, given, folder, None)),
        "command line": whole(lambda: partial(command_line, notebook, given, folder)),
    }


def frozen(clients: int, folder: Path) -> dict[str, float]:
    """Return the seconds per notebook of each way on the frozen notebook."""
    given = [{"client": number} for number in range(clients)]
    own = seconds(pool(FROZEN, given, folder, "parcours")) / clients
    return {"parcours": own, **peers(FROZEN, given, folder)}


def real(example: Path, clients: int, folder: Path) -> dict[str, float]:
    """Return the seconds per report of each way on the real report."""
    tasks = []
    for number in range(clients):
        copy = folder / "workshops" / f"client-{number}"
        shutil.copytree(example, copy)
        tasks.append(Task(copy / "workshop.yaml", folder / "outputs"))
    given = [{"workshop": str(task.workshop), "as_of": DAY} for task in tasks]
    few = given[:6]  # of the peers: they take long, and are as fast at the end as at the start
    # The first reports pay for the start: the rest is counted, from the first that is ready.
    with Manifest(folder / "outputs") as manifest:
        ready = [
            time.perf_counter()
            for result in Batch(
                tasks, manifest, Local(WORKERS, manifest.work), RunOptions(many=True), force=True
            )
            if result is not None
        ]
    steady = ready[WORKERS * 2 :]
    return {
        "parcours": (steady[-1] - steady[0]) / (len(steady) - 1),
        **peers(REAL, few, folder),
    }


def parts(example: Path, folder: Path, times: int) -> dict[str, float]:
    """Return the seconds of each part of one report, one at a time, with warm caches.

    ``evidence`` is the reading and counting of the client's files, ``drawing`` the sections with
    their figures, ``section template`` their HTML.
    The parts are timed in turn, so that other load on the machine slows all of them; of each the
    median counts. ``the rest`` is the engine and the disk: the parent's fork, the cells and their
    outputs, the notebook and the page as files.
    """
    import kit.report.warmup  # noqa: F401 - warm, as in the forking parent

    # As there, too: what is there already is not looked through again and again.
    gc.collect()
    gc.freeze()
    parameters = {"workshop": str(example), "lang": "", "edition": "client", "theme": ""}
    parameters["as_of"] = DAY
    done = run(REAL, parameters, many=True).notebook
    known = load(example)
    found = measure(known.journey, known.folder)

    shown: list[SectionOutput] = []

    def evidence() -> None:
        for source in known.journey.evidence:
            if source.has_data:  # anew each time: a report is made in a process of its own
                measure_source(source, known.folder, stages_of(known.journey))

    def drawing() -> None:
        opened = report_on(load(example), found, as_of=DAY)
        opened._repr_mimebundle_()
        shown.clear()
        shown.extend(one for id in opened.sections if (one := opened.section(id)) is not None)

    day = date.fromisoformat(DAY)
    works: dict[str, Callable[[], object]] = {
        "evidence": evidence,
        "drawing": drawing,
        "section template": lambda: [one._repr_mimebundle_() for one in shown],
        "page template": lambda: format_named("html").export(done),
        "total": lambda: report(example, out=folder / "parts", as_of=day, many=True),
    }
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(times + 1)][1:]
    for one in rounds:
        one["the rest"] = one["total"] - sum(one[name] for name in works if name != "total")
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def ratios(found: dict[str, float]) -> dict[str, object]:
    """Return seconds per report, and how many times faster ours is."""
    own = found["parcours"]
    return {
        "seconds": {name: round(value, 3) for name, value in found.items()},
        "times faster than": {
            name: round(value / own, 1) for name, value in found.items() if name != "parcours"
        },
    }


def say(name: str, told: dict[str, object]) -> None:
    """Print the results."""
    print(json.dumps({name: told}, indent=2), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=20)
    clients = parser.parse_args().clients
    with tempfile.TemporaryDirectory() as folder:
        say("three figures", ratios(frozen(clients, Path(folder))))
    for name, example in EXAMPLES.items():
        with tempfile.TemporaryDirectory() as folder:
            found = real(example, clients, Path(folder))
        with tempfile.TemporaryDirectory() as folder:
            own = parts(example, Path(folder), 15)
        ceiling = WORKERS / (own["drawing"] + own["section template"])
        told = {
            **ratios(found),
            "one alone, where its time goes": {part: round(s, 3) for part, s in own.items()},
            "the ceiling that drawing and its template set": {
                "reports a second": round(ceiling, 2),
                "reached": f"{1 / found['parcours'] / ceiling:.0%}",
            },
        }
        say(name, told)


if __name__ == "__main__":
    main()
