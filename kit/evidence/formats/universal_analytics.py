"""Read Universal Analytics, the older Google Analytics: a table, often one by day, and totals.

In its German, Dutch or French exports commas separate the cells, yet ``2.546`` may be an integer
and ``"1,15"`` a decimal number: a number that can be read in one way only settles the file.
"""

from __future__ import annotations

from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.ga4 import (
    UNIVERSAL_METRICS,
    report_headers,
    report_tables,
    starts_with_rule,
)
from kit.sources import Options


class UniversalAnalytics(Format):
    """Universal Analytics."""

    name = "universal-analytics"
    label = "Universal Analytics"
    kind = "web-analytics"
    rank = 15

    def recognises(self, book: Book) -> bool:
        """Return whether it begins like a Google report and has metrics that only this one had."""
        return starts_with_rule(book) and any(
            UNIVERSAL_METRICS.search(name) for name in report_headers(book)
        )

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tables."""
        return report_tables(book)
