"""Command a room that is open on this machine, over its control socket."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Mapping

from kit.plain_data import Data

TIMEOUT = 15.0
"""Seconds for an answer of the room's process."""


class RoomError(Exception):
    """A command that the room refused; the message is for a developer."""


class RoomGoneError(OSError):
    """The room's process does not answer: it is closed, or is being started again."""


class _UnixConnection(http.client.HTTPConnection):
    """A connection to a socket of the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=TIMEOUT)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class RoomClient:
    """Commands to a room.

    Parameters
    ----------
    where
        The path of its control socket, or ``127.0.0.1:port``.
    secret
        What commands must carry.
    """

    def __init__(self, where: str, secret: str) -> None:
        self.where, self._secret = where, secret

    def state(self) -> Mapping[str, Data]:
        """Return the state of the room as its trainer may see it.

        Raises
        ------
        RoomGoneError
            If its process does not answer.
        """
        return self._ask("GET", None)

    def do(self, command: str, **values: Data) -> Data:
        """Give a command, and return its result.

        Raises
        ------
        RoomError
            If the room refuses it.
        RoomGoneError
            If its process does not answer.
        """
        answer = self._ask("POST", {"do": command, **values})
        if "error" in answer:
            raise RoomError(str(answer["error"]))
        return answer.get("result")

    def _ask(self, method: str, body: Mapping[str, Data] | None) -> Mapping[str, Data]:
        connection = (
            _UnixConnection(self.where)
            if "/" in self.where
            else http.client.HTTPConnection(self.where, timeout=TIMEOUT)
        )
        headers = {"Authorization": f"Bearer {self._secret}"}
        try:
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, "/", content, headers)
            answer = json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise RoomGoneError(str(error)) from error
        finally:
            connection.close()
        if not isinstance(answer, dict):
            raise RoomGoneError("no answer")
        return answer
