"""Workbooks: XLSX, XLSB, XLS, ODS, without macros or external links.

calamine reads the values, which for a formula are those last saved, and gives error cells as
blanks. So the XML of each sheet is looked through first: its size, error cells, formulas that were
never calculated. What is large is parsed in a process of its own with limits.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

import numpy as np
import pyarrow as pa

from kit.evidence.containers.archive import checked, pieces
from kit.evidence.sheet import DATE, ERROR, NUMBER, TEXT, Book, Sheet, cleaned
from kit.evidence.table import Note, Unreadable
from kit.i18n import N_, NP_
from kit.sources import Options

NEVER = NP_("{count} formula was never calculated.", "{count} formulas were never calculated.")
MOST_CELLS = 60_000_000
LARGE = 24 << 20
MEMORY = 4 << 30
SECONDS = 300


@dataclass
class Looked:
    """What the XML of one sheet says, before it is parsed."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)


def open_workbook(path: Path, options: Options) -> Book:
    """Return the visible sheets of a workbook that hold anything."""
    looked, size = _look(path)
    large = size > LARGE
    named = _apart(path) if large else [(name, _plain(rows)) for name, rows in _sheets(path)]
    sheets, notes = [], []
    for name, (columns, kinds) in named:
        if options.sheet and name != options.sheet:
            continue
        found = looked.get(name, Looked())
        sheet = _sheet(name, columns, kinds, found)
        if found.uncalculated:
            raise Unreadable(
                NEVER.filled(count=len(found.uncalculated)),
                N_("Open it in a spreadsheet program, save it, and add it again."),
                sheet=name,
                column=found.uncalculated[0],
            )
        if sheet.width:
            sheets.append(sheet)
    if options.sheet and not sheets:
        raise Unreadable(
            N_("It has no sheet “{sheet}”.").filled(sheet=options.sheet),
            N_("Its sheets are: {names}.").filled(names=", ".join(name for name, _ in named)),
        )
    if not sheets:
        raise Unreadable(N_("It holds no cells."), N_("Export it again."))
    if hidden := _hidden(path):
        says = N_("Hidden sheets were not read: {names}.").filled(names=", ".join(hidden))
        notes.append(Note(says))
    return Book(str(path), tuple(sheets), notes=tuple(notes))


# --- looking, before parsing ---------------------------------------------------------------------


def _look(path: Path) -> tuple[dict[str, Looked], int]:
    """Return what each sheet announces, by name, and the size of it all."""
    if not zipfile.is_zipfile(path):
        return {}, path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        size = checked(archive)
        names = set(archive.namelist())
        if "content.xml" in names:
            return _look_ods(archive), size
        found = {}
        for name, part in sheet_parts(archive).items():
            if part in names and part.endswith(".xml"):
                found[name] = _look_sheet(pieces(archive, part), name)
            elif part in names:
                for _ in pieces(archive, part):  # XLSB: counted, not understood
                    pass
        for part in names & {"xl/sharedStrings.xml"}:
            for _ in pieces(archive, part):
                pass
    return found, size


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return for each sheet of an XLSX its name and its part of the archive."""
    try:
        book = b"".join(pieces(archive, "xl/workbook.xml"))
        links = b"".join(pieces(archive, "xl/_rels/workbook.xml.rels"))
    except KeyError:
        return {}
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def link(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            target = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = target

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            key = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            sheets[attributes.get("name", "")] = targets.get(key, "")

    _walk([links], link)
    _walk([book], sheet)
    return sheets


def _walk(
    xml: Iterable[bytes],
    start: Any,
    end: Any = None,
    text: Any = None,
    *,
    sheet: str = "",
) -> None:
    """Send the events of an XML document to functions; entities are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text

    def no_entities(*_: Any) -> None:
        raise Unreadable(N_("It declares entities, which is not safe."), N_("Export it again."))

    parser.EntityDeclHandler = no_entities
    try:
        for piece in xml:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Unreadable(
            N_("It is damaged: the sheet is not in order."),
            N_("Export or download it again."),
            sheet=sheet,
        ) from None


