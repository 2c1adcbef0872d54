"""Limits of what one device or address may ask of the room: rate, wrong codes, connections."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

RATE, BURST = 8.0, 40.0
"""The requests of a device: a second in the long run, and at once."""

WAIT_FROM = 3
"""The wrong code of an address from which on it has to wait: people mistype."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds until an address may try again after a wrong code; doubled by each further one."""

REMEMBERED = 4096
"""The most addresses and devices that are remembered."""


class Rate:
    """A bucket of requests for each device or address, which fills with time."""

    def __init__(
        self,
        rate: float = RATE,
        burst: float = BURST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> bool:
        """Take one request from a bucket; return False if it is empty."""
        now = self._clock()
        left, at = self._left.pop(who, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        taken = left >= 1
        self._left[who] = (left - 1 if taken else left, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return taken


class WrongCodes:
    """The waiting time of addresses that have sent wrong codes.

    It concerns joining alone: a device that has joined never sends a code again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Return the seconds until an address may try a code, right or wrong."""
        _, until = self._wrong.get(address, (0, 0.0))
        return max(0.0, until - self._clock())

    def add(self, address: str) -> None:
        """Count a wrong code."""
        count = self._wrong.pop(address, (0, 0.0))[0] + 1
        wait = 0.0
        if count >= WAIT_FROM:
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(count - WAIT_FROM, 16))
        self._wrong[address] = (count, self._clock() + wait)
        if len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)

    def forget(self, address: str) -> None:
        """Forget the wrong codes of an address that has sent the right one."""
        self._wrong.pop(address, None)


class Connections:
    """Counts of the connections that each address has open."""

    def __init__(self, of_one: int, of_all: int) -> None:
        self._of_one, self._of_all = of_one, of_all
        self._open: dict[str, int] = {}

    def enter(self, address: str) -> bool:
        """Count a connection; return False if it is one too many."""
        count = self._open.get(address, 0)
        if count >= self._of_one or sum(self._open.values()) >= self._of_all:
            return False
        self._open[address] = count + 1
        return True

    def leave(self, address: str) -> None:
        """Count a connection that has closed."""
        count = self._open.get(address, 0) - 1
        if count > 0:
            self._open[address] = count
        else:
            self._open.pop(address, None)
