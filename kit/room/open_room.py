"""Open a room for a client's workshop, keep its process running, and close it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kit import atomic
from kit.plain_data import Data
from kit.room.client import RoomClient, RoomError, RoomGoneError
from kit.room.codes import new_code, new_token
from kit.room.settings import (
    BUSY_STATUS,
    CONTROL,
    LOG,
    NO_ADDRESS_STATUS,
    PORT,
    RoomSettings,
)
from kit.room.texts import phone_texts

DAY = 24 * 3600.0
"""Seconds after which a log that was left by a crash belongs to another workshop."""


class RoomBusyError(Exception):
    """The room of this client is open in another process."""


class NoAddressError(Exception):
    """The room cannot listen on the address that was chosen; the message is the system's."""


def rooms_folder() -> Path:
    """Return the folder of all rooms of this user."""
    from platformdirs import user_state_path

    return user_state_path("parcours-kit", appauthor=False) / "rooms"


def room_folder(client: Path) -> Path:
    """Return (and make) the folder of a client's room, in the user's state folder.

    It never lies in the client's folder, which may be synchronised.
    """
    folder = rooms_folder() / sha256(os.fsencode(client.resolve())).hexdigest()[:12]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@dataclass
class RoomChoices:
    """The trainer's choices for a room.

    Attributes
    ----------
    host, port
        Where phones are served: the address of one interface.
    names
        Whether participants are asked for a name.
    """

    title: str
    lang: str
    host: str
    port: int = PORT
    names: bool = False


class OpenRoom:
    """A room whose process this one has started.

    Attributes
    ----------
    host
        Where phones are served, such as ``10.0.0.5:8765``.
    code
        What participants type to join.
    resumed
        Whether the room goes on after a crash: devices that had joined are known.
    """

    def __init__(self, folder: Path, choices: RoomChoices) -> None:
        self.folder = folder
        self.resumed = self._set_old_log_aside()
        self._settings = RoomSettings(
            folder,
            new_token(),
            choices.host,
            self._earlier_port() if choices.port == PORT else choices.port,
            new_code(),
            choices.title,
            choices.lang,
            choices.names,
            phone_texts(),
        )
        self.host = self.code = ""
        self.client = RoomClient("", "")
        self._process = self._start()

    @property
    def address(self) -> str:
        """The address of the page, with the code in its fragment, which no server sees."""
        return f"http://{self.host}/#{self.code}"

    @property
    def pid(self) -> int:
        """The number of the room's process."""
        return self._process.pid

    def keep_running(self, others: Callable[[], Iterable[str]] = tuple) -> bool:
        """Start the process again if it has ended; return whether it had.

        Parameters
        ----------
        others
            Returns the addresses to try where the one before is not this machine's any more;
            :attr:`host` then changes.

        Raises
        ------
        NoAddressError
            If it can listen on none of them.
        RoomGoneError
            If it cannot be started for another reason.
        """
        if self._process.poll() is None:
            return False
        ip, _, port = self.host.rpartition(":")
        self._settings = replace(self._settings, host=ip, port=int(port), code=self.code)
        try:
            self._process = self._start()
        except NoAddressError:
            self._start_elsewhere(others())
        return True

    def _start_elsewhere(self, others: Iterable[str]) -> None:
        """Start the process on the first address on which it can listen."""
        before = self._settings
        for ip in others:
            self._settings = replace(before, host=ip)
            with contextlib.suppress(NoAddressError):
                self._process = self._start()
                return
        self._settings = before
        raise NoAddressError(before.host)

    def move(self, ip: str) -> None:
        """Serve phones at another address of this machine.

        Raises
        ------
        RoomError, RoomGoneError
            If that is not possible.
        """
        self.host = str(self.client.do("move", host=ip))
        self._settings = replace(self._settings, host=ip)
        self._remember()

    def interrupt(self) -> None:
        """End the process and leave the log: the next room of this client goes on with it."""
        stop(self._process)

    def close(self, keep: bool) -> Path | None:
        """End the process; keep what was said, or remove it.

        Returns
        -------
        Path or None
            The log, if it is kept.
        """
        self.interrupt()
        (self.folder / CONTROL).unlink(missing_ok=True)
        if keep:
            return set_aside(self.folder)
        remove_log(self.folder)
        return None

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kit.room.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder,
        )
        settings: dict[str, Data] = {**asdict(self._settings), "folder": str(self.folder)}
        told = _told(process, json.dumps(settings))
        self.host, self.code = str(told["host"]), str(told["code"])
        self.client = RoomClient(str(told["control"]), self._settings.secret)
        self._remember()
        return process

    def _remember(self) -> None:
        """Write down how this user's other programs reach the room: for nobody else to read."""
        control = {
            "control": self.client.where,
            "secret": self._settings.secret,
            "host": self.host,
        }
        atomic.write_bytes(self.folder / CONTROL, json.dumps(control).encode(), mode=0o600)

    def _earlier_port(self) -> int:
        """Return the port of the room that is resumed: what phones store belongs to an address."""
        if self.resumed:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                earlier = json.loads((self.folder / CONTROL).read_bytes())
                return int(earlier["host"].rpartition(":")[2])
        return PORT

    def _set_old_log_aside(self) -> bool:
        """Return whether a log of today was left by a crash; keep an older one apart."""
        log = self.folder / LOG
        if not log.exists():
            return False
        if time.time() - log.stat().st_mtime < DAY:
            return True
        set_aside(self.folder)
        return False