class _SheetXml:
    """Counts the rows and columns of an XLSX sheet, and notes errors and open formulas."""

    def __init__(self, sheet: str) -> None:
        self.found = Looked()
        self._sheet = sheet
        self._row = self._column = 0
        self._place = self._kind = ""
        self._formula = self._valued = self._in_value = False
        self._value: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0
        elif tag == "c":
            self._place = attributes.get("r", "")
            self._column = _column_of(self._place) or self._column + 1
            self._kind = attributes.get("t", "")
            self._formula = self._valued = False
            self._value = []
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._in_value = True

    def text(self, data: str) -> None:
        if self._in_value and self._kind == "e":
            self._value.append(data)
        self._valued = self._valued or self._in_value

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "is"):
            self._in_value = False
        elif tag == "c":
            found = self.found
            if self._valued:
                found.rows = max(found.rows, self._row)
                found.columns = max(found.columns, self._column)
                if found.rows * found.columns > MOST_CELLS:
                    raise Unreadable(
                        N_("Its cells lie too far apart to be a table."),
                        N_("Copy the table to a new workbook."),
                        sheet=self._sheet,
                        row=self._row,
                    )
            if self._kind == "e":
                found.errors[self._row, self._column] = "".join(self._value)
            elif self._formula and not self._valued and self._kind != "str":
                found.uncalculated.append(self._place)


def _look_sheet(xml: Iterator[bytes], name: str) -> Looked:
    looking = _SheetXml(name)
    _walk(xml, looking.start, looking.end, looking.text, sheet=name)
    return looking.found


class _SpreadsheetXml:
    """Counts the rows and columns of ODS sheets; cells may be repeated beyond all measure."""

    def __init__(self) -> None:
        self.found: dict[str, Looked] = {}
        self._name = ""
        self._row = self._column = 0
        self._times = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._name, self._row, self._times = attributes.get("table:name", ""), 0, 1
            self.found[self._name] = Looked()
        elif tag == "table:table-row":
            self._row = self._row + self._times if self._row else 1
            self._times = _whole(attributes.get("table:number-rows-repeated"), 1)
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += _whole(attributes.get("table:number-columns-repeated"), 1)
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        looked = self.found.setdefault(self._name, Looked())
        if "office:value-type" in attributes:
            looked.rows = max(looked.rows, self._row + self._times - 1)
            looked.columns = max(looked.columns, self._column)
            if looked.rows * looked.columns > MOST_CELLS:
                raise Unreadable(
                    N_("Its cells lie too far apart to be a table."),
                    N_("Copy the table to a new workbook."),
                    sheet=self._name,
                    row=self._row,
                )
        if attributes.get("calcext:value-type") == "error":
            looked.errors[self._row, self._column] = "#"


def _look_ods(archive: zipfile.ZipFile) -> dict[str, Looked]:
    looking = _SpreadsheetXml()
    _walk(pieces(archive, "content.xml"), looking.start)
    return looking.found


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _column_of(place: str) -> int:
    number = 0
    for character in place:
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number


# --- parsing -------------------------------------------------------------------------------------

Columns = tuple[list[pa.Array], list[np.ndarray[Any, Any]]]


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


def _hidden(path: Path) -> list[str]:
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


def _sheet(
    name: str, texts: list[pa.Array], kinds: list[np.ndarray[Any, Any]], looked: Looked
) -> Sheet:
    height = len(texts[0]) if texts else 0
    for (row, column), error in looked.errors.items():
        if row <= height and column <= len(texts):
            cells = texts[column - 1].to_pylist()
            cells[row - 1] = error
            texts[column - 1] = pa.array(cells, pa.string())
            kinds[column - 1][row - 1] = ERROR
    if looked.errors and not texts:
        height = max(row for row, _ in looked.errors)
    columns = [pa.chunked_array([cleaned(column)]) for column in texts]
    return Sheet(
        name,
        columns,
        np.arange(1, height + 1, dtype=np.int64),
        np.full(height, len(columns), dtype=np.int32),
        kinds,
    )


# --- in a process of its own ---------------------------------------------------------------------


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
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
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
