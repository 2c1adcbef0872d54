"""A phone's page in WebKitGTK, which has the engine of Safari, over the W3C WebDriver protocol.

Debian and Ubuntu have it in ``webkit2gtk-driver``, and the display that it needs in ``xvfb``.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DRIVER, DISPLAY = "WebKitWebDriver", "Xvfb"
MINI_BROWSER = "usr/lib*/**/webkit2gtk-4.*/MiniBrowser"

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element in the protocol's JSON."""

SECONDS = 30.0
"""Seconds to wait for what a page is to show."""

NARROW = """
* { min-width: 0; margin: 0; padding: 0; border: 0; }
toolbar, toolbar * { font-size: 1px; }
"""
"""A style of the browser's toolbar with which its window can be as narrow as a phone."""


def missing() -> str:
    """Return what this machine needs for WebKit, as a sentence; empty where it has everything."""
    absent = [name for name in (DRIVER, DISPLAY) if not shutil.which(name)]
    if _browser() is None:
        absent.append("MiniBrowser")
    if not absent:
        return ""
    return f"WebKit needs webkit2gtk-driver and xvfb; missing here: {', '.join(absent)}"


def _browser() -> Path | None:
    return next(Path("/").glob(MINI_BROWSER), None)


class WebDriverError(Exception):
    """An error that the driver reports, with its code and message."""


class WebKitPage:
    """The page of a new browser, with storage and cookies of its own.

    Parameters
    ----------
    host
        Host and port of the driver.
    """

    def __init__(self, host: str) -> None:
        self._host, self._session = host, "/session"
        options = {"binary": str(_browser()), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        opened = self.ask("POST", "", {"capabilities": wanted})
        self._session = f"/session/{opened['sessionId']}"

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send a command to the driver, and return its value."""
        connection = http.client.HTTPConnection(self._host, timeout=2 * SECONDS)
        try:
            content = json.dumps(body or {}) if method == "POST" else None
            connection.request(method, self._session + path, content)
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise WebDriverError(value["error"], value.get("message"))
        return value

    def open(self, address: str, width: int = 390, height: int = 844) -> None:
        """Open an address, in a page of this width."""
        self.ask("POST", "/window/rect", {"width": width, "height": height})
        self.ask("POST", "/url", {"url": address})

    def reload(self) -> None:
        """Load the page again."""
        self.ask("POST", "/refresh")

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page, and return its value."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector: str, text: str = "", at: int = 0) -> str:
        """Wait until an element with a text is shown; return its id."""

        def found() -> str:
            query = {"using": "css selector", "value": selector}
            ids = [one[ELEMENT] for one in self.ask("POST", "/elements", query)]
            shown = [id for id in ids if text in self.ask("GET", f"/element/{id}/text")]
            return shown[at] if len(shown) > at else ""

        return self.until(found)

    def until(self, met: Callable[[], Any]) -> Any:
        """Wait until a function returns something true, and return it."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                if value := met():
                    return value
            except WebDriverError as error:
                if error.args[0] not in ("stale element reference", "no such element"):
                    raise
            time.sleep(0.1)
        raise AssertionError(self.evaluate("return document.body.innerText"))

    def click(self, selector: str, text: str = "", at: int = 0) -> None:
        """Click an element as a hand does: what lies above it would take the click."""
        self.ask("POST", f"/element/{self.find(selector, text, at)}/click")

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list."""
        self.click(f'{selector} option[value="{value}"]')

    def type(self, selector: str, text: str) -> None:
        """Type a text into an element, key by key."""
        self.ask("POST", f"/element/{self.find(selector)}/value", {"text": text})


@contextmanager
def webkit(home: Path) -> Iterator[WebKitPage]:
    """Start a display, the driver and its browser, and end them.

    Parameters
    ----------
    home
        An empty folder for what the browser stores.
    """
    style = home / ".config" / "gtk-3.0" / "gtk.css"
    style.parent.mkdir(parents=True)
    style.write_text(NARROW)
    with _display() as display:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        }
        with _driver(environment) as host:
            page = WebKitPage(host)
            try:
                yield page
            finally:
                page.ask("DELETE", "")


@contextmanager
def _display() -> Iterator[str]:
    """Start a display that nobody sees; return its name."""
    reading, writing = os.pipe()
    command = [DISPLAY, "-displayfd", str(writing), "-screen", "0", "1280x1024x24"]
    with _started(command, pass_fds=[writing], stderr=subprocess.DEVNULL):
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"


@contextmanager
def _driver(environment: dict[str, str]) -> Iterator[str]:
    """Start the driver; return its host and port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [DRIVER, f"--port={port}"]
    with _started(command, env=environment, stderr=subprocess.DEVNULL) as driver:
        until = time.monotonic() + SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert driver.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
        yield f"127.0.0.1:{port}"


@contextmanager
def _started(command: list[str], **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, **how)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)
