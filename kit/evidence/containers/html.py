"""Read HTML tables, which Salesforce and others export as ``.xls``."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from kit.evidence.containers.encoding import encoding_of
from kit.evidence.containers.sheet import Book, SheetBuilder
from kit.evidence.limits import Limits, check_bytes
from kit.evidence.table import Conventions, UnreadableError
from kit.i18n import N_

MOST_SPAN = 1000


class _TableParser(HTMLParser):
    """Collects the rows of all tables of a page, in order."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = SheetBuilder(limits)
        self._limits = limits
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = 1
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._row, self._line = [], self.getpos()[0]
        elif tag in ("td", "th") and self._row is not None:
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._cell = []
            self._span = min(int(span[:9]), MOST_SPAN) if span.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            self._limits.check_columns(len(self._row) + self._span, self._line)
            self._row += ["".join(self._cell).replace("\0", "\ufffd")] + [""] * (self._span - 1)
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self.builder.add(self._line, self._row)
        self._row = None


def open_html(path: Path, limits: Limits) -> Book:
    """Return the rows of the tables of an HTML file."""
    check_bytes(path.stat().st_size, limits.html_bytes, N_("Export it as CSV or XLSX."))
    encoding, notes = encoding_of(path)
    parser = _TableParser(limits)
    parser.feed(path.read_text(encoding=encoding, errors="replace"))
    parser.close()
    sheet = parser.builder.sheet("")
    if not sheet.width:
        raise UnreadableError(N_("It contains no table."), N_("Export it as CSV or XLSX."))
    return Book(str(path), (sheet,), Conventions(encoding=encoding), notes)
