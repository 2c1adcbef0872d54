"""Find texts and numbers that a comma has cut, between braces or between brackets.

In YAML a comma ends a plain text inside ``{…}`` and ``[…]``: ``{what: costs 9,90 €}`` holds the
text “costs 9” and a field “90 €” without a value. Nothing of what people wrote may go missing, so
each cut is an error that says how to write what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kit.diagnostics import Diagnostic, FilePosition, Place, file_error
from kit.i18n import N_, Message, UserText
from kit.workshop.document import Document
from kit.workshop.shapes import shapes
from kit.workshop.tree import Node
from kit.workshop.writing import quoted

CUT_TEXT = N_(
    "Between braces a comma ends a text, so “{rest}” is cut off here. Put quotation marks round "
    "the whole text: {quoted}"
)
CUT_NUMBER = N_(
    "Between braces a comma ends a number, so “{written}” is read as {start}. Write {number}."
)
CUT_WHOLE_NUMBER = N_(
    "Between braces a comma ends a number, so “{written}” is read as {start}. Write a whole number."
)
CUT_NUMBERS = N_(
    "Between braces a comma ends “{start}” here. Write several numbers between brackets, with a "
    "point for decimals, as in [0.5, -1, 2]."
)
TWO_READINGS = N_(
    "“{written}” can be one number or two. Write {number} if it is one number; if it is two, put a "
    "space after the comma."
)

SHOWN = 60
DIGITS_AROUND_COMMA = re.compile(r"[-+]?\d+,\d+")
THOUSANDS = re.compile(r"[-+]?\d{1,3},\d{3}")
EXACT = ("evidence",)
"""Fields below which texts are copied from a file: a list of codes such as [1,2] is right there."""


def cut_by_commas(document: Document) -> Iterator[Diagnostic]:
    """Yield an error for each text or number of a document that a comma has cut.

    Examples
    --------
    >>> from pathlib import Path
    >>> from kit.workshop.document import parse
    >>> document = parse(Path("workshop.yaml"), b"client: {name: Meals, drinks}")
    >>> [found.place.field for found in cut_by_commas(document)]
    [('client', 'drinks')]
    """
    for place, node in document.root.walk():
        if node.style == "{":
            yield from _cut_fields(document, place, node)
        elif node.style == "[":
            yield from _ambiguous_entries(document, place, node)
        elif node.kind == "text":
            yield from _ambiguous_numbers(document, place, node)


def _cut_fields(document: Document, place: Place, mapping: Node) -> Iterator[Diagnostic]:
    """Yield an error for each run of names without a colon that follows a plain value."""
    value: Node | None = None
    run: list[Node] = []
    for key, child in (*mapping.entries, (None, mapping)):
        if key is not None and not _has_colon(document.text, key):
            run.append(key)
            continue
        if run and value is not None and value.kind == "text" and not value.style:
            written = document.text[value.start : run[-1].end]
            says = _cut_message(written, value.value, (*place, _name(mapping, value)))
            at = (*place, run[0].value)
            yield file_error(FilePosition(document.path, run[0].line, run[0].column, at), says)
        value, run = child, []


def _has_colon(text: str, key: Node) -> bool:
    return text[key.end :].lstrip().startswith(":")


def _name(mapping: Node, value: Node) -> str:
    return next(key.value for key, child in mapping.entries if key and child is value)


def _cut_message(written: str, start: str, place: Place) -> Message:
    """Return how to write what was cut, from its source, its first part and its place."""
    if _is_number_list(place):
        return CUT_NUMBERS.filled(start=UserText(start))
    if DIGITS_AROUND_COMMA.fullmatch(written):
        return _cut_number(written, start, any(shape.type is int for shape in shapes(place)))
    rest = written[len(start) :].lstrip(", \t\r\n")
    return CUT_TEXT.filled(rest=_short(rest), quoted=_short(quoted(written)))


def _cut_number(written: str, start: str, whole: bool) -> Message:
    if whole and not THOUSANDS.fullmatch(written):
        return CUT_WHOLE_NUMBER.filled(written=UserText(written), start=UserText(start))
    number = written.replace(",", "" if whole else ".")
    return CUT_NUMBER.filled(written=UserText(written), start=UserText(start), number=number)


def _short(text: str) -> UserText:
    return UserText(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def _ambiguous_entries(document: Document, place: Place, entries: Node) -> Iterator[Diagnostic]:
    """Yield an error for each two entries between brackets that may be one decimal number."""
    if not re.search(r"\d,\d", document.text[entries.start : entries.end]):
        return
    if not _is_number_list(place) and not _is_text_list(place):
        return
    children = [child for _, child in entries.entries]
    if any("." in child.value for child in children):
        return  # who writes points for decimals writes commas between numbers
    for number, (before, after) in enumerate(pairwise(children)):
        between = document.text[before.end : after.start]
        around = document.text[before.end - 1 : after.start + 1]
        if between == "," and re.fullmatch(r"\d,\d", around):
            start = re.search(r"[-+]?\d+$", document.text[before.start : before.end])
            end = re.match(r"\d+", document.text[after.start : after.end])
            written = f"{start[0]},{end[0]}" if start and end else around
            yield _two_readings(document, before, (*place, number), written)


def _ambiguous_numbers(document: Document, place: Place, node: Node) -> Iterator[Diagnostic]:
    """Yield an error where several numbers written as one text hold a decimal comma."""
    found = DIGITS_AROUND_COMMA.search(node.value)
    if found and _is_number_list(place):
        yield _two_readings(document, node, place, found[0])


def _two_readings(document: Document, node: Node, place: Place, written: str) -> Diagnostic:
    says = TWO_READINGS.filled(written=UserText(written), number=written.replace(",", "."))
    return file_error(FilePosition(document.path, node.line, node.column, place), says)


def _is_number_list(place: Place) -> bool:
    return any(shape.type in (int, float) for shape in shapes((*place, 0)))


def _is_text_list(place: Place) -> bool:
    return place[:1] != EXACT and any(shape.text for shape in shapes((*place, 0)))
