"""The network side of a room: what phones may ask for, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sqlite3
import time
from collections.abc import Mapping

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream, StreamClosedError

from kit.plain_data import Data
from kit.room.codes import fingerprint, same_code
from kit.room.limits import Connections, Rate, WrongCodes
from kit.room.page import HEADERS, PageFile
from kit.room.room import LateError, Room, RoomFullError
from kit.room.rounds import ITEM_ID, SHORT, AnswerError, clean
from kit.room.state import Device
from kit.room.streams import Hub

log = logging.getLogger(__name__)

BODY, HEADER = 16 * 1024, 8 * 1024
"""The most bytes of a request's body and of its header."""

BODY_SECONDS, IDLE_SECONDS, SEND_SECONDS = 10, 20, 10
"""Seconds for a body to arrive, for a header to arrive, and for a state to be taken."""

GROUP = 20
"""The most answers of one request."""

STREAMS = 4
"""The most connections of one device on which states are sent."""

COOKIE, COOKIE_AGE = "room", 24 * 3600


class PhoneServer(HTTPServer):
    """A server that closes slow and surplus connections."""

    connections: Connections

    @classmethod
    def of(cls, site: Site) -> PhoneServer:
        """Return a server of a room's page, with all limits."""
        server = cls(
            site.application(),
            max_body_size=BODY,
            max_header_size=HEADER,
            body_timeout=BODY_SECONDS,
            idle_connection_timeout=IDLE_SECONDS,
            chunk_size=BODY,
        )
        server.connections = site.connections
        return server

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        """Serve a connection, unless its address has too many."""
        if not self.connections.enter(address[0]):
            stream.close()
            return
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """Count a connection that has closed."""
        context = getattr(server_conn, "context", None)
        address = getattr(context, "address", None)
        if address:
            self.connections.leave(address[0])
        super().on_close(server_conn)


class Site:
    """The room, its page and its limits, shared by the handlers.

    Attributes
    ----------
    hosts
        The addresses at which the page is shown (``10.0.0.5:8765``): the Host header and the origin
        of every request must be one of them, so that no name that resolves to the laptop (DNS
        rebinding) and no other site reaches the room.
    """

    def __init__(self, room: Room, files: Mapping[str, PageFile]) -> None:
        self.room, self.files = room, files
        self.hosts: set[str] = set()
        self.hub = Hub(room.for_phones)
        self.rate, self.strangers = Rate(), Rate(20, 200)
        self.wrong = WrongCodes()
        self.connections = Connections(of_one=200, of_all=1200)
        room.changed = self.hub.changed

    def application(self) -> web.Application:
        """Return the routes."""
        shared = {"site": self}
        return web.Application(
            [
                (r"/state", StateHandler, shared),
                (r"/events", EventsHandler, shared),
                (r"/join", JoinHandler, shared),
                (r"/answers", AnswersHandler, shared),
                (r".*", FileHandler, shared),
            ],
            log_function=lambda handler: None,
            compress_response=False,
        )


class Refused(web.HTTPError):
    """A request that is refused, with a word for the page."""

    def __init__(self, status: int, word: str, wait: float = 0.0) -> None:
        super().__init__(status, reason=None)
        self.word, self.wait = word, wait


