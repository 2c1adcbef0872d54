"""Keep conflicts: edits of a place that somebody else had changed in the meantime."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kit.client_files import ClientFolder
from kit.studio.sync.jsonl import JsonlFile


class Conflicts:
    """The conflicts of one workshop, in ``.parcours/conflicts.jsonl``.

    The caller of :meth:`record` and :meth:`settle` holds the client's lock. A settled conflict
    stays in the file.
    """

    def __init__(self, folder: ClientFolder, name: str) -> None:
        self._file = JsonlFile(folder, name)
        self._open: dict[str, dict[str, Any]] = {}

    def catch_up(self) -> None:
        """Read the lines that other notebooks have added."""
        rewritten = self._file.rewritten
        lines = self._file.read_new()
        if self._file.rewritten != rewritten:
            self._open.clear()
        for _, line in lines:
            self._take_in(line)

    def open(self) -> list[dict[str, Any]]:
        """Return the conflicts that are not settled, the oldest first."""
        return list(self._open.values())

    def get(self, id: str) -> dict[str, Any] | None:
        """Return a conflict that is not settled, by the id of its edit."""
        return self._open.get(id)

    def record(self, conflict: Mapping[str, Any]) -> None:
        """Force a conflict to the disk; only then is it reported."""
        self._append({**conflict, "at": datetime.now(UTC).isoformat(timespec="seconds")})

    def settle(self, id: str) -> None:
        """Note that a person has chosen one of the two versions."""
        if id in self._open:
            self._append({"settled": id})

    def _append(self, line: dict[str, Any]) -> None:
        self._file.append(line)
        self._take_in(line)

    def _take_in(self, line: dict[str, Any]) -> None:
        if "settled" in line:
            self._open.pop(line["settled"], None)
        elif "conflict" in line:
            self._open[line["conflict"]] = line
