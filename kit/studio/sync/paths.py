"""A journey as plain data, and the places in it.

Nothing is changed in place: every function returns new data that shares what it left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from kit.journey import Journey, dotted
from kit.workshop.shapes import is_keyed

Place = Sequence[Any]
"""Names and positions; an emotion, which has neither, stands at ``{"persona": …, "at": …}``."""


class NowhereError(Exception):
    """There is no such place in a journey."""

    def __init__(self, place: Place) -> None:
        super().__init__(said(place))
        self.place = list(place)


class GoneError(Exception):
    """The record that a place is in has been removed."""


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


def value_at(value: Any, place: Place) -> Any:
    """Return what stands at a place, or None."""
    for part in place:
        value = opened(value, part)
        if isinstance(value, list):
            at = position(value, part)
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
    value, here = opened(value, part), [*at, part]
    if isinstance(value, list):
        number = position(value, part)
        if number is None:
            raise NowhereError(here)
        item = changed(value[number], rest, change, here)
        return [*value[:number], *([] if item is None else [item]), *value[number + 1 :]]
    if not isinstance(value, Mapping | None) or not isinstance(part, str):
        raise NowhereError(here)
    known = value or {}
    if part not in known and rest and is_keyed(tuple(at)):
        raise GoneError
    item = changed(known.get(part), rest, change, here)
    if item is None:
        return {name: kept for name, kept in known.items() if name != part}
    return {**known, part: item}


def opened(value: Any, part: Any) -> Any:
    """Return a text written for short as the list or the record that it stands for."""
    if isinstance(value, str):
        return {"text": value} if isinstance(part, str) else [value]
    return value


def position(items: list[Any], part: Any) -> int | None:
    """Return the how-manieth item of a list is meant, by its number or by what it says."""
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


def said(place: Place) -> str:
    """Return a place as people write it."""
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
    except (ValidationError, NowhereError, GoneError):
        return False
    return equal(there, value_at(plain(journey), place))
