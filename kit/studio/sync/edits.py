"""Apply one edit to a journey's plain data, and compute its inverse.

The plain data is a journey as its file writes it, in JSON: boards and forms show it. An edit
names one place in it, so that edits of different places merge::

    {"id": "…", "op": "set", "place": ["touchpoints", "caisse", "importance"], "value": 4, "was": 3}
    {"id": "…", "op": "add", "place": ["stages", "payer"], "value": {…}, "before": "recevoir"}
    {"id": "…", "op": "add", "place": ["notes"], "value": "…"}
    {"id": "…", "op": "remove", "place": ["pain_points", "attente"], "was": {…}}
    {"id": "…", "op": "move", "place": ["touchpoints", "caisse"], "before": "facture"}
    {"id": "…", "op": "rename", "place": ["stages", "payer"], "value": "regler"}
    {"id": "…", "op": "batch", "edits": [{…}, {…}]}

Data is never changed in place: every function returns new data that shares the unchanged parts.
The board's ``frontend/board/data.js`` does the same: ``tests/frontend/edits.json`` holds for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kit.i18n import N_, Message, UserText
from kit.plain_data import Data
from kit.studio.sync.places import (
    EditPlace,
    GoneError,
    NowhereError,
    equal,
    expand_shorthand,
    format_place,
    index_of,
    replace_at,
    states_same,
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
    """An edit that cannot be applied.

    Attributes
    ----------
    says
        The reason.
    place
        The place that is at fault.
    offer
        An edit that could be applied instead, or None.
    """

    def __init__(self, says: Message, place: EditPlace = (), offer: Edit | None = None) -> None:
        super().__init__(says.text)
        self.says, self.place, self.offer = says, list(place), offer


class ClashError(Exception):
    """An edit of a place that has changed since its author saw it.

    Attributes
    ----------
    theirs
        The value that stands there now; None where the place has been removed.
    yours
        The value that the edit was to set.
    """

    def __init__(
        self, place: EditPlace, theirs: Data, yours: Data, says: Message = CHANGED
    ) -> None:
        super().__init__(says.text)
        self.place, self.theirs, self.yours, self.says = list(place), theirs, yours, says


def apply_edit(data: dict[str, Any], edit: Edit) -> tuple[dict[str, Any], Edit | None]:
    """Return the data after an edit, and the edit that undoes it.

    The inverse is None where the data states the same already.

    Raises
    ------
    RefusedError
        If there is no such place, or no such operation.
    ClashError
        If the place has changed since its author saw it (``was``).

    >>> data = {"touchpoints": {"till": {"name": "Till", "importance": 3}}}
    >>> edit = {"op": "set", "place": ["touchpoints", "till", "importance"], "value": 4, "was": 3}
    >>> after, inverse = apply_edit(data, edit)
    >>> after
    {'touchpoints': {'till': {'name': 'Till', 'importance': 4}}}
    >>> apply_edit(after, inverse)[0] == data
    True
    """
    if edit.get("op") == "batch":
        inverses: list[Edit] = []
        for part in edit["edits"]:
            data, inverse = apply_edit(data, part)
            if inverse:
                inverses.insert(0, inverse)
        return data, {"op": "batch", "edits": inverses} if inverses else None
    operation = OPS.get(edit.get("op", ""))
    if operation is None:
        raise RefusedError(NO_SUCH_OP.filled(op=UserText(str(edit.get("op")))))
    try:
        return operation(data, edit, list(edit["place"]))
    except NowhereError as error:
        says = NO_SUCH_PLACE.filled(place=UserText(format_place(error.place)))
        raise RefusedError(says, error.place) from None


# --- the operations ------------------------------------------------------------------------------

Result = tuple[dict[str, Any], Edit | None]


def _set(data: dict[str, Any], edit: Edit, place: list[Any]) -> Result:
    value = edit.get("value")
    if isinstance(value, str) and not value.strip():
        value = None
    if place[0] == "emotions" and len(place) == 3 and isinstance(place[1], Mapping):
        result = _set_feeling(data, edit, place, value)
        if result:
            return result
    place = _current_place(data, place, edit)
    if value is None and place and isinstance(place[-1], int):
        return _remove(data, edit, place)
    there = value_at(data, place)
    if equal(there, value):
        return data, None
    try:
        after = replace_at(data, place, lambda _: value)
    except GoneError:
        raise ClashError(place, None, value, GONE) from None
    if "was" in edit and not states_same(data, place, edit["was"]):
        if states_same(data, place, value):
            return data, None
        raise ClashError(place, there, value)
    return after, {"op": "set", "place": place, "value": there, "was": value}


def _set_feeling(data: dict[str, Any], edit: Edit, place: list[Any], value: Data) -> Result | None:
    """Set a field of an emotion: create its entry where it is missing, remove an empty one.

    Returns
    -------
    tuple or None
        None where the entry exists and stays: the field is then set like any other.
    """
    entries = data.get("emotions") or []
    at = index_of(entries, place[1])
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
        # The entry existed without any value: undoing this edit must not remove it.
        after = replace_at(data, place, lambda _: value)
        return after, {"op": "set", "place": place, "value": None}
    return None


def _add(data: dict[str, Any], edit: Edit, place: list[Any]) -> Result:
    value, before = edit.get("value"), edit.get("before")
    if is_keyed(tuple(place[:-1])):
        *parent, id = place
        if isinstance(value, Mapping):
            value = {name: v for name, v in value.items() if name != "id"}
        there = value_at(data, place)
        if there is not None:
            if states_same(data, place, value):
                return data, None
            raise RefusedError(TAKEN.filled(id=UserText(id)), place)
        inverse: Edit = {"op": "remove", "place": place}
        return _replace_at(
            data, parent, lambda records: _insert_before(records or {}, id, value, before)
        ), inverse
    items = value_at(data, place) or []
    items = [items] if isinstance(items, str) else items
    number = None if before is None else index_of(items, before)
    number = len(items) if number is None else number
    after = _replace_at(data, place, lambda _: [*items[:number], value, *items[number:]])
    return after, {"op": "remove", "place": [*place, number], "was": value}


def _remove(data: dict[str, Any], edit: Edit, place: list[Any]) -> Result:
    place = _current_place(data, place, edit)
    *parent, part = place
    there = value_at(data, place)
    if there is None:
        return data, None
    if edit.get("was") is not None and not states_same(data, place, edit["was"]):
        raise ClashError(place, there, None)
    inverse: dict[str, Any] = {"op": "add", "place": place, "value": there, "before": None}
    holder = expand_shorthand(value_at(data, parent), part)
    if isinstance(holder, list):
        number = index_of(holder, part)
        last = number is None or number == len(holder) - 1
        inverse |= {"place": parent, "before": None if last else number}
    elif isinstance(holder, Mapping) and is_keyed(parent):
        inverse["before"] = _id_after(holder, part)
    else:
        inverse = {"op": "set", "place": place, "value": there, "was": None}
    return replace_at(data, place, lambda _: None), inverse


def _move(data: dict[str, Any], edit: Edit, place: list[Any]) -> Result:
    place = _current_place(data, place, edit)
    *parent, part = place
    before = edit.get("before")
    holder = value_at(data, parent)
    if value_at(data, place) is None or not isinstance(holder, Mapping | list):
        raise ClashError(place, None, None, GONE)
    if isinstance(holder, Mapping):
        if before == part or _id_after(holder, part) == before:
            return data, None
        back: Edit = {"op": "move", "place": place, "before": _id_after(holder, part)}
        moved: Mapping[str, Data] | list[Data] = _insert_before(
            {k: v for k, v in holder.items() if k != part}, part, holder[part], before
        )
        return _replace_at(data, parent, lambda _: moved), back
    number = index_of(holder, part) or 0
    target = None if before is None else index_of(holder, before)
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
    return _replace_at(data, parent, lambda _: moved), back


def _rename(data: dict[str, Any], edit: Edit, place: list[Any]) -> Result:
    """Change a record's id; :mod:`kit.studio.sync.references` changes the references to it."""
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
    return _replace_at(data, parent, lambda _: renamed), {
        "op": "rename",
        "place": [*parent, new],
        "value": old,
    }


