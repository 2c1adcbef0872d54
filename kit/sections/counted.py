"""Write the measured values of each touchpoint except emotions: shares, scores, words (M7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Block, Cell, Column, Heading, Listing, Table
from kit.evidence.metrics.results import MetricResult
from kit.evidence.query.segments import ALL
from kit.i18n import N_, RichText
from kit.sections.context import Context
from kit.sections.marks import source
from kit.sections.measured import interval, value
from kit.sections.missing import mark
from kit.sources import FIGURES, Measure

ELSEWHERE = ("emotion", "verbatims", "drop-off")
"""Metrics shown elsewhere: with the curve, the quotes and the observed journeys."""


def blocks(context: Context) -> Iterator[Block]:
    """Yield the values of touchpoints and stages, each as k of n or with its interval."""
    t, found = context.t, context.measurements
    places = [
        place
        for stage in context.journey.stages
        for place in (stage.id, *(one.id for one in context.journey.touchpoints_of(stage.id)))
    ]
    rows = [
        _row(context, one)
        for place in places
        for one in found.at(place)
        if one.measure.figure not in ELSEWHERE and one.of(ALL)
    ]
    rows += [
        (context.name(at), _asked(context, one.measure), mark(t), "", "")
        for at in places
        for one in context.missing
        if one.measure.at == at and one.measure.figure not in ELSEWHERE
    ]
    said = [
        item
        for place in places
        for one in found.at(place, "verbatims")
        for item in _said(context, one)
    ]
    if rows or said:
        yield Heading(t(N_("Measured at the touchpoints")), "touchpoints-measured")
    if rows:
        columns = (
            Column(t(N_("Touchpoint"))),
            Column(t(N_("Metric", "measured"))),
            Column(t(N_("Value")), figures=True),
            Column(t(N_("95% CI")), figures=True),
            Column(t(N_("Source"))),
        )
        caption = t(N_("Metrics of touchpoints and stages, other than emotions"))
        yield Table(caption, columns, tuple(rows))
    if said:
        yield Heading(t(N_("What customers say there")), "touchpoints-verbatims")
        yield Listing(tuple(said))


def _row(context: Context, one: MetricResult) -> tuple[Cell, ...]:
    measure, figure = one.measure, one.of(ALL)
    assert figure is not None  # noqa: S101 - the caller has looked
    return (
        context.name(measure.at),
        _asked(context, measure),
        value(context, one, figure),
        interval(context, one, figure),
        source(context, (one.source.id,)),
    )


def _asked(context: Context, measure: Measure) -> RichText:
    """Return the metric with its answers, its words or its column."""
    t = context.t
    what: RichText = t(FIGURES[measure.figure])
    named = (measure.label,) if measure.label else measure.column
    asked = (*measure.answers, *measure.words) or named
    if not asked:
        return what
    words = context.journey.words(", ".join(asked))
    return t.inline(N_("{label}: {text}"), label=what, text=words)


def _said(context: Context, one: MetricResult) -> Iterator[RichText]:
    for text in one.verbatims:
        quoted = context.t.quoted(context.journey.words(text))
        yield context.t.inline(
            N_("{label}: {text}"), label=context.name(one.measure.at), text=quoted
        )
