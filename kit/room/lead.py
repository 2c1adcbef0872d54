"""Find the command that leads a client's room: its two pages, for this user's other programs."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kit import atomic
from kit.plain_data import Data
from kit.room.opened import room_folder, rooms_folder
from kit.room.settings import LEAD

TIMEOUT = 5.0
"""Seconds for an answer of the command."""


@dataclass(frozen=True)
class Lead:
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
            told = json.loads(connection.getresponse().read())
        except (http.client.HTTPException, ValueError) as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        return told if isinstance(told, dict) else {}


def remember(client: Path, lead: Lead) -> None:
    """Write down how to reach the pages of a client's room: for nobody else to read."""
    path = room_folder(client) / LEAD
    atomic.write_bytes(path, json.dumps(asdict(lead)).encode(), mode=0o600)


def find(client: Path) -> Lead | None:
    """Return how to reach the pages of a client's room; None where it was never opened."""
    return _read(room_folder(client) / LEAD)


def end_rooms_with(process: int) -> None:
    """Close the rooms that end with a process, as its trainer would; what was said is removed."""
    for path in rooms_folder().glob(f"*/{LEAD}"):
        lead = _read(path)
        if lead and lead.with_process == process:
            with contextlib.suppress(OSError):
                lead.ask({"do": "end", "keep": False})


def _read(path: Path) -> Lead | None:
    try:
        return Lead(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def forget(client: Path) -> None:
    """Remove what :func:`remember` has written."""
    (room_folder(client) / LEAD).unlink(missing_ok=True)
