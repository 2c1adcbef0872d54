"""The numbers of journeys as they were lived: by stage and touchpoint, and from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from kit.blocks import Block, Cell, Column, Details, Paragraph, Table
from kit.evidence.metrics.statistics import LEAST, Figure
from kit.evidence.paths.observed_journeys import Lived, Path, Step
from kit.evidence.query.segments import ALL, Cut
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
    """Return a length of time in the largest unit of which there are two or more."""
    seconds = time.total_seconds()
    for unit, said in UNITS:
        if seconds >= 2 * unit or unit == 1:
            return t(said.filled(count=round(seconds / unit)))
    return ""


def touchpoints(context: Context, log: Lived) -> list[str]:
    """Return the touchpoints of the map for which events are declared."""
    return [point.id for point in context.journey.lived() if point.id in log.source.steps]


def numbers(context: Context, log: Lived) -> Iterator[Table]:
    """Return the paths as tables: over all customers, then by persona and segment."""
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
        cuts = [cut for cut in paths if cut != ALL]
        if cuts:
            yield _by_cut(context, caption, paths, ids, cuts)


def _by_cut(
    context: Context,
    caption: Message,
    paths: Mapping[Cut, Path],
    ids: Sequence[str],
    cuts: Sequence[Cut],
) -> Table:
    t = context.t
    heads = [_cut(context, cut) for cut in cuts]
    columns = (
        Column(t(N_("Step"))),
        *(
            Column(
                t.inline(N_("{segment} (n\u00a0=\u00a0{n})"), segment=said, n=paths[cut].n),
                figures=True,
            )
            for cut, said in zip(cuts, heads, strict=True)
        ),
    )
    rows = [
        (
            context.name(id),
            *(_met_and_left(t, paths[cut].steps[id], end=id == paths[cut].last) for cut in cuts),
        )
        for id in ids
    ]
    said = t.inline(N_("{table}, by persona and segment"), table=t(caption))
    return Table(said, columns, tuple(rows))


def _met_and_left(t: Texts, step: Step, end: bool) -> RichText:
    met = t.percent(step.met.value)
    if end:
        return met
    left = _or_withheld(t, step.left)
    return t.inline(N_("{met} · {left} dropped off"), met=met, left=left)


def _cut(context: Context, cut: Cut) -> RichText:
    if cut.persona:
        return context.name(cut.persona)
    return context.journey.words(cut.segment or "")


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
        _or_withheld(t, step.came_back),
        "" if end else _or_withheld(t, step.left),
        lasting(t, step.wait) if step.wait is not None else "",
    )


def _or_withheld(t: Texts, figure: Figure | None) -> str:
    return t(N_("suppressed")) if figure is None else t.percent(figure.value)


def transitions(context: Context, log: Lived) -> Details | None:
    """Return the commonest ways from one step to the next."""
    t = context.t
    path = log.steps[ALL]
    if not path.transitions:
        return None
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
    return Details(t(N_("From one step to the next")), tuple(shown))
