"""The values of a workbook, by calamine: in a process of its own with limits where it is large."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from kit import memory
from kit.evidence.sheet import DATE, NUMBER, TEXT
from kit.evidence.table import Unreadable
from kit.i18n import N_

MEMORY = 4 << 30
SECONDS = 300

Columns = tuple[list[pa.Array], list[np.ndarray[Any, Any]]]
"""The texts of each column, and the kind of every cell."""


def parsed(path: Path, *, apart: bool) -> list[tuple[str, Columns]]:
    """Return the columns of every visible worksheet, by name."""
    return _apart(path) if apart else [(name, _plain(rows)) for name, rows in _sheets(path)]


def _sheets(path: Path) -> list[tuple[str, list[list[Any]]]]:
    """Return the rows of every visible worksheet."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return [
                (meta.name, book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False))
                for meta in book.sheets_metadata
                if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
            ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of calamine is no Exception
        if type(error).__name__ == "PasswordError":
            raise Unreadable(
                N_("It is protected by a password."), N_("Save a copy without the password.")
            ) from None
        raise Unreadable(
            N_("It is not a workbook that can be read."),
            N_("Open it in a spreadsheet program and save it as XLSX or CSV."),
        ) from None


def hidden(path: Path) -> list[str]:
    """Return the names of the worksheets that are hidden."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_path(str(path)) as book:
        return [
            meta.name
            for meta in book.sheets_metadata
            if meta.visible != SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
        ]


def _plain(rows: list[list[Any]]) -> Columns:
    """Return rows of Python values as columns of texts and their kinds."""
    width = max((len(row) for row in rows), default=0)
    texts, kinds = [], []
    for position in range(width):
        said = [_said(row[position]) if position < len(row) else ("", TEXT) for row in rows]
        texts.append(pa.array([text for text, _ in said], pa.string()))
        kinds.append(np.array([kind for _, kind in said], dtype=np.uint8))
    return texts, kinds


def _said(value: Any) -> tuple[str, int]:
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


def _apart(path: Path) -> list[tuple[str, Columns]]:
    """Parse a large workbook in a process with a limit on memory and time."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-m", __name__, str(path), folder],
                check=False,
                timeout=SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        except subprocess.TimeoutExpired:
            done = None
        names = Path(folder) / "names"
        if done is None or done.returncode or not names.exists():
            raise Unreadable(
                N_("It is too large, or too damaged, to be read as a workbook."),
                N_("Save only the sheet that you need, as CSV."),
            )
        result = []
        for number, name in enumerate(names.read_text(encoding="utf-8").split("\0")[:-1]):
            with pa.OSFile(str(Path(folder) / f"{number}.arrow"), "rb") as file:
                table = pa.ipc.open_file(file).read_all()
            half = table.num_columns // 2
            texts = [column.combine_chunks() for column in table.columns[:half]]
            kinds = [column.to_numpy().copy() for column in table.columns[half:]]
            result.append((name, (texts, kinds)))
        return result


def _work(path: Path, folder: Path) -> None:
    memory.limit(MEMORY)
    names = []
    for number, (name, rows) in enumerate(_sheets(path)):
        texts, kinds = _plain(rows)
        arrays = [*texts, *(pa.array(kind) for kind in kinds)]
        table = pa.table(arrays, names=[str(position) for position in range(len(arrays))])
        with (
            pa.OSFile(str(folder / f"{number}.arrow"), "wb") as file,
            pa.ipc.new_file(file, table.schema) as writer,
        ):
            writer.write_table(table)
        names.append(name.replace("\0", ""))
    (folder / "names").write_text("".join(name + "\0" for name in names), encoding="utf-8")


if __name__ == "__main__":
    _work(Path(sys.argv[1]), Path(sys.argv[2]))
