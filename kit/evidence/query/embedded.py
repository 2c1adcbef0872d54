"""The embedded engine, DuckDB: it reads what it is pointed at, and nothing else.

A view in a client's database may call ``read_text('/etc/passwd')``, and a table may be named as a
file or an address on the web. So every engine is locked before the first query: no file but the one
it is for, no extension from anywhere, and no way to change that.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

MEMORY = "1500MB"
"""How much the embedded engine takes before it goes on on disk."""

SPILL = "16GB"
"""How much it takes there: a view may yield rows without end."""

SECONDS = 120
"""For so long queries on a client's database may run, all together: a view may never end."""

PAUSE = 0.2
"""Seconds between two interruptions from then on."""

LIMITS: dict[str, Any] = {
    "allow_unsigned_extensions": False,
    "allow_community_extensions": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": MEMORY,
    "max_temp_directory_size": SPILL,
}


@cache
def local() -> Any:
    """Return the engine for tables in memory, the same each time: it reads no file at all."""
    kept = ExitStack()
    atexit.register(kept.close)
    return kept.enter_context(_engine(":memory:"))


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """Give an engine that may read one file, where it lies."""
    with _engine(":memory:", path) as engine:
        yield engine


@contextmanager
def database_file(path: Path) -> Iterator[Any]:
    """Give an engine on a database file, which is read and never written."""
    with _engine(path) as engine, _stopped_after(SECONDS, engine):
        yield engine


@contextmanager
def _stopped_after(seconds: float, engine: Any) -> Iterator[None]:
    """Interrupt whatever query runs when the time is over, and each that follows."""
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
def _engine(database: Path | str, *readable: Path) -> Iterator[Any]:
    """Give an engine, locked; what it cannot hold in memory is in a folder of its own."""
    import ibis

    with TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as folder:
        is_file = isinstance(database, Path)
        backend = ibis.duckdb.connect(database, is_file, temp_directory=folder, **LIMITS)
        try:
            if readable:
                paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in readable)
                backend.raw_sql(f"SET allowed_paths = [{paths}]")
            # Given at once with the others, it may come before them, and they are refused then.
            backend.raw_sql("SET enable_external_access = false")
            backend.raw_sql("SET preserve_insertion_order = false")
            backend.raw_sql("SET TimeZone = 'UTC'")
            backend.raw_sql("SET lock_configuration = true")
            yield backend
        finally:
            backend.disconnect()
