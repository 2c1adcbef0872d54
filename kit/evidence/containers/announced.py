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

from kit.evidence.containers.archive import checked, pieces
from kit.evidence.table import Unreadable
from kit.i18n import N_

MOST_CELLS = 60_000_000


@dataclass
class Looked:
    """What the XML of one sheet says, before it is parsed."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)

    def reach(self, row: int, column: int) -> bool:
        """Take in that a cell holds something; whether that is too far off for a table."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        return self.rows * self.columns > MOST_CELLS


def look(path: Path) -> tuple[dict[str, Looked], int]:
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
            if self._valued and found.reach(self._row, self._column):
                raise _too_far(self._sheet, self._row)
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
        filled, last = "office:value-type" in attributes, self._row + self._times - 1
        if filled and looked.reach(last, self._column):
            raise _too_far(self._name, self._row)
        if attributes.get("calcext:value-type") == "error":
            looked.errors[self._row, self._column] = "#"


def _look_ods(archive: zipfile.ZipFile) -> dict[str, Looked]:
    looking = _SpreadsheetXml()
    _walk(pieces(archive, "content.xml"), looking.start)
    return looking.found


def _too_far(sheet: str, row: int) -> Unreadable:
    says = N_("Its cells lie too far apart to be a table.")
    return Unreadable(says, N_("Copy the table to a new workbook."), sheet=sheet, row=row)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _column_of(place: str) -> int:
    number = 0
    for character in place:
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number
