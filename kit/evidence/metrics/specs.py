"""Specify metrics: the sums to query, and the formulas on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kit.evidence.metrics import statistics
from kit.evidence.metrics.statistics import Change, Estimate, Summary
from kit.evidence.query.aggregates import Aggregates, Sums, spread
from kit.evidence.table import Column
from kit.i18n import N_, Message
from kit.sources import Role

if TYPE_CHECKING:
    from ibis.expr import types as ir

COUNT = N_("Number of rows.")
COUNT_OF = N_("Number of rows with these answers.")
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


def mean_of(column: Column) -> Callable[[Summary], Estimate | None]:
    """Return the formula of a column's mean: on a scale, of ranks, or of numbers as they are."""
    scale = column.scale
    if scale is None:
        raw = statistics.RAW if column.role in (Role.RATING, Role.NPS) else AVERAGE
        return partial(statistics.mean, low=float("-inf"), high=float("inf"), definition=raw)
    if column.role is Role.RANK:
        return partial(statistics.mean_rank, low=scale.low, high=scale.high, best=scale.best)
    definition = statistics.MEAN.filled(scale=str(scale))
    return partial(statistics.mean, low=scale.low, high=scale.high, definition=definition)


def with_shown(spec: MetricSpec, shown: ir.Value | None) -> MetricSpec:
    """Return a specification whose estimates say how many were shown the question (F18)."""
    if shown is None:
        return spec

    def estimate(cell: Aggregates) -> Estimate | None:
        found = spec.estimate(cell)
        return replace(found, shown=max(found.n, cell["shown"])) if found else None

    return replace(spec, sums={**spec.sums, "shown": shown}, estimate=estimate)


def of_ticked(ticked: ir.BooleanColumn, rows: ir.Value) -> MetricSpec:
    """Return the specification of a share of those who ticked something (F21).

    Parameters
    ----------
    ticked
        Whether the box is ticked; null for those who ticked nothing.
    rows
        Number of all rows.
    """
    spec = of_share(ticked.count(), ticked.sum(), statistics.TICKED)

    def estimate(cell: Aggregates) -> Estimate | None:
        found = spec.estimate(cell)
        return replace(found, nothing=cell["rows"] - found.n) if found else None

    return replace(spec, sums={**spec.sums, "rows": rows}, estimate=estimate)
