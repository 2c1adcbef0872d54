"""Open DuckDB engines that can read a single file and nothing else.

A view in a client's database may call ``read_text('/etc/passwd')``, and a table may be named like a
file or a URL. Every engine is therefore locked before the first query: one readable file at most,
no extensions, and a configuration that cannot be changed.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kit.evidence.query.column_types import kinds_of
from kit.evidence.query.expressions import quoted
from kit.evidence.query.rows import Rows

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from ibis.backends import BaseBackend

MEMORY = "1500MB"
"""Memory limit of the engine; beyond it, the engine uses its temporary folder."""

SPILL = "16GB"
"""Size limit of the temporary folder, as a view may yield endless rows."""

SECONDS = 120
"""Total time of all queries on a client's database file, as a view may never end."""

PAUSE = 0.2
"""Seconds between interruptions after that time."""

FEW_ROWS = 50_000
"""Number of rows up to which queries run in one thread."""

LIMITS: dict[str, bool | str] = {
    "allow_unsigned_extensions": False,
    "allow_community_extensions": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
    "max_temp_directory_size": SPILL,
}


LOCK = (
    # Not among LIMITS: applied before them, it would make DuckDB refuse them.
    "SET enable_external_access = false",
    "SET preserve_insertion_order = false",
    "SET TimeZone = 'UTC'",
    "SET lock_configuration = true",
)
"""Statements that lock an engine."""


class TableEngine:
    """DuckDB on tables in memory; it answers :class:`kit.evidence.query.rows.Rows`.

    Its methods have the names of an Ibis backend.
    """

    name = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.con = connection

    def raw_sql(self, query: str) -> duckdb.DuckDBPyConnection:
        """Run a statement."""
        return self.con.execute(query)

    def register(self, table: pa.Table) -> Rows:
        """Return the rows of an Arrow table, which the engine keeps until it is dropped."""
        name = quoted(f"rows_{uuid4().hex}")
        self.con.register(name.strip('"'), table)
        return Rows(name, kinds_of(table.schema))

    def drop(self, rows: Rows) -> None:
        """Drop a table that was registered."""
        self.con.unregister(rows.sql.strip('"'))

    def list_tables(self) -> list[str]:
        """Return the names of the tables that it keeps."""
        return sorted(name for (name,) in self.con.execute("SHOW TABLES").fetchall())

    def fetch(self, rows: Rows) -> list[dict[str, Any]]:
        """Run a query and return its rows, with the values by column."""
        found = self.con.execute(rows.query)
        names = [each[0] for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def create_table(self, name: str, rows: Rows, *, temp: bool) -> Rows:
        """Keep the result of a query as a table."""
        kept = quoted(name)
        self.con.execute(f"CREATE {'TEMP ' if temp else ''}TABLE {kept} AS {rows.query}")
        return Rows(kept, rows.kinds)

    def drop_table(self, name: str, *, force: bool) -> None:
        """Drop a table that was created."""
        self.con.execute(f"DROP TABLE {'IF EXISTS ' if force else ''}{quoted(name)}")


def engine_for(rows: int) -> TableEngine:
    """Return the engine for a table in memory: for few rows, several threads cost more than one."""
    return memory_engine(1 if rows <= FEW_ROWS else None)


@cache
def memory_engine(threads: int | None = None) -> TableEngine:
    """Return the engine for tables in memory, always the same; it cannot read files.

    Parameters
    ----------
    threads
        Number of threads; None for as many as there are processors.
    """
    import duckdb

    stack = ExitStack()
    atexit.register(stack.close)
    folder = stack.enter_context(_spill_folder())
    config: dict[str, str | bool | int | float | list[str]] = {**LIMITS}
    config |= {"temp_directory": folder, "python_enable_replacements": False}
    config |= {"threads": threads} if threads else {}
    connection = stack.enter_context(duckdb.connect(":memory:", config=config))
    for statement in LOCK:
        connection.execute(statement)
    return TableEngine(connection)


def _spill_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True)


@contextmanager
def file_engine(path: Path) -> Iterator[BaseBackend]:
    """Open an engine that may read one file."""
    with _engine(":memory:", path) as engine:
        yield engine


@contextmanager
def database_engine(path: Path) -> Iterator[BaseBackend]:
    """Open a database file, read-only."""
    with _engine(path) as engine, _interrupt_after(SECONDS, engine):
        yield engine


@contextmanager
def _interrupt_after(seconds: float, engine: BaseBackend) -> Iterator[None]:
    """Interrupt the query that runs after some seconds, and every later one."""
    done = Event()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            engine.con.interrupt()
            wait = PAUSE

    watcher = Thread(target=watch, daemon=True, name="duckdb-limit")
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


@contextmanager
def _engine(database: Path | str, *readable: Path) -> Iterator[BaseBackend]:
    """Open a locked engine with a temporary folder of its own."""
    import ibis

    with _spill_folder() as folder:
        is_file = isinstance(database, Path)
        backend = ibis.duckdb.connect(database, is_file, temp_directory=folder, **LIMITS)
        try:
            if readable:
                paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in readable)
                backend.raw_sql(f"SET allowed_paths = [{paths}]")
            for statement in LOCK:
                backend.raw_sql(statement)
            yield backend
        finally:
            backend.disconnect()
