"""Write the appendix of measured values: source, filter, period and n of each (F3, F17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kit.blocks import Block, Cell, Column, Heading, Listing, Mark, Paragraph, Table
from kit.evidence.apply_to_map import SHARES
from kit.evidence.metrics.results import MetricResult
from kit.evidence.metrics.statistics import LEAST, LEAST_VERBATIMS, Change, Estimate
from kit.evidence.query.segments import ALL, Segment, last_day
from kit.i18n import N_, Message, RichText, Texts, joined
from kit.sections.context import Context
from kit.sources import FIGURES

LAST = {
    "month": N_("the month before"),
    "quarter": N_("the quarter before"),
    "year": N_("the year before"),
}
FIRST = N_("the first period")
TINY = N_("p\u00a0<\u00a00.001")
P_VALUE = N_("p\u00a0=\u00a0{p}")
UNITS = {"mean", "sum"}
"""Methods whose values have the unit of the column."""

HASH = 12
"""The number of characters shown of a file's SHA-256."""


def measured(context: Context) -> list[Block]:
    """Return the measured values, their definitions, and those suppressed or redacted."""
    t, found = context.t, context.measurements
    if not found.measured:
        return []
    said = t(
        N_(
            "These metrics are computed from the client’s data each time the report is "
            "created. Metrics based on fewer than {least} answers ({verbatims} for verbatims) "
            "are suppressed, as is any metric that would reveal one by subtraction."
        ),
        least=LEAST,
        verbatims=LEAST_VERBATIMS,
    )
    return [
        Heading(t(N_("Measured values")), "evidence-measured"),
        Paragraph(said),
        *suppressions(context, found.measured),
        *_trends(context),
        *_by_source(context),
        Listing(tuple(_definitions(context))),
        Listing(tuple(_files(context))),
        *_redacted(context),
    ]


def suppressions(context: Context, measured: Iterable[MetricResult]) -> list[Block]:
    """List the values that are suppressed because of others (F17)."""
    t = context.t
    said: list[RichText] = []
    for one in measured:
        source = context.source_number(one.source.id)
        others = [f"{source}.{number}" for number in one.suppressed_by]
        if others:
            message = N_(
                "Metric {number} is suppressed, in part or in whole: with {others} it would "
                "reveal what fewer than {least} customers answered."
            )
            number = f"{source}.{one.number}"
            said.append(t.inline(message, number=number, others=others, least=LEAST))
    return [Listing(tuple(said))] if said else []


def table(context: Context, caption: RichText, measured: Iterable[MetricResult]) -> Table:
    """Return measured values as a table: place, segment, value, interval, n, origin."""
    t = context.t
    columns = (
        Column(t(N_("Number")), figures=True),
        Column(t(N_("What is measured, where, and on which column and rows"))),
        Column(t(N_("Group or period"))),
        Column(t(N_("Value")), figures=True),
        Column(t(N_("95% CI"))),
        Column(t(N_("n")), figures=True),
    )
    return Table(caption, columns, tuple(row for one in measured for row in _rows(context, one)))


def _rows(context: Context, one: MetricResult) -> Iterator[tuple[Cell, ...]]:
    t = context.t
    number = f"{context.source_number(one.source.id)}.{one.number}"
    segments = [
        ALL,
        *one.segments_by("persona"),
        *one.segments_by("segment"),
        *one.segments_by("period"),
    ]
    for place, segment in enumerate(
        c for c in segments if c in one.estimates or c in one.suppressed
    ):
        figure = one.of(segment)
        head: tuple[Cell, ...] = ("", "")
        if place == 0:
            head = (number, (context.name(one.measure.at), _origin(context, one)))
        if figure is None:
            suppressed = Mark(t(N_("suppressed")), "plain", "▒")
            yield (*head, _over(context, one, segment), suppressed, "", "")
            continue
        yield (
            *head,
            _over(context, one, segment),
            value(context, one, figure),
            interval(context, one, figure),
            t.number(figure.n),
        )


def _by_source(context: Context) -> Iterator[Table]:
    """Yield the values of each source, under its name."""
    for source in context.journey.evidence:
        measured = [one for one in context.measurements.measured if one.source.id == source.id]
        if measured:
            yield table(context, context.journey.words(source.name), measured)


def _over(context: Context, one: MetricResult, segment: Segment) -> RichText:
    t = context.t
    if segment.persona:
        return context.name(segment.persona)
    if segment.segment:
        return context.journey.words(segment.segment)
    if segment.period and one.measure.every == "month":
        return t.month(segment.period)
    if segment.period and one.measure.every:
        return t(
            N_("{start} to {end}"),
            start=segment.period,
            end=last_day(segment.period, one.measure.every),
        )
    if one.measure.persona:
        return context.name(one.measure.persona)
    return t(N_("all"))


def _printed(context: Context, one: MetricResult, number: float) -> RichText:
    t, kind = context.t, one.measure.figure
    if kind in SHARES or kind == "verbatims":
        return t.percent(number, 1)
    if kind in ("emotion", "nps"):
        return t.signed(number)
    return t.number(number, 2)


