"""Read headers as several tools write them: known names, two rows, items in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow.compute as pc

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats.layout import clean_header, last_filled, looks_like_data

BRACKETED = re.compile(r"(?P<question>.*\S)\s*\[(?P<item>[^\[\]]+)\]", re.DOTALL)
OTHER = re.compile(
    r"(?:other|autres?|sonstiges?|andere[rs]?|otr[oa]s?|altro|anders|outr[oa]s?)(?![^\W_]).{0,60}",
    re.IGNORECASE | re.DOTALL,
)


def first_row(book: Book) -> list[str]:
    """Return the cells of the first row of the first sheet, as one line each."""
    rows = book.sheet.head(1)
    return [clean_header(cell) for cell in rows[0]] if rows else []


def count_known(names: Iterable[str], known: Iterable[str]) -> int:
    """Return the number of distinct names that are known."""
    return len({normalize_cell(name) for name in names} & {normalize_cell(name) for name in known})


def distinct_answers(sheet: Sheet, position: int, top: int) -> set[str]:
    """Return up to 50 distinct answers of a column below row ``top``."""
    found = pc.unique(sheet.columns[position].slice(top)).drop_null()
    return set(found.slice(0, 50).to_pylist())


def has_two_rows(sheet: Sheet) -> bool:
    """Return whether the header has two rows: items below questions that span several columns."""
    head = sheet.head(3)
    if len(head) < 2:
        return False
    upper, lower = head[0], head[1]
    if max(last_filled(upper), last_filled(lower)) < 3:
        return False
    filled = [position for position, cell in enumerate(lower) if cell]
    under_blank = [position for position in filled if not upper[position]]
    if not filled or (not upper[0] and not lower[0]):
        return False
    if any(looks_like_data(lower[position]) for position in filled):
        return False
    holes = [position for position, cell in enumerate(upper) if not cell]
    holes = [
        position for position in holes if position < max(last_filled(upper), last_filled(lower))
    ]
    if not holes or len(under_blank) < 0.9 * len(holes):
        return False
    return bool(under_blank)


def bracketed_heading(cell: str, group: dict[str, str]) -> Heading:
    """Return the heading of a cell such as ``Question [item]``.

    ``group`` maps each question met so far to the id of its columns, and is added to.

    >>> heading = bracketed_heading("How was it? [Price]", {})
    >>> heading.question, heading.item, heading.group
    ('How was it?', 'Price', '1')
    """
    name = clean_header(cell)
    match = BRACKETED.fullmatch(name)
    if not match:
        return Heading(name, question=name)
    question, item = match["question"].rstrip(" :"), match["item"].strip()
    key = group.setdefault(question, f"{len(group) + 1}")
    return Heading(name, question, item, key)
