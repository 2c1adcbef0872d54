"""What each figure is made of: a few sums, whatever the rows they are over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from kit.evidence.metrics import statistics
from kit.evidence.metrics.statistics import Change, Figure, Summary
from kit.evidence.query.aggregates import Counted, Sums, spread
from kit.i18n import N_, Message

COUNT = N_("Number of rows.")
SUM = N_("Sum of the column.")
DROP_OFF = N_(
    "Share of those who reached one step and not the next; 95% confidence interval (Wilson)."
)
AVERAGE = N_("Mean of the values; 95% confidence interval (t).")


@dataclass(frozen=True)
class Made:
    """What a figure is made of: sums, ``n`` among them; and how two periods are compared."""

    sums: Sums
    figure: Callable[[Counted], Figure | None]
    change: Callable[[Counted, Counted], Change | None] | None = None


def of_share(n: Any, k: Any, definition: Message = statistics.SHARE) -> Made:
    """Return what a share is made of: k of n (F3)."""
    return Made(
        {"n": n, "k": k},
        lambda c: statistics.share(c["k"], c["n"], definition),
        lambda a, b: statistics.change_of_shares((a["k"], a["n"]), (b["k"], b["n"])),
    )


def of_nps(value: Any) -> Made:
    """Return what an NPS is made of: promoters, passives and detractors (F13)."""

    def three(counted: Counted) -> tuple[int, int, int]:
        promoters, passives = counted["promoters"], counted["passives"]
        return promoters, passives, counted["n"] - promoters - passives

    return Made(
        {
            "n": value.count(),
            "promoters": (value >= 9).sum(),
            "passives": ((value >= 7) & (value < 9)).sum(),
        },
        lambda c: statistics.nps(*three(c)),
        lambda a, b: statistics.change_of_nps(three(a), three(b)),
    )


def of_mean(
    value: Any,
    figure: Callable[[Summary], Figure | None],
    laid: Callable[[Summary], Summary] = lambda summary: summary,
) -> Made:
    """Return what a mean is made of; ``laid`` is the scale on which two periods are compared."""
    return Made(
        spread(value),
        lambda c: figure(c.summary),
        lambda a, b: statistics.change_of_means(laid(a.summary), laid(b.summary)),
    )


def average(answers: Summary) -> Figure | None:
    """Return the mean of numbers that have no scale."""
    found = statistics.mean(answers, float("-inf"), float("inf"))
    return replace(found, definition=AVERAGE) if found else None