OPS: dict[str, Callable[[dict[str, Any], Edit, list[Any]], Result]] = {
    "set": _set,
    "add": _add,
    "remove": _remove,
    "move": _move,
    "rename": _rename,
}


def _replace_at(
    data: dict[str, Any], place: EditPlace, change: Callable[[Any], Any]
) -> dict[str, Any]:
    try:
        after: dict[str, Any] = replace_at(data, place, change)
    except GoneError:
        raise ClashError(place, None, change(None), GONE) from None
    return after


def _current_place(data: dict[str, Any], place: list[Any], edit: Edit) -> list[Any]:
    """Return the place of a list's item now: others may have moved it, so go by its value."""
    was = edit.get("was")
    if was is None or not place or not isinstance(place[-1], int):
        return place
    items = value_at(data, place[:-1])
    if not isinstance(items, list) or equal(value_at(items, place[-1:]), was):
        return place
    same = [number for number, item in enumerate(items) if equal(item, was)]
    return [*place[:-1], same[0]] if len(same) == 1 else place


def _insert_before(
    records: Mapping[str, Any], id: str, value: Data, before: Data
) -> dict[str, Any]:
    after: dict[str, Any] = {}
    for name, record in records.items():
        if name == before:
            after[id] = value
        after[name] = record
    return after if id in after else {**after, id: value}


def _id_after(records: Mapping[str, Any], id: str) -> str | None:
    names = list(records)
    after = names.index(id) + 1
    return names[after] if after < len(names) else None


def single_edits(edit: Edit) -> Iterator[Edit]:
    """Yield the edits of a batch, however nested, or the edit itself."""
    if edit.get("op") == "batch":
        for part in edit["edits"]:
            yield from single_edits(part)
    else:
        yield edit


def places(edit: Edit) -> Iterator[list[Any]]:
    """Yield every place that an edit changes."""
    for part in single_edits(edit):
        if "place" in part:
            yield list(part["place"])
