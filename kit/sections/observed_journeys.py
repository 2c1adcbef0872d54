"""Write observed journeys beside the map's: who met each step, and who left there (M2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import (
    Block,
    Cell,
    Heading,
    Lane,
    Listing,
    Paragraph,
    flow,
)
from kit.evidence.metrics.statistics import LEAST
from kit.evidence.paths.observed_journeys import CAME_BACK, LEFT, MET, ObservedJourneys
from kit.evidence.query.segments import ALL
from kit.figures import observed_journeys
from kit.i18n import N_, RichText, Texts
from kit.sections.context import Context
from kit.sections.marks import source
from kit.sections.observed_journey_tables import lasting, numbers, touchpoints, transitions
from kit.steps.persona import Persona
from kit.steps.stages import Stage

HARDLY = 0.1
"""The share of customers below which a step is hardly met."""


def lane(context: Context, persona: Persona | None) -> Lane | None:
    """Return the row of the map with the number of customers observed in each stage."""
    t = context.t
    cells = tuple(_stage(context, stage, persona) for stage in context.journey.stages)
    if not any(cells):
        return None
    logs = context.measurements.observed
    together = persona and not any(persona.id in log.source.personas for log in logs)
    label = N_("Observed, all personas") if context.several and together else N_("Observed")
    return Lane(t(label), cells)


def _stage(context: Context, stage: Stage, persona: Persona | None) -> tuple[Cell, ...]:
    t = context.t
    for log in context.measurements.observed:
        found = log.step_for(stage.id, persona.id if persona else None)
        if found is None:
            continue
        step, _ = found
        whole: RichText = t.inline(
            N_("{share} reached it ({k} of {n})"),
            share=t.percent(step.met.value),
            k=step.met.k,
            n=step.met.n,
        )
        cells: list[Cell] = [whole, source(context, [log.source.id])]
        if step.left and stage.id != log.stages[ALL].last:
            cells.append(t(N_("{share} of them dropped off"), share=t.percent(step.left.value)))
        if step.came_back and step.came_back.k:
            cells.append(
                t(N_("{share} of them returned later"), share=t.percent(step.came_back.value))
            )
        if step.wait is not None:
            cells.append(t.inline(N_("then {time} (median)"), time=lasting(t, step.wait)))
        return tuple(cells)
    return ()


def blocks(context: Context) -> list[Block]:
    """Return the observed journeys: a figure, and differences from the map."""
    found: list[Block] = []
    for log in context.measurements.observed:
        found += _log(context, log)
    return found


def _log(context: Context, log: ObservedJourneys) -> list[Block]:
    t = context.t
    heading = Heading(t(N_("Observed journeys")), f"lived-{log.source.id}")
    name = context.journey.words(log.source.name)
    if ALL not in log.stages:
        few = N_("“{source}” follows {n} customers: too few to show anything (under {least}).")
        said = t.inline(few, source=name, n=log.customers, least=LEAST)
        return [heading, Paragraph(said)]
    followed = N_(
        "“{source}” follows {customers} through {events}, of which {placed} belong to a stage "
        "or touchpoint of the map."
    )
    if log.assigned == log.events:
        followed = N_(
            "“{source}” follows {customers} through {events}, each at a stage or touchpoint of "
            "the map."
        )
    said = t.inline(
        followed,
        source=name,
        customers=t.plural("{count} customer", "{count} customers", log.customers),
        events=t.plural("{count} event", "{count} events", log.events),
        placed=t.number(log.assigned),
    )
    differences = list(_differences(context, log))
    return list(
        flow(
            heading,
            Paragraph(said),
            observed_journeys(context.journey, log, t, context.theme),
            Listing(tuple(differences)) if differences else None,
        )
    )


def tables(context: Context) -> list[Block]:
    """Return the numbers of the observed journeys as tables, with their definitions."""
    t = context.t
    found: list[Block] = []
    for log in context.measurements.observed:
        if ALL not in log.stages:
            continue
        found += flow(
            tuple(numbers(context, log)),
            _suppressed(t, log),
            Paragraph(" ".join(t(said) for said in (MET, CAME_BACK, LEFT)), "definition"),
            transitions(context, log),
        )
    return found


def _suppressed(t: Texts, log: ObservedJourneys) -> Paragraph | None:
    """Count the personas and segments that are suppressed (F17)."""
    hidden = len(log.suppressed)
    if not hidden:
        return None
    said = t.plural(
        "{count} persona or segment is suppressed: too few customers, or it would reveal another.",
        "{count} personas or segments are suppressed: too few customers, or they would reveal "
        "others.",
        hidden,
    )
    return Paragraph(said, "note")


# --- where the lived journey is another ---


def _differences(context: Context, log: ObservedJourneys) -> Iterator[RichText]:
    """List the steps that most customers take in another order, or hardly meet."""
    t, journey = context.t, context.journey
    paths = [log.stages[ALL], *([log.steps[ALL]] if touchpoints(context, log) else [])]
    for path in paths:
        for order in path.orders:
            if order.turned:
                yield t.inline(
                    N_(
                        "The map shows “{first}” before “{second}”. Of the {both} customers "
                        "who reached both, {reversed} reached “{second}” first ({share})."
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
                    N_(
                        "“{place}” is on the map, but only {k} of {n} customers reached it "
                        "({share})."
                    ),
                    place=context.name(step.id),
                    k=step.met.k,
                    n=step.met.n,
                    share=t.percent(step.met.value, 1),
                )
    stages = log.stages[ALL].steps
    leaving = [(step.left.value, id, step.left) for id, step in stages.items()
               if step.left and id != log.stages[ALL].last]  # fmt: skip
    if leaving:
        share, id, left = max(leaving, key=lambda found: found[:2])
        yield t.inline(
            N_(
                "Before the last stage, most customers drop off at “{place}”: {share} of those "
                "who reach it ({k} of {n})."
            ),
            place=context.name(id),
            share=t.percent(share),
            k=left.k,
            n=left.n,
        )
    unknown = [
        context.name(p.id) for p in journey.ordered_touchpoints() if p.id not in log.source.steps
    ]
    if unknown and touchpoints(context, log) and context.edition == "working":
        yield t.inline(
            N_(
                "These touchpoints have no event, so the log says nothing about them: "
                "{touchpoints}."
            ),
            touchpoints=unknown,
        )
    if log.unseen and context.edition == "working":
        yield t.inline(
            N_("Listed, but not in the log: {events}."),
            events=[journey.words(event) for event in log.unseen],
        )
