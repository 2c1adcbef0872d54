"""Find the table in a sheet: its header row, its width, and the rows that belong to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from typing import Any

import numpy as np

from kit.evidence.columns import dates, numbers
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Sheet
from kit.evidence.table import Note, UnreadableError
from kit.i18n import N_, NP_

SEARCHED_ROWS = 60

SHORT = NP_(
    "{count} row has fewer cells than the header; the missing ones are blank.",
    "{count} rows have fewer cells than the header; the missing ones are blank.",
)
LONG = NP_(
    "{count} row dropped because it has more cells than the header.",
    "{count} rows dropped because they have more cells than the header.",
)
CUT = N_("The last row was dropped because it is cut off: the file may be incomplete.")
REPEATED = NP_(
    "{count} row dropped because it repeats the header.",
    "{count} rows dropped because they repeat the header.",
)
EMPTY = NP_("{count} blank row dropped.", "{count} blank rows dropped.")
PREAMBLE = NP_(
    "{count} row above the header was not read.", "{count} rows above the header were not read."
)
NO_HEADER = N_("No header found; the columns are numbered.")


def clean_header(text: str) -> str:
    """Return a header cell as one line without markup.

    >>> clean_header("<b>How\u00a0was</b><br>it?")
    'How was it?'
    """
    text = re.sub(r"<(?:br|/p|/div|/li)\s*/?>", " ", text, flags=re.IGNORECASE)
    text = unescape(re.sub(r"</?[a-zA-Z][^>]*>", "", text))
    text = text.replace("\u00a0", " ").replace("\ufeff", "").replace("\u200b", "")
    return re.sub(r"\s+", " ", text).strip()


def looks_like_data(text: str) -> bool:
    """Return whether a cell is a number or a date, which a header rarely is."""
    return numbers.parse(text) is not None or dates.parse(text) is not None


def header_row(sheet: Sheet) -> int | None:
    """Return the index of the header row, or None if the sheet has no header.

    The header is the first row about as wide as the rows below it. If it has numbers and dates
    where they have, it is data, and there is no header.
    """
    head = sheet.head(SEARCHED_ROWS)
    filled = [sum(bool(cell) for cell in row) for row in head]
    counts = [count for count in filled if count]
    if not counts:
        return None
    usual = sorted(counts)[len(counts) // 2]
    least = 1 if max(counts) == 1 else max(2, round(0.6 * usual))
    for number, row in enumerate(head):
        if filled[number] >= least and not row[0].startswith("#"):
            return None if _is_data(row, head[number + 1 : number + 21]) else number
    return None


def _is_data(row: list[str], under: list[list[str]]) -> bool:
    """Return whether a row is data like the rows below it, rather than their header."""
    filled = [cell for cell in row if cell]
    strange = [position for position, cell in enumerate(row) if cell and looks_like_data(cell)]
    if not strange:
        return False
    alike = sum(
        1
        for position in strange
        if any(position < len(r) and r[position] and looks_like_data(r[position]) for r in under)
    )
    years = all(re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", row[position]) for position in strange)
    if years and len(strange) < len(filled):
        return False  # a header of years, or of weeks, beside names
    return alike >= 1 and (alike >= len(filled) / 3 or len(strange) == len(filled))


def extract_table(
    sheet: Sheet, top: int | None, *, header: int = 1, headings: Sequence[Heading] | None = None
) -> RawTable:
    """Return the table under a header: blank rows and repeated headers are dropped, with notes.

    Parameters
    ----------
    top
        Index of the first header row; None if there is none.
    header
        Number of header rows.
    headings
        One heading for each column; by default the cells of the first header row.

    Raises
    ------
    UnreadableError
        If most rows are wider than the header.
    """
    notes: list[Note] = []
    if top is None:
        body = sheet
        width = int(Counter(sheet.widths[sheet.cell_counts() > 0].tolist()).most_common(1)[0][0])
        cells = [""] * width
        notes.append(Note(NO_HEADER))
    else:
        rows = sheet.head(top + header)
        cells = rows[top]
        skipped = sum(1 for row in rows[:top] if any(row))
        if skipped:
            notes.append(Note(PREAMBLE.filled(count=skipped)))
        body = sheet.rows(top + header)
        width = max((max(last_filled(row) for row in rows[top:])), 1)
        width = max(width, _full_width(body, int(sheet.widths[top]), width))
    found = (
        list(headings)
        if headings is not None
        else [Heading(clean_header(c)) for c in cells[:width]]
    )
    width = len(found)
    table = RawTable(sheet.name, body, found, notes)
    table = table.drop(body.cell_counts() == 0, EMPTY)
    table.notes = [note for note in table.notes if note.says.text != EMPTY.text]
    if top is not None:
        table = table.drop(_header_repeats(table.sheet, cells), REPEATED)
    return _fit_width(table, width)


def last_filled(cells: Sequence[str]) -> int:
    """Return the number of cells up to the last non-blank one.

    >>> last_filled(["a", "", "b", ""])
    3
    """
    return max((position for position, cell in enumerate(cells, start=1) if cell), default=0)


def _full_width(body: Sheet, written: int, named: int) -> int:
    """Return the width of the table with unnamed last columns, if most rows have values there."""
    if written <= named:
        return named
    reach = body.row_ends()
    reach = reach[reach > 0]
    if len(reach) and (reach > named).mean() > 0.5:
        return min(written, int(np.median(reach)))
    return named


def _header_repeats(sheet: Sheet, cells: list[str]) -> np.ndarray[Any, Any]:
    """Return a mask of the rows that repeat the header."""
    import pyarrow.compute as pc

    mask = np.ones(sheet.height, dtype=bool)
    named = 0
    for column, cell in zip(sheet.columns, cells, strict=False):
        if cell:
            named += 1
            mask &= pc.fill_null(pc.equal(column, cell), False).to_numpy()
            if not mask.any():
                return mask
    return mask if named >= 2 else np.zeros(sheet.height, dtype=bool)


def _fit_width(table: RawTable, width: int) -> RawTable:
    """Return the table with rows of the header's width, and notes on rows of another."""
    sheet = table.sheet
    if not sheet.height:
        table.sheet = _resize(sheet, width)
        return table
    reach, widths = sheet.row_ends(), sheet.widths
    long = reach > width
    if long.mean() > 0.5:
        raise UnreadableError(
            N_("The header has {header} cells, most rows have {cells}.").filled(
                header=width, cells=int(np.median(reach[long]))
            ),
            N_("Check the header and the quotation marks, and export it again."),
            sheet=sheet.name,
            row=int(sheet.lines[0]),
        )
    short = (widths < width) & ~long
    if short[-1] and short.sum() == 1 and reach[-1] < 0.8 * width:
        last = np.zeros(sheet.height, dtype=bool)
        last[-1] = True
        table = table.drop(last, CUT)
        return _fit_width(table, width)
    lines = tuple(int(line) for line in sheet.lines[short][:6])
    if short.any():
        table.notes.append(Note(SHORT.filled(count=int(short.sum())), lines=lines))
    table = table.drop(long, LONG)
    table.sheet = _resize(table.sheet, width)
    return table


def _resize(sheet: Sheet, width: int) -> Sheet:
    import pyarrow as pa

    if sheet.width >= width:
        return sheet.select(range(width))
    blank = pa.chunked_array([pa.nulls(sheet.height, pa.string())])
    missing = width - sheet.width
    kinds = sheet.kinds
    if kinds is not None:
        kinds = kinds + [np.zeros(sheet.height, dtype=np.uint8)] * missing
    return Sheet(sheet.name, [*sheet.columns, *[blank] * missing], sheet.lines, sheet.widths, kinds)


def fill_merged(cells: Sequence[str]) -> list[str]:
    """Return header cells with blanks filled from the left, as merged cells are meant.

    >>> fill_merged(["Shop", "", "Web", ""])
    ['Shop', 'Shop', 'Web', 'Web']
    """
    filled, last = [], ""
    for cell in cells:
        last = cell or last
        filled.append(last)
    return filled
