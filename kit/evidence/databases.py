"""Rows where they already are: a database by its URL, whose tables know their types.

Credentials are never in a workshop's file: they come from the environment or from the driver's own
configuration, and nothing that a driver says is told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from kit.evidence.engine import MOST_NAMES, Data
from kit.evidence.table import Column, Scale, Unreadable
from kit.i18n import N_, Words
from kit.sources import Options, Role, Source

NO_TABLE = N_("There is no table “{table}”.")
TABLES = N_("The tables are: {names}.")
PASSWORD = N_("The address of the database holds a password.")
PASSWORD_FIX = N_(
    "Take it out of the file: the driver finds it in its own configuration or in the environment, "
    "and ${{NAME}} in the address is replaced by the environment variable of that name."
)
NO_VARIABLE = N_("The environment variable “{name}” is not set.")
SET_VARIABLE = N_("Set it before you call the kit.")
NO_CONNECTION = N_("The database cannot be reached ({reason}).")
CHECK_CONNECTION = N_("Check the address, and that the driver is installed.")

VARIABLE = re.compile(r"\$\{(\w+)\}")


def of_database(source: Source) -> Data:
    """Return the rows of a table in a database; what its columns are is told by their types.

    Raises
    ------
    Unreadable
        If the address holds a password, the database cannot be reached or has no such table.
    """
    url = address(source.database or "")
    backend = connect(url)
    try:
        schema, _, name = (source.table or "").rpartition(".")
        rows = backend.table(name, database=schema or None)
    except Exception as error:
        raise Unreadable(
            NO_TABLE.filled(table=Words(source.table or "")),
            TABLES.filled(names=Words(", ".join(sorted(backend.list_tables())[:MOST_NAMES]))),
        ) from error
    return typed(rows, backend, source.options)


def typed(rows: Any, backend: Any, options: Options, fingerprint: str = "") -> Data:
    """Return rows whose columns have types already."""
    columns = tuple(_described(rows, options))
    dated = [column.name for column in columns if column.role is Role.TIME]
    found = Data(
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


def address(url: str) -> str:
    """Return the URL of a database with environment variables put in; no password in the file."""
    if urlsplit(VARIABLE.sub("", url)).password:
        raise Unreadable(PASSWORD, PASSWORD_FIX)

    def known(found: re.Match[str]) -> str:
        value = os.environ.get(found[1])
        if value is None:
            raise Unreadable(NO_VARIABLE.filled(name=Words(found[1])), SET_VARIABLE)
        return value

    return VARIABLE.sub(known, url)


@cache
def connect(url: str) -> Any:
    """Return the backend of a database; what its driver says may hold credentials and is not told.

    Raises
    ------
    Unreadable
        If it cannot be reached.
    """
    import ibis

    try:
        return ibis.connect(url)
    except Exception as error:
        reason = Words(type(error).__name__)
        raise Unreadable(NO_CONNECTION.filled(reason=reason), CHECK_CONNECTION) from None


def _described(rows: Any, options: Options) -> Iterator[Column]:
    """Yield the columns of a table in a database: types tell most, options the rest."""
    for position, (name, kind) in enumerate(rows.schema().items(), 1):
        told = options.scales.get(name, "")
        low, _, high = told.replace("–", "-").partition("-")
        scale = Scale(float(low), float(high), "told") if high else None
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