def connect(client: Path) -> RoomClient:
    """Return a connection to the room that is open for a client.

    Raises
    ------
    RoomGoneError
        If none is.
    """
    try:
        told = json.loads((room_folder(client) / CONTROL).read_bytes())
        room = RoomClient(told["control"], told["secret"])
    except (OSError, ValueError, KeyError) as error:
        raise RoomGoneError(str(error)) from error
    room.state()
    return room


def stop(process: subprocess.Popen[str]) -> None:
    """Close the room's standard input, at which it writes what is pending and ends."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()


def set_aside(folder: Path) -> Path | None:
    """Give the log a name with the time; return it."""
    log = folder / LOG
    if not log.exists():
        return None
    kept = folder / f"kept-{datetime.now():%Y%m%d-%H%M%S}.sqlite"
    for suffix in ("-wal", "-shm", ""):
        part = log.with_name(log.name + suffix)
        if part.exists():
            part.replace(kept.with_name(kept.name + suffix))
    return kept


def remove_log(folder: Path) -> None:
    """Remove what was said in a room."""
    for path in folder.glob(f"{LOG}*"):
        path.unlink(missing_ok=True)


def kept_logs(client: Path) -> list[Path]:
    """Return the logs that are kept of a client's rooms, which hold what participants said."""
    return sorted(room_folder(client).glob("kept-*.sqlite*"))


def _told(process: subprocess.Popen[str], settings: str) -> dict[str, Data]:
    """Send a new process its settings, and return the line with which it answers."""
    if process.stdin is None or process.stdout is None:
        raise RoomGoneError("no pipes")
    try:
        process.stdin.write(settings + "\n")
        process.stdin.flush()
    except OSError:
        pass
    line = process.stdout.readline()
    told = json.loads(line) if line.strip() else {}
    if "host" in told:
        return dict(told)
    stop(process)
    if process.returncode == BUSY_STATUS:
        raise RoomBusyError
    if process.returncode == NO_ADDRESS_STATUS:
        raise NoAddressError(str(told.get("error", "")))
    raise RoomGoneError(f"exit status {process.returncode}")


__all__ = [
    "NoAddressError",
    "OpenRoom",
    "RoomBusyError",
    "RoomChoices",
    "RoomError",
    "RoomGoneError",
    "connect",
    "kept_logs",
    "room_folder",
    "rooms_folder",
]
