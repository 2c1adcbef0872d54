"""Settings of a room's process, and what it and whoever starts it agree on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

PORT, LAST_PORT = 8765, 65535
"""The port at which phones are served by default, and the last one there is."""

LOG, CONTROL, ACCESS = "log.sqlite", "control.json", "access.json"
"""The files of a room's folder: its log, and how this user's programs reach it and its pages."""

BUSY_STATUS, NO_ADDRESS_STATUS = 3, 4
"""Exit statuses of the process: another one has the room open; its address cannot be had."""


@dataclass(frozen=True)
class RoomSettings:
    """The settings of a room's process.

    Attributes
    ----------
    folder
        The room's folder, in the user's state folder.
    secret
        What commands must carry.
    host, port
        Where phones are served; port 0 is any free one.
    texts
        The texts of the phone's page, as JSON.
    """

    folder: Path
    secret: str
    host: str
    port: int
    code: str
    title: str
    lang: str
    names: bool
    texts: str

    @classmethod
    def read(cls, line: str) -> RoomSettings:
        """Return the settings that one line of JSON holds."""
        data = json.loads(line)
        return cls(**{**data, "folder": Path(data["folder"])})
