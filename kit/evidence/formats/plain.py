"""A table as such: one header row, wherever it is; several tables where a header comes again."""

from __future__ import annotations

import numpy as np

from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import Block, header_row, table_in, tidy
from kit.evidence.formats.stacked_tables import TOTAL, TOTALS
from kit.evidence.table import Unreadable
from kit.i18n import N_
from kit.sources import Options


class Plain(Format):
    """Any table that no other format claims."""

    name = "table"
    label = "CSV, XLSX, ODS, Parquet, JSON"
    rank = 100

    def recognises(self, book: Book) -> bool:
        """Whatever is left."""
        return True

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the tables of every sheet, the largest sheet first if it is not the first."""
        return [
            without_total(block) for sheet in book.sheets for block in tables_of(sheet, options)
        ]


def without_total(block: Block) -> Block:
    """Return the table without a last row that is named as the total of the others."""
    sheet = block.sheet
    if sheet.height < 3 or not sheet.columns:
        return block
    named = (sheet.columns[0][-1].as_py() or "").casefold().rstrip(" :") in TOTALS
    mask = np.zeros(sheet.height, dtype=bool)
    mask[-1] = named
    return block.drop(mask, TOTAL)


def tables_of(sheet: Sheet, options: Options) -> list[Block]:
    """Return the tables of a sheet: one, or more where the header comes again further down."""
    if options.header is not None:
        rows = np.flatnonzero(sheet.lines == options.header)
        if not len(rows):
            raise Unreadable(
                N_("The file has no line {line} for the header.").filled(line=options.header),
                N_("Give the number of the header’s line in the file."),
                sheet=sheet.name,
            )
        top: int | None = int(rows[0])
    else:
        top = header_row(sheet)
    if top is None:
        return [table_in(sheet, None)]
    starts = _headers(sheet, top)
    if len(starts) == 1:
        return [table_in(sheet, top)]
    stops = [*starts[1:], sheet.height]
    return [
        table_in(sheet.rows(0 if start == top else start, stop), top if start == top else 0)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _headers(sheet: Sheet, top: int) -> list[int]:
    """Return the rows that hold the header, if it comes again and rows stand in between."""
    import pyarrow.compute as pc

    cells = sheet.row(top)
    mask = np.ones(sheet.height, dtype=bool)
    for column, cell in zip(sheet.columns, cells, strict=True):
        if cell:
            mask &= pc.fill_null(pc.equal(column, cell), False).to_numpy()
    if sum(bool(cell) for cell in cells) < 2:
        return [top]
    found = [int(row) for row in np.flatnonzero(mask) if row >= top]
    return [row for row, before in zip(found, [-9, *found], strict=False) if row > before + 1]


def names_of(sheet: Sheet, top: int) -> list[str]:
    """Return the cells of a header row as one line each."""
    return [tidy(cell) for cell in sheet.row(top)]
