"""A local web server between a board's widget and its page, in place of JupyterLab's kernel link.

What the widget says is sent to the page at once, as server-sent events, from whichever thread says
it: neither the page nor the test has to ask for it again and again.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Condition, Thread

NUMBERS = count(1)


class Messages:
    """Messages for a page, in order; a page that is loaded again gets those after its state."""

    def __init__(self) -> None:
        self._waiting: deque[object] = deque()
        self._changed = Condition()
        self._page = 0

    def append(self, message: object) -> None:
        """Send a message to the page."""
        with self._changed:
            self._waiting.append(message)
            self._changed.notify_all()

    def restart(self) -> None:
        """Drop what was not sent, and stop sending to the pages opened so far."""
        with self._changed:
            self._waiting.clear()
            self._page += 1
            self._changed.notify_all()

    def next(self, page: int | None) -> tuple[int, list[object]]:
        """Wait for messages; return the page that they are for, with none once it is superseded."""
        with self._changed:
            page = self._page if page is None else page
            self._changed.wait_for(lambda: self._waiting or self._page != page)
            if self._page != page:
                return page, []
            found = list(self._waiting)
            self._waiting.clear()
            return page, found


class Link:
    """An address of its own for one board: its files, and the messages of its widget."""

    def __init__(self, files: Mapping[str, tuple[str, str]]) -> None:
        self.messages = Messages()
        self._server = _server()
        self._host = f"board{next(NUMBERS)}.localhost:{self._server.server_port}"
        self.origin = f"http://{self._host}/"
        self._server.links[self._host] = self.messages, files

    def close(self) -> None:
        """Serve nothing more at this address."""
        del self._server.links[self._host]
        self.messages.restart()


class _Server(ThreadingHTTPServer):
    """Serves every board of a process, each by its host name."""

    links: dict[str, tuple[Messages, Mapping[str, tuple[str, str]]]]
    daemon_threads = True


@cache
def _server() -> _Server:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.links = {}
    Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        messages, files = self.server.links.get(self.headers["Host"], (None, {}))
        if messages and self.path == "/messages":
            self._begin(200, "text/event-stream")
            self._send(messages)
        elif self.path in files:
            kind, text = files[self.path]
            self._begin(200, kind)
            self.wfile.write(text.encode())
        else:
            self._begin(404, "text/plain")

    def _begin(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _send(self, messages: Messages) -> None:
        page, found = messages.next(None)
        try:
            while found:
                self.wfile.write(f"data: {json.dumps(found)}\n\n".encode())
                page, found = messages.next(page)
        except OSError:
            return  # the page has gone

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""