def value(context: Context, one: MetricResult, figure: Estimate) -> RichText:
    """Return a value as it is printed; a share with its k of n."""
    t = context.t
    said = _printed(context, one, figure.value)
    if one.measure.figure in UNITS and one.unit:
        said = t.inline(N_("{number} {unit}"), number=said, unit=context.journey.words(one.unit))
    if figure.ranks:
        count, best = (t.number(number) for number in figure.ranks)
        return t.inline(N_("{rank} of {count}, {best} = best"), rank=said, count=count, best=best)
    if figure.k is None:
        return said
    if figure.nothing is not None:
        return t.inline(
            N_("{share} ({k} of {n} who ticked something; {nothing} ticked nothing)"),
            share=said,
            k=figure.k,
            n=figure.n,
            nothing=figure.nothing,
        )
    return t.inline(N_("{share} ({k} of {n})"), share=said, k=figure.k, n=figure.n)


def interval(context: Context, one: MetricResult, figure: Estimate) -> RichText:
    """Return the interval of a value, or the reason why there is none."""
    t = context.t
    if figure.interval is None:
        return t.say(figure.why_none) if figure.why_none else ""
    low, high = (_printed(context, one, end) for end in (figure.interval.low, figure.interval.high))
    return t.inline(N_("{low} to {high}"), low=low, high=high)


def _origin(context: Context, one: MetricResult) -> RichText:
    """Return metric, columns and filter as they are declared."""
    t, measure, words = context.t, one.measure, context.journey.words
    parts: list[RichText] = [t(FIGURES[measure.figure])]
    if measure.label:
        parts.append(words(measure.label))
    elif measure.column:
        parts.append(t.listed([t.quoted(words(name)) for name in measure.column]))
    for label, given in ((N_("answers"), measure.answers), (N_("words"), measure.words)):
        if given:
            parts.append(t.inline(N_("{label}: {text}"), label=label, text=words(", ".join(given))))
    for name, answers in measure.where.items():
        parts.append(
            t.inline(N_("{label}: {text}"), label=words(name), text=words(", ".join(answers)))
        )
    if measure.start or measure.end:
        start, end = measure.start, measure.end
        if start and end:
            parts.append(t(N_("{start} to {end}"), start=start, end=end))
        elif start:
            parts.append(t(N_("since {start}"), start=start))
        else:
            parts.append(t(N_("until {end}"), end=end))
    return joined(parts, " · ")


def _trends(context: Context) -> list[Block]:
    """List the values that changed between the last two periods by more than chance would."""
    t = context.t
    said: list[RichText] = []
    for one in context.measurements.measured:
        if one.measure.every is None:
            continue
        last, whole = (
            changes.get(one.measure.persona) or changes.get(None)
            for changes in (one.changes, one.since)
        )
        parts = [
            _changed(context, one, change, against)
            for change, against in ((last, LAST[one.measure.every]), (whole, t(FIRST)))
            if change
        ]
        if parts:
            label = t.inline(
                N_("{figure} at “{place}”"),
                figure=FIGURES[one.measure.figure],
                place=context.name(one.measure.at),
            )
            text = joined(parts, "\u202f; " if t.lang == "fr" else "; ")
            said.append(t.inline(N_("{label}: {text}."), label=label, text=text))
    return [Listing(tuple(said))] if said else []


def _changed(
    context: Context, one: MetricResult, change: Change, against: RichText | Message
) -> RichText:
    """Return how a value changed, and whether chance alone would explain it."""
    t, kind = context.t, one.measure.figure
    factor, digits = (100, 1) if kind in SHARES else (1, 1 if kind == "nps" else 2)
    return t.inline(
        N_("{change} against {before} ({low} to {high}, {p}): could be chance")
        if change.noise
        else N_("{change} against {before} ({low} to {high}, {p}): unlikely to be chance alone"),
        change=t.signed(change.difference * factor, digits),
        before=against,
        low=t.signed(change.interval.low * factor, digits),
        high=t.signed(change.interval.high * factor, digits),
        p=t(TINY) if change.p < 0.001 else t.inline(P_VALUE, p=t.number(change.p, 3)),
    )


def _definitions(context: Context) -> Iterator[RichText]:
    t = context.t
    seen = set()
    for one in context.measurements.measured:
        for figure in one.estimates.values():
            said = str(t.say(figure.definition))
            if said not in seen:
                seen.add(said)
                yield said


def _files(context: Context) -> Iterator[RichText]:
    """Yield each source with its number of rows and the fingerprint of its file."""
    t = context.t
    for source in context.journey.evidence:
        facts = context.measurements.facts.get(source.id)
        if facts is None:
            continue
        rows = t.plural("{count} row", "{count} rows", facts.n)
        name = context.journey.words(source.name)
        if facts.fingerprint:
            yield t.inline(
                N_("{source}: {rows}, SHA-256 {hash}…"),
                source=name,
                rows=rows,
                hash=facts.fingerprint[:HASH],
            )
        else:
            yield t.inline(N_("{label}: {text}"), label=name, text=rows)


def _redacted(context: Context) -> list[Block]:
    measured = context.measurements.measured
    return [redactions(context.t, measured)] if any(one.verbatims for one in measured) else []


def redactions(t: Texts, measured: Sequence[MetricResult]) -> Paragraph:
    """Count the verbatims shown, and the details redacted in them (F17)."""
    shown = sum(len(one.verbatims) for one in measured)
    taken = sum(one.redactions for one in measured)
    said = t.plural(
        "{count} verbatim comes from the data, redacted: {taken} email addresses, telephone "
        "numbers and names were removed from it. Redacted is not anonymised.",
        "{count} verbatims come from the data, redacted: {taken} email addresses, telephone "
        "numbers and names were removed from them. Redacted is not anonymised.",
        shown,
        taken=taken,
    )
    return Paragraph(said)
