"""Read a learner's workshop without the fields that cannot be read.

One misspelt field must not cost the whole mark: it is left out, and reported.
"""

from __future__ import annotations

import copy
import difflib
from dataclasses import replace
from pathlib import Path

import yaml

from kit.diagnostics import Diagnostic, FilePosition, Place
from kit.journey import Journey
from kit.plain_data import Data
from kit.workshop import WorkshopError
from kit.workshop.document import Document, parse, read
from kit.workshop.file import journey_of
from kit.workshop.migrations import migrated

MOST_PASSES = 20
"""Most times that a file is read anew: a field that is left out may leave others without sense."""


def load_leniently(path: Path) -> tuple[Journey, tuple[Diagnostic, ...]]:
    """Return what a workshop file states, and the errors for which something was left out.

    Raises
    ------
    WorkshopError
        If the file is no YAML, or too little of it is left.
    """
    document = migrated(read(path))
    errors: tuple[Diagnostic, ...] = ()
    for _ in range(MOST_PASSES):
        try:
            return journey_of(document), errors
        except WorkshopError as error:
            found = tuple(error.diagnostics)
            errors = (*errors, *map(_without_line, found)) if errors else found
            document = _without(document, found)
    raise WorkshopError(list(errors))


def _without_line(error: Diagnostic) -> Diagnostic:
    """Return an error of a file that was cut without its line, which is not that of the file."""
    if not isinstance(error.place, FilePosition):
        return error
    return replace(error, place=FilePosition(error.place.path, field=error.place.field))


def _without(document: Document, errors: tuple[Diagnostic, ...]) -> Document:
    """Return a document without the fields that are wrong; a misspelt one has its right name.

    Raises
    ------
    WorkshopError
        If an error is about no field that can be left out.
    """
    data = copy.deepcopy(document.root.data)
    wrong = [one.place.field for one in errors if isinstance(one.place, FilePosition)]
    fields = _renamed(data, [field for field in wrong if field])
    # Each is looked up before any is removed: what is left of its place afterwards is not wrong.
    places = {place for field in fields if (place := _nearest(data, field))}
    if not places and len(fields) == len(wrong):
        raise WorkshopError(list(errors))
    for place in sorted(places, key=_last_first):
        if not any(place[:depth] in places for depth in range(1, len(place))):
            _remove(data, place)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return parse(document.path, text.encode())


def _renamed(data: Data, fields: list[Place]) -> list[Place]:
    """Give misspelt fields the names of those that are missing; return the other places."""
    left = list(fields)
    for field in fields:
        holder = _value(data, field[:-1])
        if not isinstance(holder, dict) or field[-1] in holder:
            continue
        beside = [one[-1] for one in left if one[:-1] == field[:-1] and one[-1] in holder]
        for meant in difflib.get_close_matches(str(field[-1]), map(str, beside), 1):
            holder[field[-1]] = holder.pop(meant)
            left = [one for one in left if one not in (field, (*field[:-1], meant))]
    return left


def _value(data: Data, place: Place) -> Data:
    """Return the value at a place, or None where there is none."""
    for part in place:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _nearest(data: Data, place: Place) -> Place:
    """Return a place, or the nearest around it that has a value; empty if there is none."""
    while place and _value(data, place) is None and not _is_empty(data, place):
        place = place[:-1]
    return place


def _is_empty(data: Data, place: Place) -> bool:
    """Return whether a field is there, without a value."""
    holder = _value(data, place[:-1])
    return isinstance(holder, dict) and place[-1] in holder


def _last_first(place: Place) -> tuple[int, ...]:
    """Sort the last item of a list first, so that the others keep their places."""
    return tuple(-part if isinstance(part, int) else 0 for part in place)


def _remove(data: Data, place: Place) -> None:
    holder, part = _value(data, place[:-1]), place[-1]
    if isinstance(holder, dict):
        del holder[part]
    if isinstance(holder, list) and isinstance(part, int):
        del holder[part]
