"""Compute the time that remains: an overrun is shared over the remaining items.

The bar in the browser keeps the time, so that it runs on whatever the kernel does.
``frontend/bar/schedule.js`` computes the same plan; a test compares both on the same sessions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

MIN_SHARE = 0.5
"""The share of its time that each item keeps, however long the others took."""


def share_overrun(
    planned: Sequence[float], firm: Sequence[bool], overrun: float
) -> tuple[tuple[float, ...], float]:
    """Share an overrun over the remaining items, in proportion to their lengths.

    Each item keeps at least half of its time, a firm one all of it.

    Returns
    -------
    tuple
        The new length of each item, and the part of the overrun that could not be recovered.

    >>> share_overrun([20, 40, 10], [False, False, True], 15)
    ((15.0, 30.0, 10), 0)
    """
    can_give = sum(t for t, f in zip(planned, firm, strict=True) if not f) * (1 - MIN_SHARE)
    given = min(max(overrun, 0.0), can_give)
    share = given / can_give * (1 - MIN_SHARE) if can_give else 0.0
    left = tuple(t if f else t * (1 - share) for t, f in zip(planned, firm, strict=True))
    return left, max(overrun, 0.0) - given


@dataclass(frozen=True)
class Plan:
    """The plan of a session at a moment, in seconds.

    Attributes
    ----------
    left
        Remaining time of the current item; negative where it is over.
    items
        Length of each item, past ones included.
    late
        Delay of the end against the plan; negative where it is earlier.
    """

    left: float
    items: tuple[float, ...]
    late: float


@dataclass(frozen=True)
class Session:
    """State of a workshop that is being held, with times in seconds.

    Attributes
    ----------
    agenda
        The id of the agenda.
    index
        The current item.
    since
        Start of the current run (seconds since 1970), or None while it is paused.
    spent
        Time that each item has taken, without the time since ``since``.
    extra
        Time that was added to each item.
    at
        Time of this state (seconds since 1970): of two states, the later one counts.
    quiet
        Whether the end of an item makes no sound, in any notebook.
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
        """Return the session that a bar or a file states, or None if it is malformed."""
        if not isinstance(value, Mapping) or not isinstance(value.get("agenda"), str):
            return None
        spent, extra, minutes = (value.get(name, ()) for name in ("spent", "extra", "minutes"))
        index, since, at = value.get("index", 0), value.get("since"), value.get("at", 0)
        quiet = value.get("quiet") is True
        lists = [*_as_list(spent), *_as_list(extra), *_as_list(minutes)]
        numbers = [*lists, at, *([] if since is None else [since])]
        if not all(_is_number(number) for number in numbers) or not isinstance(index, int):
            return None
        if isinstance(index, bool) or index < 0 or min((*lists, 0)) < 0:
            return None
        return cls(
            value["agenda"], index, since, tuple(spent), tuple(extra), at, quiet, tuple(minutes)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the session as JSON."""
        lists = ("spent", "extra", "minutes")
        return {**vars(self), **{name: list(getattr(self, name)) for name in lists}}

    def elapsed(self, item: int, now: float) -> float:
        """Return the seconds that an item has taken."""
        running = now - self.since if self.since is not None and item == self.index else 0.0
        return _at(self.spent, item) + max(running, 0.0)

    def plan(self, minutes: Sequence[float], firm: Sequence[bool], now: float) -> Plan:
        """Return the plan at a moment.

        The planned end is kept: items with chosen minutes are firm, and the time that these add is
        shared like any overrun.
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
        shortened, over = share_overrun(rest, resting, overrun)
        late = over if overrun > 0 else overrun
        left = planned[here] - self.elapsed(here, now)
        return Plan(left, (*past, current, *shortened), late)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [None]


def _at(values: Sequence[float], item: int) -> float:
    return values[item] if item < len(values) else 0.0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
