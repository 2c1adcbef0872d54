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

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from kit.i18n import N_, Message, Words
from kit.journey import KEYED, Journey, dotted
from kit.workshop.shapes import is_keyed

Edit = Mapping[str, Any]
Place = Sequence[Any]
"""Names and positions; an emotion, which has neither, stands at ``{"persona": …, "at": …}``."""

NO_SUCH_PLACE = N_("There is nothing at “{place}” that could be changed.")
NO_SUCH_OP = N_("“{op}” is no edit.")
TAKEN = N_("The id “{id}” is taken already: choose another.")
GONE = N_("What this changes has been removed meanwhile.")
CHANGED = N_("This has been changed meanwhile by someone else, or by hand.")


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


def plain(journey: Journey) -> dict[str, Any]:
    """Return a journey as the file writes it, in JSON: dates as texts."""
    made: dict[str, Any] = _json(journey.plain())
    return made


def _json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


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
        raise RefusedError(NO_SUCH_OP.filled(op=Words(str(edit.get("op")))))
    return make(data, edit, list(edit["place"]))


# --- reading and changing a place ----------------------------------------------------------------


def value_at(value: Any, place: Place) -> Any:
    """Return what stands at a place, or None."""
    for part in place:
        value = _opened(value, part)
        if isinstance(value, list):
            at = _position(value, part)
            value = None if at is None else value[at]
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def changed(value: Any, place: Place, change: Callable[[Any], Any], at: Place = ()) -> Any:
    """Return a value with what stands at a place made ``change`` of it; None removes it.

    What lies between is made where it is missing, but no record that has an id: that one has been
    removed.
    """
    if not place:
        return change(value)
    part, *rest = place
    value, here = _opened(value, part), [*at, part]
    if isinstance(value, list):
        position = _position(value, part)
        if position is None:
            raise RefusedError(NO_SUCH_PLACE.filled(place=Words(_said(here))), here)
        item = changed(value[position], rest, change, here)
        return [*value[:position], *([] if item is None else [item]), *value[position + 1 :]]
    if not isinstance(value, Mapping | None) or not isinstance(part, str):
        raise RefusedError(NO_SUCH_PLACE.filled(place=Words(_said(here))), here)
    known = value or {}
    if part not in known and rest and is_keyed(tuple(at)):
        raise LookupError(here)
    item = changed(known.get(part), rest, change, here)
    if item is None:
        return {name: kept for name, kept in known.items() if name != part}
    return {**known, part: item}


def _opened(value: Any, part: Any) -> Any:
    """Return a text written for short as the list or the record that it stands for."""
    if isinstance(value, str):
        return {"text": value} if isinstance(part, str) else [value]
    return value


def _position(items: list[Any], part: Any) -> int | None:
    if isinstance(part, Mapping):
        matches = (
            number
            for number, item in enumerate(items)
            if isinstance(item, Mapping) and all(item.get(k) == v for k, v in part.items())
        )
        return next(matches, None)
    if isinstance(part, int) and 0 <= part < len(items):
        return part
    return None


def _said(place: Place) -> str:
    return dotted(tuple(part for part in place if isinstance(part, str | int)))


def equal(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data say the same; 1 and true do not."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def says_same(data: dict[str, Any], place: Place, value: Any) -> bool:
    """Whether a value says, in whatever form, what stands at a place already."""
    there = value_at(data, place)
    if equal(there, value):
        return True
    try:
        journey = Journey.model_validate(changed(data, place, lambda _: value))
    except (ValidationError, RefusedError, LookupError):
        return False
    return equal(there, value_at(plain(journey), place))


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
    except LookupError:
        raise ClashError(place, None, value, GONE) from None
    if "was" in edit and not says_same(data, place, edit["was"]):
        if says_same(data, place, value):
            return data, None
        raise ClashError(place, there, value)
    return after, {"op": "set", "place": place, "value": there, "was": value}


def _set_feeling(data: dict[str, Any], edit: Edit, place: list[Any], value: Any) -> Made | None:
    """Make an emotion's entry where there is none, and unmake it where nothing is left in it."""
    entries = data.get("emotions") or []
    at = _position(entries, place[1])
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
            raise RefusedError(TAKEN.filled(id=Words(id)), place)
        inverse: Edit = {"op": "remove", "place": place}
        return _at(data, parent, lambda records: _placed(records or {}, id, value, before)), inverse
    items = value_at(data, place) or []
    items = [items] if isinstance(items, str) else items
    number = None if before is None else _position(items, before)
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
    holder = _opened(value_at(data, parent), part)
    if isinstance(holder, list):
        number = _position(holder, part)
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
    number = _position(holder, part) or 0
    target = None if before is None else _position(holder, before)
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
    """Give a record another id; who names it is another matter (:mod:`kit.studio.cascade`)."""
    *parent, old = place
    new = edit["value"]
    holder = value_at(data, parent)
    if not isinstance(holder, Mapping) or old not in holder:
        raise ClashError(place, None, new, GONE)
    if new == old:
        return data, None
    if new in holder:
        raise RefusedError(TAKEN.filled(id=Words(str(new))), place)
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
    except LookupError:
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


__all__ = [
    "KEYED",
    "ClashError",
    "Edit",
    "RefusedError",
    "applied",
    "changed",
    "equal",
    "parts",
    "places",
    "plain",
    "says_same",
    "value_at",
]
