"""Split large text files without any quotation mark with Arrow: each line is a row.

This is several times faster than :mod:`kit.evidence.containers.text`, and returns the same sheet or
none: a file with uneven or blank rows, or bytes outside its encoding, is left to that module.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from kit.evidence.containers.sheet import Sheet, trim_cells
from kit.evidence.limits import FULL

MIN_BYTES = 16 << 20
CHUNK = 16 << 20
BLOCK = 4 << 20
"""Bytes that Arrow splits at once: what fits into a processor's cache is split in half the time."""

BLANKS = b" \t\v\f\x1c\x1d\x1e\x1f"
"""White space of ASCII within a line."""


@dataclass(frozen=True)
class _Look:
    """Size and order of a file, from a first look.

    Attributes
    ----------
    tidy
        Whether all is ASCII and no cell begins or ends with white space, so that none has to be
        trimmed.
    """

    lines: int
    tidy: bool


def read_fast(path: Path, encoding: str, delimiter: str, skip: int, columns: int) -> Sheet | None:
    """Return the rows of a large file, or None if it needs the slower reader.

    Parameters
    ----------
    skip
        Number of lines before the first row.
    columns
        Number of cells that each row must have.
    """
    if path.stat().st_size < MIN_BYTES or encoding not in ("utf-8", "utf-8-sig", "cp1252"):
        return None
    look = _look(path, delimiter)
    if look is None:
        return None
    FULL.check_cells(look.lines - skip, columns)
    table = _parse(path, encoding, delimiter, skip, columns, look)
    if table is None:
        return None
    height = table.num_rows
    cells = []
    while table.num_columns:  # one at a time, so that the table is never in memory twice
        column = table.column(0)
        table = table.remove_column(0)
        if not look.tidy:
            column = pa.chunked_array([trim_cells(chunk) for chunk in column.chunks], pa.string())
        cells.append(column)
    return Sheet(
        "",
        cells,
        np.arange(skip + 1, skip + height + 1, dtype=np.int64),
        np.full(height, columns, dtype=np.int32),
    )


def _parse(
    path: Path, encoding: str, delimiter: str, skip: int, columns: int, look: _Look
) -> pa.Table | None:
    """Return the cells of a file; None if a row has another number of them."""
    uneven = False

    def give_up(_: object) -> str:
        nonlocal uneven
        uneven = True
        return "skip"

    names = [str(position) for position in range(columns)]
    try:
        table = csv.read_csv(
            path,
            csv.ReadOptions(
                column_names=names,
                skip_rows=skip,
                block_size=BLOCK,
                encoding="utf8" if encoding.startswith("utf-8") else encoding,
            ),
            csv.ParseOptions(
                delimiter=delimiter,
                quote_char=False,
                ignore_empty_lines=False,
                invalid_row_handler=give_up,
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=look.tidy,
                null_values=[""],
                check_utf8=not look.tidy,
            ),
        )
    except (pa.ArrowException, ValueError):
        return None
    return None if uneven else table


def _look(path: Path, delimiter: str) -> _Look | None:
    """Return the size and order of a file; None if it has quotation marks or NUL."""
    line_feeds = returns = 1
    tidy, last = True, b"\n"
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if b'"' in chunk or b"\0" in chunk:
                return None
            line_feeds, returns = line_feeds + chunk.count(b"\n"), returns + chunk.count(b"\r")
            tidy = tidy and chunk.isascii() and not _has_outer_blanks(last + chunk, delimiter)
            last = chunk[-1:]
    tidy = tidy and last not in BLANKS
    return _Look(max(line_feeds, returns), tidy)


def _has_outer_blanks(chunk: bytes, delimiter: str) -> bool:
    """Return whether white space stands beside a delimiter or an end of line."""
    borders = [*delimiter.encode("ascii", "replace"), *b"\r\n"]
    characters = np.frombuffer(chunk, np.uint8)
    for blank in {*BLANKS} - {*borders}:
        if blank not in chunk:
            continue
        places = np.flatnonzero(characters == blank)
        before = characters[np.maximum(places - 1, 0)]
        after = characters[places[places < len(chunk) - 1] + 1]
        if np.isin(before, borders).any() or np.isin(after, borders).any():
            return True
    return False
