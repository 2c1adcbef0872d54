"""Find the tables of a sheet: their header rows, the notes around them, one below another.

A header names columns of numbers or dates without being one. Rows with a single cell above or
below a table are notes on it. Another header further down begins another table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns.answer_words import is_no_answer
from kit.evidence.containers.sheet import Sheet
from kit.evidence.formats.analytics_words import is_report_header
from kit.evidence.formats.layout import (
    SEARCHED_ROWS,
    clean_header,
    header_row,
    last_filled,
    looks_like_data,
)

SAMPLE = 60
BELOW = 20
MOST_NOTES = 40
MOST_CANDIDATES = 2000
MOST_DEPTH = 3
MOST_VALUES = 50_000

MEASURED = r"^[-+(]?[\d.,:/\s%€$£-]*\d[\d.,:/\s%€$£)-]*(?:[AaPp]\.?[Mm]\.?)?$"
"""Numbers and dates, roughly: to find the cells that are neither, in a whole column at once."""

_MARKED = re.compile(
    r"\s*(?:[*†‡§¹²³]|\(\d\)|(?:notes?|sources?|remarks?|remarques?|total|totals|totaux|moyenne|mean|"
    r"average|quelle|anmerkung|hinweis|summe|gesamt|mittelwert|fuente|notas?|media|promedio|n)"
    r"\s*[:=])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Block:
    """One table of a sheet: row indexes of its header and of its end, and its title.

    Attributes
    ----------
    top, depth
        First header row and number of header rows.
    stop
        End of its rows; notes and other tables follow.
    notes
        Rows of notes below it.
    title
        The note above it, if the sheet has several tables.
    first
        Whether it is the first table of the sheet.
    """

    top: int
    depth: int
    stop: int
    notes: tuple[int, ...] = ()
    title: str = ""
    first: bool = True


def find_top(sheet: Sheet) -> int | None:
    """Return the index of the first header row of a sheet, or None if it has no header."""
    top = header_row(sheet)
    head = sheet.head(SEARCHED_ROWS)
    start = top or 0
    better = better_header(head, start) if head else start
    if top is None and better == start:
        return None
    return with_group_row(head, better)


def find_blocks(sheet: Sheet, top: int) -> list[Block]:
    """Return the tables of a sheet, the first of which has its header at row ``top``."""
    starts = [top]
    depths = [header_depth(sheet, top)]
    for row in _candidates(sheet, top + depths[0]):
        if row >= starts[-1] + depths[-1] + 1 and _is_next_header(sheet, row, starts[-1]):
            starts.append(row)
            depths.append(header_depth(sheet, row))
    titles = [_title_rows(sheet, start) if start != top else [] for start in starts]
    first = _title_rows(sheet, top) if len(starts) > 1 else []
    ends = [min(rows, default=start) for start, rows in zip(starts[1:], titles[1:], strict=True)]
    blocks = []
    for start, depth, end, rows in zip(
        starts, depths, [*ends, sheet.height], [first, *titles[1:]], strict=True
    ):
        stop, notes = _without_notes(sheet, start, depth, end)
        title = clean_header(sheet.row(rows[0])[0]) if rows else ""
        blocks.append(Block(start, depth, stop, tuple(notes), title, start == top))
    return blocks


# --- header rows ---------------------------------------------------------------------------------


def better_header(head: Sequence[Sequence[str]], row: int) -> int:
    """Return the row of a wider header below some notes of two cells, else ``row`` itself.

    >>> better_header([["Source", "2024"], ["Q1", "Q2", "Q3"], ["1", "2", "3"]], 0)
    1
    """
    reach = [last_filled(cells) for cells in head]
    for later in range(row + 1, min(row + 12, len(head) - 1)):
        if reach[later] <= max(reach[row:later]):
            continue
        cells = head[later][: reach[later]]
        below = [r for r in reach[later + 1 :] if r]
        if not below or any(not cell or looks_like_data(cell) for cell in cells):
            continue
        if max(below) > reach[row] and sum(r > reach[later] for r in below) <= 0.1 * len(below):
            return later
    return row


def with_group_row(head: Sequence[Sequence[str]], row: int) -> int:
    """Return the row above a header that names groups of its columns, else the header's own.

    >>> with_group_row([["", "Visit", "", "Town"], ["No.", "Stay", "Meal", ""]], 1)
    0
    """
    if row == 0:
        return row
    upper, lower = head[row - 1], head[row]
    filled = [place for place, cell in enumerate(upper) if cell]
    if len(filled) < 2 or any(looks_like_data(upper[place]) for place in filled):
        return row
    spans = any(not upper[place] for place, cell in enumerate(lower) if cell)
    fills = any(not lower[place] for place in filled)
    wide = last_filled(upper) >= 0.6 * last_filled(lower)
    return row - 1 if spans and (fills or wide) else row


def header_depth(sheet: Sheet, top: int) -> int:
    """Return the number of header rows: texts below the first one, over numbers or dates."""
    rows = sheet.rows(top, top + MOST_DEPTH + SAMPLE).head(MOST_DEPTH + SAMPLE)
    depth = 1
    while depth < min(MOST_DEPTH, len(rows) - 1):
        row, above = rows[depth], rows[depth - 1]
        texts = [place for place, cell in enumerate(row) if cell]
        if row == above or len(texts) < 2 or any(_is_value(row[place]) for place in texts):
            break
        measured = _measured(rows[depth + 1 :])
        named = [place for place in measured if row[place]]
        holes = any(
            bool(a) != bool(b) for a, b in zip(above, row, strict=True)
        )  # merged cells above, or blanks below
        if not measured or 2 * len(named) < len(measured) or not (holes or len(named) > 1):
            break
        depth += 1
    return depth


def _is_value(cell: str) -> bool:
    return looks_like_data(cell) or is_no_answer(cell)


def _measured(rows: Sequence[Sequence[str]], least: int = 3) -> list[int]:
    """Return the columns whose cells are numbers or dates, but for one in five."""
    found = []
    for place in range(max(map(len, rows), default=0)):
        cells = [row[place] for row in rows if row[place] and not is_no_answer(row[place])]
        if len(cells) >= least and sum(map(looks_like_data, cells)) >= 0.8 * len(cells):
            found.append(place)
    return found


# --- tables below ---------------------------------------------------------------------------------


def _candidates(sheet: Sheet, first: int) -> list[int]:
    """Return the rows that may be a further header: after a blank row, or texts among numbers."""
    filled = sheet.cell_counts()
    blank = filled == 0
    found = np.zeros(sheet.height, dtype=bool)
    if first + 1 >= sheet.height:
        return []
    found[first + 1 :] = blank[first:-1]
    lone = (filled == 1) & sheet.columns[0].is_valid().to_numpy()
    for _ in range(MOST_DEPTH):  # titles between a blank row and the header
        found[first + 1 :] |= found[first:-1] & lone[first:-1]
    for place in _measured(sheet.rows(first, first + SAMPLE).head(SAMPLE), 2)[:3]:
        found |= _texts_among_numbers(sheet.columns[place])
    found[: first + 1] = False
    rows = np.flatnonzero(found & (filled >= 2))
    return rows.tolist() if len(rows) <= MOST_CANDIDATES else []


def _texts_among_numbers(column: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    """Return a mask of the cells that are neither numbers nor dates; of no cell if most differ."""
    values = pc.unique(column).drop_null()
    if len(values) > MOST_VALUES:
        return np.zeros(len(column), dtype=bool)
    texts = values.filter(pc.invert(pc.match_substring_regex(values, MEASURED)))
    mask: np.ndarray[Any, Any] = pc.is_in(column, value_set=texts).to_numpy()
    return mask


def _is_next_header(sheet: Sheet, row: int, top: int) -> bool:
    """Return whether a row is the header of another table than that of the header ``top``."""
    below = sheet.rows(row, row + 1 + BELOW).head(1 + BELOW)
    cells, body = below[0], _until_blank(below[1:])
    texts = [cell for cell in cells if cell]
    if not body or any(map(_is_value, texts)) or len({*map(str.casefold, texts)}) < len(texts):
        return False
    named = [place for place in _measured(body, 1) if cells[place]]
    if not named:
        return False
    before = sheet.rows(max(top + 1, row - BELOW), row).head(BELOW)
    width = max(map(last_filled, [*before, sheet.row(top)]))
    other_width = {last_filled(cells), max(map(last_filled, body))} != {width}
    after_gap = not any(before[-1]) or _title_rows(sheet, row) != []
    if after_gap or (other_width and last_filled(cells) >= max(map(last_filled, body))):
        return True
    both = [place for place in named if place in _measured(before, 1)]
    return len(both) > 1 or is_report_header(cells)


def _until_blank(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    found: list[Sequence[str]] = []
    for row in rows:
        if not any(row):
            break
        found.append(row)
    return found


def _title_rows(sheet: Sheet, top: int) -> list[int]:
    """Return the rows of one cell right above a header, below a blank row or the sheet's edge."""
    rows: list[int] = []
    row = top - 1
    while row >= 0 and len(rows) <= MOST_DEPTH:
        cells = sheet.row(row)
        if not any(cells):
            return rows
        if not cells[0] or last_filled(cells) > 1:
            return []
        rows.insert(0, row)
        row -= 1
    return rows if row < 0 else []


