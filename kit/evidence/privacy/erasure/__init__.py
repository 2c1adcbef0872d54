"""Erase a respondent: their rows from evidence files, and their words from other files.

Files keep format and encoding; in a text file all other bytes stay. A file that cannot be changed
without risk to other rows is refused, with the rows to delete by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from kit.client_files import ClientFolder
from kit.evidence.containers import open_book
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.privacy.erasure.records import without_records
from kit.evidence.privacy.erasure.text import without_lines
from kit.evidence.privacy.erasure.workbook import without_rows
from kit.evidence.query.open_source import FOLDER
from kit.evidence.reading import read
from kit.evidence.table import Reading, UnreadableError
from kit.i18n import N_, UserText
from kit.journey import Journey
from kit.sources import Options, Role

NAMING = (Role.RESPONDENT, Role.CASE)
BY_HAND = N_("This type of file cannot be changed here without risk to the other rows.")
DELETE = N_(
    "Delete the rows by hand (sheet “{sheet}”, rows {rows}) in the program it was made with."
)


@dataclass(frozen=True)
class Rows:
    """Rows of a respondent in one file.

    Attributes
    ----------
    sources
        Ids of the sources that declare the file; empty if none does.
    rows
        Lines of the file (rows of the workbook) by name of the sheet.
    texts, names
        Free texts and personal data in these rows, to be searched for in other files.
    folder
        The client's folder, through which the file is opened.
    """

    path: Path
    sources: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    texts: tuple[str, ...]
    names: tuple[str, ...]
    folder: Path

    @property
    def count(self) -> int:
        """Number of rows."""
        return sum(len(lines) for _, lines in self.rows)


def find(journey: Journey, folder: Path, id: str) -> tuple[list[Rows], list[UnreadableError]]:
    """Find a respondent's rows in the evidence folder; return them and errors of unreadable files.

    Parameters
    ----------
    id
        Value in a column of respondents or cases, or else in one of personal data, such as an email
        address.
    """
    found, unread = [], []
    client = ClientFolder(folder)
    for entry in client.walk(FOLDER):
        name = entry.name.removeprefix(f"{FOLDER}/")
        if entry.kind != "file" or any(part.startswith(".") for part in name.split("/")):
            continue
        declared = [s for s in journey.evidence if s.file == name]
        options = declared[0].options if declared else Options()
        try:
            with client.local(entry.name) as path:
                reading, book = read(path, options), open_book(path, options)
        except OSError:  # the search for words reports it
            continue
        except UnreadableError as error:
            if declared:
                unread.append(error)
            continue
        rows = _rows(reading, book, id)
        if rows:
            sources = tuple(source.id for source in declared)
            texts, names = _texts_and_names(reading, book, rows)
            found.append(Rows(folder / entry.name, sources, rows, texts, names, folder))
    return found, unread


def known_texts(path: Path, texts: Sequence[str]) -> Rows:
    """Return known texts of a respondent whose rows are gone."""
    return Rows(path, (), (), tuple(texts), (), path.parent)


def _rows(reading: Reading, book: Book, id: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the rows with the id in a column of ids, or else in one of personal data."""
    for roles in (NAMING, (Role.PERSONAL,)):
        positions = {
            column.position - 1
            for table in reading.tables
            for column in table.of_role(*roles)
            if not column.derived
        }
        rows = []
        for sheet in book.sheets:
            lines = _lines(sheet, positions, id)
            if lines:
                rows.append((sheet.name, lines))
        if rows:
            return tuple(rows)
    return ()


def _lines(sheet: Sheet, positions: set[int], id: str) -> tuple[int, ...]:
    wanted = id.strip().casefold()
    meant = np.zeros(sheet.height, dtype=bool)
    for position in positions:
        if position < sheet.width:
            same = pc.equal(pc.utf8_lower(sheet.columns[position]), wanted)
            meant |= pc.fill_null(same, False).to_numpy()
    return tuple(int(line) for line in sheet.lines[meant])


def _texts_and_names(
    reading: Reading, book: Book, rows: Sequence[tuple[str, tuple[int, ...]]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the free texts and the personal data in some rows."""
    found: dict[Role, dict[str, None]] = {Role.TEXT: {}, Role.PERSONAL: {}}
    for sheet_name, lines in rows:
        sheet = next(one for one in book.sheets if one.name == sheet_name)
        numbers = [n for n, line in enumerate(sheet.lines.tolist()) if line in lines]
        for table in reading.tables:
            for role, texts in found.items():
                for column in table.of_role(role):
                    if column.position - 1 < sheet.width and not column.derived:
                        cells = sheet.columns[column.position - 1]
                        values = (cells[number].as_py() for number in numbers)
                        texts |= dict.fromkeys(value for value in values if value)
    return tuple(found[Role.TEXT]), tuple(found[Role.PERSONAL])


def erase(found: Rows, options: Options) -> None:
    """Delete a respondent's rows from a file.

    Raises
    ------
    UnreadableError
        If the file cannot be changed without risk; nothing is written.
    """
    client = ClientFolder(found.folder)
    name = client.name_of(found.path)
    lines = [line for _, numbers in found.rows for line in numbers]
    with client.local(name) as path:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PAR1" or path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
            content = without_records(path, lines)
        elif start.startswith(b"PK"):
            content = without_rows(path, dict(found.rows)) or b""
        elif start.startswith((b"\xd0\xcf\x11\xe0", b"<")):
            content = b""
        else:
            content = without_lines(path, options, lines)
    if not content:
        raise by_hand(found)
    client.write_bytes(name, content)


def by_hand(found: Rows) -> UnreadableError:
    """Return the error that lists the rows to delete by hand."""
    sheet, lines = found.rows[0]
    rows = ", ".join(str(line) for line in lines)
    return UnreadableError(
        BY_HAND, DELETE.filled(sheet=UserText(sheet or "1"), rows=rows), file=found.path.name
    )


def databases(journey: Journey) -> Iterator[str]:
    """Yield the names of sources in databases, which are never changed."""
    return (source.name for source in journey.evidence if source.database)
