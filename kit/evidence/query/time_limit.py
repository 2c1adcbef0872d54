"""Limit the time of queries."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.evidence import limits
from kit.evidence.limits import LimitExceededError
from kit.i18n import N_

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

TOO_LONG = N_("The question takes longer than {most} seconds.")
AGAIN = 0.5
"""Seconds between interruptions after the limit."""

SHORTER = N_("Choose a shorter period, or a table with fewer rows.")


@contextmanager
def time_limit(backend: BaseBackend) -> Iterator[None]:
    """Interrupt the query of a backend after :data:`limits.SECONDS`.

    Has no effect if the driver offers neither ``interrupt`` (DuckDB) nor ``cancel`` (psycopg).

    Raises
    ------
    LimitExceededError
        If the query was interrupted.
    """
    connection = getattr(backend, "con", None)
    stop = getattr(connection, "interrupt", None) or getattr(connection, "cancel", None)
    if stop is None:
        yield
        return
    done, late = threading.Event(), threading.Event()

    def watch() -> None:
        if done.wait(limits.SECONDS):
            return
        late.set()
        stop()
        while not done.wait(AGAIN):  # between two statements there is nothing to interrupt
            stop()

    watcher = threading.Thread(target=watch, name="time limit", daemon=True)
    watcher.start()
    try:
        yield
    except Exception:
        if late.is_set():
            says = TOO_LONG.filled(most=limits.SECONDS)
            raise LimitExceededError(says, SHORTER) from None
        raise
    finally:
        done.set()
        watcher.join()