class PhoneHandler(web.RequestHandler):
    """A request of a phone, checked before anything is done."""

    def initialize(self, site: Site) -> None:
        """Keep what the handlers share."""
        self.site = site

    def set_default_headers(self) -> None:
        """Set the headers of every answer."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse a request with a foreign host or origin, or one too many."""
        request = self.request
        if request.host not in self.site.hosts:
            raise Refused(421, "host")
        origin = request.headers.get("Origin")
        foreign = origin is not None and origin not in {f"http://{one}" for one in self.site.hosts}
        fetched_from = request.headers.get("Sec-Fetch-Site", "same-origin")
        if foreign or (request.method == "POST" and origin is None):
            raise Refused(403, "origin")
        if request.method == "POST" and fetched_from != "same-origin":
            raise Refused(403, "origin")
        device = self.device()
        who = f"device {device.number}" if device else f"address {request.remote_ip}"
        if not (self.site.rate if device else self.site.strangers).take(who):
            raise Refused(429, "rate", 2.0)

    def device(self) -> Device | None:
        """Return the device that sends the request, if it has joined."""
        token = self.get_cookie(COOKIE)
        device = self.site.room.state.device_of(fingerprint(token)) if token else None
        if device:
            device.seen = time.monotonic()
        return device

    def joined(self) -> Device:
        """Return the device that sends the request, or refuse it."""
        device = self.device()
        if device is None:
            raise Refused(401, "join")
        return device

    def body(self) -> Mapping[str, Data]:
        """Return the body's JSON."""
        if self.request.headers.get("Content-Type", "").split(";")[0] != "application/json":
            raise Refused(415, "type")
        try:
            data = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise Refused(400, "json") from None
        if not isinstance(data, dict):
            raise Refused(400, "json")
        return data

    def send(self, data: Mapping[str, Data]) -> None:
        """Send JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(data, ensure_ascii=False))

    def write_error(self, status_code: int, **details: object) -> None:
        """Send the word of a refusal, and nothing of the inside."""
        info = details.get("exc_info")
        error = info[1] if isinstance(info, tuple) else None
        refused = error if isinstance(error, Refused) else None
        if refused and refused.wait:
            self.set_header("Retry-After", str(int(refused.wait + 0.999)))
        if isinstance(error, sqlite3.Error):
            self.set_status(503)
        self.send({"error": refused.word if refused else "request"})

    def log_exception(self, typ: object, value: object, tb: object) -> None:
        """Log a defect; refusals are not worth a line."""
        if isinstance(value, BaseException) and not isinstance(value, web.HTTPError):
            log.error("%s %s", self.request.method, self.request.path, exc_info=value)


class FileHandler(PhoneHandler):
    """The files of the page."""

    def get(self) -> None:
        """Send a file of the page; any other address is not found."""
        file = self.site.files.get(self.request.path)
        if file is None:
            raise Refused(404, "path")
        self.set_header("Content-Type", file.type)
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(file.compressed)
        else:
            self.finish(file.content)


class JoinHandler(PhoneHandler):
    """Join the room with its code."""

    async def post(self) -> None:
        """Give a new device its cookie; one that has joined before stays who it is."""
        data, room = self.body(), self.site.room
        name = clean(data.get("name"), SHORT) if room.state.settings.names else ""
        device = self.device()
        if device is None:
            device = await self._joined(str(data.get("code")), name)
        elif name and name != device.name:
            await room.rename(device, name)
        self.send(room.mine(device))

    async def _joined(self, code: str, name: str) -> Device:
        address = self.request.remote_ip or ""
        wrong, room = self.site.wrong, self.site.room
        if wait := wrong.wait(address):
            raise Refused(429, "wait", wait)
        if not same_code(code, room.state.settings.code):
            wrong.add(address)
            raise Refused(403, "code")
        wrong.forget(address)
        try:
            device, token = await room.join(name, address)
        except RoomFullError:
            raise Refused(429, "full", 60.0) from None
        device.seen = time.monotonic()
        self.set_cookie(
            COOKIE, token, expires_days=None, max_age=COOKIE_AGE, httponly=True, samesite="Strict"
        )
        return device


class StateHandler(PhoneHandler):
    """The state of the room, once."""

    def get(self) -> None:
        """Send the state and the device's own answers."""
        device = self.joined()
        self.send({"room": self.site.room.for_phones(), "mine": self.site.room.mine(device)})


class AnswersHandler(PhoneHandler):
    """Answers of a device."""

    async def post(self) -> None:
        """Write answers, and acknowledge those that are on the disk."""
        device, listed = self.joined(), self.body().get("answers")
        if not isinstance(listed, list) or len(listed) > GROUP:
            raise Refused(400, "answers")
        found = await asyncio.gather(*(self._write(device, one) for one in listed))
        refused = {id: why for id, why in found if why}
        self.send({"done": [id for id, why in found if not why], "refused": refused})

    async def _write(self, device: Device, answer: Data) -> tuple[str, str]:
        """Return the id of an answer, and a word if it was refused."""
        id = answer.get("id") if isinstance(answer, Mapping) else None
        if not isinstance(answer, Mapping) or not isinstance(id, str) or not ITEM_ID.fullmatch(id):
            raise Refused(400, "answers")
        try:
            await self.site.room.answer(device, id, answer)
        except LateError:
            return id, "late"
        except AnswerError:
            return id, "form"
        return id, ""


class EventsHandler(PhoneHandler):
    """The states of the room, as server-sent events."""

    task: asyncio.Task[None] | None = None

    async def get(self) -> None:
        """Send each state until the phone goes, or takes them too slowly."""
        device, room = self.joined(), self.site.room
        if device.streams >= STREAMS:
            raise Refused(429, "streams", 5.0)
        self.task = asyncio.current_task()
        self.set_header("Content-Type", "text/event-stream")
        device.streams += 1
        self.site.hub.changed()
        gone = (StreamClosedError, TimeoutError, asyncio.CancelledError)
        try:
            with contextlib.suppress(*gone):
                await self._send(f"event: mine\ndata: {json.dumps(room.mine(device))}\n\n")
                async for text in self.site.hub.states():
                    await self._send(f"data: {text}\n\n" if text else "event: beat\ndata: 1\n\n")
        finally:
            device.streams -= 1
            device.seen = time.monotonic()
            self.site.hub.changed()
            stream = getattr(self.request.connection, "stream", None)
            if isinstance(stream, IOStream):
                stream.close()

    async def _send(self, text: str) -> None:
        self.write(text)
        await asyncio.wait_for(self.flush(), SEND_SECONDS)

    def on_connection_close(self) -> None:
        """Stop waiting for the next state."""
        if self.task:
            self.task.cancel()
