"""Supported databases, and the grammar of the address of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kit.i18n import N_

USER = re.compile(r"\w[\w.+@-]*")
HOST = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*")
PORT = re.compile(r"[1-9][0-9]{0,4}")
HIGHEST_PORT = 65535
NAME = re.compile(r"\w[\w.-]*")
SSL_MODE = re.compile(r"disable|allow|prefer|require|verify-ca|verify-full")

FIELDS = {
    "user": N_("user"),
    "password": N_("password"),
    "host": N_("host"),
    "account": N_("account"),
    "project": N_("project"),
    "port": N_("port"),
    "database": N_("database"),
    "schema": N_("schema"),
    "dataset": N_("dataset"),
}


@dataclass(frozen=True)
class Form:
    """Grammar of the addresses of one kind of database.

    Attributes
    ----------
    host
        Name in ``FIELDS`` of the part in the position of the host; empty if there is none.
    path
        Names in ``FIELDS`` of the parts of the path, in order.
    least
        Minimum number of parts in the path.
    port
        Default port; empty if an address takes none.
    parameters
        Parameters allowed after ``?``, each with the pattern of its value.
    """

    example: str
    host: str = ""
    path: Sequence[str] = ()
    least: int = 0
    user: bool = False
    port: str = ""
    parameters: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


FORMS: Mapping[str, Form] = {
    "postgresql": Form(
        "postgres://user@host:5432/database",
        host="host",
        path=("database",),
        least=1,
        user=True,
        port="5432",
        parameters={"sslmode": SSL_MODE},
    ),
    "snowflake": Form(
        "snowflake://user@account/database/schema",
        host="account",
        path=("database", "schema"),
        least=1,
        user=True,
        # Needed if the account's administrator has set no defaults.
        parameters={"warehouse": NAME, "role": NAME},
    ),
    "bigquery": Form("bigquery://project/dataset", host="project", path=("dataset",)),
    "pyspark": Form("pyspark://"),
}
ALIASES = {"postgres": "postgresql", "spark": "pyspark"}
DUCKDB = "duckdb://"
KNOWN = ("duckdb", "postgres", "pyspark", "bigquery", "snowflake")
