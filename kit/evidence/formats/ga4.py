"""Read Google Analytics 4: reports, snapshots, explorations, in any language, also saved by Excel.

``#`` lines name account, property and period; a snapshot holds many tables, some without rows.
"""

from __future__ import annotations

import re

from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.headers import first_row
from kit.evidence.formats.layout import clean_header
from kit.evidence.formats.stacked_tables import (
    NO_ROWS,
    RULE,
    Part,
    parse_period,
    part_table,
    part_title,
    separate_totals,
    split_parts,
)
from kit.evidence.table import Note
from kit.sources import Options

UNIVERSAL_METRICS = re.compile(
    r"bounce ?(?:rate|percentage)|taux de rebond|absprungrate|porcentaje de rebote|rebote|"
    r"frequenza di rimbalzo|bouncepercentage|% new sessions|% nouvelles sessions|"
    r"% nieuwe sessies|% neue sitzungen|% de nuevas sesiones|pages ?/ ?session|"
    r"pagina's/sessie|seiten/sitzung|páginas/sesión|pages/visit|pageviews|pages vues|"
    r"avg\. session duration|durée moyenne des sessions|gem\. sessieduur|day index|index de jour|"
    r"unique pageviews|consultations uniques|goal conversion",
    re.IGNORECASE,
)
PERIOD = re.compile(r"[^\W\d_][^:]{2,40}: ?20\d{6}")
"""A comment such as ``Start date: 20240401``, in any language."""


def starts_with_rule(book: Book) -> bool:
    """Return whether the file begins with a rule of dashes after a ``#``."""
    rows = [row for row in book.sheet.head(5) if any(row)]
    return bool(rows) and bool(re.match(r"#\s*-{6,}", rows[0][0]))


def has_periods(book: Book) -> bool:
    """Return whether ``#`` lines with a start and an end date stand above the first header."""
    if not first_row(book)[0].startswith("#"):
        return False
    comments = split_parts(book.sheet.rows(0, 20))[0].comments
    return sum(bool(PERIOD.fullmatch(comment)) for comment in comments) == 2


def report_headers(book: Book) -> list[str]:
    """Return the header cells of all tables of a report."""
    return [
        clean_header(cell)
        for part in split_parts(book.sheet)
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
        """Return whether the file begins with Google's rule of dashes, or with titled periods."""
        return starts_with_rule(book) or has_periods(book)

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tables, those without rows last."""
        return report_tables(book)

    def notes(self, book: Book) -> tuple[Note, ...]:
        """Return a note on the number of tables without rows."""
        empty = sum(len(part.rows) == 1 for part in split_parts(book.sheet))
        return (Note(NO_ROWS.filled(count=empty)),) if empty else ()


def report_tables(book: Book) -> list[RawTable]:
    """Return the tables of a report; those without a period of their own get that of the file."""
    sheet = book.sheet
    parts = split_parts(sheet)
    everything = [comment for part in parts for comment in part.comments]
    file_period = parse_period(everything)
    tables = []
    for part in parts:
        if not part.rows:
            continue
        comments = _own_comments(part)
        own = parse_period(part.comments)
        period = own if own[0] else file_period
        name = part_title(comments) or _first_headers(sheet.row(part.rows[0]))
        tables += separate_totals(part_table(sheet, part, name, period))
    full = [table for table in tables if table.sheet.height]
    return full + [table for table in tables if not table.sheet.height]


def _own_comments(part: Part) -> list[str]:
    """Return the comments of a table without those of the file, which are between two rules."""
    rules = [n for n, c in enumerate(part.comments) if RULE.fullmatch(c) and "-" in c]
    return part.comments[rules[-1] + 1 :] if rules else part.comments


def _first_headers(cells: list[str]) -> str:
    named = [clean_header(cell) for cell in cells if cell]
    return " / ".join(named[:2])
