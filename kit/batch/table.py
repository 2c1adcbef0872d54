"""Read ``clients.csv`` or a workbook, one report a row; a wrong cell refuses the whole table.

The columns are ``path`` (from the table's own folder), ``lang``, ``out``, ``theme`` and
``edition``, of which ``both`` makes two reports; an empty cell means what the command says for all.
With a notebook of one's own, the other columns are scalars of its parameters cell, typed as the
values that stand there.
"""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from kit.batch.task import EDITIONS, Task
from kit.diagnostics import Diagnostic, DiagnosticError, FilePosition, file_error
from kit.evidence.containers import open_book
from kit.evidence.table import UnreadableError
from kit.i18n import LANGUAGES, N_, Language, Message, UserText, Value
from kit.report.running import Scalar, quick_jsonschema
from kit.sections import Edition
from kit.sources import Options
from kit.workshop import WorkshopError, find

COLUMNS = ("path", "lang", "out", "theme", "edition")
GIVEN = ("workshop", "lang", "edition", "as_of", "theme")
"""The parameters that the notebook of every report is given."""

DELIMITERS = (",", ";", "\t")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of a workbook: XLSX, XLSB and ODS are archives, XLS an OLE file."""

UNREADABLE = N_("The table cannot be read. Save it as CSV in UTF-8, or as XLSX.")
WORKBOOK_UNREADABLE = Message("{message} {hint}")
NO_PATH = N_("The table has no “path” column. Add one with the location of each workshop.")
UNKNOWN = N_("Unknown column “{column}”. Known columns: {known}.")
TWICE = N_("Column “{column}” appears twice.")
TOO_MANY = N_("This row has more cells than there are columns. Check for a missing quotation mark.")
EMPTY = N_("This row has no path.")
NO_WORKSHOP = N_("No workshop found at “{path}”.")
SEVERAL = N_("“{path}” contains several workshops. Give each its own row.")
NOT_ONE_OF = N_("“{value}” is not valid. Choose from: {known}.")
NO_FILE = N_("File not found: “{path}”.")
NOT_A_NUMBER = N_("“{value}” is not a number.")
NOT_WHOLE = N_("“{value}” is not a whole number.")
NOT_YES_OR_NO = N_("“{value}” is not valid. Use true or false.")
IN_COLUMN = Message("{column}: {message}")
TRUTHS = {"true": True, "1": True, "yes": True, "oui": True, "vrai": True}
TRUTHS |= {"false": False, "0": False, "no": False, "non": False, "faux": False}


class TableError(DiagnosticError):
    """A table with errors, each of which is listed."""


def table_error(table: Path, row: int, column: str, message: Message) -> Diagnostic:
    """Return an error of a table as ``clients.csv:3: lang: reason``, rows counted as editors do."""
    if column:
        message = IN_COLUMN.filled(column=UserText(column), message=message)
    return file_error(FilePosition(table, row, field=(column,) if column else ()), message)


def tasks_of(table: Path, pattern: Task, editions: Sequence[Edition] = ("client",)) -> list[Task]:
    """Return the reports of a table.

    Parameters
    ----------
    pattern
        What holds of every report of which the table says nothing else.
    editions
        The editions of each report of which the table names none.

    Raises
    ------
    TableError
        Something in the table is wrong.
    """
    errors: list[Diagnostic] = []
    known = scalars_of(pattern.notebook) if pattern.notebook else {}
    tasks: list[Task] = []
    for number, row in _rows(table, known, errors):
        reading = Row(table, number, row, known)
        tasks += reading.tasks(pattern, editions)
        errors += reading.errors
    if errors:
        raise TableError(errors)
    return tasks


def scalars_of(notebook: Path) -> dict[str, Scalar]:
    """Return the scalars of a notebook's parameters cell with their default values."""
    with quick_jsonschema():
        from papermill import inspect_notebook

    found: dict[str, Any] = inspect_notebook(str(notebook))
    scalars: dict[str, Scalar] = {}
    for name, parameter in found.items():
        try:
            value = ast.literal_eval(parameter["default"])
        except (ValueError, SyntaxError):
            continue
        if name not in GIVEN and isinstance(value, str | int | float | bool):
            scalars[name] = value
    return scalars


