"""Zip files looked at before they are opened: sizes, ratio, and what is inside.

A workbook of 1.2 MB that unpacks to 306 MB takes a reader 900 MB: what is too large is refused
before anything is parsed, and what is read is counted, as a zip may lie about its sizes.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.evidence.table import Unreadable
from kit.i18n import N_

MOST_ENTRIES = 10_000
MOST_BYTES = 1 << 30
MOST_RATIO = 200
SMALL = 16 << 20
PIECE = 1 << 20


def checked(archive: zipfile.ZipFile) -> int:
    """Return what an archive unpacks to, in bytes.

    Raises
    ------
    Unreadable
        If that is too much, or too much for its size.
    """
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(
            N_("It is protected by a password."), N_("Save a copy without the password.")
        )
    if (
        len(entries) > MOST_ENTRIES
        or total > MOST_BYTES
        or (total > SMALL and total > MOST_RATIO * packed)
    ):
        raise Unreadable(
            N_("It unpacks to {size} MB, which is not safe to open.").filled(size=total >> 20),
            N_("Save only the sheet that you need, as CSV."),
        )
    return total


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the bytes of one entry, never more than it announced."""
    try:
        with archive.open(name) as file:
            while piece := file.read(PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        raise Unreadable(
            N_("It is damaged: {entry} cannot be unpacked.").filled(entry=name),
            N_("Export or download it again."),
        ) from None


@contextmanager
def only_file(path: Path) -> Iterator[Path]:
    """Unpack the one table that an archive holds, as SurveyMonkey and Qualtrics deliver them."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        checked(archive)
        tables = [
            entry
            for entry in archive.infolist()
            if not entry.is_dir()
            and Path(entry.filename).suffix.lower()
            in (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".json", ".parquet")
            and not Path(entry.filename).name.startswith(".")
            and "__MACOSX" not in entry.filename
        ]
        if len(tables) != 1:
            raise Unreadable(
                N_("The archive holds {count} tables.").filled(count=len(tables)),
                N_("Unpack it and add the files one by one."),
            )
        inside = Path(folder) / f"table{Path(tables[0].filename).suffix.lower()}"
        with inside.open("wb") as file:
            for piece in pieces(archive, tables[0].filename):
                file.write(piece)
        if zipfile.is_zipfile(inside) and inside.suffix not in (".xlsx", ".ods"):
            raise Unreadable(
                N_("The archive holds another archive."),
                N_("Unpack it and add the files one by one."),
            )
        yield inside
