"""Open a source: its file in the evidence folder, or its table in a database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from kit.client_files import (
    ClientFileError,
    ClientFolder,
    NameRefusedError,
    SpecialFileError,
    parts_of,
)
from kit.evidence.containers.file_kind import A_FOLDER, CLOSE_ELSEWHERE, NOT_A_FILE, NOT_OPENED
from kit.evidence.containers.file_kind import PUT_FILE_IN_PLACE as IN_ITS_PLACE
from kit.evidence.containers.utf8_names import utf8_path
from kit.evidence.query.databases import describe_rows, open_table
from kit.evidence.query.embedded import engine_for, file_engine
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Reading, Table, UnreadableError
from kit.evidence.table_choice import pick
from kit.i18n import N_, UserText
from kit.sources import Source

FOLDER = "evidence"
"""Folder of the evidence files, in the workshop's folder."""

NO_FILE = N_("File “{file}” not found in the evidence folder.")
PUT_FILE = N_("Put it there, or correct the name under file.")
OUTSIDE = N_("“{file}” is outside the evidence folder.")
BOTH = N_("Both a file and a database are given.")
KEEP_ONE = N_("Keep only one.")
NO_PARQUET = N_("It is not a Parquet file that can be read.")
EXPORT_AGAIN = N_("Export it again.")
ENGINE = threading.RLock()
"""Held while a source is open: the embedded engine is not thread-safe."""


@contextmanager
def open_source(source: Source, folder: Path) -> Iterator[SourceData]:
    """Open a source; other threads wait until it is closed.

    Parameters
    ----------
    folder
        The workshop's folder, with the files in its folder ``evidence``.

    Raises
    ------
    UnreadableError
        If the source is missing or cannot be read.
    """
    if source.file and source.database:
        raise UnreadableError(BOTH, KEEP_ONE)
    with ENGINE, ExitStack() as stack:
        read = open_table if source.database else open_file
        yield read(source, folder, stack)


def name_of(source: Source) -> str:
    """Return the path of a source's file, relative to the workshop's folder."""
    name = source.file or ""
    try:
        return "/".join((FOLDER, *parts_of(name)))
    except NameRefusedError:
        raise UnreadableError(OUTSIDE.filled(file=UserText(name)), PUT_FILE) from None


@contextmanager
def file_errors(source: Source) -> Iterator[None]:
    """Raise UnreadableError, with reason and remedy, if a source's file cannot be opened."""
    name = source.file or ""
    try:
        yield
    except SpecialFileError:
        raise UnreadableError(NOT_A_FILE, IN_ITS_PLACE).at(name) from None
    except ClientFileError as error:
        raise UnreadableError(error.says, error.fix) from None
    except IsADirectoryError:
        raise UnreadableError(A_FOLDER, IN_ITS_PLACE).at(name) from None
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableError(NO_FILE.filled(file=UserText(name)), PUT_FILE) from None
    except OSError:
        raise UnreadableError(NOT_OPENED, CLOSE_ELSEWHERE).at(name) from None


@contextmanager
def local_file(source: Source, folder: Path) -> Iterator[Path]:
    """Return a path to a source's file, for readers that open it themselves.

    See :meth:`kit.client_files.ClientFolder.local`.

    Raises
    ------
    UnreadableError
        If there is no such file in the evidence folder, or it is not opened.
    """
    with ExitStack() as stack:
        with file_errors(source):
            path = stack.enter_context(ClientFolder(folder).local(name_of(source)))
        yield path


def open_file(source: Source, folder: Path, stack: ExitStack) -> SourceData:
    """Open a file; ``stack`` closes what is opened here."""
    from kit.evidence.reading import read

    path = stack.enter_context(local_file(source, folder))
    if source.steps and is_parquet(path):
        return _open_event_log(path, source, stack)
    data = from_table(chosen(read(path, source.options), source).table, fingerprint(path))
    stack.callback(data.release)
    return data


def chosen(reading: Reading, source: Source) -> Reading:
    """Return a file with the one table that a source names; with all tables if it names none.

    Raises
    ------
    UnreadableError
        If there is no such table.
    """
    if not source.table:
        return reading
    try:
        place = pick([table.name for table in reading.tables], source.table)
    except UnreadableError as error:
        raise error.at(reading.path.name) from None
    return replace(reading, tables=(reading.tables[place],))


def from_table(table: Table, fingerprint: str = "") -> SourceData:
    """Return a table in memory as source data; release it after the last query."""
    # Columns without any value have Arrow's type null, which databases lack.
    known = [c for c in table.columns if str(table.data.schema.field(c.name).type) != "null"]
    engine = engine_for(table.n)
    return SourceData(
        engine.register(table.data.select([c.name for c in known])),
        engine,
        tuple(known),
        table.time,
        table.start,
        table.end,
        fingerprint,
        table=table,
    )


def _open_event_log(path: Path, source: Source, stack: ExitStack) -> SourceData:
    """Query an event log in Parquet without loading it, as it may be larger than memory."""
    from kit.evidence.containers.parquet import check_columns
    from kit.evidence.formats.event_log import roles_of

    named = utf8_path(path)
    engine = stack.enter_context(file_engine(named))
    try:
        if source.table_name:
            pick([""], source.table_name)
        check_columns(named)
        rows = engine.read_parquet(named)
    except UnreadableError as error:
        raise error.at(path.name) from None
    except Exception:
        raise UnreadableError(NO_PARQUET, EXPORT_AGAIN).at(path.name) from None
    roles = {**roles_of(rows.columns), **source.options.roles}
    return describe_rows(rows, engine, source.options.replace(roles=roles), fingerprint(path))


def is_parquet(path: Path) -> bool:
    """Return whether a file is Parquet, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
