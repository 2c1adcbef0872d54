"""Tables of observed journeys: by stage and touchpoint, and transitions between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from kit.blocks import Block, Cell, Column, Paragraph, Table
from kit.evidence.metrics.statistics import LEAST, Estimate
from kit.evidence.paths.observed_journeys import ObservedJourneys, Path, Step
from kit.evidence.query.segments import ALL, Segment
from kit.i18n import N_, NP_, Message, RichText, Texts
from kit.sections.context import Context
from kit.sections.tables import table

MOST_TRANSITIONS = 12

UNITS = (
    (86400, NP_("{count} day", "{count} days")),
    (3600, NP_("{count} hour", "{count} hours")),
    (60, NP_("{count} minute", "{count} minutes")),
    (1, NP_("{count} second", "{count} seconds")),
)


def lasting(t: Texts, time: timedelta) -> str:
    """Return a duration in the largest unit that is at least two of it."""
    seconds = time.total_seconds()
    for unit, said in UNITS:
        if seconds >= 2 * unit or unit == 1:
            return t(said.filled(count=round(seconds / unit)))
    return ""


def touchpoints(context: Context, log: ObservedJourneys) -> list[str]:
    """Return the touchpoints for which events are declared."""
    return [
        point.id for point in context.journey.ordered_touchpoints() if point.id in log.source.steps
    ]


def numbers(context: Context, log: ObservedJourneys) -> Iterator[Table]:
    """Return the paths as tables: of all customers, then by persona and segment."""
    t = context.t
    captions = (
        (N_("Observed journeys by stage"), log.stages, list(log.stages[ALL].steps)),
        (N_("Observed journeys by touchpoint"), log.steps, touchpoints(context, log)),
    )
    for caption, paths, ids in captions:
        if not ids:
            continue
        columns = (
            Column(t(N_("Step"))),
            Column(t(N_("Reached")), figures=True),
            Column(t(N_("95% CI")), figures=True),
            Column(t(N_("Returned")), figures=True),
            Column(t(N_("Dropped off")), figures=True),
            Column(t(N_("Median time to next step")), figures=True),
        )
        end = log.stages[ALL].last
        rows = [_row(context, paths[ALL].steps[id], end=id == end) for id in ids]
        yield table(t(caption), columns, rows)
        segments = [segment for segment in paths if segment != ALL]
        if segments:
            yield _by_segment(context, caption, paths, ids, segments)


def _by_segment(
    context: Context,
    caption: Message,
    paths: Mapping[Segment, Path],
    ids: Sequence[str],
    segments: Sequence[Segment],
) -> Table:
    t = context.t
    heads = [_segment(context, segment) for segment in segments]
    columns = (
        Column(t(N_("Step"))),
        *(
            Column(
                t.inline(N_("{segment} (n\u00a0=\u00a0{n})"), segment=said, n=paths[segment].n),
                figures=True,
            )
            for segment, said in zip(segments, heads, strict=True)
        ),
    )
    rows = [
        (
            context.name(id),
            *(
                _met_and_left(t, paths[segment].steps[id], end=id == paths[segment].last)
                for segment in segments
            ),
        )
        for id in ids
    ]
    said = t.inline(N_("{table}, by persona and segment"), table=t(caption))
    return Table(said, columns, tuple(rows))


def _met_and_left(t: Texts, step: Step, end: bool) -> RichText:
    met = t.percent(step.met.value)
    if end:
        return met
    left = _or_suppressed(t, step.left)
    return t.inline(N_("{met} · {left} dropped off"), met=met, left=left)


def _segment(context: Context, segment: Segment) -> RichText:
    if segment.persona:
        return context.name(segment.persona)
    return context.journey.words(segment.segment or "")


def _row(context: Context, step: Step, end: bool) -> tuple[Cell, ...]:
    t = context.t
    interval = step.met.interval
    return (
        context.name(step.id),
        t.inline(
            N_("{share} ({k} of {n})"),
            share=t.percent(step.met.value, 1),
            k=step.met.k,
            n=step.met.n,
        ),
        t.inline(
            N_("{low} to {high}"),
            low=t.percent(interval.low, 1),
            high=t.percent(interval.high, 1),
        )
        if interval
        else "",
        _or_suppressed(t, step.came_back),
        "" if end else _or_suppressed(t, step.left),
        lasting(t, step.wait) if step.wait is not None else "",
    )


def _or_suppressed(t: Texts, figure: Estimate | None) -> str:
    return t(N_("suppressed")) if figure is None else t.percent(figure.value)


def transitions(context: Context, log: ObservedJourneys) -> list[Block]:
    """Return the most frequent transitions from one step to the next."""
    t = context.t
    path = log.steps[ALL]
    if not path.transitions:
        return []
    columns = (
        Column(t(N_("From"))),
        Column(t(N_("To"))),
        Column(t(N_("Customers")), figures=True),
        Column(t(N_("Times")), figures=True),
        Column(t(N_("Time between, median")), figures=True),
    )
    rows = tuple(
        (
            context.name(one.start),
            context.name(one.end),
            t.inline(
                N_("{share} ({k} of {n})"),
                share=t.percent(one.customers / path.n),
                k=one.customers,
                n=path.n,
            ),
            t.number(one.times),
            lasting(t, one.wait),
        )
        for one in path.transitions[:MOST_TRANSITIONS]
    )
    rest = len(path.transitions) - len(rows) + path.rare
    shown: list[Block] = [Table(t(N_("Most common paths")), columns, rows)]
    if rest:
        said = t.plural(
            "{count} other path is not shown. Paths with fewer than {least} customers are "
            "never shown.",
            "{count} other paths are not shown. Paths with fewer than {least} customers are "
            "never shown.",
            rest,
            least=LEAST,
        )
        shown.append(Paragraph(said, "note"))
    return shown
