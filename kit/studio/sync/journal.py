"""What was edited in a client's workshop, by whichever notebook, and how to take it back.

One line of the journal is one save: its edits with their inverses, and the fingerprint of the file
before and after. The line is on the disk before the file is written, so that after a crash the
last one either counts (the file is the one after) or is cut off (it is still the one before).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kit.client_files import ClientFolder
from kit.studio.sync.edits import Edit
from kit.studio.sync.jsonl import Lines


@dataclass(frozen=True)
class Entry:
    """One edit that was made.

    Attributes
    ----------
    inverse
        What takes it back.
    undoes, redoes
        The id of the edit that it takes back, or makes once more.
    drops
        The id of the edit that cannot be taken back any more, and is left as it is.
    names
        The ids that it gave things, by those it was asked to give.
    """

    id: str
    edit: Edit | None = None
    inverse: Edit | None = None
    undoes: str = ""
    redoes: str = ""
    drops: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return what the journal says of it: nothing of what is empty."""
        return {name: value for name, value in vars(self).items() if value}


class Journal:
    """The edits of one workshop, read on and written on under the client's lock."""

    def __init__(self, folder: ClientFolder, name: str) -> None:
        self._lines = Lines(folder, name)
        self._by_id: dict[str, Entry] = {}
        self._done: list[str] = []
        self._undone: list[str] = []
        self.fingerprint = ""
        """Of the file as the last save of any notebook left it."""

    def get(self, id: str) -> Entry | None:
        """Return an edit that has been made."""
        return self._by_id.get(id)

    @property
    def to_undo(self) -> Entry | None:
        """The last edit that stands."""
        return self._by_id[self._done[-1]] if self._done else None

    @property
    def to_redo(self) -> Entry | None:
        """The edit that was taken back last, unless another has been made since."""
        return self._by_id[self._undone[-1]] if self._undone else None

    def catch_up(self, fingerprint: str) -> None:
        """Take in what other notebooks have added; ``fingerprint`` is that of the file now."""
        rewritten = self._lines.rewritten
        lines = self._lines.new()
        if self._lines.rewritten != rewritten:
            self._by_id.clear()
            self._done.clear()
            self._undone.clear()
        if lines and lines[-1][1].get("before") == fingerprint != lines[-1][1].get("after"):
            # Its file was never written: whoever added it died before, or found no room.
            self._lines.cut(lines.pop()[0])
        for _, line in lines:
            self._take_in([Entry(**entry) for entry in line["edits"]], line["after"])

    @contextlib.contextmanager
    def adding(self, entries: Sequence[Entry], before: str, after: str) -> Iterator[None]:
        """Add a save's edits, forced to the disk, around the writing of the file itself."""
        begin = self._lines.add(
            {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "before": before,
                "after": after,
                "edits": [entry.plain() for entry in entries],
            }
        )
        try:
            yield
        except BaseException:
            self._lines.cut(begin)
            raise
        self._take_in(entries, after)

    def _take_in(self, entries: Sequence[Entry], after: str) -> None:
        self.fingerprint = after
        for entry in entries:
            self._by_id[entry.id] = entry
            if entry.undoes:
                self._withdraw(self._done, entry.undoes)
                self._undone.append(entry.undoes)
            elif entry.redoes:
                self._withdraw(self._undone, entry.redoes)
                self._done.append(entry.redoes)
            elif entry.drops:
                self._withdraw(self._done, entry.drops)
                self._withdraw(self._undone, entry.drops)
            else:
                self._done.append(entry.id)
                self._undone.clear()

    @staticmethod
    def _withdraw(ids: list[str], id: str) -> None:
        if id in ids:
            ids.remove(id)
