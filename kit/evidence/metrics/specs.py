"""Specify metrics: the sums to query, and the formulas on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.evidence.metrics import statistics
from kit.evidence.metrics.statistics import Change, Estimate, Summary
from kit.evidence.query.aggregates import Aggregates, Sums, spread
from kit.i18n import N_, Message

if TYPE_CHECKING:
    from ibis.expr import types as ir

COUNT = N_("Number of rows.")
SUM = N_("Sum of the column.")
DROP_OFF = N_(
    "Share of those who reached one step and not the next; 95% confidence interval (Wilson)."
)
AVERAGE = N_("Mean of the values; 95% confidence interval (t).")


@dataclass(frozen=True)
class MetricSpec:
    """Sums of a metric, with ``n`` among them, and the formulas of its estimate and its change."""

    sums: Sums
    estimate: Callable[[Aggregates], Estimate | None]
    change: Callable[[Aggregates, Aggregates], Change | None] | None = None


def of_share(n: ir.Value, k: ir.Value, definition: Message = statistics.SHARE) -> MetricSpec:
    """Return the specification of a share: k of n (F3)."""
    return MetricSpec(
        {"n": n, "k": k},
        lambda c: statistics.share(c["k"], c["n"], definition),
        lambda a, b: statistics.change_of_shares((a["k"], a["n"]), (b["k"], b["n"])),
    )


def of_nps(value: ir.Value) -> MetricSpec:
    """Return the specification of an NPS: promoters, passives and detractors (F13)."""

    def three(aggregates: Aggregates) -> tuple[int, int, int]:
        promoters, passives = aggregates["promoters"], aggregates["passives"]
        return promoters, passives, aggregates["n"] - promoters - passives

    return MetricSpec(
        {
            "n": value.count(),
            "promoters": (value >= 9).sum(),
            "passives": ((value >= 7) & (value < 9)).sum(),
        },
        lambda c: statistics.nps(*three(c)),
        lambda a, b: statistics.change_of_nps(three(a), three(b)),
    )


def of_mean(
    value: ir.Value,
    estimate: Callable[[Summary], Estimate | None],
    rescale: Callable[[Summary], Summary] = lambda summary: summary,
) -> MetricSpec:
    """Return the specification of a mean.

    Parameters
    ----------
    estimate
        Formula of the mean and its interval.
    rescale
        Applied to both periods before they are compared.
    """
    return MetricSpec(
        spread(value),
        lambda c: estimate(c.summary),
        lambda a, b: statistics.change_of_means(rescale(a.summary), rescale(b.summary)),
    )


def average(answers: Summary) -> Estimate | None:
    """Return the mean of numbers without a scale, or None without answers."""
    found = statistics.mean(answers, float("-inf"), float("inf"))
    return replace(found, definition=AVERAGE) if found else None
