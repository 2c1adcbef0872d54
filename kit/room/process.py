"""The process of a room: ``python -m kit.room.process``, started by :mod:`kit.room.open_room`.

Its settings come as one line of JSON on standard input; so the secret stands in no list of
processes. One line of JSON on standard output says where it listens. It ends when standard input
is closed: with the command that opened it, however that ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from kit.locks import Lock, LockTimeoutError
from kit.plain_data import Data
from kit.room import control
from kit.room.page import page_files
from kit.room.phones import PhoneServer, Site
from kit.room.room import Room
from kit.room.rounds import AnswerError
from kit.room.settings import BUSY_STATUS, LAST_PORT, LOG, NO_ADDRESS_STATUS, RoomSettings

PORTS = 20
"""The ports that are tried, one after the other."""

UNIX_PATH = 100
"""The longest path of a Unix socket that every system takes."""


class PhoneListener:
    """The sockets of a room, which can move to another address while it is open."""

    def __init__(self, room: Room, settings: RoomSettings) -> None:
        known = {"title": settings.title, "lang": settings.lang, "names": settings.names}
        told = {"texts": json.loads(settings.texts), "room": known}
        self.site = Site(room, page_files(json.dumps(told, ensure_ascii=False)))
        self._server: PhoneServer | None = None
        self.host = ""
        self.listen(settings.host, settings.port)

    def listen(self, host: str, port: int) -> None:
        """Serve phones at an address, and nowhere else any more.

        Raises
        ------
        OSError
            If no port is free, or the address is not this machine's.
        """
        server = PhoneServer.of(self.site)
        sockets = bind_free(host, port)
        server.add_sockets(sockets)
        if self._server:
            self._server.stop()
        self._server = server
        self.host = f"{host}:{sockets[0].getsockname()[1]}"
        self.site.hosts = {self.host}

    async def move(self, _: Room, data: Mapping[str, Data]) -> Data:
        """Serve phones at another address, with the same port if it is free."""
        host = data.get("host")
        if not isinstance(host, str):
            raise AnswerError("host")
        try:
            self.listen(host, int(self.host.rpartition(":")[2]))
        except OSError as error:
            raise AnswerError(str(error)) from None
        return self.host


def bind_free(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen on a port, or on the next free one; on any free one for port 0.

    Raises
    ------
    OSError
        If none of them is free, or the address is not this machine's.
    """
    last = min(port + PORTS - 1, LAST_PORT) if port else 0
    for number in range(port, last):
        with contextlib.suppress(OSError):
            return bind_sockets(number, host, backlog=256)
    return bind_sockets(last, host, backlog=256)


def control_socket(server: HTTPServer, folder: Path) -> str:
    """Open the control socket: of the file system, for this user alone, or else of loopback."""
    path = folder / "control"
    if hasattr(os, "fork") and len(os.fsencode(path)) < UNIX_PATH:
        from tornado.netutil import bind_unix_socket

        server.add_socket(bind_unix_socket(str(path), mode=0o600))
        return str(path)
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    return f"127.0.0.1:{sockets[0].getsockname()[1]}"


async def serve(settings: RoomSettings) -> None:
    """Serve the room until standard input is closed."""
    room = Room(settings.folder / LOG)
    await room.open_room(settings.code, settings.title, settings.lang, settings.names)
    listener = PhoneListener(room, settings)
    commands = control.application(room, settings.secret, {"move": listener.move})
    server = HTTPServer(commands, max_body_size=control.BODY)
    where = control_socket(server, settings.folder)
    told = {"host": listener.host, "control": where, "code": room.state.settings.code}
    print(json.dumps(told), flush=True)
    await _input_closed()
    await room.close()


async def _input_closed() -> None:
    """Wait until the command that opened the room has gone."""
    loop, closed = asyncio.get_running_loop(), asyncio.Event()

    def wait() -> None:
        while sys.stdin.readline():
            pass
        loop.call_soon_threadsafe(closed.set)

    threading.Thread(target=wait, daemon=True).start()
    await closed.wait()


def main() -> int:
    """Run the room; return its exit status."""
    logging.basicConfig(level=logging.ERROR)
    os.umask(0o077)
    settings = RoomSettings.read(sys.stdin.readline())
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    lock = Lock(lambda: os.open(settings.folder / "lock", flags, 0o600), 2.0)
    try:
        with lock:
            asyncio.run(serve(settings))
    except LockTimeoutError:
        return BUSY_STATUS
    except OSError as error:
        print(json.dumps({"error": error.strerror or str(error)}), flush=True)
        return NO_ADDRESS_STATUS
    return 0


if __name__ == "__main__":
    sys.exit(main())
