"""Compare a figure between two versions, if both are comparable (F19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.evidence.metrics.statistics import LEAST, Interval, change_of_shares, difference_of_means
from kit.i18n import N_, Message
from kit.versions.figures import DIGITS, FrozenFigure, Key

Direction = Literal["up", "down", "unclear"]

CLEAR = 1.0
"""Least difference of two workshops' medians that has a direction (F19)."""

OTHER_ORIGIN = N_("not comparable: one was measured, the other not")
OTHER_QUESTION = N_("not comparable: the question has changed")
OTHER_FORMULA = N_("not comparable: the formula has changed")
TOO_CLOSE = N_("not shown: fewer than {least} respondents lie between the two")


@dataclass(frozen=True)
class Shift:
    """Figure of two versions, before and now.

    Attributes
    ----------
    key
        Identity of the figure.
    before, now
        None if a version lacks it.
    direction
        None if the two are not compared.
    interval
        95% interval of the difference, if both were measured.
    why_not
        Reason why the two are not compared.
    """

    key: Key
    before: FrozenFigure | None
    now: FrozenFigure | None
    direction: Direction | None = None
    interval: Interval | None = None
    why_not: Message | None = None

    @property
    def difference(self) -> float | None:
        """Now minus before; None if the two are not compared."""
        if self.before is None or self.now is None or self.why_not:
            return None
        return round(self.now.value - self.before.value, DIGITS)


def shift(
    key: Key, before: FrozenFigure | None, now: FrozenFigure | None, same_formula: bool = True
) -> Shift | None:
    """Compare a figure of two versions; return None if it is the same."""
    if _same(before, now):
        return None
    if before is None or now is None:
        return Shift(key, before, now)
    why_not = _incomparable(before, now, same_formula)
    if why_not:
        return Shift(key, before, now, why_not=why_not)
    interval = _interval(key, before, now)
    return Shift(key, before, now, _direction(key, before, now, interval), interval)


def _same(before: FrozenFigure | None, now: FrozenFigure | None) -> bool:
    """Return whether value, origin, counts and interval are the same."""
    if before is None or now is None:
        return before is now
    shown = [(one.value, one.origin, one.n, one.k, one.low, one.high) for one in (before, now)]
    return shown[0] == shown[1]


def _incomparable(before: FrozenFigure, now: FrozenFigure, same_formula: bool) -> Message | None:
    if not same_formula:
        return OTHER_FORMULA
    if (before.origin == "measured") != (now.origin == "measured"):
        return OTHER_ORIGIN
    if before.question != now.question:
        return OTHER_QUESTION
    apart = abs((before.n or 0) - (now.n or 0))
    if now.origin == "measured" and before.data != now.data and 0 < apart < LEAST:
        return TOO_CLOSE.filled(
            least=LEAST
        )  # F17: the difference would reveal the answers of a few
    return None


def _interval(key: Key, before: FrozenFigure, now: FrozenFigure) -> Interval | None:
    """Return the 95% interval of the difference of two independent samples."""
    if key[0] == "severity":
        return None
    if None not in (before.k, before.n, now.k, now.n):
        change = change_of_shares((before.k or 0, before.n or 1), (now.k or 0, now.n or 1))
        return change.interval if change else None
    if before.error is not None and now.error is not None:
        return difference_of_means(
            (before.value, before.error, before.n or 0), (now.value, now.error, now.n or 0)
        )
    return None


def _direction(
    key: Key, before: FrozenFigure, now: FrozenFigure, interval: Interval | None
) -> Direction:
    difference = now.value - before.value
    if interval:
        clear = interval.low > 0 or interval.high < 0
    elif now.origin == "measured" and now.n is not None:
        clear = False  # too few answers for an interval
    elif key[0] in ("score", "stage"):
        clear = abs(difference) >= CLEAR
    elif key[0] == "severity":
        clear = _severity_moved(before, now)
    else:
        clear = True
    if not clear or not difference:
        return "unclear"
    return "up" if difference > 0 else "down"


def _severity_moved(before: FrozenFigure, now: FrozenFigure) -> bool:
    """Return whether a severity changed by more than the sampling error of its counts."""
    if (before.k, before.n) == (now.k, now.n):
        return True  # only impact or persistence has a new rating
    if None in (before.k, before.n, now.k, now.n):
        return False
    change = change_of_shares((before.k or 0, before.n or 1), (now.k or 0, now.n or 1))
    return bool(change and (change.interval.low > 0 or change.interval.high < 0))
