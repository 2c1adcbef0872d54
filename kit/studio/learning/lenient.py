"""Read a learner's workshop without the fields that cannot be read.

One misspelt field must not cost the whole mark: it is left out, and reported.
"""

from __future__ import annotations

import copy
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
            errors = errors or found
            document = _without(document, found)
    raise WorkshopError(list(errors))


def _without(document: Document, errors: tuple[Diagnostic, ...]) -> Document:
    """Return a document without the fields that are wrong.

    Raises
    ------
    WorkshopError
        If an error is about no field that can be left out.
    """
    data = copy.deepcopy(document.root.data)
    removed = 0
    for error in errors:
        place = error.place.field if isinstance(error.place, FilePosition) else ()
        removed += _remove(data, place)
    if not removed:
        raise WorkshopError(list(errors))
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return parse(document.path, text.encode())


def _remove(data: Data, place: Place) -> bool:
    """Remove the value at a place, or the nearest that has one; return whether there was any."""
    parents: list[tuple[Data, str | int]] = []
    value = data
    for part in place:
        try:
            inner = value[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
        parents.append((value, part))
        value = inner
    if not parents:
        return False
    holder, part = parents[-1]
    del holder[part]  # type: ignore[union-attr]
    return True
