"""Publish events of a workshop to boards and to the live parts of a notebook."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

log = logging.getLogger(__name__)

Event = dict[str, Any]
"""A reply to an edit or a change of state, as JSON; :mod:`kit.studio.sync.session` lists them."""

Callback = Callable[[Event], object]
"""Receives events."""


def deliver(callback: Callback, event: Event) -> None:
    """Call a callback with an event; log what it raises."""
    try:
        callback(event)
    except Exception:  # a page that has gone must not stop the others
        log.exception("an event could not be delivered")


class EventBus:
    """The subscribers of one workshop; they receive one event after another.

    Parameters
    ----------
    state
        Returns the events that describe the current state, for a new subscriber.
    """

    def __init__(self, state: Callable[[], Sequence[Event]]) -> None:
        self._state = state
        self._callbacks: list[Callback] = []
        self._publishing = threading.RLock()

    def subscribe(self, callback: Callback, *, state_first: bool = False) -> Callable[[], None]:
        """Call ``callback`` with every event from now on; return a function that ends it.

        Parameters
        ----------
        state_first
            Whether to deliver the current state first, in this thread; no event is lost between
            the state and the first change.
        """
        if not state_first:
            self._callbacks.append(callback)
        else:
            with self._publishing:
                for event in self._state():
                    callback(event)
                self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def publish(self, event: Event) -> None:
        """Deliver an event to all subscribers."""
        with self._publishing:
            for callback in list(self._callbacks):
                deliver(callback, event)
