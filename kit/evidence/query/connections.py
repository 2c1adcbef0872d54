"""Connect to databases outside a client's folder, from the fields of an address.

:mod:`kit.evidence.query.databases` checks the user's consent before it calls :func:`connect`.
Drivers are imported on the first connection. Their messages are never shown: they may contain
credentials.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.evidence.query.address_forms import HOST, NAME, PORT, USER
from kit.evidence.query.addresses import VARIABLE, Address, AddressError
from kit.evidence.table import UnreadableError
from kit.i18n import N_, UserText

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

NO_VARIABLE = N_("The environment variable “{name}” is not set.")
SET_VARIABLE = N_("Set it before you run the command.")
UNFIT = N_(
    "The value of the environment variable “{name}” is not valid at that place in the address."
)
CORRECT_VARIABLE = N_("Correct its value.")
NO_DRIVER = N_("The driver of this database is not installed.")
INSTALL = N_("Install it where the kit is installed: pip install {packages}")
NO_CONNECTION = N_("The database cannot be reached ({reason}).")
CHECK_CONNECTION = N_("Check the address, and that the driver is installed.")

PACKAGES = {
    "postgresql": "'ibis-framework[postgres]'",
    "pyspark": "'ibis-framework[pyspark]' 'pyspark<4.1'",
    "bigquery": "'ibis-framework[bigquery]'",
    "snowflake": "'ibis-framework[snowflake]'",
}
"""Packages for pip, by scheme: the extras of the kit, wherever the kit came from."""

LOGGERS = ("psycopg", "snowflake", "google", "pydata_google_auth", "urllib3", "py4j", "pyspark")
TIMEOUT = 15
"""Seconds to wait for a connection to PostgreSQL."""

CREDENTIALS = ("PGPASSWORD", "PGPASSFILE", "PGSSLCERT", "PGSSLKEY", "PGKRBSRVNAME", "PGGSSLIB")
"""Variables from which libpq may take credentials, if the address holds no password."""

CAUTIONS = (
    "PGSSLROOTCERT",
    "PGSSLCRL",
    "PGSSLCRLDIR",
    "PGCHANNELBINDING",
    "PGREQUIREAUTH",
    "PGSSLMINPROTOCOLVERSION",
)
"""Variables that make libpq stricter and send nothing: always kept."""

STRICT_MODES = ("require", "verify-ca", "verify-full")
LIBPQ_16 = 160000

_open: dict[Address, BaseBackend] = {}


def connect(address: Address) -> BaseBackend:
    """Return the Ibis backend of a database that the user has consented to.

    Raises
    ------
    UnreadableError
        If the database cannot be reached, or its driver is not installed.
    """
    known = expand_variables(address, os.environ)
    if known not in _open:
        _silence_loggers()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _open[known] = DRIVERS[address.scheme](known)
        except ImportError:
            packages = PACKAGES[address.scheme]
            raise UnreadableError(NO_DRIVER, INSTALL.filled(packages=packages)) from None
        except Exception as error:
            reason = UserText(type(error).__name__)
            raise UnreadableError(NO_CONNECTION.filled(reason=reason), CHECK_CONNECTION) from None
    return _open[known]


def drop_connection(backend: BaseBackend) -> None:
    """Drop the cached connection of a backend, as it may be broken."""
    for address in [address for address, one in _open.items() if one is backend]:
        del _open[address]


def expand_variables(address: Address, environ: Mapping[str, str]) -> Address:
    """Expand the environment variables in an address; leave out the table.

    Raises
    ------
    AddressError
        If a variable is not set, or its value is malformed for the field.
    """

    def known(text: str, allowed: str) -> str:
        found = VARIABLE.findall(text)
        for name in found:
            if name not in environ:
                raise AddressError(NO_VARIABLE.filled(name=UserText(name)), SET_VARIABLE)
        value = VARIABLE.sub(lambda name: environ[name[1]], text)
        if found and not PARTS[allowed].fullmatch(value):
            raise AddressError(UNFIT.filled(name=UserText(", ".join(found))), CORRECT_VARIABLE)
        return value

    secret = VARIABLE.fullmatch(address.password)
    if secret and secret[1] not in environ:
        raise AddressError(NO_VARIABLE.filled(name=UserText(secret[1])), SET_VARIABLE)
    return replace(
        address,
        user=known(address.user, "user"),
        password=environ[secret[1]] if secret else "",
        host=known(address.host, "host"),
        port=known(address.port, "port"),
        path=tuple(known(part, "name") for part in address.path),
        schema="",
        table="",
    )


PARTS = {"user": USER, "host": HOST, "port": PORT, "name": NAME}


def _silence_loggers() -> None:
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


# --- the drivers ---------------------------------------------------------------------------------


def _postgresql(address: Address) -> BaseBackend:
    """Connect by psycopg; without a password in the address, libpq looks for one."""
    import ibis
    import psycopg

    no_password = not address.password
    mode = dict(address.parameters).get("sslmode") or os.environ.get("PGSSLMODE", "")
    sent: dict[str, int | str] = {"connect_timeout": TIMEOUT}
    if address.parameters or mode in STRICT_MODES:
        sent["sslmode"] = mode
    if address.password:
        sent |= {"passfile": os.devnull, "gssencmode": "disable"}
        if psycopg.pq.version() >= LIBPQ_16:
            sent |= {"sslcertmode": "disable", "require_auth": "!gss,!sspi"}
        else:
            sent["sslcert"] = os.path.join(os.devnull, "none")  # noqa: PTH118 - no such file
    with _libpq_environment(CREDENTIALS + CAUTIONS if no_password else CAUTIONS):
        return ibis.postgres.connect(
            host=address.host,
            port=int(address.port),
            user=address.user or None,
            password=address.password or None,
            database=address.path[0],
            **sent,
        )


@contextmanager
def _libpq_environment(kept: tuple[str, ...]) -> Iterator[None]:
    """Hide all other ``PG…`` variables: libpq's defaults may name another host or service."""
    hidden = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("PG") and name not in kept
    }
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)


def _snowflake(address: Address) -> BaseBackend:
    import ibis

    database, *schema = address.path
    given = {"user": address.user, "password": address.password, "schema": "".join(schema)}
    return ibis.snowflake.connect(
        account=address.host,
        database=database,
        create_object_udfs=False,  # Ibis would create a database there
        **{name: value for name, value in given.items() if value},
        **dict(address.parameters),
    )


def _bigquery(address: Address) -> BaseBackend:
    import ibis

    return ibis.bigquery.connect(project_id=address.host, dataset_id="".join(address.path))


def _pyspark(_: Address) -> BaseBackend:
    """Connect to the session that Spark's configuration defines."""
    import ibis

    with _discard_stderr():
        return ibis.pyspark.connect()


@contextmanager
def _discard_stderr() -> Iterator[None]:
    """Discard the standard error of this process and of programs that it starts."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


DRIVERS: Mapping[str, Callable[[Address], BaseBackend]] = {
    "postgresql": _postgresql,
    "snowflake": _snowflake,
    "bigquery": _bigquery,
    "pyspark": _pyspark,
}
