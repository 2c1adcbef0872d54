"""The time that is left: how an overrun is shared out over what remains.

The bar in the browser keeps the time, so that it goes on whatever the kernel does; its plan is this
one, written once more in ``schedule.js``, and a test lets both plan the same sessions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

LEAST = 0.5
"""The share of its time that every item keeps, however long the others took."""


def shared_out(
    planned: Sequence[float], firm: Sequence[bool], overrun: float
) -> tuple[tuple[float, ...], float]:
    """Share an overrun out over the items that remain.

    Every item gives in proportion to its length, but keeps half of it; a firm one gives nothing.

    Returns
    -------
    tuple
        How long each item is now, and how much of the overrun could not be made up for.
    """
    can_give = sum(t for t, f in zip(planned, firm, strict=True) if not f) * (1 - LEAST)
    given = min(max(overrun, 0.0), can_give)
    share = given / can_give * (1 - LEAST) if can_give else 0.0
    left = tuple(t if f else t * (1 - share) for t, f in zip(planned, firm, strict=True))
    return left, max(overrun, 0.0) - given


@dataclass(frozen=True)
class Plan:
    """How it stands at a moment, in seconds.

    Attributes
    ----------
    left
        Of the current item; less than nothing where it is over.
    items
        How long each item takes, or took.
    late
        How much later than planned the end will be; less than nothing where it is earlier.
    """

    left: float
    items: tuple[float, ...]
    late: float


@dataclass(frozen=True)
class Session:
    """A workshop that is being held, as the bar keeps it: times in seconds.

    Attributes
    ----------
    agenda
        The id of the agenda.
    index
        The current item.
    since
        Since when it has been running (seconds since 1970), or None while it is paused.
    spent
        How long each item has taken so far, without what has passed since ``since``.
    extra
        How much was added to each item.
    at
        When this was so: of two, the later one counts.
    quiet
        Whether the end of a time is seen only: in all notebooks, or one of them would ring.
    minutes
        The minutes chosen for each item in this workshop; 0 where it has those of the agenda.
    """

    agenda: str
    index: int = 0
    since: float | None = None
    spent: tuple[float, ...] = ()
    extra: tuple[float, ...] = ()
    at: float = 0.0
    quiet: bool = False
    minutes: tuple[float, ...] = ()

    @classmethod
    def read(cls, value: Any) -> Self | None:
        """Return what a bar (or a file) says of a session, or None where it makes no sense."""
        if not isinstance(value, Mapping) or not isinstance(value.get("agenda"), str):
            return None
        spent, extra, minutes = (value.get(name, ()) for name in ("spent", "extra", "minutes"))
        index, since, at = value.get("index", 0), value.get("since"), value.get("at", 0)
        quiet = value.get("quiet") is True
        lists = [*_listed(spent), *_listed(extra), *_listed(minutes)]
        numbers = [*lists, at, *([] if since is None else [since])]
        if not all(_is_number(number) for number in numbers) or not isinstance(index, int):
            return None
        if isinstance(index, bool) or index < 0 or min((*lists, 0)) < 0:
            return None
        return cls(
            value["agenda"], index, since, tuple(spent), tuple(extra), at, quiet, tuple(minutes)
        )

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        lists = ("spent", "extra", "minutes")
        return {**vars(self), **{name: list(getattr(self, name)) for name in lists}}

    def elapsed(self, item: int, now: float) -> float:
        """Return how long an item has taken."""
        running = now - self.since if self.since is not None and item == self.index else 0.0
        return _at(self.spent, item) + max(running, 0.0)

    def plan(self, minutes: Sequence[float], firm: Sequence[bool], now: float) -> Plan:
        """Return how it stands, and how long what remains will take.

        The end that was promised stays: minutes chosen for an item are kept like those of a firm
        one, and what they add is shared out like any overrun.
        """
        chosen = [_at(self.minutes, i) for i in range(len(minutes))]
        wanted = [60 * (c or m) for c, m in zip(chosen, minutes, strict=True)]
        planned = [w + _at(self.extra, i) for i, w in enumerate(wanted)]
        here = min(self.index, len(planned) - 1)
        past = [self.elapsed(item, now) for item in range(here)]
        current = max(planned[here], self.elapsed(here, now))
        rest = wanted[here + 1 :]
        resting = [f or c > 0 for f, c in zip(firm, chosen, strict=True)][here + 1 :]
        overrun = sum(past) + current + sum(rest) - 60 * sum(minutes)
        shortened, over = shared_out(rest, resting, overrun)
        late = over if overrun > 0 else overrun
        left = planned[here] - self.elapsed(here, now)
        return Plan(left, (*past, current, *shortened), late)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [None]


def _at(values: Sequence[float], item: int) -> float:
    return values[item] if item < len(values) else 0.0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
