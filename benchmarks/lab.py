"""Measure how soon ``parcours lab`` can be used, and the memory of seven notebooks.

Its peer, in the same run and browser: plain JupyterLab with a notebook that shows one button of
ipywidgets. Kernels are forked, as ``parcours lab`` does where it can, then started one by one, as
it does elsewhere. Times are elapsed seconds: on a machine with other work only the ratios tell.
Memory is the proportional set size (PSS) of Linux: a page that processes share counts once.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from kit.exports.pdf import candidates
from tests.browser.lab.jupyterlab_server import COMMAND, LONG, SEEN, STEPS, JupyterLabServer

CLIENT = "maison-lumen"
PEER = """from ipywidgets import Button
Button(description="0")"""
ORDINARY = (
    "import kit.studio.lab.forking as f, kit.studio.lab.provisioner as p; "
    "f.can_fork = p.can_fork = lambda: False; "
)
"""Code by which JupyterLab starts its kernels as it does where processes cannot be forked."""

OPEN = "path => window.jupyterapp.commands.execute('docmanager:open', {path})"
RUN = """async path => {
  const app = window.jupyterapp;
  const panel = [...app.shell.widgets('main')].find(one => one.context?.path === path);
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
}"""


@dataclass
class Opened:
    """Seconds until notebooks were usable, and what all of them then took."""

    first: float
    next: list[float]
    megabytes: float
    processor: float

    def text(self, peer: Opened) -> str:
        """Return the figures beside those of the peer."""
        late, usual = max(self.next), sorted(self.next)[len(self.next) // 2]
        count = 1 + len(self.next)
        return (
            f"first {self.first:5.1f} s = {self.first / peer.first:4.1f} × the peer   "
            f"next: median {usual:5.2f} s = {usual / peer.next[0]:4.1f} ×, longest {late:5.2f} s   "
            f"{count} kernels {self.megabytes:5.0f} MB (PSS) = "
            f"{self.megabytes / count / (peer.megabytes / (1 + len(peer.next))):3.1f} × each   "
            f"{self.processor:5.1f} s of processor"
        )


def processes(server: JupyterLabServer) -> list[psutil.Process]:
    """Return what the server has started."""
    assert server.process
    return psutil.Process(server.process.pid).children(recursive=True)


def memory(server: JupyterLabServer) -> float:
    """Return the megabytes of what the server has started, shared pages once."""
    total = 0
    for process in processes(server):
        with suppress(OSError):
            rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
            total += int(rollup.split("\nPss:")[1].split()[0])
    return total / 1024


def processor(server: JupyterLabServer) -> float:
    """Return the seconds of processor of what the server has started."""
    total = 0.0
    for process in processes(server):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def measure(server: JupyterLabServer, page: Page, notebooks: Iterator[float]) -> Opened:
    """Return the times until notebooks were usable, in their order."""
    first, *following = notebooks
    page.wait_for_timeout(3000)  # what is computed after that has been shown
    found = Opened(first, following, memory(server), processor(server))
    page.context.close()
    return found


def plain(browser: Browser, folder: Path) -> Opened:
    """Return the figures of plain JupyterLab with two notebooks of one button."""
    server = JupyterLabServer(browser, folder, begun=False)
    names = ["one.ipynb", "two.ipynb"]
    for name in names:
        cell = nbformat.v4.new_code_cell(PEER)
        kernel = {"name": "python3", "display_name": "", "language": "python"}
        made = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
        nbformat.write(made, folder / name)
    server.start_plain()
    try:
        page = server.page()

        def opened() -> Iterator[float]:
            for number, name in enumerate(names):
                began = time.perf_counter()
                if number:
                    page.evaluate(OPEN, name)
                else:
                    server.go(page, name)
                page.wait_for_selector(f"{SEEN} .jp-Notebook", timeout=LONG)
                page.evaluate(RUN, name)
                page.wait_for_selector(f"{SEEN} .jupyter-button", timeout=LONG)
                yield time.perf_counter() - began

        return measure(server, page, opened())
    finally:
        server.close()


@contextmanager
def lab(browser: Browser, folder: Path, forked: bool) -> Iterator[JupyterLabServer]:
    """Start ``parcours lab`` on the example."""
    server = JupyterLabServer(browser, folder, CLIENT, begun=False)
    code = COMMAND if forked else ORDINARY + COMMAND
    server.start(sys.executable, "-P", "-c", code, "lab", *server.arguments)
    try:
        yield server
    finally:
        server.close()


def steps(server: JupyterLabServer, page: Page) -> Iterator[float]:
    """Open the seven notebooks one after the other, and yield the seconds of each.

    A notebook is usable when its board is there; the sections below it may still be drawn.
    """
    for step, name in STEPS.items():
        began = time.perf_counter()
        if step:
            page.evaluate(OPEN, f"workshops/{CLIENT}/notebooks/{name}.ipynb")
        else:
            server.go(page, f"workshops/{CLIENT}/notebooks/{name}.ipynb")
        which = f'[data-step="{step}"]' if step else ""
        page.wait_for_selector(f"{SEEN} .pk-frame{which}", timeout=LONG)
        yield time.perf_counter() - began
        page.wait_for_selector(f"{SEEN} .parcours-run-all", state="attached", timeout=LONG)
        page.wait_for_timeout(1000)


def main() -> None:
    """Print the figures of each way, beside those of the peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forked", action="store_true", help="only that way")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed kit is compiled once
    program = next(path for path in candidates() if path.is_file())
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(program), args=["--no-sandbox"])
        plain(browser, Path(name) / "warm")  # files are read from the disk once
        peer = plain(browser, Path(name) / "plain")
        print(f"{'plain JupyterLab, one button':<32}{peer.text(peer)}", flush=True)
        for forked in (True,) if given.forked else (True, False):
            with lab(browser, Path(name) / f"lab-{forked}", forked) as server:
                page = server.page()
                found = measure(server, page, steps(server, page))
            way = "forked kernels" if forked else "kernels started one by one"
            print(f"{'parcours lab, ' + way:<32}{found.text(peer)}", flush=True)
            print(f"{'':32}{'  '.join(f'{seconds:.2f} s' for seconds in found.next)}", flush=True)


if __name__ == "__main__":
    main()
