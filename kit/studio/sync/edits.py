"""An edit as plain data, applied to plain data: what it changes, and what would take it back.

The plain data is a journey as its file writes it, in JSON: what a board or a form shows. An edit
names one place in it, so that edits to different things merge::

    {"id": "…", "op": "set", "place": ["touchpoints", "caisse", "importance"], "value": 4, "was": 3}
    {"id": "…", "op": "add", "place": ["stages", "payer"], "value": {…}, "before": "recevoir"}
    {"id": "…", "op": "add", "place": ["notes"], "value": "…"}
    {"id": "…", "op": "remove", "place": ["pain_points", "attente"], "was": {…}}
    {"id": "…", "op": "move", "place": ["touchpoints", "caisse"], "before": "facture"}
    {"id": "…", "op": "rename", "place": ["stages", "payer"], "value": "regler"}
    {"id": "…", "op": "batch", "edits": [{…}, {…}]}

Nothing is changed in place: every function returns new data that shares what it left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kit.i18n import N_, Message, UserText
from kit.studio.sync.paths import (
    GoneError,
    NowhereError,
    Place,
    changed,
    equal,
    opened,
    position,
    said,
    says_same,
    value_at,
)
from kit.workshop.shapes import is_keyed

Edit = Mapping[str, Any]
NO_SUCH_PLACE = N_("Nothing at “{place}” can be changed.")
NO_SUCH_OP = N_("Unknown edit “{op}”. Please report it.")
TAKEN = N_("The ID “{id}” is already used. Choose another.")
GONE = N_("The item you edited has since been removed.")
CHANGED = N_("This item has since been changed by someone else, or in the file.")


class RefusedError(Exception):
    """An edit that cannot be made: why, where, and what could be done instead."""

    def __init__(self, says: Message, place: Place = (), offer: Edit | None = None) -> None:
        super().__init__(says.text)
        self.says, self.place, self.offer = says, list(place), offer


class ClashError(Exception):
    """An edit of something that is no more what its author saw; ``theirs`` is what it is now."""

    def __init__(self, place: Place, theirs: Any, yours: Any, says: Message = CHANGED) -> None:
        super().__init__(says.text)
        self.place, self.theirs, self.yours, self.says = list(place), theirs, yours, says


def applied(data: dict[str, Any], edit: Edit) -> tuple[dict[str, Any], Edit | None]:
    """Return the data with an edit made, and the edit that takes it back.

    There is nothing to take back (None) where the data says so already.

    Raises
    ------
    RefusedError
        Where there is no such place, or no such edit.
    ClashError
        Where the place has changed since its author saw it (``was``).
    """
    if edit.get("op") == "batch":
        inverses: list[Edit] = []
        for part in edit["edits"]:
            data, inverse = applied(data, part)
            if inverse:
                inverses.insert(0, inverse)
        return data, {"op": "batch", "edits": inverses} if inverses else None
    make = OPS.get(edit.get("op", ""))
    if make is None:
        raise RefusedError(NO_SUCH_OP.filled(op=UserText(str(edit.get("op")))))
    try:
        return make(data, edit, list(edit["place"]))
    except NowhereError as error:
        says = NO_SUCH_PLACE.filled(place=UserText(said(error.place)))
        raise RefusedError(says, error.place) from None


# --- the edits -----------------------------------------------------------------------------------

Made = tuple[dict[str, Any], Edit | None]


def _set(data: dict[str, Any], edit: Edit, place: list[Any]) -> Made:
    value = edit.get("value")
    if isinstance(value, str) and not value.strip():
        value = None
    if place[0] == "emotions" and len(place) == 3 and isinstance(place[1], Mapping):
        made = _set_feeling(data, edit, place, value)
        if made:
            return made
    place = _found_again(data, place, edit)
    if value is None and place and isinstance(place[-1], int):
        return _remove(data, edit, place)
    there = value_at(data, place)
    if equal(there, value):
        return data, None
    try:
        after = changed(data, place, lambda _: value)
    except GoneError:
        raise ClashError(place, None, value, GONE) from None
    if "was" in edit and not says_same(data, place, edit["was"]):
        if says_same(data, place, value):
            return data, None
        raise ClashError(place, there, value)
    return after, {"op": "set", "place": place, "value": there, "was": value}


def _set_feeling(data: dict[str, Any], edit: Edit, place: list[Any], value: Any) -> Made | None:
    """Make an emotion's entry where there is none, and unmake it where nothing is left in it."""
    entries = data.get("emotions") or []
    at = position(entries, place[1])
    if at is None:
        if value is None:
            return data, None
        if edit.get("was") is not None:
            raise ClashError(place, None, value, GONE)
        same = [n for n, e in enumerate(entries) if e.get("persona") == place[1].get("persona")]
        entry = {**place[1], place[2]: value}
        number = same[-1] + 1 if same else len(entries)
        after = {**data, "emotions": [*entries[:number], entry, *entries[number:]]}
        return after, {"op": "remove", "place": place[:2]}
    rest = {name: v for name, v in entries[at].items() if name not in (*place[1], place[2])}
    if value is None and not rest and equal(entries[at].get(place[2]), edit.get("was")):
        return _remove(data, {"op": "remove"}, place[:2])
    if value is not None and not rest and place[2] not in entries[at] and not edit.get("was"):
        # An entry that says nothing stays when what is said now is taken back.
        after = changed(data, place, lambda _: value)
        return after, {"op": "set", "place": place, "value": None}
    return None


