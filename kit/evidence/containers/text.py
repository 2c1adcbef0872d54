"""Read delimited text files: CSV, TSV and the like, with any delimiter, quotes and line ends."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from kit.evidence.containers.encoding import encoding_of
from kit.evidence.containers.fast_csv import read_fast
from kit.evidence.containers.sheet import Book, Sheet, SheetBuilder
from kit.evidence.limits import (
    CELL_CHARACTERS,
    FULL,
    RECORD_CHARACTERS,
    Limits,
    check_bytes,
)
from kit.evidence.table import Conventions, Note, UnreadableError
from kit.i18n import N_, NP_
from kit.sources import Options

DELIMITERS = (",", ";", "\t", "|", "^", "~")
NO_DELIMITER = "\x1f"
SAMPLE_CHARACTERS = 1 << 18

FAST_BYTES = 1 << 30
"""Size up to which a file that Arrow can split is read in the calling process: the memory needed
is known beforehand, a few times the size."""

_MEASURED = re.compile(r"[-+(]?\d[\d.,:/%)-]*")
_NUL_WITHIN = re.compile(r"[^\0\s,;|\"']\0+[^\0\s,;|\"']")

MOST_NOTES = 30
"""Number of lines of notes above a table, at most."""

MOST_CONTROLS = 0.01
"""Share of control characters above which a file with NUL characters is not a text."""

NUL = NP_(
    "{count} NUL character, which is no text, was ignored.",
    "{count} NUL characters, which are no text, were ignored.",
)
UNBALANCED = N_("Quotation marks that are not closed, or closed too early, were read as they are.")


@dataclass(frozen=True)
class Dialect:
    """Delimiter, quotation mark and escape character of a text file."""

    delimiter: str
    quote: str = '"'
    escape: str = ""

    def reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        """Return an iterator over the rows of some lines."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape or None,
            skipinitialspace=self.delimiter not in " \t",
            strict=strict,
        )


def open_text(path: Path, options: Options, limits: Limits) -> Book:
    """Return the rows of a text file, with its encoding, its delimiter and notes on its defects.

    Raises
    ------
    UnreadableError
        If it is empty, not a text or not in the encoding given.
    """
    size = path.stat().st_size
    csv.field_size_limit(CELL_CHARACTERS)
    notes: tuple[Note, ...] = ()
    encoding = options.encoding or ""
    if not encoding:
        encoding, notes = encoding_of(path)
    try:
        with path.open(encoding=encoding, errors=_error_handler(encoding), newline="") as file:
            head = file.read(SAMPLE_CHARACTERS)
    except (LookupError, UnicodeError):
        raise UnreadableError(
            N_("It is not encoded in {encoding}.").filled(encoding=encoding),
            N_("Remove the encoding, or give the right one."),
        ) from None
    if "\0" in head:
        _refuse_binary(head)
        head = head.replace("\0", "")
    if not head.strip("\ufeff \t\r\n"):
        raise UnreadableError(N_("The file is empty."), N_("Export it again."))
    declared = re.match(r'\ufeff?"?sep=(.)"?[\t,;]*\s*?(\r\n|\r|\n)', head, re.IGNORECASE)
    skip = 1 if declared else 0
    body = head[declared.end() :] if declared else head
    believed = declared and declared[1] in body.split("\n", 1)[0]
    delimiter = options.delimiter or (declared[1] if declared and believed else "")
    dialect = dialect_of(body, delimiter)
    width = _usual_width(body, dialect)
    unbalanced: list[int] = []
    plain = dialect.quote == '"' and not dialect.escape
    fast = plain and (limits is FULL or size <= FAST_BYTES)
    sheet = read_fast(path, encoding, dialect.delimiter, skip, width) if fast else None
    if sheet is None:
        check_bytes(size, limits.plain_text_bytes)
        lines, sheet, unbalanced = _read_rows(path, encoding, dialect, skip, width, limits)
        if lines.nul:
            notes += (Note(NUL.filled(count=lines.nul)),)
    if unbalanced:
        notes += (Note(UNBALANCED, lines=tuple(unbalanced)),)
    if sheet.width == 1 and not delimiter:
        sheet, unwrapped = _unwrap(sheet, limits)
        notes += unwrapped
    conventions = Conventions(encoding=encoding, delimiter=dialect.delimiter.strip(NO_DELIMITER))
    return Book(str(path), (sheet,), conventions, notes)


def _error_handler(encoding: str) -> str:
    return "replace" if encoding.startswith("utf-8") else "strict"


