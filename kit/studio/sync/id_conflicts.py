"""Ids given in two places at once: the second thing gets another, and what is said of it follows.

Who adds a thing chooses its id, such as the words of its name. Where someone else has taken it in
the meantime, the desk gives a free one and says so (``names``). Edits that were sent before that
was known say whose id they mean: ``"new": {"caisse": "<id of the edit that added it>"}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, get_origin

from kit.journey import KEYED
from kit.studio.sync.edits import Edit, parts
from kit.studio.sync.journal import Entry
from kit.studio.sync.paths import says_same
from kit.workshop.shapes import is_keyed, shapes


def named(
    data: dict[str, Any], edit: Edit, entry: Callable[[str], Entry | None]
) -> tuple[Edit, dict[str, str]]:
    """Return an edit with the ids that are free, and which they are by those it asked for.

    Parameters
    ----------
    entry
        What tells an edit that has been made from its id.
    """
    known: dict[str, str] = {}
    for asked, adding in edit.get("new", {}).items():
        made = entry(adding)
        known[asked] = made.names.get(asked, asked) if made else asked
    edit = renamed(edit, known)
    given: dict[str, str] = {}
    taken = set(_ids(data))
    for part in parts(edit):
        if part.get("op") != "add" or not is_keyed(tuple(part["place"][:-1])):
            continue
        id = part["place"][-1]
        if id in taken and not says_same(data, part["place"], part.get("value")):
            given[id] = next(f"{id}-{n}" for n in count(2) if f"{id}-{n}" not in taken)
            taken.add(given[id])
    return (renamed(edit, given) if given else edit), given


def _ids(data: Mapping[str, Any]) -> Iterator[str]:
    for name in KEYED:
        for id, record in data.get(name, {}).items():
            yield id
            yield from record.get("kpis", {})


def renamed(edit: Edit, names: Mapping[str, str]) -> Edit:
    """Return an edit that says other ids, where it says ids."""
    if all(asked == given for asked, given in names.items()):
        return edit
    if edit.get("op") == "batch":
        return {**edit, "edits": [renamed(part, names) for part in edit["edits"]]}
    place = list(edit["place"])
    told = {**edit, "place": _place(place, names)}
    for field in ("value", "was"):
        if edit.get(field) is not None:
            told[field] = _value(edit[field], _inside(edit, place), names)
    if isinstance(edit.get("before"), str):
        told["before"] = names.get(edit["before"], edit["before"])
    return told


def _inside(edit: Edit, place: list[Any]) -> list[Any]:
    """Return where the value of an edit comes to stand: an item added to a list stands in it."""
    return [*place, 0] if edit["op"] == "add" and not is_keyed(tuple(place[:-1])) else place


def _place(place: Sequence[Any], names: Mapping[str, str]) -> list[Any]:
    made: list[Any] = []
    for number, part in enumerate(place):
        if isinstance(part, Mapping):
            made.append({field: names.get(id, id) for field, id in part.items()})
        elif isinstance(part, str) and _keys_are_ids(place[:number]):
            made.append(names.get(part, part))
        else:
            made.append(part)
    return made


def _keys_are_ids(place: Sequence[Any]) -> bool:
    if is_keyed(tuple(place)):
        return True
    return any(
        shape.hint and shape.hint.links and get_origin(shape.type) not in (tuple, None)
        for shape in shapes(tuple(place))
    )


def _value(value: Any, place: Sequence[Any], names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_value(item, [*place, 0], names) for item in value]
    if isinstance(value, Mapping):
        ids = _keys_are_ids(place)
        return {
            names.get(name, name) if ids else name: _value(item, [*place, name], names)
            for name, item in value.items()
        }
    return names.get(value, value) if isinstance(value, str) and _links(place) else value


def _links(place: Sequence[Any]) -> bool:
    field = place[:-1] if place and isinstance(place[-1], int) else place
    return any(shape.hint and shape.hint.links for shape in shapes(tuple(field)))
