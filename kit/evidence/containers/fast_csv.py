"""Split large text files without any quotation mark with Arrow: each line is a row.

This is several times faster than :mod:`kit.evidence.containers.text`, and returns the same sheet or
none: a file with uneven or blank rows, or bytes outside its encoding, is left to that module.
"""

from __future__ import annotations

import mmap
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from kit.evidence.containers.sheet import Sheet, trim_cells
from kit.evidence.limits import FULL

MIN_BYTES = 16 << 20
CHUNK = 16 << 20


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
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b'"') >= 0 or content.find(b"\0") >= 0:
            return None
        line_feeds = returns = 1
        while chunk := content.read(CHUNK):
            line_feeds, returns = line_feeds + chunk.count(b"\n"), returns + chunk.count(b"\r")
    FULL.check_cells(max(line_feeds, returns) - skip, columns)
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
                block_size=CHUNK,
                encoding="utf8" if encoding.startswith("utf-8") else encoding,
            ),
            csv.ParseOptions(
                delimiter=delimiter,
                quote_char=False,
                ignore_empty_lines=False,
                invalid_row_handler=give_up,
            ),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except (pa.ArrowException, ValueError):
        return None
    if uneven:
        return None
    height = table.num_rows
    cells = []
    while table.num_columns:  # one at a time, so that the table is never in memory twice
        chunks = table.column(0).chunks
        table = table.remove_column(0)
        cells.append(pa.chunked_array([trim_cells(chunk) for chunk in chunks], pa.string()))
    return Sheet(
        "",
        cells,
        np.arange(skip + 1, skip + height + 1, dtype=np.int64),
        np.full(height, columns, dtype=np.int32),
    )
