"""Ctrl-C while reports are made: the first ends it after those under way, the next at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def asked_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Have ``stop`` called wherever Ctrl-C, or a signal that does the same, would interrupt.

    An interrupt would break off the report that is being made in this very process; so it is
    ``stop`` that decides, and it may raise KeyboardInterrupt.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupting = [
        number
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is signal.default_int_handler
    ]
    for number in interrupting:
        signal.signal(number, lambda *_: stop())
    try:
        yield
    finally:
        for number in interrupting:
            signal.signal(number, signal.default_int_handler)
