"""The trainer's side of a room: commands on a socket that only this user can open."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping

from tornado import web

from kit.plain_data import Data
from kit.room.room import Room
from kit.room.rounds import AnswerError, clean, whole
from kit.room.state import mapping, strings

BODY = 1024 * 1024
"""The most bytes of a command: a round filled from a file has many answers."""

Command = Callable[[Room, Mapping[str, Data]], Awaitable[Data]]


async def _open(room: Room, data: Mapping[str, Data]) -> Data:
    return await room.open_round(data)


async def _repeat(room: Room, data: Mapping[str, Data]) -> Data:
    return await room.repeat(_round(data))


async def _status(room: Room, data: Mapping[str, Data]) -> Data:
    await room.set_status(_round(data), clean(data.get("status"), 20))
    return None


async def _release(room: Room, data: Mapping[str, Data]) -> Data:
    await room.release(_round(data), strings(data.get("notes")), data.get("released") is not False)
    return None


async def _take(room: Room, data: Mapping[str, Data]) -> Data:
    await room.take(_round(data), data.get("taken") is not False)
    return None


async def _fill(room: Room, data: Mapping[str, Data]) -> Data:
    return await room.fill(data)


COMMANDS: dict[str, Command] = {
    "open": _open,
    "repeat": _repeat,
    "status": _status,
    "release": _release,
    "take": _take,
    "fill": _fill,
}


def _round(data: Mapping[str, Data]) -> int:
    return whole(data.get("round"), 1, 999)


class ControlHandler(web.RequestHandler):
    """A command of the trainer's."""

    def initialize(self, room: Room, secret: str, commands: Mapping[str, Command]) -> None:
        """Keep the room, the secret that commands must carry, and what can be commanded."""
        self.room, self.secret, self.commands = room, secret, commands

    def prepare(self) -> None:
        """Refuse whoever has not the secret."""
        given = self.request.headers.get("Authorization", "")
        if not secrets.compare_digest(given.encode(), f"Bearer {self.secret}".encode()):
            raise web.HTTPError(401)

    def get(self) -> None:
        """Send the state of the room as its trainer may see it."""
        self.finish(json.dumps(self.room.for_trainer(), ensure_ascii=False))

    async def post(self) -> None:
        """Do what is commanded, and send what it returns."""
        try:
            data = mapping(json.loads(self.request.body))
            command = self.commands.get(str(data.get("do")))
            if command is None:
                raise AnswerError("command")
            result = await command(self.room, data)
        except (ValueError, RecursionError) as error:
            self.set_status(400)
            self.finish(json.dumps({"error": str(error)}))
            return
        self.finish(json.dumps({"result": result}))


def application(
    room: Room, secret: str, more: Mapping[str, Command] | None = None
) -> web.Application:
    """Return the routes of the control socket."""
    commands = {**COMMANDS, **(more or {})}
    route = (r"/", ControlHandler, {"room": room, "secret": secret, "commands": commands})
    return web.Application([route], log_function=lambda handler: None)
