"""Large text files without a single quotation mark: each line is a row, so Arrow may split them.

It is several times faster than the careful reading of :mod:`kit.evidence.containers.text`, and
gives the same sheet or none: whatever is uneven, blank or not in the encoding is left to that.
"""

from __future__ import annotations

import mmap
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from kit.evidence.containers.sheet import Sheet, cleaned
from kit.evidence.limits import FULL

LARGE = 16 << 20
PIECE = 16 << 20


def split(path: Path, encoding: str, delimiter: str, skip: int, columns: int) -> Sheet | None:
    """Return the rows of a large file, or None where they must be read with care."""
    if path.stat().st_size < LARGE or encoding not in ("utf-8", "utf-8-sig", "cp1252"):
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b'"') >= 0 or content.find(b"\0") >= 0:
            return None
        feeds = returns = 1
        while piece := content.read(PIECE):
            feeds, returns = feeds + piece.count(b"\n"), returns + piece.count(b"\r")
    FULL.check_cells(max(feeds, returns) - skip, columns)
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
                block_size=PIECE,
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
    while table.num_columns:  # one at a time, so that the whole is never held twice
        chunks = table.column(0).chunks
        table = table.remove_column(0)
        cells.append(pa.chunked_array([cleaned(chunk) for chunk in chunks], pa.string()))
    return Sheet(
        "",
        cells,
        np.arange(skip + 1, skip + height + 1, dtype=np.int64),
        np.full(height, columns, dtype=np.int32),
    )
