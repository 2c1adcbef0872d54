"""Open tables in databases: DuckDB files of the client's folder, and databases by address.

A DuckDB file is opened read-only and locked. Any other database is contacted only if the user has
consented to this address and table for this folder (:mod:`kit.consent`). Without consent, no driver
is imported, no host name resolved and no connection made.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kit import consent
from kit.client_files import ClientFileError, ClientFolder
from kit.evidence.column_names import MOST_NAMES
from kit.evidence.query.address_forms import DUCKDB
from kit.evidence.query.addresses import (
    NO_PARAMETERS,
    NOT_AN_ADDRESS,
    PARAMETER,
    Address,
    AddressError,
    is_file,
    parse_address,
    parse_table,
)
from kit.evidence.query.connections import connect, drop_connection
from kit.evidence.query.embedded import database_engine
from kit.evidence.query.source_data import CHECK_RIGHTS, NO_RESULT, SourceData
from kit.evidence.table import Column, Scale, UnreadableError
from kit.i18n import N_, UserText, printable
from kit.sources import Options, Role, Source
from kit.workshop import identity

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr import types as ir

NO_TABLE = N_("Unknown table “{table}”.")
TABLES = N_("The tables are: {names}.")
BEYOND = N_(
    "“{table}” is a view that needs more than its own database: another file, an address on the "
    "web or an extension."
)
AS_TABLE = N_("Save its result in the database as a table.")
NOT_ALLOWED = N_("You have not allowed the kit to contact this database: {address}")
ALLOW = N_(
    "To see what would be sent and where, and to allow it, type in a terminal: "
    "parcours evidence allow {source}"
)
FILE_EXAMPLE = N_(
    "Give the file’s path in the client’s folder, such as {example}. Other files are not opened."
)
OUTSIDE = N_("“{path}” is not in the client’s folder.")
NO_FILE = N_("File “{file}” not found in the client’s folder.")
UNFINISHED = N_("“{file}” contains changes not yet merged into its database.")
CHECKPOINT = N_("Close the program that has it open, or run CHECKPOINT in it.")
NOT_OPENED = N_("The DuckDB file cannot be opened ({reason}).")
OPEN_ELSEWHERE = N_(
    "Close the program that has it open; if it was written by a newer DuckDB, export it again."
)

EXAMPLE = "duckdb://evidence/rows.duckdb"
BESIDE = (".wal", ".wal.recovery", ".wal.checkpoint")
"""Suffixes of the files that DuckDB reads together with a database file."""


class NotAllowedError(UnreadableError):
    """Database to which the user has not consented."""

    code = "evidence-not-allowed"


def open_table(source: Source, folder: Path, stack: ExitStack) -> SourceData:
    """Open a table in a database; derive the roles of its columns from their types.

    Parameters
    ----------
    folder
        The client's folder.
    stack
        Closes what is opened here.

    Raises
    ------
    NotAllowedError
        If the user has not consented to the database.
    UnreadableError
        If the address or the table is refused, the database cannot be reached, or it has no such
        table.
    """
    stack.enter_context(_hide_driver_messages())
    if is_file(source.database or ""):
        schema, table = parse_table(source.table or "")
        backend = _open_file(source.database or "", folder, stack)
    else:
        address = allowed_address(source, folder)
        schema, table = address.schema, address.table
        backend = connect(address)
        stack.push(lambda kind, *_: drop_connection(backend) if kind else None)
    try:
        rows = backend.table(table, database=schema or None)
    except Exception:
        raise _no_table(source, backend.list_tables()) from None
    return describe_rows(rows, backend, source.options)


def _no_table(source: Source, known: Sequence[str]) -> AddressError:
    """Return the error for a table that cannot be read in a database that can."""
    name = UserText(source.table or "")
    if is_file(source.database or "") and name.text in known:
        return AddressError(BEYOND.filled(table=name), AS_TABLE, "table")
    shown = UserText(printable(", ".join(sorted(known)[:MOST_NAMES])))
    return AddressError(NO_TABLE.filled(table=name), TABLES.filled(names=shown), "table")


def allowed_address(source: Source, folder: Path) -> Address:
    """Return the address of a source's database, if the user has consented to it.

    Raises
    ------
    AddressError
        If the address or the table is refused.
    NotAllowedError
        If the user has not consented to it.
    """
    address = parse_address(source.database or "", source.table or "")
    if consent.allowed(folder, str(address)):
        return address
    if broken := consent.fault():
        raise NotAllowedError(broken.says, broken.fix)
    named = UserText(printable(f"{shlex.quote(str(identity(folder)))} {source.id}"))
    raise NotAllowedError(
        NOT_ALLOWED.filled(address=UserText(str(address))), ALLOW.filled(source=named)
    )


def describe_rows(
    rows: ir.Table, backend: BaseBackend, options: Options, fingerprint: str = ""
) -> SourceData:
    """Return a table with its columns, their roles and the first and last day of its rows."""
    columns = tuple(_columns(rows, options))
    dated = [column.name for column in columns if column.role is Role.TIME]
    found = SourceData(
        rows,
        backend,
        columns,
        dated[0] if dated else "",
        fingerprint=fingerprint,
        zone=options.time_zone or "",
    )
    if not dated:
        return found
    moment = found.moment()
    (span,) = found.rows(rows.aggregate(start=moment.min(), end=moment.max()))
    start, end = (span[name].date() if span[name] else None for name in ("start", "end"))
    return replace(found, start=start, end=end)


@contextmanager
def _hide_driver_messages() -> Iterator[None]:
    """Replace exceptions of a database or its driver: their messages may contain credentials.

    Raises
    ------
    UnreadableError
        Instead of any other exception.
    """
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            NO_RESULT.filled(reason=UserText(type(error).__name__)), CHECK_RIGHTS
        ) from None


# --- a DuckDB file -------------------------------------------------------------------------------


def file_name(address: str, folder: Path) -> str:
    """Return the name of a DuckDB file in the client's folder, relative to it.

    Raises
    ------
    AddressError
        If the address is malformed, or names a file outside the folder.
    """
    text = address.removeprefix(DUCKDB)
    example = FILE_EXAMPLE.filled(example=UserText(EXAMPLE))
    path, sign, query = text.partition("?")
    if sign:
        name = UserText(printable(unquote(query.partition("=")[0])))
        raise AddressError(PARAMETER.filled(name=name), NO_PARAMETERS)
    decoded = unquote(path)
    if not decoded or not decoded.isprintable() or "#" in path:
        raise AddressError(NOT_AN_ADDRESS, example)
    if re.match(r"/[A-Za-z]:/", decoded) and os.name == "nt":
        decoded = decoded[1:]
    if not Path(decoded).is_absolute():
        return decoded
    for base in (folder.absolute(), Path(os.path.realpath(folder))):
        if Path(decoded).is_relative_to(base):
            return Path(decoded).relative_to(base).as_posix()
    raise AddressError(OUTSIDE.filled(path=UserText(decoded)), example)


def _open_file(address: str, folder: Path, stack: ExitStack) -> BaseBackend:
    """Open a DuckDB file of the client's folder, read-only and locked."""
    name = file_name(address, folder)
    client = ClientFolder(folder)
    try:
        path = stack.enter_context(client.local(name))
        unfinished = any(client.exists(name + end) for end in BESIDE)
    except ClientFileError as error:
        raise AddressError(error.says, error.fix) from None
    except OSError:
        example = FILE_EXAMPLE.filled(example=UserText(EXAMPLE))
        raise AddressError(NO_FILE.filled(file=UserText(name)), example) from None
    if unfinished:
        raise AddressError(UNFINISHED.filled(file=UserText(name)), CHECKPOINT)
    try:
        return stack.enter_context(database_engine(path))
    except Exception as error:
        reason = UserText(type(error).__name__)
        raise AddressError(NOT_OPENED.filled(reason=reason), OPEN_ELSEWHERE) from None


# --- columns ------------------------------------------------------------------------------------


def _columns(rows: ir.Table, options: Options) -> Iterator[Column]:
    """Yield the columns of a table, with roles by their types and by the source's options."""
    for position, (name, kind) in enumerate(rows.schema().items(), 1):
        stated = options.scales.get(name)
        scale = Scale.parse(stated, name) if stated else None
        role = options.roles.get(name)
        if role is None and scale:
            role = Role.RATING
        elif role is None and kind.is_temporal():
            role = Role.TIME
        elif role is None and kind.is_numeric():
            role = Role.NUMBER
        elif role is None and kind.is_boolean():
            role = Role.CHOSEN
        yield Column(name, role or Role.CHOICE, scale=scale, position=position)
