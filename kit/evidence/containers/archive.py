"""Check ZIP files before they are unpacked: sizes, ratio and entries.

A workbook of 1.2 MB that unpacks to 306 MB takes a reader 900 MB: a file that is too large is
refused before it is parsed, and bytes are counted while it is read, as its directory may lie.
"""

from __future__ import annotations

import copy
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.evidence.limits import (
    ANY_RATIO_BYTES,
    ENTRIES,
    MB,
    RATIO,
    UNPACKED_BYTES,
    LimitExceededError,
)
from kit.evidence.table import UnreadableError
from kit.i18n import N_, UserText

CHUNK = 1 << 20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Compression methods that need little memory, whatever the file."""

WORKBOOK = {"[Content_Types].xml", "content.xml", "mimetype"}
"""Entries of which every workbook has at least one."""

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".json", ".parquet")
DAMAGED = N_("It is damaged: the end of the file is missing, or not in order.")
AGAIN = N_("Export or download it again.")
ONE_BY_ONE = N_("Unpack it and add the files one by one.")


def is_workbook(path: Path) -> bool:
    """Return whether a ZIP file is a workbook, by the names of its entries."""
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(WORKBOOK & set(archive.namelist()))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        raise UnreadableError(DAMAGED, AGAIN) from None


def check_directory(archive: zipfile.ZipFile) -> int:
    """Check the directory of an archive, and return the unpacked size that it announces, in bytes.

    Raises
    ------
    UnreadableError
        If that is too large, or too large a multiple of the packed size; if it is protected by a
        password; if entries overlap or share a name.
    """
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError(
            N_("It is protected by a password."), N_("Save a copy without the password.")
        )
    if len(entries) > ENTRIES:
        says = N_("It has {entries} entries; at most {most} are read.")
        raise LimitExceededError(says.filled(entries=len(entries), most=ENTRIES), ONE_BY_ONE)
    if total > UNPACKED_BYTES or (total > ANY_RATIO_BYTES and total > RATIO * max(1, packed)):
        says = N_(
            "It unpacks to {size} MB, which is not safe to open: at most {most} MB are, and "
            "{ratio} times its own size."
        )
        raise UnreadableError(
            says.filled(size=-(-total // MB), most=UNPACKED_BYTES // MB, ratio=RATIO),
            N_("Save only the sheet that you need, as CSV."),
        )
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries) or packed > _size(archive):
        raise UnreadableError(
            N_("It is damaged: its entries overlap, or two have the same name."), AGAIN
        )
    return total


def _size(archive: zipfile.ZipFile) -> int:
    return archive.fp.seek(0, 2) if archive.fp else 0


def read_entry(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the bytes of one entry.

    Raises
    ------
    UnreadableError
        If it cannot be unpacked, or is not of the size announced, where other readers would go on.
    """
    entry = copy.copy(archive.getinfo(name))
    announced, entry.file_size = entry.file_size, entry.file_size + 1
    damaged = UnreadableError(
        N_("It is damaged: {entry} cannot be unpacked.").filled(entry=UserText(name)), AGAIN
    )
    if entry.compress_type not in METHODS:
        raise damaged
    found = 0
    try:
        with archive.open(entry) as file:
            while piece := file.read(CHUNK):
                found += len(piece)
                if found > announced:
                    raise damaged
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        raise damaged from None
    if found < announced:
        raise damaged


def check_entries(archive: zipfile.ZipFile) -> None:
    """Unpack every entry once, keeping nothing, to check its size against the directory."""
    for entry in archive.infolist():
        if not entry.is_dir():
            for _ in read_entry(archive, entry.filename):
                pass


@contextmanager
def unpack_table(path: Path) -> Iterator[Path]:
    """Unpack the one table in an archive, as SurveyMonkey and Qualtrics deliver them.

    Raises
    ------
    UnreadableError
        If it holds no table, several, or another archive.
    """
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        check_directory(archive)
        tables = [
            entry
            for entry in archive.infolist()
            if not entry.is_dir()
            and Path(entry.filename).suffix.lower() in TABLES
            and not Path(entry.filename).name.startswith(".")
            and "__MACOSX" not in entry.filename
        ]
        if len(tables) != 1:
            raise UnreadableError(
                N_("It is a ZIP archive with {count} tables, not a workbook.").filled(
                    count=len(tables)
                ),
                ONE_BY_ONE,
            )
        inside = Path(folder) / f"table{Path(tables[0].filename).suffix.lower()}"
        with inside.open("wb") as file:
            for piece in read_entry(archive, tables[0].filename):
                file.write(piece)
        if zipfile.is_zipfile(inside) and not is_workbook(inside):
            raise UnreadableError(N_("The archive contains another archive."), ONE_BY_ONE)
        yield inside
