"""A file of JSON lines that only grows, each line whole on the disk before it counts."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from kit.client_files import ClientFolder


class Lines:
    """What such a file says, read on from where it was read last.

    A line that a crash or a full disk left unfinished is none: it is cut off when the next one is
    added. Whoever adds or cuts holds the client's lock.

    Parameters
    ----------
    name
        The file, in the client's folder.

    Attributes
    ----------
    rewritten
        How often the file was seen to be another one than before: someone's words were taken out of
        it (``parcours evidence forget``), and what was read of it counts no more.
    """

    def __init__(self, folder: ClientFolder, name: str) -> None:
        self.folder, self.name = folder, name
        self.end = 0
        self.rewritten = 0
        self._file: tuple[int, int] | None = None

    def new(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the lines added since the last call, each with where it begins."""
        try:
            with self.folder.open(self.name) as file:
                self._begin_again(os.fstat(file.fileno()))
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

    def _begin_again(self, seen: os.stat_result) -> None:
        """Read from the start where the file is another one, or has lost what was read."""
        this = seen.st_dev, seen.st_ino
        if self.end and (this != self._file or seen.st_size < self.end):
            self.end = 0
            self.rewritten += 1
        self._file = this

    def add(self, line: Mapping[str, Any]) -> int:
        """Force a line to the disk and return where it begins; or leave the file as it was."""
        begin = self.end
        content = json.dumps(line).encode() + b"\n"
        self.folder.make_folder(PurePosixPath(self.name).parent)
        with self.folder.appending(self.name) as file:
            file.truncate(begin)
            seen = os.fstat(file.fileno())
            self._file = seen.st_dev, seen.st_ino
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

    def cut(self, begin: int) -> None:
        """Take away the lines from one on."""
        self.end = begin  # even where the disk refuses: the next line goes there
        with self.folder.appending(self.name) as file:
            file.truncate(begin)
            os.fsync(file.fileno())
