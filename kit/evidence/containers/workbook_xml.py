"""Inspect the XML of a workbook before it is parsed: sizes, error cells, uncalculated formulas.

calamine returns error cells and uncalculated formulas as blanks; and a sheet of a few bytes may
span billions of cells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from kit.evidence.containers.archive import check_directory, check_entries, read_entry
from kit.evidence.containers.other_kinds import EXPORT_TABLE, NO_TABLE
from kit.evidence.limits import FULL, SMALLER, LimitExceededError, Limits, check_bytes
from kit.evidence.table import UnreadableError
from kit.i18n import N_

SHARED_STRINGS = "xl/sharedStrings.xml"

VALUE_PREFIXES = ("office:", "calcext:", "table:formula")
"""Prefixes of the attributes that give a cell of an ODS a value."""

MANIFEST = "META-INF/manifest.xml"
DOCUMENTS = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
"""Entries of Office files that are no workbooks."""


@dataclass
class SheetInfo:
    """One sheet as its XML describes it.

    Attributes
    ----------
    rows, columns
        The last row and column with a value, from 1.
    shared
        Number of cells that refer to a shared string: each becomes a copy of it.
    errors
        Error values by row and column, from 1.
    uncalculated
        Places such as ``B2`` of formulas without a saved value.
    """

    rows: int = 0
    columns: int = 0
    shared: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)

    def extend(self, row: int, column: int) -> bool:
        """Extend the sheet to a cell with a value; return whether it exceeds the limit on cells."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        return self.rows * self.columns > FULL.cells


def inspect_workbook(path: Path, limits: Limits = FULL) -> dict[str, SheetInfo]:
    """Return the description of each sheet, by name.

    Raises
    ------
    LimitExceededError
        If the workbook holds more than the limits allow; under limits narrower than :data:`FULL`,
        also if its size cannot be known before it is parsed.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        check_bytes(check_directory(archive), limits.workbook_bytes)
        check_entries(archive)
        names = set(archive.namelist())
        _refuse_documents(archive, names)
        if "content.xml" in names:
            found, known = _inspect_ods(archive), True
        else:
            parts = sheet_parts(archive)
            xml = {n: p for n, p in parts.items() if p in names and p.endswith(".xml")}
            found = {n: _inspect_xlsx_sheet(read_entry(archive, p), n) for n, p in xml.items()}
            known = bool(parts) and xml.keys() == parts.keys()
            longest = _longest_text(archive) if SHARED_STRINGS in names else 0
            shared = sum(sheet.shared for sheet in found.values())
            if limits is not FULL:
                limits.check_text(shared * longest)
    if not known and limits is not FULL:
        raise LimitExceededError(N_("It is not a workbook that can be read."), SMALLER)
    cells = 0
    for name, sheet in found.items():
        cells = limits.check_cells(sheet.rows, sheet.columns, cells, name)
    return found


def _refuse_documents(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Refuse a text document, slides, and an OpenDocument file that is encrypted."""
    for entry, kind in DOCUMENTS.items():
        if entry in names:
            raise UnreadableError(NO_TABLE.filled(kind=kind), EXPORT_TABLE)
    if MANIFEST in names and b"encryption-data" in b"".join(read_entry(archive, MANIFEST)):
        raise UnreadableError(
            N_("It is encrypted: protected by a password."), N_("Save a copy without the password.")
        )


def _longest_text(archive: zipfile.ZipFile) -> int:
    """Return the size in bytes of the longest shared string of an XLSX file."""
    longest = size = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal size
        if tag.rpartition(":")[2] == "si":
            size = 0

    def text(data: str) -> None:
        nonlocal size, longest
        size += len(data.encode("utf-8", "replace"))
        longest = max(longest, size)

    _parse_xml(read_entry(archive, SHARED_STRINGS), start, text=text)
    return longest


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the entry of the archive for each sheet of an XLSX file, by the sheet's name."""
    try:
        book = b"".join(read_entry(archive, "xl/workbook.xml"))
        links = b"".join(read_entry(archive, "xl/_rels/workbook.xml.rels"))
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

    _parse_xml([links], link)
    _parse_xml([book], sheet)
    return sheets


