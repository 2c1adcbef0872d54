"""Journal of the edits of a workshop, from all notebooks, each with its inverse.

One line of the journal is one save: its edits with their inverses, and the fingerprint of the file
before and after. The line is on the disk before the file is written, so that after a crash the
last one either counts (the file is the one after) or is cut off (the file is the one before).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kit.client_files import ClientFolder
from kit.studio.sync.edits import Edit
from kit.studio.sync.jsonl import JsonlFile


@dataclass(frozen=True)
class Entry:
    """One edit in the journal.

    Attributes
    ----------
    inverse
        The edit that undoes this one.
    undoes, redoes
        The id of the edit that this one undoes or redoes.
    drops
        The id of an edit that can no longer be undone or redone, and is left as it is.
    names
        The ids given to new records, by those that the edit asked for.
    """

    id: str
    edit: Edit | None = None
    inverse: Edit | None = None
    undoes: str = ""
    redoes: str = ""
    drops: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as the journal holds it, without empty fields."""
        return {name: value for name, value in vars(self).items() if value}


class Journal:
    """The journal of one workshop; its caller holds the client's lock.

    Attributes
    ----------
    fingerprint
        SHA-256 of the workshop file after the last save of any notebook.
    """

    def __init__(self, folder: ClientFolder, name: str) -> None:
        self._file = JsonlFile(folder, name)
        self._by_id: dict[str, Entry] = {}
        self._done: list[str] = []
        self._undone: list[str] = []
        self.fingerprint = ""

    def get(self, id: str) -> Entry | None:
        """Return the entry of an edit, or None where it was not made."""
        return self._by_id.get(id)

    @property
    def to_undo(self) -> Entry | None:
        """The last edit that is not undone."""
        return self._by_id[self._done[-1]] if self._done else None

    @property
    def to_redo(self) -> Entry | None:
        """The edit that was undone last, or None where another edit was made since."""
        return self._by_id[self._undone[-1]] if self._undone else None

    def catch_up(self, fingerprint: str) -> None:
        """Read the saves that other notebooks have added.

        Parameters
        ----------
        fingerprint
            SHA-256 of the workshop file as it is now.
        """
        rewritten = self._file.rewritten
        lines = self._file.read_new()
        if self._file.rewritten != rewritten:
            self._by_id.clear()
            self._done.clear()
            self._undone.clear()
        if lines and lines[-1][1].get("before") == fingerprint != lines[-1][1].get("after"):
            # The file was never written: the process died before that, or the disk was full.
            self._file.truncate(lines.pop()[0])
        for _, line in lines:
            self._add([Entry(**entry) for entry in line["edits"]], line["after"])

    @contextlib.contextmanager
    def appending(self, entries: Sequence[Entry], before: str, after: str) -> Iterator[None]:
        """Append a save, forced to the disk; remove it again if the body fails.

        The body writes the workshop file.
        """
        begin = self._file.append(
            {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "before": before,
                "after": after,
                "edits": [entry.to_dict() for entry in entries],
            }
        )
        try:
            yield
        except BaseException:
            self._file.truncate(begin)
            raise
        self._add(entries, after)

    def _add(self, entries: Sequence[Entry], after: str) -> None:
        self.fingerprint = after
        for entry in entries:
            self._by_id[entry.id] = entry
            if entry.undoes:
                self._discard(self._done, entry.undoes)
                self._undone.append(entry.undoes)
            elif entry.redoes:
                self._discard(self._undone, entry.redoes)
                self._done.append(entry.redoes)
            elif entry.drops:
                self._discard(self._done, entry.drops)
                self._discard(self._undone, entry.drops)
            else:
                self._done.append(entry.id)
                self._undone.clear()

    @staticmethod
    def _discard(ids: list[str], id: str) -> None:
        if id in ids:
            ids.remove(id)
