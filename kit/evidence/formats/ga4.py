"""Google Analytics 4: reports, snapshots, explorations, in any language, also saved by Excel.

``#`` lines name account, property and period; a snapshot holds many tables, some without rows.
"""

from __future__ import annotations

import re

from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.layout import Block, tidy
from kit.evidence.formats.stacked_tables import (
    NO_ROWS,
    RULE,
    Part,
    apart,
    block_of,
    parts_of,
    period,
    title,
)
from kit.evidence.table import Note
from kit.sources import Options

UNIVERSAL = re.compile(
    r"bounce ?(?:rate|percentage)|taux de rebond|absprungrate|porcentaje de rebote|rebote|"
    r"frequenza di rimbalzo|bouncepercentage|% new sessions|% nouvelles sessions|"
    r"% nieuwe sessies|% neue sitzungen|% de nuevas sesiones|pages ?/ ?session|"
    r"pagina's/sessie|seiten/sitzung|páginas/sesión|pages/visit|pageviews|pages vues|"
    r"avg\. session duration|durée moyenne des sessions|gem\. sessieduur|day index|index de jour|"
    r"unique pageviews|consultations uniques|goal conversion",
    re.IGNORECASE,
)


def commented(book: Book) -> bool:
    """Whether the file begins with a rule of dashes behind a ``#``."""
    rows = [row for row in book.sheet.head(5) if any(row)]
    return bool(rows) and bool(re.match(r"#\s*-{6,}", rows[0][0]))


def headers(book: Book) -> list[str]:
    """Return the header cells of all tables of a report."""
    return [
        tidy(cell)
        for part in parts_of(book.sheet)
        if part.rows
        for cell in book.sheet.row(part.rows[0])
        if cell
    ]


class GoogleAnalytics4(Format):
    """Google Analytics 4."""

    name = "ga4"
    label = "Google Analytics 4"
    kind = "web-analytics"
    rank = 16

    def recognises(self, book: Book) -> bool:
        """Whether it begins with Google's rule of dashes."""
        return commented(book)

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the tables, those without rows last."""
        return blocks_of(book)

    def notes(self, book: Book) -> tuple[Note, ...]:
        """Return how many tables are empty."""
        empty = sum(len(part.rows) == 1 for part in parts_of(book.sheet))
        return (Note(NO_ROWS.filled(count=empty)),) if empty else ()


def blocks_of(book: Book) -> list[Block]:
    """Return the tables of a report of Google, the period of the file known to those without."""
    sheet = book.sheet
    parts = parts_of(sheet)
    everything = [comment for part in parts for comment in part.comments]
    whole = period(everything)
    blocks = []
    for part in parts:
        if not part.rows:
            continue
        said = _own(part)
        own = period(part.comments)
        known = own if own[0] else whole
        name = title(said) or _first(sheet.row(part.rows[0]))
        blocks += apart(block_of(sheet, part, name, known))
    full = [block for block in blocks if block.sheet.height]
    return full + [block for block in blocks if not block.sheet.height]


def _own(part: Part) -> list[str]:
    """Return the comments of a table without those of the file, which stand between two rules."""
    rules = [n for n, c in enumerate(part.comments) if RULE.fullmatch(c) and "-" in c]
    return part.comments[rules[-1] + 1 :] if rules else part.comments


def _first(cells: list[str]) -> str:
    named = [tidy(cell) for cell in cells if cell]
    return " / ".join(named[:2])