def _refuse_binary(text: str) -> None:
    """Refuse a text that is half NUL characters, or has other control characters among them."""
    controls = sum(character < " " and character not in "\0\t\n\r\f\v" for character in text)
    if controls > MOST_CONTROLS * len(text) or text.count("\0") > len(text) / 2:
        raise _damaged_by_nul(text[: text.index("\0")].count("\n") + 1)


def _damaged_by_nul(line: int) -> UnreadableError:
    return UnreadableError(
        N_("It contains NUL bytes: it is damaged, or not a text file."),
        N_("Export it again, as CSV or XLSX."),
        row=line,
    )


# --- the delimiter -------------------------------------------------------------------------------


def dialect_of(head: str, delimiter: str = "") -> Dialect:
    r"""Return the dialect under which most neighbouring rows have the same number of cells.

    >>> dialect_of("name;note\nAnne;4,5\nLéo;3,0\n").delimiter
    ';'
    """
    quotes = ['"']
    if '"' not in head and len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n])", head)) > 5:
        quotes.append("'")
    candidates = []
    for candidate in [delimiter] if delimiter else DELIMITERS:
        if candidate not in head:
            continue
        for quote in quotes:
            candidates.append(Dialect(candidate, quote))
            if f"\\{candidate}" in head or f"\\{quote}" in head:
                candidates.append(Dialect(candidate, quote, "\\"))
    if not candidates:
        return Dialect(delimiter or (" " if _is_space_separated(head) else ","))
    scored = [(*_evenness(head, dialect), dialect) for dialect in candidates]
    best = max(scored, key=lambda each: each[:2])
    if best[0] < 0.5 and not delimiter and _is_space_separated(head):
        return Dialect(" ")
    lines = (line for line in head.splitlines() if line.strip() and not line.startswith("#"))
    first = next(lines, "")
    if best[0] < 0.8 and not delimiter and best[2].delimiter not in first:
        return _between_notes(head, candidates) or Dialect(NO_DELIMITER)  # texts with commas
    return best[2]


def _between_notes(head: str, candidates: Sequence[Dialect]) -> Dialect | None:
    """Return the dialect of a table below and above lines of notes; None if there is no table."""
    for dialect in sorted(candidates, key=lambda each: DELIMITERS.index(each.delimiter)):
        rows = [len(cells) for cells in _first_rows(head, dialect) if any(cells)]
        wide = [place for place, width in enumerate(rows) if width > 1]
        if len(wide) < 3 or wide[0] > MOST_NOTES:
            continue
        inner = rows[wide[0] : wide[-1] + 1]
        usual = max(set(inner), key=inner.count)
        if usual > 1 and inner.count(usual) >= 0.95 * len(inner) and inner[0] == usual:
            return dialect
    return None


def _is_space_separated(head: str) -> bool:
    """Return whether blanks separate the cells of all rows, the header among them.

    Two words a row are a name more often than two cells: without a column of numbers or dates,
    they stay one cell.
    """
    rows = [[cell for cell in row if cell] for row in _first_rows(head, Dialect(" "))]
    rows = [row for row in rows if row]
    if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return False
    return any(
        all(_MEASURED.fullmatch(row[place]) for row in rows[1:])
        and not _MEASURED.fullmatch(rows[0][place])
        for place in range(len(rows[0]))
    )


def _evenness(head: str, dialect: Dialect) -> tuple[float, float]:
    """Return the share of rows with as many cells as a neighbour, and their mean width."""
    widths = [
        len(cells)
        for cells in _first_rows(head, dialect)
        if cells and not (len(cells) == 1 and cells[0].lstrip('"').startswith("#"))
    ]
    if len(widths) == 1:
        return (1.0 if widths[0] > 1 else 0.0), float(widths[0])
    even = [False] * len(widths)
    for position, (one, other) in enumerate(pairwise(widths)):
        if one == other and one > 1:
            even[position] = even[position + 1] = True
    share = sum(even) / len(widths) if widths else 0.0
    mean_width = sum(w for w, e in zip(widths, even, strict=True) if e) / max(1, sum(even))
    return round(share, 2), mean_width


def _first_rows(head: str, dialect: Dialect, most: int = 400) -> Iterator[list[str]]:
    lines = _LineReader(io.StringIO(head, newline=""))
    for number, (_, cells) in enumerate(_records(lines, dialect, 0, [])):
        if number >= most:
            return
        yield cells


def _usual_width(head: str, dialect: Dialect) -> int:
    widths = [len(cells) for cells in _first_rows(head, dialect) if cells]
    return max(set(widths), key=widths.count) if widths else 0


