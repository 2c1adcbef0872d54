"""Detect the kind of a file from its first bytes: what is called ``.xls`` is often HTML or text."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Literal

from kit.evidence.containers.other_kinds import refuse_other
from kit.evidence.limits import DISK_BYTES, check_bytes
from kit.evidence.table import UnreadableError
from kit.i18n import N_

Kind = Literal["zip", "ole", "parquet", "json", "html", "text"]

NOT_OPENED = N_("It cannot be opened.")
CLOSE_ELSEWHERE = N_("Close it in other programs, and check that you have permission to read it.")

LFS = b"version https://git-lfs.github.com/spec/"
"""First bytes of a Git LFS pointer, which a clone without the files themselves holds."""

POINTER = N_("It is a pointer of Git LFS: the file itself has not been downloaded.")
FETCH = N_("Download it in the client’s folder: git lfs pull")
A_FOLDER = N_("It is a folder, not a file.")
NOT_A_FILE = N_("It is a pipe, a device or a socket, not a file.")
PUT_FILE_IN_PLACE = N_("Put the file itself in its place.")

MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"PAR1", "parquet"),
)
JSON_START = re.compile(rb"[\[{]\s*(?:[\[{]\s*)?\"[^\"\r\n]*\"\s*:")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", "")


def check_regular(path: Path) -> None:
    """Refuse anything but a regular file: opening a pipe would wait for ever.

    Raises
    ------
    UnreadableError
        If it is a folder, a pipe, a device or a socket.
    OSError
        If it is not there.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableError(A_FOLDER, PUT_FILE_IN_PLACE)
    if not stat.S_ISREG(mode):
        raise UnreadableError(NOT_A_FILE, PUT_FILE_IN_PLACE)


def kind_of(path: Path) -> Kind:
    """Return the kind of a file by its first bytes.

    Raises
    ------
    UnreadableError
        If it cannot be opened, is empty, too large or of a kind that holds no table.
    """
    start = _first_bytes(path)
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    shown = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = path.suffix.lower()
    if JSON_START.match(shown) or (shown[:1] in (b"{", b"[") and suffix in JSON_SUFFIXES):
        return "json"
    lowered = shown[:1024].lower()
    if lowered.startswith(b"<") and (b"<html" in lowered or b"<table" in lowered):
        return "html"
    refuse_other(path, start)
    return "text"


def _first_bytes(path: Path) -> bytes:
    """Return the first 4 KiB of a file that is neither empty, too large nor a Git LFS pointer."""
    try:
        check_regular(path)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        raise UnreadableError(N_("File not found."), N_("Check its name.")) from None
    except OSError:
        raise UnreadableError(NOT_OPENED, CLOSE_ELSEWHERE) from None
    if size == 0:
        raise UnreadableError(N_("The file is empty."), N_("Export it again."))
    if start.startswith(LFS):
        raise UnreadableError(POINTER, FETCH)
    check_bytes(size, DISK_BYTES, N_("Load it into a database and name that as the source."))
    return start