# --- notes below ----------------------------------------------------------------------------------


def _without_notes(sheet: Sheet, top: int, depth: int, end: int) -> tuple[int, list[int]]:
    """Return the end of a table's rows, and the rows of notes below it."""
    first = top + depth
    width = max((last_filled(row) for row in sheet.rows(top, first).head(depth)), default=0)
    tail: list[int] = []
    row = end - 1
    gaps: set[int] = set()
    while row >= first and len(tail) < MOST_NOTES:
        cells = sheet.row(row)
        if any(cells):
            if last_filled(cells) > 1 or width < 2:
                break
            tail.insert(0, row)
        else:
            gaps.add(row)
        row -= 1
    if not tail:
        return end, []
    even = _widths_agree(sheet, first, tail[0], width)
    numeric = 0 in _measured(sheet.rows(first, min(tail[0], first + SAMPLE)).head(SAMPLE), 2)
    for position, note in enumerate(tail):
        cell = sheet.row(note)[0]
        text = not _is_value(cell)
        apart = note - 1 in gaps
        short = even and sheet.widths[note] == 1 and text
        if (apart and text) or short or (numeric and text) or _MARKED.match(cell):
            return note, tail[position:]
    return end, []


def _widths_agree(sheet: Sheet, first: int, stop: int, width: int) -> bool:
    """Return whether every row of a text file has as many cells as the header, or is blank."""
    if sheet.kinds is not None or stop <= first:
        return False
    widths = sheet.widths[first:stop][sheet.cell_counts()[first:stop] > 0]
    return bool(len(widths)) and bool((widths == width).all())
