"""Restore a closed version of a map, as an edit that can be undone (M6.9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from kit.i18n import Texts
from kit.journey import Journey
from kit.studio.sync.edits import Edit
from kit.studio.sync.places import to_dict
from kit.studio.sync.store import WorkshopStore

KEPT = {"map": ("last_review",)}
"""Fields that keep today's value: the day of the review is not part of a version."""


def restore(path: Path, version: Journey, t: Texts) -> bool:
    """Set the map in a workshop's file to that of a version, as one edit of the journal.

    Returns
    -------
    bool
        Whether anything changed.

    Raises
    ------
    WorkshopError
        If the file cannot be read.
    OSError
        If it cannot be written.
    """
    store = WorkshopStore(path, t)
    store.refresh()
    edits = _edits(store.data, to_dict(version))
    if edits:
        store.commit([{"id": uuid4().hex, "op": "batch", "edits": edits}])
    return bool(edits)


def _edits(now: dict[str, Any], then: dict[str, Any]) -> list[Edit]:
    edits: list[Edit] = []
    for section in dict.fromkeys((*then, *now)):
        value, there = then.get(section), now.get(section)
        for field in KEPT.get(section, ()):
            value = {**(value or {}), field: (there or {}).get(field)}
            value = {name: kept for name, kept in value.items() if kept is not None} or None
        if value != there:
            edits.append({"op": "set", "place": [section], "value": value})
    return edits
