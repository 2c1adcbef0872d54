"""Resolve id collisions between concurrent edits.

An edit that adds a record chooses its id, such as the words of its name. Where someone else has
taken that id in the meantime, the record gets a free one, and the reply reports it (``names``).
Edits that were sent before the reply arrived state which record they mean:
``"new": {"caisse": "<id of the edit that added it>"}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, get_origin

from kit.journey import KEYED
from kit.plain_data import Data
from kit.studio.sync.edits import Edit, single_edits
from kit.studio.sync.journal import Entry
from kit.studio.sync.places import states_same
from kit.workshop.shapes import is_keyed, shapes


def resolve_ids(
    data: dict[str, Any], edit: Edit, entry: Callable[[str], Entry | None]
) -> tuple[Edit, dict[str, str]]:
    """Return an edit whose new ids are free, and the new ids by those that it asked for.

    Parameters
    ----------
    entry
        Returns the journal's entry of an edit by its id.
    """
    known: dict[str, str] = {}
    for wanted, adding in edit.get("new", {}).items():
        added = entry(adding)
        known[wanted] = added.names.get(wanted, wanted) if added else wanted
    edit = replace_ids(edit, known)
    assigned: dict[str, str] = {}
    taken = set(_ids(data))
    for part in single_edits(edit):
        if part.get("op") != "add" or not is_keyed(tuple(part["place"][:-1])):
            continue
        id = part["place"][-1]
        if id in taken and not states_same(data, part["place"], part.get("value")):
            assigned[id] = next(f"{id}-{n}" for n in count(2) if f"{id}-{n}" not in taken)
            taken.add(assigned[id])
    return (replace_ids(edit, assigned) if assigned else edit), assigned


def _ids(data: Mapping[str, Any]) -> Iterator[str]:
    for name in KEYED:
        for id, record in data.get(name, {}).items():
            yield id
            yield from record.get("kpis", {})


def replace_ids(edit: Edit, names: Mapping[str, str]) -> Edit:
    """Return an edit with ids replaced, in places and values; other texts stay as they are.

    >>> edit = {"op": "set", "place": ["stages", "pay", "name"], "value": "pay"}
    >>> replace_ids(edit, {"pay": "pay-2"})
    {'op': 'set', 'place': ['stages', 'pay-2', 'name'], 'value': 'pay'}
    """
    if all(old == new for old, new in names.items()):
        return edit
    if edit.get("op") == "batch":
        return {**edit, "edits": [replace_ids(part, names) for part in edit["edits"]]}
    place = list(edit["place"])
    replaced = {**edit, "place": _replace_in_place(place, names)}
    for field in ("value", "was"):
        if edit.get(field) is not None:
            replaced[field] = _replace_in_value(edit[field], _place_of_value(edit, place), names)
    if isinstance(edit.get("before"), str):
        replaced["before"] = names.get(edit["before"], edit["before"])
    return replaced


def _place_of_value(edit: Edit, place: list[Any]) -> list[Any]:
    """Return the place of an edit's value: an item added to a list stands inside the list."""
    return [*place, 0] if edit["op"] == "add" and not is_keyed(tuple(place[:-1])) else place


def _replace_in_place(place: Sequence[Any], names: Mapping[str, str]) -> list[Any]:
    replaced: list[Any] = []
    for number, part in enumerate(place):
        if isinstance(part, Mapping):
            replaced.append({field: names.get(id, id) for field, id in part.items()})
        elif isinstance(part, str) and _keys_are_ids(place[:number]):
            replaced.append(names.get(part, part))
        else:
            replaced.append(part)
    return replaced


def _keys_are_ids(place: Sequence[Any]) -> bool:
    if is_keyed(tuple(place)):
        return True
    return any(
        shape.hint and shape.hint.links and get_origin(shape.type) not in (tuple, None)
        for shape in shapes(_as_indexes(place))
    )


def _replace_in_value(value: Data, place: Sequence[Any], names: Mapping[str, str]) -> Data:
    if isinstance(value, list):
        return [_replace_in_value(item, [*place, 0], names) for item in value]
    if isinstance(value, Mapping):
        ids = _keys_are_ids(place)
        return {
            names.get(name, name) if ids else name: _replace_in_value(item, [*place, name], names)
            for name, item in value.items()
        }
    return names.get(value, value) if isinstance(value, str) and _links(place) else value


def _links(place: Sequence[Any]) -> bool:
    field = place[:-1] if place and isinstance(place[-1], int) else place
    return any(shape.hint and shape.hint.links for shape in shapes(_as_indexes(field)))


def _as_indexes(place: Sequence[Any]) -> tuple[str | int, ...]:
    """Return a place in which an index stands for each item that is named by its ids."""
    return tuple(0 if isinstance(part, Mapping) else part for part in place)
