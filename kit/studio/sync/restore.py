"""Bring a closed version of a map back, as an edit that can be undone (M6.9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from kit.i18n import Texts
from kit.journey import Journey
from kit.studio.sync.edits import Edit
from kit.studio.sync.paths import plain
from kit.studio.sync.store import Keeper

OF_TODAY = {"map": ("last_review",)}
"""Fields that stay as they are: when the map was reviewed is no part of what it stated."""


def restore(path: Path, version: Journey, t: Texts) -> bool:
    """Make the map in a workshop's file what it was in a version, as one edit of the journal.

    Returns
    -------
    bool
        Whether anything had to be changed.

    Raises
    ------
    WorkshopError
        If the file cannot be read.
    OSError
        If it cannot be written.
    """
    keeper = Keeper(path, t)
    keeper.look()
    edits = _edits(keeper.data, plain(version))
    if edits:
        keeper.commit([{"id": uuid4().hex, "op": "batch", "edits": edits}])
    return bool(edits)


def _edits(now: dict[str, Any], then: dict[str, Any]) -> list[Edit]:
    edits: list[Edit] = []
    for section in dict.fromkeys((*then, *now)):
        value, there = then.get(section), now.get(section)
        for field in OF_TODAY.get(section, ()):
            value = {**(value or {}), field: (there or {}).get(field)}
            value = {name: said for name, said in value.items() if said is not None} or None
        if value != there:
            edits.append({"op": "set", "place": [section], "value": value})
    return edits
