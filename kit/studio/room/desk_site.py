"""Serve the desk and the projector on loopback, for the trainer's own browser alone."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from kit.room.access import RoomAccess
from kit.room.page import HEADERS
from kit.studio.room.desk import Desk
from kit.studio.room.desk_texts import desk_texts

PAGES = Path(__file__).parent / "pages"
"""The files of the two pages, built from ``frontend/room``."""

FILES = {
    "/": ("projector.html", "text/html; charset=utf-8"),
    "/desk": ("desk.html", "text/html; charset=utf-8"),
    **{
        f"/{name}": (name, "text/javascript; charset=utf-8") for name in ("projector.js", "desk.js")
    },
    "/pages.css": ("pages.css", "text/css; charset=utf-8"),
}
BODY = 64 * 1024
LAST_REPLY = 0.5
"""Seconds for the reply to the command that closes the room to arrive."""

WATCH = 1.0
"""Seconds between two looks at the room's process and this computer's addresses."""


class DeskHandler(web.RequestHandler):
    """A request of the trainer's browser."""

    def initialize(self, desk: Desk, host: str) -> None:
        """Keep the desk, and the only host that is served."""
        self.desk, self.host = desk, host

    def set_default_headers(self) -> None:
        """Set the headers of every answer."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse other hosts and other sites."""
        origin = self.request.headers.get("Origin", f"http://{self.host}")
        if self.request.host != self.host or origin != f"http://{self.host}":
            raise web.HTTPError(403)

    def admit(self) -> None:
        """Refuse whoever has not the secret of the pages."""
        given = self.request.headers.get("X-Parcours-Secret", "")
        if not secrets.compare_digest(given.encode(), self.desk.secret.encode()):
            raise web.HTTPError(401)

    def send(self, text: str) -> None:
        """Send JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(text)


class PageHandler(DeskHandler):
    """The files of the two pages: they hold nothing of the workshop."""

    def get(self) -> None:
        """Send a file."""
        if self.request.path == "/texts.json":
            self.send(json.dumps(desk_texts(self.desk.t), ensure_ascii=False))
            return
        if self.request.path not in FILES:
            raise web.HTTPError(404)
        name, type = FILES[self.request.path]
        self.set_header("Content-Type", type)
        self.finish((PAGES / name).read_bytes())


class StateHandler(DeskHandler):
    """The state, and commands."""

    async def get(self) -> None:
        """Send the state."""
        self.admit()
        state = await asyncio.to_thread(self.desk.state)
        self.send(json.dumps(state, ensure_ascii=False, default=str))

    async def post(self) -> None:
        """Do what the desk asks for."""
        self.admit()
        try:
            command = json.loads(self.request.body)
        except ValueError:
            raise web.HTTPError(400) from None
        if not isinstance(command, dict):
            raise web.HTTPError(400)
        reply = await asyncio.to_thread(self.desk.reply, command)
        self.send(json.dumps(asdict(reply), ensure_ascii=False))


class DeskSite:
    """The two pages while they are served.

    Attributes
    ----------
    host
        Their host and port on loopback.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        sockets = bind_sockets(0, "127.0.0.1")
        self.host = f"127.0.0.1:{sockets[0].getsockname()[1]}"
        shared = {"desk": desk, "host": self.host}
        routes = [(r"/state", StateHandler, shared), (r".*", PageHandler, shared)]
        site = web.Application(routes, log_function=lambda handler: None)
        self._server = HTTPServer(site, max_body_size=BODY)
        self._server.add_sockets(sockets)

    @property
    def projector(self) -> str:
        """The address of the projector's page."""
        return self.access().projector

    @property
    def desk_page(self) -> str:
        """The address of the desk's page."""
        return self.access().desk

    def access(self, with_process: int = 0) -> RoomAccess:
        """Return how this user's other programs reach the pages."""
        return RoomAccess(self.host, self.desk.secret, with_process)

    async def run(self, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Serve until the trainer closes the room, or it does not go on."""
        while not self.desk.ended.is_set() and goes_on():
            await asyncio.to_thread(self.desk.watch)
            try:
                await asyncio.wait_for(self.desk.ended.wait(), WATCH)
            except TimeoutError:
                continue
        self._server.stop()
        await asyncio.sleep(LAST_REPLY)
