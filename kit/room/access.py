"""Reach the trainer's pages of a client's room from this user's other programs."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kit import atomic
from kit.plain_data import Data
from kit.room.open_room import room_folder, rooms_folder
from kit.room.settings import ACCESS

TIMEOUT = 5.0
"""Seconds for an answer of the command."""


@dataclass(frozen=True)
class RoomAccess:
    """Access to the trainer's pages of a room that is open.

    Attributes
    ----------
    host, secret
        Host and port of the pages on loopback, and what their requests carry.
    with_process
        The process with which the room ends; 0 for none.
    """

    host: str
    secret: str
    with_process: int = 0

    @property
    def projector(self) -> str:
        """The address of the projector's page, with the secret in its fragment."""
        return f"http://{self.host}/#{self.secret}"

    @property
    def desk(self) -> str:
        """The address of the desk's page, with the secret in its fragment."""
        return f"http://{self.host}/desk#{self.secret}"

    def ask(self, command: Mapping[str, Data] | None = None) -> Mapping[str, Data]:
        """Give a command, or ask for the state of both pages.

        Raises
        ------
        OSError
            If the room is not open any more.
        """
        connection = http.client.HTTPConnection(self.host, timeout=TIMEOUT)
        headers = {"X-Parcours-Secret": self.secret, "Content-Type": "application/json"}
        try:
            method = "GET" if command is None else "POST"
            body = None if command is None else json.dumps(command).encode()
            connection.request(method, "/state", body, headers)
            reply = json.loads(connection.getresponse().read())
        except (http.client.HTTPException, ValueError) as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        return reply if isinstance(reply, dict) else {}


def save(client: Path, access: RoomAccess) -> None:
    """Write how to reach the pages of a client's room, in a file that this user alone can read."""
    path = room_folder(client) / ACCESS
    atomic.write_bytes(path, json.dumps(asdict(access)).encode(), mode=0o600)


def find(client: Path) -> RoomAccess | None:
    """Return how to reach the pages of a client's room; None where it was never opened."""
    return _read(room_folder(client) / ACCESS)


def end_rooms_with(process: int) -> None:
    """Close the rooms that end with a process, as its trainer would; what was said is removed."""
    for path in rooms_folder().glob(f"*/{ACCESS}"):
        access = _read(path)
        if access and access.with_process == process:
            with contextlib.suppress(OSError):
                access.ask({"do": "end", "keep": False})


def _read(path: Path) -> RoomAccess | None:
    try:
        return RoomAccess(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def remove(client: Path) -> None:
    """Remove what :func:`save` has written."""
    (room_folder(client) / ACCESS).unlink(missing_ok=True)
