"""Paths to files that are already open, for readers that open files by path."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

DESCRIPTORS = Path("/proc")
"""The folder in which Linux lists the open files of every process."""


@contextmanager
def readable(file: BinaryIO, name: str) -> Iterator[Path]:
    """Provide a path, in a folder for its owner alone, that leads to an open file.

    Linux opens it anew through ``/proc``, in this process and in those it starts, as long as the
    file is open here. Other systems, whose ``/dev/fd`` shares the position in the file, get a copy.
    """
    with tempfile.TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, name)
        if not _linked(path, file.fileno()):
            path.unlink(missing_ok=True)
            _copied(path, file)
        yield path


def _linked(path: Path, descriptor: int) -> bool:
    """Link the path to a descriptor, and return whether that leads to the same file."""
    try:
        path.symlink_to(DESCRIPTORS / str(os.getpid()) / "fd" / str(descriptor))
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except (OSError, NotImplementedError):
        return False


def _copied(path: Path, file: BinaryIO) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    found = os.fstat(file.fileno())
    with os.fdopen(handle, "wb") as into:
        shutil.copyfileobj(file, into)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