def _add(data: dict[str, Any], edit: Edit, place: list[Any]) -> Made:
    value, before = edit.get("value"), edit.get("before")
    if is_keyed(tuple(place[:-1])):
        *parent, id = place
        if isinstance(value, Mapping):
            value = {name: v for name, v in value.items() if name != "id"}
        there = value_at(data, place)
        if there is not None:
            if says_same(data, place, value):
                return data, None
            raise RefusedError(TAKEN.filled(id=UserText(id)), place)
        inverse: Edit = {"op": "remove", "place": place}
        return _at(data, parent, lambda records: _placed(records or {}, id, value, before)), inverse
    items = value_at(data, place) or []
    items = [items] if isinstance(items, str) else items
    number = None if before is None else position(items, before)
    number = len(items) if number is None else number
    after = _at(data, place, lambda _: [*items[:number], value, *items[number:]])
    return after, {"op": "remove", "place": [*place, number], "was": value}


def _remove(data: dict[str, Any], edit: Edit, place: list[Any]) -> Made:
    place = _found_again(data, place, edit)
    *parent, part = place
    there = value_at(data, place)
    if there is None:
        return data, None
    if edit.get("was") is not None and not says_same(data, place, edit["was"]):
        raise ClashError(place, there, None)
    inverse: dict[str, Any] = {"op": "add", "place": place, "value": there, "before": None}
    holder = opened(value_at(data, parent), part)
    if isinstance(holder, list):
        number = position(holder, part)
        last = number is None or number == len(holder) - 1
        inverse |= {"place": parent, "before": None if last else number}
    elif is_keyed(tuple(parent)):
        inverse["before"] = _next(holder, part)
    else:
        inverse = {"op": "set", "place": place, "value": there, "was": None}
    return changed(data, place, lambda _: None), inverse


def _move(data: dict[str, Any], edit: Edit, place: list[Any]) -> Made:
    place = _found_again(data, place, edit)
    *parent, part = place
    before = edit.get("before")
    holder = value_at(data, parent)
    if value_at(data, place) is None or not isinstance(holder, Mapping | list):
        raise ClashError(place, None, None, GONE)
    if isinstance(holder, Mapping):
        if before == part or _next(holder, part) == before:
            return data, None
        back: Edit = {"op": "move", "place": place, "before": _next(holder, part)}
        moved: Any = _placed(
            {k: v for k, v in holder.items() if k != part}, part, holder[part], before
        )
        return _at(data, parent, lambda _: moved), back
    number = position(holder, part) or 0
    target = None if before is None else position(holder, before)
    target = len(holder) if target is None else target
    rest = [*holder[:number], *holder[number + 1 :]]
    to = target if target <= number else target - 1
    if to == number:
        return data, None
    moved = [*rest[:to], holder[number], *rest[to:]]
    beyond = number if number <= to else number + 1
    back = {
        "op": "move",
        "place": [*parent, to],
        "before": beyond if beyond < len(holder) else None,
    }
    return _at(data, parent, lambda _: moved), back


def _rename(data: dict[str, Any], edit: Edit, place: list[Any]) -> Made:
    """Give a record another id; :mod:`kit.studio.sync.references` follows it elsewhere."""
    *parent, old = place
    new = edit["value"]
    holder = value_at(data, parent)
    if not isinstance(holder, Mapping) or old not in holder:
        raise ClashError(place, None, new, GONE)
    if new == old:
        return data, None
    if new in holder:
        raise RefusedError(TAKEN.filled(id=UserText(str(new))), place)
    renamed = {new if name == old else name: record for name, record in holder.items()}
    return _at(data, parent, lambda _: renamed), {
        "op": "rename",
        "place": [*parent, new],
        "value": old,
    }


OPS: dict[str, Callable[[dict[str, Any], Edit, list[Any]], Made]] = {
    "set": _set,
    "add": _add,
    "remove": _remove,
    "move": _move,
    "rename": _rename,
}


def _at(data: dict[str, Any], place: Place, change: Callable[[Any], Any]) -> dict[str, Any]:
    try:
        made: dict[str, Any] = changed(data, place, change)
    except GoneError:
        raise ClashError(place, None, change(None), GONE) from None
    return made


def _found_again(data: dict[str, Any], place: list[Any], edit: Edit) -> list[Any]:
    """Return where an item of a list stands by now, told by what it was."""
    was = edit.get("was")
    if was is None or not place or not isinstance(place[-1], int):
        return place
    items = value_at(data, place[:-1])
    if not isinstance(items, list) or equal(value_at(items, place[-1:]), was):
        return place
    same = [number for number, item in enumerate(items) if equal(item, was)]
    return [*place[:-1], same[0]] if len(same) == 1 else place


def _placed(records: Mapping[str, Any], id: str, value: Any, before: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, record in records.items():
        if name == before:
            made[id] = value
        made[name] = record
    return made if id in made else {**made, id: value}


def _next(records: Mapping[str, Any], id: str) -> str | None:
    names = list(records)
    after = names.index(id) + 1
    return names[after] if after < len(names) else None


def parts(edit: Edit) -> Iterator[Edit]:
    """Yield the edits that a batch is made of, or the edit itself."""
    if edit.get("op") == "batch":
        for part in edit["edits"]:
            yield from parts(part)
    else:
        yield edit


def places(edit: Edit) -> Iterator[list[Any]]:
    """Yield every place that an edit touches."""
    for part in parts(edit):
        if "place" in part:
            yield list(part["place"])
