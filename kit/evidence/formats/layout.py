"""Finding the table in a sheet: where the header is, where the rows end, what is not a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from typing import Any

import numpy as np

from kit.evidence.columns import dates, numbers
from kit.evidence.containers.sheet import Sheet
from kit.evidence.table import Note, Scale, Unreadable
from kit.i18n import N_, NP_, Message
from kit.sources import Role

LOOK = 60

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


@dataclass
class Heading:
    """What a format knows of a column before its values are looked at."""

    name: str
    question: str = ""
    item: str = ""
    group: str = ""
    role: Role | None = None
    scale: Scale | None = None
    as_text: bool = False
    unit: str = ""


@dataclass
class Block:
    """One table as a format found it: its rows, its headings and what is known of it."""

    name: str
    sheet: Sheet
    headings: list[Heading]
    notes: list[Note] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    time: str = ""
    decimal: str = ""
    dates: str = ""
    labelled: bool = False
    """Whether the tool writes the words of choices, so that a bare number is a rating."""

    def drop(self, mask: np.ndarray[Any, Any], says: Message) -> Block:
        """Return the block without the rows of a mask, with a note that says how many and why."""
        count = int(mask.sum())
        if not count:
            return self
        lines = tuple(int(line) for line in self.sheet.lines[mask][:6])
        note = Note(says.filled(count=count), lines=lines)
        return replace(self, sheet=self.sheet.take(~mask), notes=[*self.notes, note])


def tidy(text: str) -> str:
    """Return a header cell as one line without markup."""
    text = re.sub(r"<(?:br|/p|/div|/li)\s*/?>", " ", text, flags=re.IGNORECASE)
    text = unescape(re.sub(r"</?[a-zA-Z][^>]*>", "", text))
    text = text.replace("\u00a0", " ").replace("\ufeff", "").replace("\u200b", "")
    return re.sub(r"\s+", " ", text).strip()


def looks_like_data(text: str) -> bool:
    """Whether a cell would be strange in a header: a number or a date."""
    return numbers.parse(text) is not None or dates.parse(text) is not None


def header_row(sheet: Sheet) -> int | None:
    """Return the row of the header, or None where there is none.

    It is the first row as wide as the rows under it; there is none where that row already looks
    like the rows under it: numbers and dates where they have numbers and dates.
    """
    head = sheet.head(LOOK)
    filled = [sum(bool(cell) for cell in row) for row in head]
    wide = [count for count in filled if count]
    if not wide:
        return None
    usual = sorted(wide)[len(wide) // 2]
    least = 1 if max(wide) == 1 else max(2, round(0.6 * usual))
    for number, row in enumerate(head):
        if filled[number] >= least and not row[0].startswith("#"):
            return None if _is_data(row, head[number + 1 : number + 21]) else number
    return None


def _is_data(row: list[str], under: list[list[str]]) -> bool:
    """Whether a row is one of the rows under it rather than their header."""
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


def table_in(
    sheet: Sheet, top: int | None, *, header: int = 1, headings: Sequence[Heading] | None = None
) -> Block:
    """Return the rows under a header.

    Parameters
    ----------
    top
        The first row of the header; None where there is none.
    header
        How many rows it has.
    headings
        What the format makes of the header; by default the cells of its first row.
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
        width = max((max(_end(row) for row in rows[top:])), 1)
        width = max(width, _unnamed(body, int(sheet.widths[top]), width))
    found = list(headings) if headings is not None else [Heading(tidy(c)) for c in cells[:width]]
    width = len(found)
    block = Block(sheet.name, body, found, notes)
    block = block.drop(body.cell_counts() == 0, EMPTY)
    block.notes = [note for note in block.notes if note.says.text != EMPTY.text]
    if top is not None:
        block = block.drop(_repeats(block.sheet, cells), REPEATED)
    return _evened(block, width)


def _end(row: list[str]) -> int:
    return max((position for position, cell in enumerate(row, start=1) if cell), default=0)


def _unnamed(body: Sheet, written: int, named: int) -> int:
    """Return the width with trailing columns that have values but no name, if most rows do."""
    if written <= named:
        return named
    reach = body.row_ends()
    reach = reach[reach > 0]
    if len(reach) and (reach > named).mean() > 0.5:
        return min(written, int(np.median(reach)))
    return named


def _repeats(sheet: Sheet, cells: list[str]) -> np.ndarray[Any, Any]:
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


def _evened(block: Block, width: int) -> Block:
    """Return the block with rows of the header's width, and notes on those that were not."""
    sheet = block.sheet
    if not sheet.height:
        block.sheet = _resized(sheet, width)
        return block
    reach, widths = sheet.row_ends(), sheet.widths
    long = reach > width
    if long.mean() > 0.5:
        raise Unreadable(
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
        block = block.drop(last, CUT)
        return _evened(block, width)
    lines = tuple(int(line) for line in sheet.lines[short][:6])
    if short.any():
        block.notes.append(Note(SHORT.filled(count=int(short.sum())), lines=lines))
    block = block.drop(long, LONG)
    block.sheet = _resized(block.sheet, width)
    return block


def _resized(sheet: Sheet, width: int) -> Sheet:
    import pyarrow as pa

    if sheet.width >= width:
        return sheet.select(range(width))
    blank = pa.chunked_array([pa.nulls(sheet.height, pa.string())])
    missing = width - sheet.width
    kinds = sheet.kinds
    if kinds is not None:
        kinds = kinds + [np.zeros(sheet.height, dtype=np.uint8)] * missing
    return Sheet(sheet.name, [*sheet.columns, *[blank] * missing], sheet.lines, sheet.widths, kinds)


def spanned(cells: Sequence[str]) -> list[str]:
    """Return header cells with each blank taken from the cell on its left, as merged cells mean."""
    filled, last = [], ""
    for cell in cells:
        last = cell or last
        filled.append(last)
    return filled
