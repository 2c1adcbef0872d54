"""Set emotions beside their effects: loyalty, order value, word of mouth (M4.5)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Block, Cell, Column, Heading, Paragraph, Table
from kit.evidence.metrics.results import MetricResult
from kit.fields import normalize
from kit.i18n import N_
from kit.sections.context import Context
from kit.sections.marks import labelled
from kit.sections.measured import interval, value
from kit.sources import FIGURES

EFFECTS = ("nps", "mean", "share", "csat")
"""The methods of an effect: recommendation, order value, customers who came back."""


def blocks(context: Context) -> tuple[Block, ...]:
    """Return each effect by the rating given at a touchpoint, in the working edition.

    An effect is a metric broken down (``by``) by the column from which the emotion at a touchpoint
    is measured. Groups too small to be published are left out with the metric itself (F17).
    """
    t = context.t
    rows = tuple(row for one, at in _pairs(context) for row in _rows(context, one, at))
    if context.edition != "working" or not rows:
        return ()
    title = t(N_("Emotions and their effects"))
    columns = (
        Column(t(N_("Touchpoint"))),
        Column(t(N_("Effect"))),
        Column(t(N_("Rating given"))),
        Column(t(N_("Value")), figures=True),
        Column(t(N_("95% CI"))),
        Column(t(N_("n")), figures=True),
    )
    said = N_(
        "Customers grouped by the rating they gave, with what they did or said. The two stand side "
        "by side: this is no proof that one causes the other."
    )
    return (
        Heading(title, "emotions-effects"),
        Paragraph(t(said)),
        Table(title, columns, rows),
    )


def _pairs(context: Context) -> Iterator[tuple[MetricResult, str]]:
    """Yield each effect with the touchpoint or stage by whose rating it is broken down."""
    measured = context.measurements.measured
    ratings = {
        (one.source.id, normalize(name)): one.measure.at
        for one in measured
        if one.measure.figure == "emotion"
        for name in one.measure.column
    }
    for one in measured:
        at = ratings.get((one.source.id, normalize(one.measure.by or "")))
        if one.measure.figure in EFFECTS and at:
            yield one, at


def _rows(context: Context, one: MetricResult, at: str) -> Iterator[tuple[Cell, ...]]:
    t = context.t
    measure = one.measure
    effect = context.journey.words(measure.label) if measure.label else context.name(measure.at)
    head: tuple[Cell, Cell] = (context.name(at), labelled(t, t(FIGURES[measure.figure]), effect))
    for segment in one.segments_by("segment"):
        figure = one.of(segment)
        if figure is None or segment.segment is None:
            continue
        yield (
            *head,
            context.journey.words(segment.segment),
            value(context, one, figure),
            interval(context, one, figure),
            t.number(figure.n),
        )
        head = ("", "")
