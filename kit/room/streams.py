"""Send every phone the state of the room: the latest one, at most twice a second."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable

from kit.plain_data import Data

PAUSE = 0.5
"""Seconds between two states."""

HEARTBEAT = 10.0
"""Seconds after which something is sent though nothing has changed: a dead connection shows."""


class Hub:
    """Broadcast of the room's state to the event streams of all phones.

    However many changes come, the state is built once in ``PAUSE`` seconds at most.

    Parameters
    ----------
    state
        Returns the state that every phone receives.
    """

    def __init__(self, state: Callable[[], dict[str, Data]]) -> None:
        self._state = state
        self._made = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._next = asyncio.Event()
        self.text = self._json()

    def changed(self) -> None:
        """Schedule the state to be built again."""
        if self._timer is None:
            wait = max(0.0, self._made + PAUSE - time.monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait, self._renew)

    async def states(self) -> AsyncIterator[str]:
        """Yield the state as JSON whenever it has changed, and an empty text as a heartbeat."""
        sent = ""
        while True:
            following = self._next
            if self.text != sent:
                sent = self.text
                yield sent
                continue
            try:
                await asyncio.wait_for(following.wait(), HEARTBEAT)
            except TimeoutError:
                yield ""

    def _renew(self) -> None:
        self._timer = None
        self._made = time.monotonic()
        text = self._json()
        if text != self.text:
            self.text = text
            waiting, self._next = self._next, asyncio.Event()
            waiting.set()

    def _json(self) -> str:
        return json.dumps(self._state(), ensure_ascii=False, separators=(",", ":"))
