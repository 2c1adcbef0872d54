"""Opening a source: its file in the evidence folder, or its table in a database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kit.evidence.containers import check_regular
from kit.evidence.databases import NO_TABLE, TABLES, of_database, typed
from kit.evidence.embedded import local, reading
from kit.evidence.engine import Data
from kit.evidence.table import Table, Unreadable
from kit.evidence.utf8 import utf8_path
from kit.fields import folded
from kit.i18n import N_, Words
from kit.sources import Options, Source

FOLDER = "evidence"
"""Where a client’s files lie, in the workshop’s folder."""

NO_FILE = N_("There is no file “{file}” in the evidence folder.")
PUT_FILE = N_("Put it there, or correct the name under file.")
OUTSIDE = N_("“{file}” leads out of the evidence folder.")
BOTH = N_("Both a file and a database are named.")
KEEP_ONE = N_("Keep one of the two.")
NO_PARQUET = N_("It is not a Parquet file that can be read.")
EXPORT_AGAIN = N_("Export it again.")
ENGINE = threading.RLock()
"""Held while rows are open: the embedded engine answers one thread at a time."""


@contextmanager
def opened(source: Source, folder: Path) -> Iterator[Data]:
    """Give the rows of a source; other threads wait until they are done with.

    Parameters
    ----------
    folder
        The workshop's folder; files lie in its folder ``evidence``.

    Raises
    ------
    Unreadable
        If it is not there, or cannot be read rightly.
    """
    if source.file and source.database:
        raise Unreadable(BOTH, KEEP_ONE)
    with ENGINE, ExitStack() as stack:
        read = of_database if source.database else of_file
        yield read(source, folder, stack)


def path_of(source: Source, folder: Path) -> Path:
    """Return the file of a source, which lies in the evidence folder."""
    name = source.file or ""
    root = (folder / FOLDER).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise Unreadable(OUTSIDE.filled(file=Words(name)), PUT_FILE)
    try:
        check_regular(path)
    except Unreadable as error:
        raise error.at(name) from None
    except (OSError, ValueError):
        raise Unreadable(NO_FILE.filled(file=Words(name)), PUT_FILE) from None
    return path


def of_file(source: Source, folder: Path, stack: ExitStack) -> Data:
    """Return the rows of a file; ``stack`` closes what was opened for them."""
    from kit.evidence.reading import read

    path = path_of(source, folder)
    if source.steps and is_parquet(path):
        return _in_place(path, source.options, stack)
    reading = read(path, source.options)
    table = reading.table
    if source.table:
        named = [t for t in reading.tables if folded(t.name) == folded(source.table)]
        if not named:
            names = ", ".join(t.name for t in reading.tables if t.name)
            raise Unreadable(
                NO_TABLE.filled(table=Words(source.table)), TABLES.filled(names=Words(names))
            ).at(path.name)
        table = named[0]
    data = of_table(table, fingerprint(path))
    # The engine would keep it until the process ends.
    stack.callback(data.backend.drop_view, data.expr.get_name(), force=True)
    return data


def of_table(table: Table, fingerprint: str = "") -> Data:
    """Return the rows of a table that has been read."""
    import ibis

    # Columns without a value have no type that a database knows.
    known = [c for c in table.columns if str(table.data.schema.field(c.name).type) != "null"]
    rows = ibis.memtable(table.data.select([c.name for c in known]))
    return Data(
        rows,
        local(),
        tuple(known),
        table.time,
        table.start,
        table.end,
        fingerprint,
        table=table,
    )


def _in_place(path: Path, options: Options, stack: ExitStack) -> Data:
    """Return a log of typed events where it lies: it may be larger than memory."""
    from kit.evidence.containers.parquet import check_columns
    from kit.evidence.formats.event_log import roles_of

    named = utf8_path(path)
    engine = stack.enter_context(reading(named))
    try:
        check_columns(named)
        rows = engine.read_parquet(named)
    except Unreadable as error:
        raise error.at(path.name) from None
    except Exception:
        raise Unreadable(NO_PARQUET, EXPORT_AGAIN).at(path.name) from None
    roles = {**roles_of(rows.columns), **options.roles}
    return typed(rows, engine, options.but(roles=roles), fingerprint(path))


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
