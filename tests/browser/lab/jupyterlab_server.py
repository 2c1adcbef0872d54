"""``parcours lab`` itself: a server of its own in a folder of its own, and pages on it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import psutil

from kit.resources import resource
from kit.workshop import load

COMMAND = "import sys; from kit.cli import run; sys.exit(run(sys.argv[1:]))"
FORKING = "kit.studio.lab.kernel_parent"
STEPS = {
    0: "0_start",
    1: "1_persona",
    2: "2_stages",
    3: "3_touchpoints",
    4: "4_emotions",
    5: "5_pain_points",
    6: "6_improvements",
}
SEEN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
LONG = 90_000


PATIENT = {"AsyncIOLoopKernelRestarter": {"stable_start_time": 1.0, "time_to_dead": 1.0}}
"""A kernel that is killed again and again is started again and again."""


IN_REACH = {"LabApp": {"expose_app_in_browser": True}}
"""A test can do in the page what an extension does: ``window.jupyterapp``."""


class JupyterLabServer:
    """JupyterLab as ``parcours lab`` starts it, and what its pages said and asked for."""

    def __init__(
        self, browser, folder: Path, client="", lang="en", mode="workshop", files=None, begun=True
    ) -> None:
        self.browser, self.folder = browser, folder
        self.arguments = [*([client] if client else []), "--lang", lang, "--mode", mode]
        self.client = folder / "workshops" / client
        folder.mkdir(parents=True)
        if client:
            shutil.copytree(resource("workshops") / client, self.client)
        for name, content in (files or {}).items():
            path = folder / "workshops" / client / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else nbformat.writes(content))
        config = folder / "jupyter" / "CONFIG" / "jupyter_server_config.json"
        config.parent.mkdir(parents=True)
        config.write_text(json.dumps(PATIENT))
        config.with_name("jupyter_lab_config.json").write_text(json.dumps(IN_REACH))
        self.process: subprocess.Popen | None = None
        self.contexts: list = []
        self.errors: list[str] = []
        self.mourned = False  # whether JupyterLab may complain: its server or a kernel was killed
        self.asked: list[str] = []
        self.port = 0
        if begun:
            self.start()

    @property
    def environ(self) -> dict[str, str]:
        """The environment of its processes: nothing of the person's own JupyterLab."""
        own = self.folder / "jupyter"
        return {
            **os.environ,
            **{f"JUPYTER_{name}_DIR": str(own / name) for name in ("CONFIG", "DATA", "RUNTIME")},
            "IPYTHONDIR": str(own / "ipython"),
            "XDG_DATA_HOME": str(self.folder / "data"),
        }

    def start(self, *command: str) -> None:
        """Start the server, and wait until it says where it is."""
        log = self.folder / "log"
        log.write_text("")
        started = command or (sys.executable, "-P", "-c", COMMAND, "lab", *self.arguments)
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [*started, "--no-browser", "--allow-root", f"--port={self.port}"],
                cwd=self.folder,
                env=self.environ,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + LONG / 1000
        while not (found := re.search(r"http://127\S+token=(\w+)", log.read_text())):
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        self.url, self.token = found.group(0), found.group(1)
        self.port = urlsplit(self.url).port
        while not self._listens():  # it says where it is before it answers
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)

    def _listens(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def start_plain(self) -> None:
        """Start JupyterLab as anyone does, on the folder in which the workshops are."""
        self.start(sys.executable, "-P", "-m", "jupyter", "lab", "--ServerApp.ip=127.0.0.1")

    def page(self, **how):
        """Open an empty page of the browser."""
        context = self.browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **how})
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        return page

    def notebook(self, page, step: int, how: str = "") -> Notebook:
        """Open a step's notebook in a page, and wait until it is there."""
        self.go(page, f"workshops/{self.client.name}/notebooks/{STEPS[step]}.ipynb")
        made = Notebook(page)
        made.opened(step)
        return made

    def go(self, page, path: str = "") -> None:
        """Go to JupyterLab: to its start, or to a file as from a bookmark."""
        there = f"http://127.0.0.1:{self.port}/lab/tree/{path}?token={self.token}"
        page.goto(there if path else self.url)

    def outside(self) -> list[str]:
        """Return what was asked for beyond this server."""
        own = f"127.0.0.1:{self.port}"
        addresses = [urlsplit(url) for url in self.asked]
        return [
            u.geturl() for u in addresses if u.scheme not in ("data", "blob") and u.netloc != own
        ]

    def kernels(self) -> list[psutil.Process]:
        """Return the kernels that are running, the newest last."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        found = []
        for child in children:
            with suppress(psutil.Error):  # it has just ended
                # A forked kernel is called as its parent is, which the server itself has started.
                forked = FORKING in child.cmdline() and child.ppid() != self.process.pid
                if forked or "ipykernel_launcher" in child.cmdline():
                    found.append(child)
        return sorted(found, key=lambda process: process.create_time())

    def kill(self) -> None:
        """End the server as a power cut would; its kernels notice by themselves."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """Leave all pages and end the server with its kernels."""
        for context in self.contexts:
            context.close()
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


class Notebook:
    """The notebook that is seen in a page."""

    def __init__(self, page) -> None:
        self.page = page

    def __call__(self, selector: str):
        """Return what a selector finds in it."""
        return self.page.locator(f"{SEEN} {selector}")

    def field(self, place: str):
        """Return the control of a field."""
        return self(f'[data-field="{place}"]')

    def opened(self, step: int) -> None:
        """Wait until a step is there, with all that it shows."""
        self.page.wait_for_selector(f'{SEEN} .pk-frame[data-step="{step}"]', timeout=LONG)
        self.page.wait_for_selector(f"{SEEN} .way-on, {SEEN} .jupyter-button", timeout=LONG)
        # All its cells have run: at the end of that, it is scrolled to its top.
        self.page.wait_for_selector(f"{SEEN} .parcours-run-all", state="attached", timeout=LONG)
        self.page.wait_for_timeout(300)

    def saved(self, folder: Path):
        """Wait until the board says that all is saved, and return what the file then states."""
        self.page.wait_for_timeout(60)
        self.page.wait_for_selector(f'{SEEN} .pk-frame[data-unsaved="0"]', timeout=LONG)
        return load(folder).journey
