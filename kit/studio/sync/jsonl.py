"""Append-only JSON Lines files, safe against crashes and full disks."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from kit.client_files import ClientFolder


class JsonlFile:
    """A JSON Lines file, read on from where it was read last.

    A line that a crash or a full disk left unfinished does not count: it is cut off when the next
    one is appended. The caller of :meth:`append` and :meth:`truncate` holds the client's lock.

    Parameters
    ----------
    name
        The file, in the client's folder.

    Attributes
    ----------
    end
        Position, in bytes, after the last complete line that was read or appended.
    rewritten
        How often the file was replaced by another one, as ``parcours evidence forget`` does: lines
        read before count no longer.
    """

    def __init__(self, folder: ClientFolder, name: str) -> None:
        self.folder, self.name = folder, name
        self.end = 0
        self.rewritten = 0
        self._inode: tuple[int, int] | None = None

    def read_new(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the lines added since the last call, each with its first byte's position."""
        try:
            with self.folder.open(self.name) as file:
                self._restart_if_replaced(os.fstat(file.fileno()))
                file.seek(self.end)
                content = file.read()
        except FileNotFoundError:
            self.rewritten += bool(self.end)
            self.end = 0
            return []
        found = []
        for text in content[: content.rfind(b"\n") + 1].splitlines(keepends=True):
            with contextlib.suppress(ValueError):
                line = json.loads(text)
                if isinstance(line, dict):
                    found.append((self.end, line))
            self.end += len(text)
        return found

    def _restart_if_replaced(self, seen: os.stat_result) -> None:
        """Read from the start if the file is another one, or shorter than what was read."""
        inode = seen.st_dev, seen.st_ino
        if self.end and (inode != self._inode or seen.st_size < self.end):
            self.end = 0
            self.rewritten += 1
        self._inode = inode

    def append(self, line: Mapping[str, Any]) -> int:
        """Force a line to the disk and return the position of its first byte.

        Raises
        ------
        OSError
            If the disk does not take it; the file is then as before.
        """
        begin = self.end
        content = json.dumps(line).encode() + b"\n"
        self.folder.make_folder(PurePosixPath(self.name).parent)
        with self.folder.appending(self.name) as file:
            file.truncate(begin)
            seen = os.fstat(file.fileno())
            self._inode = seen.st_dev, seen.st_ino
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(begin)
                raise
        self.end = begin + len(content)
        return begin

    def truncate(self, begin: int) -> None:
        """Remove the line that begins at a position, and all after it."""
        self.end = begin  # even where the disk refuses: the next line goes there
        with self.folder.appending(self.name) as file:
            file.truncate(begin)
            os.fsync(file.fileno())
