"""Parse a file in the calling process, with the parser for its kind."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc

from kit.evidence.containers.file_kind import kind_of
from kit.evidence.containers.sheet import Book
from kit.evidence.limits import CELL_BYTES, FULL, MB, SMALLER, LimitExceededError, Limits
from kit.i18n import N_
from kit.sources import Options


def parse(path: Path, options: Options, limits: Limits = FULL) -> Book:
    """Return the cells of a file.

    Raises
    ------
    LimitExceededError
        If it holds more than the limits allow.
    UnreadableError
        If it is damaged or not safe to open.
    """
    book = _parse(path, options, limits)
    for sheet in book.sheets:
        for position, column in enumerate(sheet.columns, start=1):
            longest = pc.max(pc.binary_length(column)).as_py() or 0
            if longest > CELL_BYTES:
                says = N_("One cell has {size} MB of text; at most {most} MB are read.")
                filled = says.filled(size=longest // MB, most=CELL_BYTES // MB)
                raise LimitExceededError(filled, SMALLER, sheet=sheet.name, column=str(position))
    return book


def _parse(path: Path, options: Options, limits: Limits) -> Book:
    kind = kind_of(path)
    if kind in ("zip", "ole"):
        from kit.evidence.containers.workbook import open_workbook

        return open_workbook(path, options, limits)
    if kind == "parquet":
        from kit.evidence.containers.parquet import open_parquet

        return open_parquet(path, limits)
    if kind == "json":
        from kit.evidence.containers.json import open_json

        return open_json(path, limits)
    if kind == "html":
        from kit.evidence.containers.html import open_html

        return open_html(path, limits)
    from kit.evidence.containers.text import open_text

    return open_text(path, options, limits)