def _rows(
    table: Path, known: Mapping[str, Scalar], errors: list[Diagnostic]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows that are not empty, each with its line in the file."""
    names: list[str] | None = None
    for line, cells in _lines(table, errors):
        if not any(cell.strip() for cell in cells) or cells[0].startswith("sep="):
            continue
        if names is None:
            names = [
                cell.strip().lower() if cell.strip().lower() in COLUMNS else cell.strip()
                for cell in cells
            ]
            errors += _head_errors(table, line, names, known)
            if errors:
                return
            continue
        if any(cell.strip() for cell in cells[len(names) :]):
            errors.append(table_error(table, line, "", TOO_MANY))
            continue
        yield line, dict(zip(names, (cell.strip() for cell in cells), strict=False))
    if names is None:
        errors.append(table_error(table, 0, "", NO_PATH))


def _lines(table: Path, errors: list[Diagnostic]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row as texts, with its line in the file or its row in the sheet."""
    content = table.read_bytes()
    if content.startswith(WORKBOOKS):
        yield from _sheet_lines(table)
        return
    text = _text(content)
    if text is None:
        raise TableError([table_error(table, 0, "", UNREADABLE)])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            yield line, cells
    except csv.Error:
        errors.append(table_error(table, before + 1, "", UNREADABLE))


def _sheet_lines(table: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a workbook's first sheet that has a “path” column, else of its first."""
    try:
        book = open_book(table, Options())
    except UnreadableError as error:
        says = WORKBOOK_UNREADABLE.filled(message=error.message, hint=error.hint)
        raise TableError([table_error(table, error.place.line, "", says)]) from None
    with_path = (
        sheet
        for sheet in book.sheets
        if any(cell.strip().lower() == "path" for row in sheet.head(1) for cell in row)
    )
    sheet = next(with_path, book.sheet)
    for number in range(sheet.height):
        cells = sheet.row(number)
        while cells and not cells[-1]:
            cells.pop()
        yield int(sheet.lines[number]), cells


def _text(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first line into the most known columns."""
    lines = text.lstrip("\ufeff \r\n").splitlines()
    if lines and lines[0].startswith("sep=") and lines[0][4:5]:
        return lines[0][4]
    head = lines[0].lower() if lines else ""

    def names(delimiter: str) -> int:
        return sum(cell.strip(' "') in COLUMNS for cell in head.split(delimiter))

    return max(DELIMITERS, key=names)


def _head_errors(
    table: Path, line: int, names: list[str], known: Mapping[str, Scalar]
) -> Iterator[Diagnostic]:
    allowed = [*COLUMNS, *known]
    if "path" not in names:
        yield table_error(table, line, "", NO_PATH)
    for place, name in enumerate(names):
        if name in names[:place]:
            yield table_error(table, line, "", TWICE.filled(column=UserText(name)))
        elif name not in allowed:
            said = UNKNOWN.filled(column=UserText(name), known=[UserText(n) for n in allowed])
            yield table_error(table, line, "", said)


class Row:
    """A row, read cell by cell; errors are collected in ``errors``."""

    def __init__(
        self, table: Path, number: int, cells: Mapping[str, str], known: Mapping[str, Scalar]
    ) -> None:
        self.table, self.number, self.cells, self.known = table, number, cells, known
        self.errors: list[Diagnostic] = []

    def tasks(self, pattern: Task, editions: Sequence[Edition]) -> list[Task]:
        """Return the reports of the row, one in each edition."""
        task = pattern
        if lang := self._one_of("lang", LANGUAGES):
            task = replace(task, lang=cast("Language", lang))
        if edition := self._one_of("edition", tuple(EDITIONS)):
            editions = EDITIONS.get(edition, ())
        if theme := self.cells.get("theme"):
            path = self.table.parent / theme
            if not path.is_file():
                self._flaw("theme", NO_FILE, path=UserText(theme))
            task = replace(task, theme=path)
        if out := self.cells.get("out"):
            task = replace(task, out=self.table.parent / out)
        scalars = [(name, self._scalar(name)) for name in self.known if self.cells.get(name)]
        workshop = self._workshop()
        if workshop is None:
            return []
        task = replace(task, workshop=workshop, scalars=tuple(scalars))
        return [replace(task, edition=edition) for edition in editions]

    def _flaw(self, column: str, says: Message, **values: Value) -> None:
        self.errors.append(table_error(self.table, self.number, column, says.filled(**values)))

    def _workshop(self) -> Path | None:
        path = self.cells.get("path", "")
        if not path:
            self._flaw("path", EMPTY)
            return None
        try:
            found = find([self.table.parent / path])
        except (WorkshopError, OSError):
            found = ()
        if len(found) != 1:
            self._flaw("path", SEVERAL if found else NO_WORKSHOP, path=UserText(path))
            return None
        return found[0]

    def _one_of(self, column: str, known: tuple[str, ...]) -> str:
        value = self.cells.get(column, "").lower()
        if value and value not in known:
            said = [UserText(name) for name in known]
            self._flaw(column, NOT_ONE_OF, value=UserText(self.cells[column]), known=said)
        return value

    def _scalar(self, name: str) -> Scalar:
        """Return a cell as a value of the type that the notebook has there."""
        value, default = self.cells[name], self.known[name]
        said = UserText(value)
        number = "".join(value.split()).replace(",", ".")
        if isinstance(default, bool):
            if value.lower() not in TRUTHS:
                self._flaw(name, NOT_YES_OR_NO, value=said)
            return TRUTHS.get(value.lower(), default)
        try:
            if isinstance(default, int):
                return int(number)
            if isinstance(default, float):
                return float(number)
        except ValueError:
            self._flaw(name, NOT_WHOLE if isinstance(default, int) else NOT_A_NUMBER, value=said)
            return default
        return value
