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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

MEMORY = "1500MB"
"""Memory limit of the engine; beyond it, the engine uses its temporary folder."""

SPILL = "16GB"
"""Size limit of the temporary folder, as a view may yield endless rows."""

SECONDS = 120
"""Total time of all queries on a client's database file, as a view may never end."""

PAUSE = 0.2
"""Seconds between interruptions after that time."""

LIMITS: dict[str, bool | str] = {
    "allow_unsigned_extensions": False,
    "allow_community_extensions": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
    "max_temp_directory_size": SPILL,
}


@cache
def memory_engine() -> BaseBackend:
    """Return the engine for tables in memory, always the same; it cannot read files."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(_engine(":memory:"))


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

    with TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as folder:
        is_file = isinstance(database, Path)
        backend = ibis.duckdb.connect(database, is_file, temp_directory=folder, **LIMITS)
        try:
            if readable:
                paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in readable)
                backend.raw_sql(f"SET allowed_paths = [{paths}]")
            # Not among LIMITS: applied before them, it would make DuckDB refuse them.
            backend.raw_sql("SET enable_external_access = false")
            backend.raw_sql("SET preserve_insertion_order = false")
            backend.raw_sql("SET TimeZone = 'UTC'")
            backend.raw_sql("SET lock_configuration = true")
            yield backend
        finally:
            backend.disconnect()
