"""Read workbooks: XLSX, XLSB, XLS, ODS, without macros or external links.

calamine reads the values, for a formula the one last saved. Errors and uncalculated formulas, which
it does not report, come from the XML.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from kit.evidence.containers.sheet import ERROR, Book, Sheet, trim_cells
from kit.evidence.containers.workbook_values import hidden_sheets, read_sheets
from kit.evidence.containers.workbook_xml import SheetInfo, inspect_workbook
from kit.evidence.limits import Limits
from kit.evidence.table import Note, UnreadableError
from kit.fields import normalize
from kit.i18n import N_, NP_
from kit.sources import Options

NEVER_CALCULATED = NP_(
    "{count} formula was never calculated.", "{count} formulas were never calculated."
)


def open_workbook(path: Path, options: Options, limits: Limits) -> Book:
    """Return the visible sheets of a workbook that hold any cell.

    If the options name a sheet, it alone is returned; they may also name a table on one.

    Raises
    ------
    UnreadableError
        If a formula was never calculated.
    """
    infos = inspect_workbook(path, limits)
    named = read_sheets(path, limits)
    wanted = _named([name for name, _ in named], options.sheet)
    sheets, notes = [], []
    for name, (columns, kinds) in named:
        if wanted and name not in wanted:
            continue
        info = infos.get(name, SheetInfo())
        sheet = _sheet(name, columns, kinds, info)
        if info.uncalculated:
            raise UnreadableError(
                NEVER_CALCULATED.filled(count=len(info.uncalculated)),
                N_("Open it in a spreadsheet program, save it, and add it again."),
                sheet=name,
                column=info.uncalculated[0],
            )
        if sheet.width:
            sheets.append(sheet)
    if not sheets:
        raise UnreadableError(N_("It contains no cells."), N_("Export it again."))
    if unseen := hidden_sheets(path):
        says = N_("Hidden sheets were not read: {names}.").filled(names=", ".join(unseen))
        notes.append(Note(says))
    return Book(str(path), tuple(sheets), notes=tuple(notes))


def _named(names: list[str], wanted: str | None) -> set[str]:
    """Return the name of the sheet that is wanted, in any case; nothing if there is none."""
    if not wanted:
        return set()
    return {name for name in names if name == wanted} or {
        name for name in names if normalize(name) == normalize(wanted)
    }


def _sheet(
    name: str, texts: list[pa.Array], kinds: list[np.ndarray[Any, Any]], info: SheetInfo
) -> Sheet:
    """Return a sheet of texts, with the error values that calamine leaves out."""
    height = len(texts[0]) if texts else 0
    for (row, column), error in info.errors.items():
        if row <= height and column <= len(texts):
            cells = texts[column - 1].to_pylist()
            cells[row - 1] = error
            texts[column - 1] = pa.array(cells, pa.string())
            kinds[column - 1][row - 1] = ERROR
    if info.errors and not texts:
        height = max(row for row, _ in info.errors)
    columns = [pa.chunked_array([trim_cells(column)]) for column in texts]
    return Sheet(
        name,
        columns,
        np.arange(1, height + 1, dtype=np.int64),
        np.full(height, len(columns), dtype=np.int32),
        kinds,
    )
