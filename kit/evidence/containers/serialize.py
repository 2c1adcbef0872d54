"""Write a book to a folder and read it back, to pass it from one process to another.

Cells are stored as Arrow files, everything else as JSON. Nothing is pickled: a hostile file may
have taken over the process that parsed it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.table import Conventions, Note, UnreadableError
from kit.i18n import Message, UserText

RESULT = "result.json"


def store_book(book: Book, folder: Path) -> None:
    """Write a book to an empty folder; ``result.json`` comes last."""
    for number, sheet in enumerate(book.sheets):
        _store_sheet(sheet, folder / f"{number}.arrow")
    _store_result(
        folder,
        {
            "sheets": [[s.name, s.width, s.kinds is not None] for s in book.sheets],
            "conventions": asdict(book.conventions),
            "notes": [[_to_json(n.says), list(n.lines), n.column] for n in book.notes],
        },
    )


def store_error(error: UnreadableError, folder: Path) -> None:
    """Write the error that made a file unreadable."""
    found = error.place
    place = {"sheet": found.sheet, "row": found.line, "column": found.header}
    _store_result(folder, {"error": [_to_json(error.message), _to_json(error.hint), place]})


def load_book(path: Path, folder: Path) -> Book | None:
    """Return the stored book, or None if there is none.

    Raises
    ------
    UnreadableError
        If an error was stored.
    """
    try:
        found = json.loads((folder / RESULT).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if "error" in found:
        message, hint, place = found["error"]
        raise UnreadableError(_from_json(message), _from_json(hint), **place)
    sheets = tuple(
        _load_sheet(folder / f"{number}.arrow", *described)
        for number, described in enumerate(found["sheets"])
    )
    notes = tuple(
        Note(_from_json(says), tuple(lines), column) for says, lines, column in found["notes"]
    )
    return Book(str(path), sheets, Conventions(**found["conventions"]), notes)


def _store_result(folder: Path, found: dict[str, Any]) -> None:
    text = json.dumps(found, ensure_ascii=True)
    (folder / RESULT).write_text(text, encoding="utf-8")


def _store_sheet(sheet: Sheet, path: Path) -> None:
    arrays = [*sheet.columns, *(pa.array(kind) for kind in sheet.kinds or ())]
    arrays += [pa.array(sheet.lines), pa.array(sheet.widths)]
    table = pa.table(arrays, names=[str(number) for number in range(len(arrays))])
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _load_sheet(path: Path, name: str, width: int, has_kinds: bool) -> Sheet:
    if os.name == "posix":  # on Windows a mapped file cannot be deleted
        with pa.memory_map(str(path)) as file:
            table = pa.ipc.open_file(file).read_all()
    else:
        with pa.OSFile(str(path), "rb") as file:
            table = pa.ipc.open_file(file).read_all()
    *kinds, lines, widths = (_numbers(column) for column in table.columns[width:])
    return Sheet(name, table.columns[:width], lines, widths, kinds if has_kinds else None)


def _numbers(column: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    numbers: np.ndarray[Any, Any] = column.to_numpy()
    return numbers


def _to_json(value: Any) -> Any:
    if isinstance(value, Message):
        values = {name: _to_json(each) for name, each in value.values.items()}
        return {"message": [value.text, value.context, value.plural, value.count, values]}
    if isinstance(value, UserText):
        return {"words": [value.text, value.lang]}
    return value if isinstance(value, int | float) else str(value)


def _from_json(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "words" in value:
        return UserText(*value["words"])
    text, context, plural, count, values = value["message"]
    filled = {name: _from_json(each) for name, each in values.items()}
    return Message(text, context, plural, count, filled)
