"""Erase words from workshop files: the client's file, its versions and copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.diagnostics import Place
from kit.evidence.privacy.erasure.matching import SearchTerms, lines
from kit.journey import Journey
from kit.plain_data import Data
from kit.workshop.document import Document, parse
from kit.workshop.errors import WorkshopError
from kit.workshop.file import Workshop, journey_of, with_journey
from kit.workshop.migrations import migrated
from kit.workshop.shapes import is_text

QUOTED = ("thought", "quotation")
"""Optional fields with quotations."""


@dataclass(frozen=True)
class CleanedFile:
    """Workshop file without the words.

    Attributes
    ----------
    left
        Lines with remaining words, to be edited by hand.
    """

    content: bytes
    left: tuple[int, ...]


def lines_holding(path: Path, content: bytes, wanted: SearchTerms) -> list[int]:
    """Return the lines of a workshop file that contain the words, in fields or in its text."""
    found = set(lines(wanted.spans(content.decode("utf-8-sig", "replace"))))
    try:
        document = migrated(parse(path, content))
        journey = journey_of(document)
    except WorkshopError:
        return sorted(found)
    found |= {document.locate(place)[0] for place in _places(journey.to_data(), (), wanted)}
    return sorted(found)


def cleaned(path: Path, content: bytes, wanted: SearchTerms) -> CleanedFile:
    """Erase words from a workshop file.

    Quotations and items of lists that consist of the words are dropped; in longer texts, the words
    are replaced by ``[…]``. Comments are changed if the file states the same afterwards. Names and
    ids are left.
    """
    try:
        document = migrated(parse(path, content))
        stated = Workshop(path, journey_of(document), document)
        after = with_journey(stated, without(stated.journey, wanted)).document
    except WorkshopError:
        return CleanedFile(content, tuple(lines_holding(path, content, wanted)))
    plainer = wanted.without(after.text)
    if plainer != after.text:
        again = after.encoded(plainer)
        if _states(path, again) == journey_of(after):
            return CleanedFile(again, tuple(lines_holding(path, again, wanted)))
    return CleanedFile(after.content, tuple(lines_holding(path, after.content, wanted)))


def without(journey: Journey, wanted: SearchTerms) -> Journey:
    """Return a journey without the words in its free texts."""
    plain = _without(journey.to_data(), (), wanted)
    return Journey.model_validate({"schema_version": journey.schema_version, **plain})


def _states(path: Path, content: bytes) -> Journey | None:
    try:
        document: Document = parse(path, content)
        return journey_of(document)
    except WorkshopError:
        return None


def _places(value: Data, place: Place, wanted: SearchTerms) -> Iterator[Place]:
    if isinstance(value, str):
        if wanted.holds(value):
            yield place
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _places(inner, (*place, name), wanted)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _places(inner, (*place, number), wanted)


def _without(value: Data, place: Place, wanted: SearchTerms) -> Any:
    if isinstance(value, str):
        return wanted.without(value) if is_text(place) else value
    if isinstance(value, dict):
        return {
            name: _without(inner, (*place, name), wanted)
            for name, inner in value.items()
            if not (name in QUOTED and _is_said(inner, (*place, name), wanted))
        }
    if isinstance(value, list | tuple):
        return [
            _without(inner, (*place, number), wanted)
            for number, inner in enumerate(value)
            if not _is_said(inner, (*place, number), wanted)
        ]
    return value


def _is_said(value: Data, place: Place, wanted: SearchTerms) -> bool:
    """Return whether a value is a free text or statement that consists of the words."""
    if isinstance(value, dict) and set(value) <= {"text", "evidence", "by"}:
        value = value.get("text")
    return isinstance(value, str) and is_text(place) and wanted.is_all(value)
