"""Button that opens a room for participants' phones, and shows how to join it.

The room is led by ``parcours room`` in a process of its own, which outlives this notebook's kernel
and ends with JupyterLab. Its address and secret come to the page in messages, never in traits:
those are stored in notebooks.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.errors import reason
from kit.i18n import N_, Message, Texts, UserText
from kit.room import access
from kit.room.addresses import addresses
from kit.room.texts import with_gaps
from kit.studio import STATIC
from kit.studio.sync.threads import start_thread
from kit.studio.widgets.board import custom_properties
from kit.studio.widgets.export_buttons import COMMAND, NO_START, working_folder
from kit.theme import Theme

OPENING_SECONDS = 30
"""Seconds after which a room that has not opened counts as failed."""

WORDS: dict[str, Message] = {
    "phones": N_("Participants’ phones"),
    "explain": N_(
        "Participants answer on their own phones, without internet. Answers are private until you "
        "reveal them."
    ),
    "network": N_("Network that phones are on"),
    "names": N_("Ask for a name or a nickname"),
    "wifi": N_("Wi-Fi that phones join first (optional)"),
    "password": N_("Its password, shown as a QR code and not stored"),
    "open": N_("Open the room"),
    "opening": N_("The room is being opened…"),
    "failed": N_("The room could not be opened:"),
    "projector": N_("Open the projector"),
    "desk": N_("Open your desk"),
    "scan": N_("Scan this code with your phone"),
    "type": N_("or type this address and code"),
    "joined": N_("Phones in the room: {count}"),
    "close": N_("Close the room on your desk. It closes with JupyterLab, too."),
}


class RoomButton(anywidget.AnyWidget):
    """A button for the room of a client."""

    _esm = STATIC / "room_button.js"
    _css = STATIC / "room_button.css"

    lang = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    theme = traitlets.Dict().tag(sync=True)

    def __init__(self, client: Path, t: Texts, theme: Theme | None = None) -> None:
        self._client, self._t = client, t
        self._opening = threading.Lock()
        super().__init__(
            lang=t.lang,
            texts={name: with_gaps(message, t) for name, message in WORDS.items()},
            theme=custom_properties(theme or Theme()),
        )
        self.on_msg(self.handle_message)

    def handle_message(
        self, widget: anywidget.AnyWidget, message: Mapping[str, Any], buffers: Sequence[memoryview]
    ) -> None:
        """Open the room, or tell how it is, as the front end asks; neither is waited for."""
        if "open" in message:
            start_thread(self.open_room, message["open"])
        elif "look" in message:
            start_thread(self.look)

    def look(self) -> None:
        """Send the state of the room; none where it is closed."""
        room = _shown(self._client)
        networks = [] if room else [[one.ip, f"{one.interface} ({one.ip})"] for one in addresses()]
        self.send({"room": room, "networks": networks})

    def open_room(self, choices: Mapping[str, Any]) -> None:
        """Open the room, and send its state or why it could not be opened."""
        if not self._opening.acquire(blocking=False):
            return
        try:
            self.send({"failed": self._start(choices)})
        except (OSError, ValueError) as error:  # ValueError: a zero byte in what was typed
            why = reason(error) if isinstance(error, OSError) else UserText(str(error))
            self.send({"failed": self._t(NO_START, reason=why)})
        finally:
            self._opening.release()
        self.look()

    def _start(self, choices: Mapping[str, Any]) -> str:
        """Start ``parcours room`` and wait until it has opened; return why it has not."""
        if _shown(self._client):
            return ""
        arguments = ["room", str(self._client), "--no-browser", "--with-process", str(_parent())]
        if choices.get("names"):
            arguments.append("--ask-names")
        if network := str(choices.get("network") or ""):
            arguments.append(f"--interface={network}")
        if wifi := str(choices.get("wifi") or ""):
            arguments.append(f"--wifi={wifi}")
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(  # noqa: S603 - the kit's own command
                [sys.executable, "-P", "-c", COMMAND, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
                cwd=working_folder(),
                env={**os.environ, "PARCOURS_LANG": self._t.lang},
            )
            if process.stdin:
                password = str(choices.get("password") or "").replace("\n", "")
                process.stdin.write(f"{password}\n".encode())
                process.stdin.close()
            until = time.monotonic() + OPENING_SECONDS
            while process.poll() is None and time.monotonic() < until:
                if _shown(self._client):
                    return ""
                time.sleep(0.2)
            process.kill()
            process.wait()
            said.seek(0)
            return said.read().decode(errors="replace").strip() or str(process.returncode)


def _parent() -> int:
    """Return the process with which the room ends: JupyterLab's, or else this one."""
    parent = os.environ.get("JPY_PARENT_PID", "")
    return int(parent) if parent.isdecimal() else os.getpid()


def _shown(client: Path) -> dict[str, Any] | None:
    """Return what the page shows of a client's room; None where it is closed."""
    found = access.find(client)
    if found is None:
        return None
    try:
        state = found.ask()
    except OSError:
        return None
    room = state.get("room")
    devices = room.get("devices") if isinstance(room, dict) else None
    return {
        **{name: state.get(name) for name in ("address", "code", "qr", "notices")},
        "joined": len(devices) if isinstance(devices, list) else 0,
        "projector": found.projector,
        "desk": found.desk,
    }
