"""Universal Analytics, the older Google Analytics: one table, then often one by day, and totals.

In its German, Dutch, French … exports cells are divided by commas, yet ``2.546`` may be a whole
number and ``"1,15"`` a decimal one: what proves one of them settles the file.
"""

from __future__ import annotations

from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.ga4 import UNIVERSAL, blocks_of, commented, headers
from kit.evidence.formats.layout import Block
from kit.sources import Options


class UniversalAnalytics(Format):
    """Universal Analytics."""

    name = "universal-analytics"
    label = "Universal Analytics"
    kind = "web-analytics"
    rank = 15

    def recognises(self, book: Book) -> bool:
        """Whether it begins like a report of Google and has metrics that only the older one had."""
        return commented(book) and any(UNIVERSAL.search(name) for name in headers(book))

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the tables."""
        return blocks_of(book)
