"""Files as such: text, workbook, Parquet, JSON, HTML; what stands in them is for the formats.

One file for each kind of file. :func:`open_book` looks at the first bytes, not at the name: what
is called ``.xls`` is often HTML or text. What is small is parsed at once, what is not in a process
of its own; :mod:`kit.evidence.limits` says what either may hold.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Literal

import pyarrow.compute as pc

from kit.evidence.containers.conflict import refuse_conflict
from kit.evidence.containers.limited import open_limited
from kit.evidence.containers.sheet import Book
from kit.evidence.containers.utf8 import utf8_path
from kit.evidence.limits import (
    CELL_BYTES,
    DISK_BYTES,
    FULL,
    MB,
    SMALL,
    SMALLER,
    LimitExceeded,
    Limits,
    check_bytes,
)
from kit.evidence.table import Unreadable
from kit.i18n import N_
from kit.sources import Options

Kind = Literal["zip", "ole", "parquet", "json", "html", "text"]

NOT_OPENED = N_("It cannot be opened.")
CLOSE_ELSEWHERE = N_("Close it in other programs, and check that you have permission to read it.")


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
        If it is not there, not of a known kind, damaged, not safe to open, or too large.
    """
    path = utf8_path(path)
    kind = kind_of(path)
    if kind == "zip":
        from kit.evidence.containers.archive import is_workbook, only_file

        if not is_workbook(path):
            with only_file(path) as inside:
                return _open(inside, options, kind_of(inside))
    return _open(path, options, kind)


def _open(path: Path, options: Options, kind: Kind) -> Book:
    if kind in ("json", "html", "text"):
        refuse_conflict(path)
    if kind == "ole":  # what its sheets hold cannot be known before they are parsed
        return open_limited(path, options)
    try:
        return parse(path, options, SMALL)
    except LimitExceeded:
        return open_limited(path, options)


def parse(path: Path, options: Options, limits: Limits = FULL) -> Book:
    """Return the cells of a file, parsed in this process.

    Raises
    ------
    LimitExceeded
        If it holds more than the limits allow.
    Unreadable
        If it is damaged or not safe to open.
    """
    book = _parse(path, options, limits)
    for sheet in book.sheets:
        for position, column in enumerate(sheet.columns, start=1):
            longest = pc.max(pc.binary_length(column)).as_py() or 0
            if longest > CELL_BYTES:
                says = N_("One cell has {size} MB of text; at most {most} MB are read.")
                filled = says.filled(size=longest // MB, most=CELL_BYTES // MB)
                raise LimitExceeded(filled, SMALLER, sheet=sheet.name, column=str(position))
    return book


def _parse(path: Path, options: Options, limits: Limits) -> Book:
    kind = kind_of(path)
    if kind in ("zip", "ole"):
        from kit.evidence.containers.workbook import open_workbook

        return open_workbook(path, options, limits)
    if kind == "parquet":
        from kit.evidence.containers.parquet import open_parquet

        return open_parquet(path, limits)
    if kind == "json":
        from kit.evidence.containers.json import open_json

        return open_json(path, limits)
    if kind == "html":
        from kit.evidence.containers.html import open_html

        return open_html(path, limits)
    from kit.evidence.containers.text import open_text

    return open_text(path, options, limits)


def kind_of(path: Path) -> Kind:
    """Return the kind of a file by its first bytes.

    Raises
    ------
    Unreadable
        If it cannot be opened, is empty, too large or of a kind that holds no table.
    """
    try:
        check_regular(path)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        raise Unreadable(N_("File not found."), N_("Check its name.")) from None
    except OSError:
        raise Unreadable(NOT_OPENED, CLOSE_ELSEWHERE) from None
    if size == 0:
        raise Unreadable(N_("The file is empty."), N_("Export it again."))
    if start.startswith(LFS):
        raise Unreadable(POINTER, FETCH)
    check_bytes(size, DISK_BYTES, N_("Load it into a database and name that as the source."))
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if start.startswith(b"PAR1"):
        return "parquet"
    shown = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if shown[:1] in (b"{", b"[") and path.suffix.lower() in (".json", ".jsonl", ".ndjson", ""):
        return "json"
    lowered = shown[:1024].lower()
    if lowered.startswith(b"<") and (b"<html" in lowered or b"<table" in lowered):
        return "html"
    for signature, kind in ((b"%PDF", "PDF"), (b"\x1f\x8b", "gzip"), (b"<?xml", "XML")):
        if shown.startswith(signature):
            raise Unreadable(
                N_("It is a {kind} file, which contains no table to read.").filled(kind=kind),
                N_("Export it as CSV or XLSX."),
            )
    return "text"
