"""Open files of any kind as sheets of texts: CSV, workbooks, Parquet, JSON, HTML tables.

There is one module for each kind of file. A small file is parsed at once, a larger one in a process
of its own; :mod:`kit.evidence.limits` states what either may hold. What the cells mean is left to
:mod:`kit.evidence.formats` and :mod:`kit.evidence.columns`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kit.evidence.containers.file_kind import Kind, kind_of
from kit.evidence.containers.git_conflict import refuse_conflict
from kit.evidence.containers.utf8_names import utf8_path
from kit.evidence.limits import SMALL, LimitExceededError
from kit.sources import Options

if TYPE_CHECKING:
    from kit.evidence.containers.sheet import Book


def open_book(path: Path, options: Options) -> Book:
    """Return the cells of a file; of an archive, those of the one table inside it.

    Raises
    ------
    UnreadableError
        If it is not there, not of a known kind, damaged, not safe to open, or too large.
    """
    path = utf8_path(path)
    kind = kind_of(path)
    if kind == "zip":
        from kit.evidence.containers.archive import is_workbook, unpack_table

        if not is_workbook(path):
            with unpack_table(path) as inside:
                return _open(inside, options, kind_of(inside))
    return _open(path, options, kind)


def _open(path: Path, options: Options, kind: Kind) -> Book:
    # A command on a workshop without files imports this package, and needs no Arrow.
    from kit.evidence.containers.parse import parse
    from kit.evidence.containers.sandbox import open_limited

    if kind in ("json", "html", "text"):
        refuse_conflict(path)
    if kind == "ole":  # how much its sheets hold cannot be known before they are parsed
        return open_limited(path, options)
    try:
        return parse(path, options, SMALL)
    except LimitExceededError:
        return open_limited(path, options)
