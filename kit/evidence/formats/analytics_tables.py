"""Read reports of web analytics without a tool's mark: tables of a dimension and its metrics."""

from __future__ import annotations

from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.analytics_words import is_report_header
from kit.evidence.formats.plain_table import drop_total, sheet_tables
from kit.evidence.formats.stacked_tables import assign_roles
from kit.evidence.formats.table_blocks import find_top
from kit.sources import Options


class AnalyticsTables(Format):
    """Tables copied or saved anew from an analytics report."""

    name = "analytics-table"
    label = "web analytics"
    kind = "web-analytics"
    rank = 65

    def recognises(self, book: Book) -> bool:
        """Return whether the first header names a dimension and metrics, and nothing else."""
        top = find_top(book.sheet)
        return top is not None and is_report_header(book.sheet.row(top))

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tables of every sheet, without totals."""
        found = [drop_total(t) for sheet in book.sheets for t in sheet_tables(sheet, options)]
        for table in found:
            assign_roles(table)
        return found
