"""Read the values of a workbook with calamine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kit.evidence.containers.sheet import DATE, NUMBER, TEXT
from kit.evidence.limits import Limits
from kit.evidence.table import UnreadableError
from kit.i18n import N_

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

Value = str | bool | int | float | datetime | date | time | timedelta
"""A cell as calamine returns it."""

Columns = tuple[list[pa.Array], list[np.ndarray[Any, Any]]]
"""For each column its texts, and for each its cells' kinds."""


def read_sheets(path: Path, limits: Limits) -> list[tuple[str, Columns]]:
    """Return the name and the columns of each visible worksheet."""
    size = 0
    found = []
    for name, rows in _sheet_rows(path, limits):
        columns = _columns(rows)
        size += sum(column.nbytes for column in columns[0])
        limits.check_text(size)
        found.append((name, columns))
    return found


def _sheet_rows(path: Path, limits: Limits) -> Iterator[tuple[str, list[list[Value]]]]:
    """Yield the name and the rows of each visible worksheet."""
    cells = 0
    with _open_calamine(path) as book:
        for meta in book.sheets_metadata:
            if not _is_visible(meta):
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.end is None:
                yield meta.name, []
                continue
            last_row, last_column = sheet.end
            cells = limits.check_cells(last_row + 1, last_column + 1, cells, meta.name)
            yield meta.name, sheet.to_python(skip_empty_area=False)


@contextmanager
def _open_calamine(path: Path) -> Iterator[CalamineWorkbook]:
    """Open a workbook with calamine, and turn its errors into :class:`UnreadableError`."""
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, UnreadableError):
        raise
    except BaseException as error:  # a Rust panic in calamine is not an Exception
        if type(error).__name__ == "PasswordError":
            raise UnreadableError(
                N_("It is protected by a password."), N_("Save a copy without the password.")
            ) from None
        raise UnreadableError(
            N_("It is not a workbook that can be read."),
            N_("Open it in a spreadsheet program and save it as XLSX or CSV."),
        ) from None


def _is_visible(meta: SheetMetadata) -> bool:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    visible: bool = meta.visible == SheetVisibleEnum.Visible
    return visible and meta.typ == SheetTypeEnum.WorkSheet


def hidden_sheets(path: Path) -> list[str]:
    """Return the names of the worksheets that are hidden."""
    from python_calamine import SheetTypeEnum

    with _open_calamine(path) as book:
        return [
            meta.name
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet and not _is_visible(meta)
        ]


def _columns(rows: list[list[Value]]) -> Columns:
    """Return rows of Python values as columns of texts and their kinds."""
    width = max((len(row) for row in rows), default=0)
    texts, kinds = [], []
    for position in range(width):
        cells = [_cell(row[position]) if position < len(row) else ("", TEXT) for row in rows]
        texts.append(pa.array([text for text, _ in cells], pa.string()))
        kinds.append(np.array([kind for _, kind in cells], dtype=np.uint8))
    return texts, kinds


def _cell(value: Value) -> tuple[str, int]:
    """Return a Python value of calamine as the text and the kind of a cell."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd"), TEXT
    if isinstance(value, bool):
        return ("true" if value else "false"), TEXT
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        return (f"{value:.0f}" if whole else repr(value)), NUMBER
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds"), DATE
    if isinstance(value, date):
        return value.isoformat(), DATE
    if isinstance(value, time):
        return value.isoformat("seconds"), TEXT
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}", TEXT
    return "", TEXT
