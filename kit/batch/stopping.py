"""Handle Ctrl-C: the first ends a batch after the reports in progress, the second at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Call ``stop`` at Ctrl-C, or a signal that does the same, in place of an interrupt.

    An interrupt would break off a report that is created in this very process; so ``stop`` decides,
    and may raise KeyboardInterrupt.
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
