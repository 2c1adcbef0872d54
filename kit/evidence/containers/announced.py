"""What the XML of a workbook announces, looked through before anything is parsed.

calamine gives error cells as blanks, and takes a formula that was never calculated for nothing at
all; and a sheet may claim cells beyond all measure.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from kit.evidence.containers.archive import check_entries, checked, pieces
from kit.evidence.limits import FULL, SMALLER, LimitExceeded, Limits, check_bytes
from kit.evidence.table import Unreadable
from kit.i18n import N_

STRINGS = "xl/sharedStrings.xml"

VALUED = ("office:", "calcext:", "table:formula")
"""How the attributes begin that say that a cell of an ODS holds something."""


@dataclass
class Looked:
    """What the XML of one sheet says, before it is parsed.

    Attributes
    ----------
    shared
        How many cells refer to a shared text: each becomes a copy of it.
    """

    rows: int = 0
    columns: int = 0
    shared: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)

    def reach(self, row: int, column: int) -> bool:
        """Take in that a cell holds something; whether that is too far off for a table."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        return self.rows * self.columns > FULL.cells


def look(path: Path, limits: Limits = FULL) -> dict[str, Looked]:
    """Return what each sheet announces, by name.

    Raises
    ------
    LimitExceeded
        If the workbook holds more than the limits allow, or, where they are narrower than
        :data:`FULL`, what it holds cannot be known before it is parsed.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        check_bytes(checked(archive), limits.workbook_bytes)
        check_entries(archive)
        names = set(archive.namelist())
        if "content.xml" in names:
            found, known = _look_ods(archive), True
        else:
            parts = sheet_parts(archive)
            looked = {n: p for n, p in parts.items() if p in names and p.endswith(".xml")}
            found = {n: _look_sheet(pieces(archive, p), n) for n, p in looked.items()}
            known = bool(parts) and looked.keys() == parts.keys()
            longest = _longest_text(archive) if STRINGS in names else 0
            shared = sum(sheet.shared for sheet in found.values())
            if limits is not FULL:
                limits.check_text(shared * longest)
    if not known and limits is not FULL:
        raise LimitExceeded(N_("It is not a workbook that can be read."), SMALLER)
    cells = 0
    for name, sheet in found.items():
        cells = limits.check_cells(sheet.rows, sheet.columns, cells, name)
    return found


def _longest_text(archive: zipfile.ZipFile) -> int:
    """Return how many bytes the longest shared text of an XLSX has."""
    longest = size = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal size
        if tag.rpartition(":")[2] == "si":
            size = 0

    def text(data: str) -> None:
        nonlocal size, longest
        size += len(data.encode("utf-8", "replace"))
        longest = max(longest, size)

    _walk(pieces(archive, STRINGS), start, text=text)
    return longest


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
            column, row = _position(self._place)
            self._column = column or self._column + 1
            self._row = row or self._row
            self._kind = attributes.get("t", "")
            self.found.shared += self._kind == "s"
            self._formula = self._valued = False
            self._value = []
        elif tag in ("f", "v", "is"):
            self._formula = self._formula or tag == "f"
            self._in_value = tag != "f"
            if self.found.reach(self._row, self._column):
                raise _too_far(self._sheet, self.found, self._row)

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
        elif tag == "text:p":
            self._filled()

    def _filled(self) -> Looked:
        looked = self.found.setdefault(self._name, Looked())
        if looked.reach(self._row + self._times - 1, self._column):
            raise _too_far(self._name, looked, self._row)
        return looked

    def _cell(self, attributes: dict[str, str]) -> None:
        if not any(name.startswith(VALUED) for name in attributes):
            return
        looked = self._filled()
        if attributes.get("calcext:value-type") == "error":
            looked.errors[self._row, self._column] = "#"


def _look_ods(archive: zipfile.ZipFile) -> dict[str, Looked]:
    looking = _SpreadsheetXml()
    _walk(pieces(archive, "content.xml"), looking.start)
    return looking.found


def _too_far(sheet: str, found: Looked, row: int) -> Unreadable:
    says = N_(
        "Its cells lie too far apart to be a table: {rows} rows by {columns} columns, where at "
        "most {most} cells are read."
    ).filled(rows=found.rows, columns=found.columns, most=FULL.cells)
    return Unreadable(says, N_("Copy the table to a new workbook."), sheet=sheet, row=row)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text[:20]) if text and text.isdecimal() else otherwise


def _position(place: str) -> tuple[int, int]:
    """Return column and row of a place such as ``B2``; 0 where it says none."""
    number = 0
    for length, character in enumerate(place):
        if not ("A" <= character <= "Z" or "a" <= character <= "z"):
            return number, _whole(place[length:], 0)
        number = number * 26 + ord(character.upper()) - 64
    return number, 0
