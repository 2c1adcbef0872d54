"""Read plain tables: one header or a few header rows, wherever they are; several tables below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.evidence.formats.stacked_tables import TOTAL, TOTALS
from kit.evidence.formats.table_blocks import Block, find_blocks, find_top
from kit.evidence.table import Note, UnreadableError
from kit.i18n import N_, NP_
from kit.sources import Options

BELOW = NP_(
    "{count} row below the table was not read.", "{count} rows below the table were not read."
)


class PlainTable(Format):
    """Any table that no other format claims."""

    name = "table"
    label = "CSV, XLSX, ODS, Parquet, JSON"
    rank = 100

    def recognises(self, book: Book) -> bool:
        """Return True: it is the last format to be asked."""
        return True

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tables of every sheet, in the order of the file."""
        return [
            drop_total(table) for sheet in book.sheets for table in sheet_tables(sheet, options)
        ]


def drop_total(table: RawTable) -> RawTable:
    """Return the table without its last row if that is named as a total."""
    sheet = table.sheet
    if sheet.height < 3 or not sheet.columns:
        return table
    named = (sheet.columns[0][-1].as_py() or "").casefold().rstrip(" :") in TOTALS
    mask = np.zeros(sheet.height, dtype=bool)
    mask[-1] = named
    return table.drop(mask, TOTAL)


def sheet_tables(sheet: Sheet, options: Options) -> list[RawTable]:
    """Return the tables of a sheet, without the notes around them.

    Raises
    ------
    UnreadableError
        If the sheet has no such line as the options give for the header.
    """
    if options.header is not None:
        rows = np.flatnonzero(sheet.lines == options.header)
        if not len(rows):
            raise UnreadableError(
                N_("The file has no line {line} for the header.").filled(line=options.header),
                N_("Give the number of the header’s line in the file."),
                sheet=sheet.name,
            )
        top: int | None = int(rows[0])
    else:
        top = find_top(sheet)
    if top is None:
        return [extract_table(sheet, None)]
    blocks = find_blocks(sheet, top)
    return [_block_table(sheet, block, several=len(blocks) > 1) for block in blocks]


def _block_table(sheet: Sheet, block: Block, *, several: bool) -> RawTable:
    """Return one table of a sheet; the first has a note on the rows above it."""
    rows = sheet.rows(block.top, block.top + block.depth).head(block.depth)
    headings = group_headings(rows) if block.depth > 1 else None
    part = sheet.rows(0 if block.first else block.top, block.stop)
    table = extract_table(
        part, block.top if block.first else 0, header=block.depth, headings=headings
    )
    if block.notes:
        lines = tuple(int(line) for line in sheet.lines[list(block.notes)][:6])
        note = Note(BELOW.filled(count=len(block.notes)), lines=lines)
        table = replace(table, notes=[*table.notes, note])
    if several:
        first_names = " / ".join([heading.name for heading in table.headings if heading.name][:2])
        title = block.title or first_names
        table.name = f"{sheet.name}: {title}" if sheet.name else title
    return table


def group_headings(rows: Sequence[Sequence[str]]) -> list[Heading]:
    """Return one heading for each column below several header rows.

    The upper rows name groups of columns, whose cells are merged; the last row names the columns.

    >>> rows = [["", "Visit", "", "Age"], ["No.", "Stay", "Meal", ""]]
    >>> [heading.name for heading in group_headings(rows)]
    ['No.', 'Visit [Stay]', 'Visit [Meal]', 'Age']
    """
    width = max(map(last_filled, rows))
    cells = [[clean_header(cell) for cell in row[:width]] for row in rows]
    groups, members = _groups(cells[:-1], cells[-1])
    headings = []
    for group, item in zip(groups, cells[-1], strict=True):
        if not group or not item:
            headings.append(Heading(item or group, item or group))
        else:
            shared = str(1 + list(members).index(group)) if members[group] > 1 else ""
            headings.append(Heading(f"{group} [{item}]", group, item, shared))
    return headings


def _groups(
    uppers: Sequence[Sequence[str]], names: Sequence[str]
) -> tuple[list[str], dict[str, int]]:
    """Return the group of each column, and how many columns each has."""
    found: list[str] = []
    members: dict[str, int] = {}
    last = [""] * len(uppers)
    for place, name in enumerate(names):
        own = [row[place] for row in uppers]
        if name and not any(own):
            own = last
        elif any(own):
            last = own if name else [""] * len(uppers)
        group = " – ".join(dict.fromkeys(cell for cell in own if cell))
        found.append(group)
        members[group] = members.get(group, 0) + 1
    return found, members