# --- the rows ------------------------------------------------------------------------------------


class _LineReader(Iterator[str]):
    """Iterates over lines, counts them, remembers those of the current row and takes lines back.

    A row of more than :data:`RECORD_CHARACTERS`, on one line or many, is refused. NUL characters
    at the end of the file or of a cell are left out and counted in ``nul``; within a cell they
    are damage.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._back: list[str] = []
        self._size = 0
        self.number = 0
        self.nul = 0
        self.given: list[str] = []

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._file.readline(RECORD_CHARACTERS + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if "\0" in line:
            if _NUL_WITHIN.search(line):
                raise _damaged_by_nul(self.number)
            self.nul += line.count("\0")
            line = line.replace("\0", "")
        self._size += len(line)
        if self._size > RECORD_CHARACTERS:
            says = N_("One row has more than {most} million characters.")
            raise UnreadableError(
                says.filled(most=RECORD_CHARACTERS // 1_000_000),
                N_("Check that its lines end, and that quotation marks are closed."),
                row=self.number - len(self.given),
            )
        self.given.append(line)
        return line

    def begin(self) -> None:
        """Begin a row: forget the lines of the one before."""
        self.given.clear()
        self._size = 0

    def take_back(self, lines: list[str]) -> None:
        """Put lines back, to be returned again."""
        self._back += reversed(lines)
        self.number -= len(lines)


def _records(
    lines: _LineReader, dialect: Dialect, width: int, unbalanced: list[int]
) -> Iterator[tuple[int, list[str]]]:
    reader = dialect.reader(lines, strict=True)
    while True:
        line = lines.number + 1
        lines.begin()
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            # Quotation marks are unbalanced: take the first line alone, parse the rest again.
            first, rest = lines.given[0], lines.given[1:]
            lines.take_back(rest)
            lines.begin()
            unbalanced.append(line)
            yield line, _parse_leniently(first, dialect, width)
            reader = dialect.reader(lines, strict=True)


def _parse_leniently(line: str, dialect: Dialect, width: int) -> list[str]:
    """Return the cells of a line with unbalanced quotation marks."""
    try:
        cells = next(dialect.reader(iter([line]), strict=False), [])
    except csv.Error:
        cells = []
    if cells and len(cells) == width and not any("\n" in cell for cell in cells):
        return cells
    plain = line.rstrip("\r\n").split(dialect.delimiter)
    return [cell.strip(dialect.quote) for cell in plain]


def _read_rows(
    path: Path, encoding: str, dialect: Dialect, skip: int, width: int, limits: Limits = FULL
) -> tuple[_LineReader, Sheet, list[int]]:
    unbalanced: list[int] = []
    builder = SheetBuilder(limits)
    with path.open(encoding=encoding, errors=_error_handler(encoding), newline="") as file:
        lines = _LineReader(file)
        try:
            for _ in range(skip):
                next(lines)
            for line, cells in _records(lines, dialect, width, unbalanced):
                limits.check_columns(len(cells), line)
                if line == 1 and cells:
                    cells[0] = cells[0].lstrip("\ufeff")
                builder.add(line, cells)
        except UnicodeError:
            raise UnreadableError(
                N_("It is not encoded in {encoding}.").filled(encoding=encoding),
                N_("Export it again as UTF-8, or give its encoding."),
                row=lines.number + 1,
            ) from None
    return lines, builder.sheet(""), unbalanced


def _unwrap(sheet: Sheet, limits: Limits) -> tuple[Sheet, tuple[Note, ...]]:
    """Split the rows of a file in which each whole line is quoted; return other sheets unchanged.

    Excel quotes the lines of a comma-separated file that it saves where the separator is ``;``.
    """
    cells = [cell or "" for cell in sheet.columns[0].to_pylist()]
    text = "\n".join(cell.replace("\n", " ") for cell in cells[:400])
    if not any(delimiter in cells[0] for delimiter in (",", ";", "\t")):
        return sheet, ()
    dialect = dialect_of(text)
    if _evenness(text, dialect) < (0.9, 2):
        return sheet, ()
    builder = SheetBuilder(limits)
    for line, cell in zip(sheet.lines, cells, strict=True):
        try:
            row = next(dialect.reader(iter([cell]), strict=False), [])
        except csv.Error:
            row = [cell]
        builder.add(int(line), row)
    note = Note(N_("Each line stood in one pair of quotation marks, and was taken apart again."))
    return builder.sheet(""), (note,)
