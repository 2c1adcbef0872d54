"""Journeys as they were lived, beside the map's: who met what, who left where (M2.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from kit.blocks import (
    Block,
    Cell,
    Column,
    Details,
    Heading,
    Lane,
    Listing,
    Mark,
    Paragraph,
    Table,
    flow,
)
from kit.evidence.cuts import ALL, Cut
from kit.evidence.paths import CAME_BACK, LEFT, MET, Lived, Path, Step
from kit.evidence.statistics import LEAST, Figure
from kit.figures import lived_path
from kit.i18n import N_, NP_, Message, Said, Texts
from kit.sections.context import Context
from kit.sections.tables import same_numbers, table
from kit.steps.persona import Persona
from kit.steps.stages import Stage

HARDLY = 0.1
"""A step that fewer met is hardly met."""

MOST_TRANSITIONS = 12

UNITS = (
    (86400, NP_("{count} day", "{count} days")),
    (3600, NP_("{count} hour", "{count} hours")),
    (60, NP_("{count} minute", "{count} minutes")),
    (1, NP_("{count} second", "{count} seconds")),
)


def lane(context: Context, persona: Persona | None) -> Lane | None:
    """Return the row of the map that says how many customers lived each stage."""
    t = context.t
    cells = tuple(_stage(context, stage, persona) for stage in context.journey.stages)
    return Lane(t(N_("As lived")), cells) if any(cells) else None


def _stage(context: Context, stage: Stage, persona: Persona | None) -> tuple[Cell, ...]:
    t = context.t
    for log in context.measurements.lived:
        found = log.over(stage.id, persona.id if persona else None)
        if found is None:
            continue
        step, _ = found
        whole: Said = t.inline(
            N_("{share} came here ({k} of {n})"),
            share=t.percent(step.met.value),
            k=step.met.k,
            n=step.met.n,
        )
        number = context.source_number(log.source.id)
        mark = Mark(t.plural("source {numbers}", "sources {numbers}", 1, numbers=str(number)),
                    "measured", "●")  # fmt: skip
        cells: list[Cell] = [whole, mark]
        if step.left and stage.id != log.stages[ALL].last:
            cells.append(t(N_("{share} of them went no further"), share=_share(t, step.left)))
        if step.came_back and step.came_back.k:
            cells.append(t(N_("{share} of them came back later"), share=_share(t, step.came_back)))
        if step.wait is not None:
            cells.append(t.inline(N_("then {time} (median)"), time=lasting(t, step.wait)))
        return tuple(cells)
    return ()


def lasting(t: Texts, time: timedelta) -> str:
    """Return a length of time in the largest unit of which there are two or more."""
    seconds = time.total_seconds()
    for unit, said in UNITS:
        if seconds >= 2 * unit or unit == 1:
            return t(said.filled(count=round(seconds / unit)))
    return ""


def blocks(context: Context) -> list[Block]:
    """Return what event logs say: a figure with its numbers, and where they differ from the map."""
    found: list[Block] = []
    for log in context.measurements.lived:
        found += _log(context, log)
    return found


def _log(context: Context, log: Lived) -> list[Block]:
    t = context.t
    heading = Heading(t(N_("Journeys as they were lived")), f"lived-{log.source.id}")
    name = context.journey.words(log.source.name)
    if ALL not in log.stages:
        few = N_("{source} follows {n} customers: too few to show anything (under {least}).")
        said = t.inline(few, source=name, n=log.customers, least=LEAST)
        return [heading, Paragraph(said)]
    followed = N_(
        "{source} follows {customers} through {events}, of which {placed} belong to a stage "
        "or touchpoint of the map."
    )
    if log.placed == log.events:
        followed = N_(
            "{source} follows {customers} through {events}, each at a stage or touchpoint of "
            "the map."
        )
    said = t.inline(
        followed,
        source=name,
        customers=t.plural("{count} customer", "{count} customers", log.customers),
        events=t.plural("{count} event", "{count} events", log.events),
        placed=t.number(log.placed),
    )
    differences = list(_differences(context, log))
    return list(
        flow(
            heading,
            Paragraph(said),
            lived_path(context.journey, log, t, context.theme),
            same_numbers(t, *_numbers(context, log)),
            Listing(tuple(differences)) if differences else None,
            _withheld(t, log),
            Paragraph(" ".join(t(said) for said in (MET, CAME_BACK, LEFT)), "definition"),
            _transitions(context, log),
        )
    )


def _withheld(t: Texts, log: Lived) -> Paragraph | None:
    """Say how many personas and segments are not shown (F17)."""
    hidden = len(log.withheld)
    if not hidden:
        return None
    said = t.plural(
        "{count} persona or segment is withheld: too few customers, or it would tell another.",
        "{count} personas or segments are withheld: too few customers, or they would tell others.",
        hidden,
    )
    return Paragraph(said, "note")


# --- where the lived journey is another ---


def _differences(context: Context, log: Lived) -> Iterator[Said]:
    """Say where most customers live another order, or hardly meet what the map shows."""
    t, journey = context.t, context.journey
    paths = [log.stages[ALL], *([log.steps[ALL]] if _touchpoints(context, log) else [])]
    for path in paths:
        for order in path.orders:
            if order.turned:
                yield t.inline(
                    N_(
                        "The map shows “{first}” before “{second}”; of the {both} customers who "
                        "met both, {reversed} met “{second}” first ({share})."
                    ),
                    first=context.name(order.first),
                    second=context.name(order.second),
                    both=order.both,
                    reversed=order.reversed,
                    share=t.percent(order.reversed / order.both),
                )
    for path in paths:
        for step in path.steps.values():
            if step.met.value < HARDLY:
                yield t.inline(
                    N_("“{place}” is on the map, but hardly met: {k} of {n} customers ({share})."),
                    place=context.name(step.id),
                    k=step.met.k,
                    n=step.met.n,
                    share=t.percent(step.met.value, 1),
                )
    stages = log.stages[ALL].steps
    leaving = [(step.left.value, id) for id, step in stages.items()
               if step.left and id != log.stages[ALL].last]  # fmt: skip
    if leaving:
        share, id = max(leaving)
        yield t.inline(
            N_("Before the last stage, most leave at “{place}”: {share} of those who reach it."),
            place=context.name(id),
            share=t.percent(share),
        )
    unknown = [context.name(p.id) for p in journey.lived() if p.id not in log.source.steps]
    if unknown and _touchpoints(context, log):
        yield t.inline(
            N_(
                "No event is declared for these touchpoints, of which the log says nothing: "
                "{touchpoints}."
            ),
            touchpoints=unknown,
        )
    if log.unseen:
        yield t.inline(
            N_("Declared, but not one such event in the log: {events}."),
            events=[journey.words(event) for event in log.unseen],
        )


def _touchpoints(context: Context, log: Lived) -> list[str]:
    """Return the touchpoints of the map for which events are declared."""
    return [point.id for point in context.journey.lived() if point.id in log.source.steps]


# --- the numbers ---


def _numbers(context: Context, log: Lived) -> Iterator[Table]:
    """Return the paths as tables: over all customers, then by persona and segment."""
    t = context.t
    captions = (
        (N_("Journeys lived, by stage"), log.stages, list(log.stages[ALL].steps)),
        (N_("Journeys lived, by touchpoint"), log.steps, _touchpoints(context, log)),
    )
    for caption, paths, ids in captions:
        if not ids:
            continue
        columns = (
            Column(t(N_("Step"))),
            Column(t(N_("Met it")), figures=True),
            Column(t(N_("95% interval")), figures=True),
            Column(t(N_("Came back")), figures=True),
            Column(t(N_("Went no further")), figures=True),
            Column(t(N_("Until the next, median")), figures=True),
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


def _met_and_left(t: Texts, step: Step, end: bool) -> Said:
    met = _share(t, step.met)
    if end:
        return met
    left = _or_withheld(t, step.left)
    return t.inline(N_("{met} · {left} went no further"), met=met, left=left)


def _cut(context: Context, cut: Cut) -> Said:
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


def _share(t: Texts, figure: Figure) -> str:
    return t.percent(figure.value)


def _or_withheld(t: Texts, figure: Figure | None) -> str:
    return t(N_("withheld")) if figure is None else _share(t, figure)


def _transitions(context: Context, log: Lived) -> Details | None:
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
    shown: list[Block] = [Table(t(N_("The commonest ways")), columns, rows)]
    if rest:
        said = t.plural(
            "{count} other way is not shown; those of fewer than {least} customers never are.",
            "{count} other ways are not shown; those of fewer than {least} customers never are.",
            rest,
            least=LEAST,
        )
        shown.append(Paragraph(said, "note"))
    return Details(t(N_("From one step to the next")), tuple(shown))
