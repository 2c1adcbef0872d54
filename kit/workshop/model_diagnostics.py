"""Locate what the model refuses in the file, and say what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from kit.diagnostics import Diagnostic, FilePosition, Place, file_error
from kit.i18n import N_, UserText
from kit.workshop.document import Document
from kit.workshop.model_errors import ModelError
from kit.workshop.model_messages import message
from kit.workshop.shapes import WRITTEN_AS_TEXT, is_keyed, record_at

COLON_IN_TEXT = N_(
    "The colon after “{start}” makes this text a field. Put the text in quotation marks."
)
ID_INSIDE = N_("The ID is already given by the name before the colon, “{id}”. Delete this line.")


def model_diagnostics(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    """Yield what the model refuses of a document, in the order of the file."""
    cases = [ModelError(document, details) for details in error.errors(include_url=False)]
    said: dict[tuple[Place, Place], Diagnostic] = {}
    for case in cases:
        place, says = case.place, message(case)
        if case.kind in ("missing", "extra_forbidden") and not case.yes_no_or_count:
            parent = place if case.kind == "missing" else place[:-1]
            start = _cut_by_colon(cases, parent)
            if start:
                place, says = parent, COLON_IN_TEXT.filled(start=UserText(start))
            elif case.kind == "missing":
                place = (*place, *case.rest[:1])
        line, column = document.locate(place, named=case.kind == "extra_forbidden")
        number = tuple(part for part in case.rest[:1] if isinstance(part, int))
        said.setdefault(
            (place, number), file_error(FilePosition(document.path, line, column, place), says)
        )
    yield from sorted(said.values(), key=lambda found: (found.place.line, found.place.column))


def inner_ids(document: Document) -> Iterator[Diagnostic]:
    """Yield every ``id:`` written inside an entry that has its id before the colon."""
    for place, node in document.root.walk():
        if place[-1:] == ("id",) and is_keyed(place[:-2]):
            says = ID_INSIDE.filled(id=UserText(str(place[-2])))
            yield file_error(FilePosition(document.path, node.line, node.column, place), says)


def _cut_by_colon(cases: list[ModelError], parent: Place) -> str:
    """Return what stands before the colon where a text was taken for a field."""
    if record_at(parent) not in WRITTEN_AS_TEXT:
        return ""
    known = any(c.kind == "missing" and c.place == parent and c.rest == ("text",) for c in cases)
    names = [c.place[-1] for c in cases if c.kind == "extra_forbidden" and c.place[:-1] == parent]
    return str(names[0]) if known and names else ""