def _parse_xml(
    xml: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    *,
    sheet: str = "",
) -> None:
    """Call functions with the events of an XML document, and refuse entity declarations."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text

    def no_entities(*_: str | bool | None) -> None:
        raise UnreadableError(
            N_("It declares entities, which is not safe."), N_("Export it again.")
        )

    parser.EntityDeclHandler = no_entities
    try:
        for piece in xml:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise UnreadableError(
            N_("It is damaged: the sheet is not in order."),
            N_("Export or download it again."),
            sheet=sheet,
        ) from None


class _XlsxSheetParser:
    """Collects the extent, errors and uncalculated formulas of an XLSX sheet."""

    def __init__(self, sheet: str) -> None:
        self.found = SheetInfo()
        self._sheet = sheet
        self._row = self._column = 0
        self._place = self._kind = ""
        self._formula = self._valued = self._in_value = False
        self._value: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self._row = _int_or(attributes.get("r"), self._row + 1)
            self._column = 0
        elif tag == "c":
            self._place = attributes.get("r", "")
            column, row = _cell_position(self._place)
            self._column = column or self._column + 1
            self._row = row or self._row
            self._kind = attributes.get("t", "")
            self.found.shared += self._kind == "s"
            self._formula = self._valued = False
            self._value = []
        elif tag in ("f", "v", "is"):
            self._formula = self._formula or tag == "f"
            self._in_value = tag != "f"
            if self.found.extend(self._row, self._column):
                raise _too_sparse(self._sheet, self.found, self._row)

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
            if self._kind == "e":
                found.errors[self._row, self._column] = "".join(self._value)
            elif self._formula and not self._valued and self._kind != "str":
                found.uncalculated.append(self._place)


def _inspect_xlsx_sheet(xml: Iterator[bytes], name: str) -> SheetInfo:
    parser = _XlsxSheetParser(name)
    _parse_xml(xml, parser.start, parser.end, parser.text, sheet=name)
    return parser.found


class _OdsParser:
    """Collects the extent and errors of ODS sheets, in which one element may repeat many cells."""

    def __init__(self) -> None:
        self.found: dict[str, SheetInfo] = {}
        self._name = ""
        self._row = self._column = 0
        self._times = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._name, self._row, self._times = attributes.get("table:name", ""), 0, 1
            self.found[self._name] = SheetInfo()
        elif tag == "table:table-row":
            self._row = self._row + self._times if self._row else 1
            self._times = _int_or(attributes.get("table:number-rows-repeated"), 1)
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += _int_or(attributes.get("table:number-columns-repeated"), 1)
            self._cell(attributes)
        elif tag == "text:p":
            self._filled()

    def _filled(self) -> SheetInfo:
        sheet = self.found.setdefault(self._name, SheetInfo())
        if sheet.extend(self._row + self._times - 1, self._column):
            raise _too_sparse(self._name, sheet, self._row)
        return sheet

    def _cell(self, attributes: dict[str, str]) -> None:
        if not any(name.startswith(VALUE_PREFIXES) for name in attributes):
            return
        sheet = self._filled()
        if attributes.get("calcext:value-type") == "error":
            sheet.errors[self._row, self._column] = "#"


def _inspect_ods(archive: zipfile.ZipFile) -> dict[str, SheetInfo]:
    parser = _OdsParser()
    _parse_xml(read_entry(archive, "content.xml"), parser.start)
    return parser.found


def _too_sparse(sheet: str, found: SheetInfo, row: int) -> UnreadableError:
    says = N_(
        "Its cells lie too far apart to be a table: {rows} rows by {columns} columns, where at "
        "most {most} cells are read."
    ).filled(rows=found.rows, columns=found.columns, most=FULL.cells)
    return UnreadableError(says, N_("Copy the table to a new workbook."), sheet=sheet, row=row)


def _int_or(text: str | None, otherwise: int) -> int:
    return int(text[:20]) if text and text.isdecimal() else otherwise


def _cell_position(place: str) -> tuple[int, int]:
    """Return the column and the row of a place, each from 1; 0 where it names none.

    >>> _cell_position("AB12")
    (28, 12)
    """
    number = 0
    for length, character in enumerate(place):
        if not ("A" <= character <= "Z" or "a" <= character <= "z"):
            return number, _int_or(place[length:], 0)
        number = number * 26 + ord(character.upper()) - 64
    return number, 0
