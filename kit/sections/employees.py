"""Write the employees' journey beside the customers', within section 4 (M7.2, F12)."""

from __future__ import annotations

from kit.blocks import Block, Cell, Column, Heading, Listing, Mark, Paragraph, Table, flow
from kit.evidence.metrics.statistics import LEAST
from kit.i18n import N_, RichText, joined
from kit.results import Pair, correlation, employee_pairs
from kit.results.employees import FEWEST_PAIRS
from kit.sections.context import Context
from kit.sections.definitions import definition
from kit.sections.marks import feeling, labelled, source, stated
from kit.sections.tables import table
from kit.steps.persona import Persona
from kit.steps.touchpoints import EmployeeSide, Touchpoint

HEADING = N_("Backstage: the employees’ side")


def blocks(context: Context) -> tuple[Block, ...]:
    """Return where the employees' scores differ from the customers', or are low on both sides."""
    t, journey = context.t, context.journey
    heading = Heading(t(HEADING), "touchpoints-employees")
    if not _known(context):
        if context.edition == "client":
            return ()
        missing = N_(
            "No backstage information yet. Ask the teams what they do at each touchpoint, how "
            "they feel and what bothers them: customer pain points often start there."
        )
        return heading, Paragraph(t(missing))
    said = [one for persona in journey.personas if (one := _places(context, persona))]
    return (heading, Listing(tuple(said))) if said else ()


def tables(context: Context) -> tuple[Block, ...]:
    """Return the teams behind the touchpoints with both scores, and how far these correlate."""
    t, journey, known = context.t, context.journey, _known(context)
    if not known:
        return ()
    pairs = {p.id: employee_pairs(journey, p.id) for p in journey.personas}
    said = tuple(_correlated(context, p, pairs[p.id]) for p in journey.personas if pairs[p.id])
    return flow(
        Heading(t(HEADING), "touchpoints-employees-numbers"),
        _table(context, known, pairs),
        Listing(said) if said else None,
        definition(t, "F12"),
    )


def _known(context: Context) -> list[Touchpoint]:
    """Return the touchpoints of whose employees something is known."""
    return [p for p in context.journey.ordered_touchpoints() if p.employee != EmployeeSide()]


def _places(context: Context, persona: Persona) -> RichText:
    """Name the touchpoints where a persona's and the employees' scores differ or are low."""
    t, found = context.t, employee_pairs(context.journey, persona.id)
    sentences: list[RichText] = []
    apart = [_scored(context, pair) for pair in found if pair.diverges]
    falls = [_scored(context, pair) for pair in found if pair.falls]
    if apart:
        message = N_("the scores are far apart at {touchpoints}.")
        sentences.append(t.inline(message, touchpoints=apart))
    if falls:
        message = N_("both are low at {touchpoints}.")
        if apart:
            message = N_("Both are low at {touchpoints}.")
        sentences.append(t.inline(message, touchpoints=falls))
    if not sentences:
        return ""
    names = t.inline(N_("{persona} and the employees"), persona=context.journey.words(persona.name))
    return labelled(t, names, joined(sentences, " "))


def _scored(context: Context, pair: Pair) -> RichText:
    """Return a touchpoint with the customers' and the employees' score (F12)."""
    return context.t.inline(
        N_("“{place}” ({customer:+} against {employee:+})"),
        place=context.name(pair.touchpoint),
        customer=pair.customer,
        employee=pair.employee,
    )


def _correlated(context: Context, persona: Persona, found: tuple[Pair, ...]) -> RichText:
    """Return how a persona's scores and the employees' correlate (F12)."""
    t = context.t
    name = context.journey.words(persona.name)
    rho = correlation(found)
    if rho is not None:
        return t.inline(
            N_("{persona} and the employees: Spearman’s ρ = {rho} over {count} touchpoints."),
            persona=name,
            rho=t.signed(rho, 2),
            count=len(found),
        )
    if len(found) < FEWEST_PAIRS:
        return t.inline(
            N_(
                "{persona} and the employees: both scores are known at {count} touchpoints. A "
                "correlation needs at least {fewest}, so none is computed."
            ),
            persona=name,
            count=len(found),
            fewest=FEWEST_PAIRS,
        )
    return t.inline(
        N_(
            "{persona} and the employees: no correlation over {count} touchpoints, because "
            "one side has the same score everywhere."
        ),
        persona=name,
        count=len(found),
    )


def _table(
    context: Context, touchpoints: list[Touchpoint], pairs: dict[str, tuple[Pair, ...]]
) -> Table:
    t, journey = context.t, context.journey
    by_touchpoint = {
        (persona, pair.touchpoint): pair for persona, found in pairs.items() for pair in found
    }
    levers = context.edition == "working" and any(
        p.employee.initiative or p.employee.mistakes for p in touchpoints
    )
    columns = (
        Column(t(N_("Touchpoint"))),
        Column(t(N_("Team"))),
        Column(t(N_("What the team does"))),
        Column(t(N_("Employees’ sentiment"))),
        *(
            Column(journey.words(p.name) if context.several else t(N_("Customer’s emotion")))
            for p in journey.personas
        ),
        Column(t(N_("Employee pain point"))),
        *((Column(t(N_("Initiative and mistakes"))),) if levers else ()),
    )
    rows = []
    for touchpoint in touchpoints:
        side = touchpoint.employee
        rows.append(
            (
                context.name(touchpoint.id),
                journey.words(side.team) if side.team else "",
                stated(context, side.does) if side.does else "",
                _sentiment(context, side),
                *(
                    _against(context, by_touchpoint.get((p.id, touchpoint.id)))
                    for p in journey.personas
                ),
                stated(context, side.irritant) if side.irritant else "",
                *((_levers(context, side),) if levers else ()),
            )
        )
    return table(t(N_("Customers and employees at the same touchpoints")), columns, rows)


def _sentiment(context: Context, side: EmployeeSide) -> Cell:
    """Return the employees' score with n, and with its source if it has one (M7.2b, F17)."""
    t = context.t
    if side.suppressed:
        return Mark(t(N_("suppressed: fewer than {least} asked"), least=LEAST), "plain", "▒")
    if side.value is None:
        return ""
    said = t.inline(N_("n = {n}"), n=side.asked) if side.asked else ""
    sources = (source(context, side.evidence),) if side.evidence else ()
    return feeling(t, side.value), said, *sources


def _levers(context: Context, side: EmployeeSide) -> Cell:
    """Return what employees may decide, and what happens after a mistake (M7.2b)."""
    t = context.t
    return tuple(
        labelled(t, t(label), context.journey.words(said.text))
        for label, said in (
            (N_("Room for initiative"), side.initiative),
            (N_("Right to make mistakes"), side.mistakes),
        )
        if said
    )


def _against(context: Context, pair: Pair | None) -> Cell:
    """Return the customer's score, the employees' score, and their difference."""
    if pair is None:
        return ""
    t = context.t
    score = feeling(t, pair.customer)
    if pair.diverges:
        return score, Mark(t(N_("gap")), "accent", "↔")
    if pair.falls:
        return score, Mark(t(N_("both low")), "accent", "↓")
    return score
