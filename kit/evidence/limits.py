"""Limit the size of a file of evidence, and the time and memory that reading it may take.

There are two sets of limits: :data:`SMALL` for files parsed in the calling process, :data:`FULL`
for those parsed in a process of its own, under limits of memory and time
(:mod:`kit.evidence.containers.sandbox`). A file that exceeds ``SMALL`` is tried again under
``FULL``; one that exceeds ``FULL`` is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from kit.evidence.table import UnreadableError
from kit.i18n import N_, Message

MB = 1 << 20

DISK_BYTES = 4 << 30
"""Bytes of a file on disk."""

UNPACKED_BYTES = 1 << 30
"""Bytes that an archive or a workbook unpacks to."""

RATIO = 200
"""Unpacked bytes per packed byte, of an archive of more than :data:`ANY_RATIO_BYTES`."""

ANY_RATIO_BYTES = 16 * MB
"""Unpacked bytes up to which any ratio is accepted."""

ENTRIES = 10_000
"""Entries of an archive."""

COLUMNS = 20_000
"""Columns of a table."""

CELL_CHARACTERS = 1 << 20
"""Characters of one cell of a text file, and of the names in one record."""

CELL_BYTES = 4 * CELL_CHARACTERS
"""Bytes of one cell of any file."""

RECORD_CHARACTERS = 64 << 20
"""Characters of one row of a text file."""

DEPTH = 50
"""Levels of lists and records within each other (JSON, Parquet)."""

SECONDS = 300
"""Seconds of elapsed time, and of each processor, for one file or one query."""

MEMORY_BYTES = 4 << 30
"""Memory of the process that parses a file."""

RESULT_BYTES = 4 << 30
"""Bytes that the process may write in one file of results."""

ANSWER_ROWS = 1_000_000
"""Rows that a database may return for a query."""

SMALLER = N_(
    "Export only the columns and rows that you need, or load it into a database and name that as "
    "the source."
)


class LimitExceededError(UnreadableError):
    """A file that holds more, or takes more to read, than the limits in force allow."""


@dataclass(frozen=True)
class Limits:
    """The limits on one file.

    Attributes
    ----------
    cells
        Cells of all sheets, as rows times columns: blank cells take memory, too.
    text_bytes
        Bytes of text in all cells of Parquet files and workbooks, in which cells share texts.
    plain_text_bytes, json_bytes, html_bytes
        Bytes of text files, by kind: HTML and JSON take many times their size in memory.
    workbook_bytes
        Bytes that a workbook unpacks to.
    """

    cells: int
    text_bytes: int
    plain_text_bytes: int
    json_bytes: int
    html_bytes: int
    workbook_bytes: int

    def check_columns(self, columns: int, row: int | None = None) -> None:
        """Raise :class:`LimitExceededError` if a table has too many columns."""
        if columns > COLUMNS:
            says = N_("It has {columns} columns; at most {most} are read.")
            raise LimitExceededError(
                says.filled(columns=columns, most=COLUMNS),
                N_("Export only the questions that you need."),
                row=row,
            )

    def check_cells(self, rows: int, columns: int, before: int = 0, sheet: str = "") -> int:
        """Add the cells of a table to those before, or raise :class:`LimitExceededError`."""
        self.check_columns(columns)
        cells = before + rows * columns
        if cells > self.cells:
            says = N_(
                "It has {rows} rows and {columns} columns, or more; at most {most} cells are read."
            )
            filled = says.filled(rows=rows, columns=columns, most=self.cells)
            raise LimitExceededError(filled, SMALLER, sheet=sheet)
        return cells

    def check_values(self, values: int) -> None:
        """Raise :class:`LimitExceededError` if the lists in cells hold too many values in all."""
        if values > self.cells:
            says = N_("It contains {values} values; at most {most} are read.")
            raise LimitExceededError(says.filled(values=values, most=self.cells), SMALLER)

    def check_text(self, size: int) -> None:
        """Raise :class:`LimitExceededError` if the texts of a table are too large in all."""
        if size > self.text_bytes:
            says = N_("Its texts take {size} MB once unpacked; at most {most} MB are read.")
            raise LimitExceededError(
                says.filled(size=_mb(size), most=_mb(self.text_bytes)), SMALLER
            )


FULL = Limits(
    cells=60_000_000,
    text_bytes=2 << 30,
    plain_text_bytes=DISK_BYTES,
    json_bytes=256 * MB,
    html_bytes=256 * MB,
    workbook_bytes=UNPACKED_BYTES,
)

SMALL = Limits(
    cells=2_000_000,
    text_bytes=64 * MB,
    plain_text_bytes=32 * MB,
    json_bytes=2 * MB,
    html_bytes=MB // 8,
    workbook_bytes=24 * MB,
)


def check_bytes(size: int, most: int, fix: Message = SMALLER) -> None:
    """Raise :class:`LimitExceededError` if a file has more bytes than may be read."""
    if size > most:
        says = N_("It has {size} MB; at most {most} MB are read.")
        raise LimitExceededError(says.filled(size=_mb(size), most=_mb(most)), fix)


def _mb(size: int) -> int:
    return -(-size // MB)
