"""A file of JSON lines that only grows, each line whole on the disk before it counts."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Lines:
    """What such a file says, read on from where it was read last.

    A line that a crash or a full disk left unfinished is none: it is cut off when the next one is
    added. Whoever adds or cuts holds the client's lock.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.end = 0

    def new(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the lines added since the last call, each with where it begins."""
        try:
            with self.path.open("rb") as file:
                file.seek(self.end)
                content = file.read()
        except FileNotFoundError:
            return []
        found = []
        for text in content[: content.rfind(b"\n") + 1].splitlines(keepends=True):
            with contextlib.suppress(ValueError):
                line = json.loads(text)
                if isinstance(line, dict):
                    found.append((self.end, line))
            self.end += len(text)
        return found

    def add(self, line: Mapping[str, Any]) -> int:
        """Force a line to the disk and return where it begins; or leave the file as it was."""
        begin = self.end
        content = json.dumps(line).encode() + b"\n"
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab") as file:
            file.truncate(begin)
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
        with self.path.open("ab") as file:
            file.truncate(begin)
            os.fsync(file.fileno())
