"""The databases that a client's file can ask for, and what their addresses may consist of."""

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
    """What the address of one kind of database may consist of.

    Attributes
    ----------
    host
        What stands where other addresses have a host; empty where nothing may.
    path
        What stands behind it, the first part of it first.
    least
        How many of these must be there.
    parameters
        What may follow ``?``, each with what its value may be.
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
        # Neither has a default where the account's administrator has set none.
        parameters={"warehouse": NAME, "role": NAME},
    ),
    "bigquery": Form("bigquery://project/dataset", host="project", path=("dataset",)),
    "pyspark": Form("pyspark://"),
}
ALIASES = {"postgres": "postgresql", "spark": "pyspark"}
DUCKDB = "duckdb://"
KNOWN = ("duckdb", "postgres", "pyspark", "bigquery", "snowflake")
