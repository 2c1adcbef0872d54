"""Read plain tables: one header row, wherever it is; several tables if it comes again."""

from __future__ import annotations

import numpy as np

from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import extract_table, header_row
from kit.evidence.formats.stacked_tables import TOTAL, TOTALS
from kit.evidence.table import UnreadableError
from kit.i18n import N_
from kit.sources import Options


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
    """Return the tables of a sheet: one, or more if the header comes again further down.

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
        top = header_row(sheet)
    if top is None:
        return [extract_table(sheet, None)]
    starts = _header_rows(sheet, top)
    if len(starts) == 1:
        return [extract_table(sheet, top)]
    stops = [*starts[1:], sheet.height]
    return [
        extract_table(sheet.rows(0 if start == top else start, stop), top if start == top else 0)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _header_rows(sheet: Sheet, top: int) -> list[int]:
    """Return the indexes of the header rows that have other rows between them."""
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
