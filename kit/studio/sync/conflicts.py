"""Edits that met another's of the same field: kept until a person has chosen, and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kit.client_files import ClientFolder
from kit.studio.sync.jsonl import Lines


class Conflicts:
    """The conflicts of one workshop; whoever adds or settles one holds the client's lock."""

    def __init__(self, folder: ClientFolder, name: str) -> None:
        self._lines = Lines(folder, name)
        self._open: dict[str, dict[str, Any]] = {}

    def catch_up(self) -> None:
        """Take in what other notebooks have added."""
        rewritten = self._lines.rewritten
        lines = self._lines.new()
        if self._lines.rewritten != rewritten:
            self._open.clear()
        for _, line in lines:
            self._take_in(line)

    def open(self) -> list[dict[str, Any]]:
        """Return those about which nobody has decided yet, the oldest first."""
        return list(self._open.values())

    def get(self, id: str) -> dict[str, Any] | None:
        """Return one about which nobody has decided yet."""
        return self._open.get(id)

    def keep(self, conflict: Mapping[str, Any]) -> None:
        """Force one to the disk, before anybody is told of it."""
        self._add({**conflict, "at": datetime.now(UTC).isoformat(timespec="seconds")})

    def settle(self, id: str) -> None:
        """Note that a person has chosen; what was not chosen stays in the file."""
        if id in self._open:
            self._add({"settled": id})

    def _add(self, line: dict[str, Any]) -> None:
        self._lines.add(line)
        self._take_in(line)

    def _take_in(self, line: dict[str, Any]) -> None:
        if "settled" in line:
            self._open.pop(line["settled"], None)
        elif "conflict" in line:
            self._open[line["conflict"]] = line
