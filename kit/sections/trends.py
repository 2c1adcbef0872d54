"""Write indicators over time, against their targets, within section 10 (M6.11)."""

from __future__ import annotations

from datetime import date

from kit.blocks import Block, Cell, Column, Heading, Mark, Paragraph, Table
from kit.evidence.apply_to_map import kpi_values
from kit.i18n import N_
from kit.kpi import Kpi
from kit.sections.context import Context
from kit.sections.indicators import rests_on
from kit.sections.missing import mark
from kit.sources import FIGURES
from kit.versions.shifts import OTHER_ORIGIN

UNCLEAR = N_("no clear change")
"""The change of an indicator measured on samples, where its 95% interval includes 0 (F19)."""


def trends(context: Context) -> list[Block]:
    """Return the values of each indicator over time, against its target (M6.11)."""
    t, journey = context.t, context.journey
    heading = Heading(t(N_("Indicators over time")), "changes-indicators")
    valued = [(str(place[1]), kpi) for place, kpi in journey.kpis if kpi.latest(context.as_of)]
    if not valued:
        if context.edition == "client":
            return []
        missing = N_(
            "No indicator has a value yet. Without figures over time, nobody can tell whether "
            "the map’s hypotheses hold."
        )
        return [heading, Paragraph(t(missing))]
    columns = (
        Column(t(N_("Indicator"))),
        Column(t(N_("Of"))),
        Column(t(N_("First value"))),
        Column(t(N_("Latest value"))),
        Column(t(N_("Change")), figures=True),
        Column(t(N_("Target"))),
        Column(t(N_("Based on"))),
    )
    rows = tuple(_trend(context, owner, kpi) for owner, kpi in valued)
    return [heading, Table(t(N_("First and latest values of each indicator")), columns, rows)]


def _trend(context: Context, owner: str, kpi: Kpi) -> tuple[Cell, ...]:
    t = context.t
    values = sorted((day, value) for day, value in kpi.values.items() if day <= context.as_of)
    first, latest = values[0], values[-1]
    change: Cell = t(N_("one value only"))
    if len(values) > 1:
        change = _change(context, kpi, first, latest)
    target: Cell = t(N_("no target"))
    if kpi.target is not None:
        target = context.quantity(kpi.target, kpi.unit)
        reached = latest[1] >= kpi.target if kpi.better == "higher" else latest[1] <= kpi.target
        if reached:
            target = (target, Mark(t(N_("reached")), "good", "✓"))
    return (
        context.journey.words(kpi.name),
        context.name(owner),
        (context.quantity(first[1], kpi.unit), t.month(first[0])),
        (context.quantity(latest[1], kpi.unit), t.month(latest[0])),
        change,
        target,
        mark(t) if context.is_missing(kpi.id, *FIGURES) else rests_on(context, kpi),
    )


def _change(
    context: Context, kpi: Kpi, first: tuple[date, float], latest: tuple[date, float]
) -> Cell:
    """Return the change between two values, like with like only, with a verdict if it is clear."""
    found = context.measurements.at(kpi.id)
    metrics = [(one, [day for day, _ in kpi_values(one, kpi)]) for one in found]
    measured = [any(day in days for _, days in metrics) for day, _ in (first, latest)]
    if measured[0] != measured[1]:
        return context.t(OTHER_ORIGIN)
    for one, days in metrics:
        if len(days) > 1 and (days[0], days[-1]) == (first[0], latest[0]):
            tested = (one.changes if len(days) == 2 else one.since).get(one.measure.persona)
            if tested and tested.interval.low <= 0 <= tested.interval.high:
                return context.t(UNCLEAR)
    return moved(context, kpi, latest[1] - first[1])


def moved(context: Context, kpi: Kpi, change: float) -> Cell:
    """Mark a change of an indicator as better or worse than before."""
    t = context.t
    said = t.signed(change, 2)
    if not change:
        return Mark(t(N_("no change")), "plain", "=")
    better = (change > 0) == (kpi.better == "higher")
    words = N_("{change}, better") if better else N_("{change}, worse")
    return Mark(t(words, change=said), "good" if better else "bad", "↗" if change > 0 else "↘")
