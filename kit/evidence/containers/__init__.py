"""Files as such: text, workbook, Parquet, JSON, HTML; what stands in them is for the formats.

One file for each kind of file. :func:`open_book` looks at the first bytes, not at the name: what
is called ``.xls`` is often HTML or text.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from kit.evidence.containers.conflict import refuse_conflict
from kit.evidence.sheet import Book
from kit.evidence.table import Unreadable
from kit.evidence.utf8 import utf8_path
from kit.i18n import N_
from kit.sources import Options

LARGEST = 4 << 30

NOT_OPENED = N_("It cannot be opened.")
CLOSE_ELSEWHERE = N_("Close it elsewhere, and check that you may read it.")


LFS = b"version https://git-lfs.github.com/spec/"
"""How a pointer of Git LFS begins: a clone without the files themselves holds these."""

POINTER = N_("It is a pointer of Git LFS: the file itself has not been downloaded.")
FETCH = N_("Download it in the client’s folder: git lfs pull")
A_FOLDER = N_("It is a folder, not a file.")
NO_FILE_BUT = N_("It is a pipe, a device or a socket, not a file.")
PUT_FILE = N_("Put the file itself in its place.")


def check_regular(path: Path) -> None:
    """Refuse what is there and is no file: opening a pipe would wait for ever.

    Raises
    ------
    Unreadable
        If it is a folder, a pipe, a device or a socket.
    OSError
        If it is not there.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Unreadable(A_FOLDER, PUT_FILE)
    if not stat.S_ISREG(mode):
        raise Unreadable(NO_FILE_BUT, PUT_FILE)


def open_book(path: Path, options: Options) -> Book:
    """Return the cells of a file.

    Raises
    ------
    Unreadable
        If it is not there, not of a known kind, damaged or not safe to open.
    """
    path = utf8_path(path)
    try:
        check_regular(path)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        raise Unreadable(N_("There is no such file."), N_("Check its name.")) from None
    except OSError:
        raise Unreadable(NOT_OPENED, CLOSE_ELSEWHERE) from None
    if size == 0:
        raise Unreadable(N_("The file is empty."), N_("Export it again."))
    if start.startswith(LFS):
        raise Unreadable(POINTER, FETCH)
    if size > LARGEST:
        raise Unreadable(
            N_("It is larger than {most} GB.").filled(most=LARGEST >> 30),
            N_("Load it into a database and name that as the source."),
        )
    if start.startswith(b"PK"):
        return _zipped(path, options)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        from kit.evidence.containers.workbook import open_workbook

        return open_workbook(path, options)
    if start.startswith(b"PAR1"):
        from kit.evidence.containers.parquet import open_parquet

        return open_parquet(path)
    refuse_conflict(path)
    shown = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if shown[:1] in (b"{", b"[") and path.suffix.lower() in (".json", ".jsonl", ".ndjson", ""):
        from kit.evidence.containers.json import open_json

        return open_json(path)
    lowered = shown[:1024].lower()
    if lowered.startswith(b"<") and (b"<html" in lowered or b"<table" in lowered):
        from kit.evidence.containers.html import open_html

        return open_html(path)
    for signature, kind in ((b"%PDF", "PDF"), (b"\x1f\x8b", "gzip"), (b"<?xml", "XML")):
        if shown.startswith(signature):
            raise Unreadable(
                N_("It is a {kind} file, which holds no table to read.").filled(kind=kind),
                N_("Export it as CSV or XLSX."),
            )
    from kit.evidence.containers.text import open_text

    return open_text(path, options)


def _zipped(path: Path, options: Options) -> Book:
    from kit.evidence.containers.archive import only_file
    from kit.evidence.containers.workbook import open_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        raise Unreadable(
            N_("It is damaged: the end of the file is missing, or not in order."),
            N_("Export or download it again."),
        ) from None
    if names & {"[Content_Types].xml", "content.xml", "mimetype"}:
        return open_workbook(path, options)
    with only_file(path) as inside:
        return open_book(inside, options)
