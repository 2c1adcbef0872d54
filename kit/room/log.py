"""Keep a room's events in SQLite: written in groups, each on the disk before it is acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kit.plain_data import Data

log = logging.getLogger(__name__)

PAUSE = 0.005
"""Seconds for which events are gathered before they are written together."""

SCHEMA = """
create table if not exists events (
    seq integer primary key,
    device integer not null,
    id text not null,
    at real not null,
    body text not null,
    unique (device, id)
)
"""
TRAINER = 0
"""The device of events that are the room's own or the trainer's."""


@dataclass(frozen=True)
class Event:
    """Something that happened in the room.

    Attributes
    ----------
    device
        The number of the device that sent it; :data:`TRAINER` for the room's own.
    id
        Chosen by the sender; the same id of the same device counts once.
    at
        When it happened, in seconds since 1970.
    body
        JSON with a ``do``: see :class:`kit.room.state.RoomState`.
    """

    device: int
    id: str
    body: Mapping[str, Data]
    at: float


class EventLog:
    """The log of one room, with one connection for its only writer.

    SQLite before 3.51.3 can damage a WAL that has two connections, so nobody else opens it.

    Parameters
    ----------
    path
        Its file, in the user's state folder: for its owner alone.
    applied
        Called in the loop's thread with each new event, in the order of the log, after it is on the
        disk and before :meth:`append` returns.
    """

    def __init__(self, path: Path, applied: Callable[[Event], None]) -> None:
        self._applied = applied
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600))
        path.chmod(0o600)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = full")
        self._connection.execute("pragma secure_delete = on")
        self._connection.execute(SCHEMA)
        self._writer = ThreadPoolExecutor(1, "parcours-room-log")
        self._pending: list[tuple[Event, asyncio.Future[bool]]] = []
        self._unwritten: dict[tuple[int, str], asyncio.Future[bool]] = {}
        self._task: asyncio.Task[None] | None = None

    def read(self) -> Iterator[Event]:
        """Yield the events of the log, in order; one that is no JSON is left out."""
        rows = self._connection.execute("select device, id, at, body from events order by seq")
        for device, id, at, body in rows:
            try:
                event = Event(device, id, json.loads(body), at)
            except ValueError:
                log.error("event ignored: %s %s", device, id)
            else:
                yield event

    async def append(self, event: Event) -> bool:
        """Write an event, and return once it is on the disk.

        Returns
        -------
        bool
            False if its id was there already: nothing was changed.

        Raises
        ------
        sqlite3.Error
            If it cannot be written, as on a full disk.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._pending.append((event, done))
        self._unwritten[event.device, event.id] = done
        if self._task is None:
            self._task = asyncio.create_task(self._write_groups())
        try:
            return await asyncio.shield(done)
        finally:
            self._unwritten.pop((event.device, event.id), None)

    async def has(self, device: int, id: str) -> bool:
        """Return whether an event of a device is on the disk, or on its way there."""
        if waiting := self._unwritten.get((device, id)):
            with contextlib.suppress(sqlite3.Error):
                await asyncio.shield(waiting)
        asked = "select 1 from events where device = ? and id = ?"

        def found() -> bool:
            return self._connection.execute(asked, (device, id)).fetchone() is not None

        return await asyncio.get_running_loop().run_in_executor(self._writer, found)

    async def close(self) -> None:
        """Write what is pending, and close the file."""
        if self._task is not None:
            await self._task
        self._writer.shutdown()
        self._connection.close()

    async def _write_groups(self) -> None:
        try:
            while self._pending:
                await asyncio.sleep(PAUSE)
                group, self._pending = self._pending, []
                events = [event for event, _ in group]
                loop = asyncio.get_running_loop()
                try:
                    new = await loop.run_in_executor(self._writer, self._write, events)
                except sqlite3.Error as error:
                    for _, done in group:
                        if not done.cancelled():
                            done.set_exception(error)
                    continue
                for (event, done), written in zip(group, new, strict=True):
                    self._acknowledge(event, done, written)
        finally:
            self._task = None

    def _acknowledge(self, event: Event, done: asyncio.Future[bool], written: bool) -> None:
        """Apply an event that is on the disk, and tell whoever waits for it."""
        try:
            if written:
                self._applied(event)
        except Exception as error:  # a defect concerns its own event, and no other of the group
            done.set_exception(error)
            return
        if not done.cancelled():
            done.set_result(written)

    def _write(self, events: list[Event]) -> list[bool]:
        """Write events in one transaction; return for each whether it is new."""
        execute = self._connection.execute
        execute("begin immediate")
        try:
            new = [
                execute(
                    "insert or ignore into events (device, id, at, body) values (?, ?, ?, ?)",
                    (e.device, e.id, e.at, json.dumps(e.body, ensure_ascii=False)),
                ).rowcount
                == 1
                for e in events
            ]
            execute("commit")
        except BaseException:
            execute("rollback")
            raise
        return new
