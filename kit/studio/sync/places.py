"""Read and replace values at places of a journey's plain data.

Data is never changed in place: every function returns new data that shares the unchanged parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from kit.diagnostics import dotted
from kit.journey import Journey
from kit.plain_data import Data
from kit.workshop.shapes import is_keyed

Part = str | int | Mapping[str, str]
EditPlace = Sequence[Part]
"""Names and indices; an emotion, which has no id, is addressed by ``{"persona": …, "at": …}``."""


class NowhereError(Exception):
    """A place that does not exist in a journey."""

    def __init__(self, place: EditPlace) -> None:
        super().__init__(format_place(place))
        self.place = list(place)


class GoneError(Exception):
    """A place in a record that has been removed."""


def to_dict(journey: Journey) -> dict[str, Data]:
    """Return a journey as its file writes it, in JSON: dates are ISO 8601 texts."""
    return {name: _json(value) for name, value in journey.to_data().items()}


def _json(value: Data) -> Data:
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def value_at(value: Data, place: EditPlace) -> Any:
    """Return the value at a place, or None; whoever names the place knows its type.

    >>> data = {"stages": {"pay": {"name": "Pay", "experience": {"lea": {"goals": "Be quick"}}}}}
    >>> value_at(data, ["stages", "pay", "name"])
    'Pay'
    >>> value_at(data, ["stages", "pay", "experience", "lea", "goals", 0])
    'Be quick'
    """
    for part in place:
        value = expand_shorthand(value, part)
        if isinstance(value, list):
            at = index_of(value, part)
            value = None if at is None else value[at]
        else:
            value = value.get(str(part)) if isinstance(value, Mapping) else None
    return value


def replace_at(
    value: Data, place: EditPlace, change: Callable[[Data], Data], at: EditPlace = ()
) -> Any:
    """Return a value in which ``change`` has replaced the one at a place.

    Parameters
    ----------
    change
        Returns the new value for the old one; None removes it.
    at
        The place of ``value`` itself.

    Mappings on the way are created where they are missing, but for records, which have an id.

    Raises
    ------
    GoneError
        If a record on the way is missing: it has been removed.
    NowhereError
        If the place cannot exist.

    >>> replace_at({"client": {"name": "Lumen"}}, ["client", "name"], str.upper)
    {'client': {'name': 'LUMEN'}}
    >>> replace_at({"client": {"name": "Lumen"}}, ["client", "name"], lambda _: None)
    {'client': {}}
    """
    if not place:
        return change(value)
    part, *rest = place
    value, here = expand_shorthand(value, part), [*at, part]
    if isinstance(value, list):
        number = index_of(value, part)
        if number is None:
            raise NowhereError(here)
        item = replace_at(value[number], rest, change, here)
        return [*value[:number], *([] if item is None else [item]), *value[number + 1 :]]
    if not isinstance(value, Mapping | None) or not isinstance(part, str):
        raise NowhereError(here)
    known = value or {}
    if part not in known and rest and is_keyed(tuple(at)):
        raise GoneError
    item = replace_at(known.get(part), rest, change, here)
    if item is None:
        return {name: kept for name, kept in known.items() if name != part}
    return {**known, part: item}


def expand_shorthand(value: Data, part: Part) -> Data:
    """Return the list or the record that a text abbreviates; any other value as it is.

    >>> expand_shorthand("Quick", 0), expand_shorthand("Quick", "text")
    (['Quick'], {'text': 'Quick'})
    """
    if isinstance(value, str):
        return {"text": value} if isinstance(part, str) else [value]
    return value


def index_of(items: Sequence[Data], part: Part) -> int | None:
    """Return the index of an item, given by its index or by some of its fields; None if absent.

    >>> index_of([{"at": "till", "score": 1}, {"at": "shop", "score": 2}], {"at": "shop"})
    1
    """
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


def format_place(place: EditPlace) -> str:
    """Return a place as text, its parts separated by dots."""
    return dotted(tuple(part for part in place if isinstance(part, str | int)))


def equal(one: Data, other: Data) -> bool:
    """Return whether two pieces of plain data are equal; 1 and true are not."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def states_same(data: dict[str, Data], place: EditPlace, value: Data) -> bool:
    """Return whether a value, abbreviated or not, states what stands at a place already."""
    there = value_at(data, place)
    if equal(there, value):
        return True
    try:
        journey = Journey.model_validate(replace_at(data, place, lambda _: value))
    except (ValidationError, NowhereError, GoneError):
        return False
    return equal(there, value_at(to_dict(journey), place))
