"""Section 7: improvements by priority, with effects and roadmap (M6.1 to M6.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Entry,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.figures import impact_effort, matrix_chart, roadmap
from kit.i18n import N_, NP_, Message, RichText, Texts
from kit.results import ImprovementRank, has_effects, improvement_ranks, ranked_improvements
from kit.sections import done, headlines, robustness
from kit.sections.context import Context
from kit.sections.definitions import definitions
from kit.sections.gains import expected
from kit.sections.marks import (
    cited,
    labelled,
    quadrant_mark,
    sourced,
    stated,
    status,
    tally,
)
from kit.sections.tables import IN_ALL, annex, counts, table
from kit.steps.improvements import KINDS, QUADRANTS, Improvement


def section(context: Context) -> Section:
    """Return the improvements: matrix, ranking, effects and roadmap."""
    t, journey = context.t, context.journey
    title = t(N_("Improvements"))
    if not journey.improvements:
        missing = N_(
            "No improvements yet. Take the worst recurring pain points one by one: what would "
            "remove each, who would own it, and how would it show?"
        )
        return Section("improvements", title, (Paragraph(t(missing)),))
    ranked = ranked_improvements(journey)
    closed = tuple(i for i in journey.improvements if not i.open)
    # A client decides on what is left to do; what is done is in the annex.
    placed = journey if context.edition == "working" else journey.replace(improvements=ranked)
    chart = matrix_chart(placed, t)
    return Section(
        "improvements",
        title,
        flow(
            _counts(context),
            chart,
            impact_effort(chart, t, context.theme),
            _by_hand(context, ranked),
            robustness.summed(context),
            _plan(context),
            annex(
                t,
                _ranking(context, ranked) if ranked else None,
                _dates(context),
                _quadrants(context),
                _gains(context, ranked),
                done.table_of(context),
                robustness.details(context),
                definitions(t, "F6", "F7", "F8", "F10"),
                _depth(context, ranked),
                _closed(context, closed),
            ),
        ),
        headline=headlines.improvements(context),
    )


def _counts(context: Context) -> Paragraph:
    """Count the improvements by quadrant, and name the pain points that none removes."""
    t, journey = context.t, context.journey
    places = [improvement.quadrant for improvement in journey.improvements if improvement.open]
    said = t.inline(
        N_("{improvements} to do: {places}."),
        improvements=t.plural("{count} improvement", "{count} improvements", len(places)),
        places=tally(
            t,
            (places.count("quick-win"), NP_("{count} quick win", "{count} quick wins")),
            (places.count("big-bet"), NP_("{count} big bet", "{count} big bets")),
            (places.count("fill-in"), NP_("{count} fill-in", "{count} fill-ins")),
            (places.count("time-sink"), NP_("{count} time sink", "{count} time sinks")),
            (places.count(None), NP_("{count} not yet placed", "{count} not yet placed")),
        ),
    )
    if not places:
        said = t.inline(N_("All improvements are done or dropped."))
    removed = {id for i in journey.improvements if i.status != "dropped" for id in i.removes}
    left = [pain for pain in journey.pain_points if pain.id not in removed]
    if not left:
        return Paragraph(said, "lead")
    pains = [journey.words(pain.what.text) for pain in left]
    said = said + " " + t.inline(N_("No improvement removes yet: {pains}."), pains=pains)
    return Paragraph(said, "lead", cited(context, (id for pain in left for id in pain.sources)))


def _quadrants(context: Context) -> Table:
    """Count the improvements to do by quadrant (F6)."""
    places = Counter[str | None](i.quadrant for i in context.journey.improvements if i.open)
    found = [(label, places[quadrant]) for quadrant, label in QUADRANTS.items()]
    found += [(N_("Not yet placed"), places[None]), (IN_ALL, places.total())]
    return counts(context.t, N_("Improvements to do, by quadrant"), N_("Quadrant"), found)


def _ranking(context: Context, improvements: Sequence[Improvement]) -> Table:
    t, journey = context.t, context.journey
    columns = (
        Column(t(N_("Improvement"))),
        Column(t(N_("Rank")), figures=True),
        Column(t(N_("Impact")), figures=True),
        Column(t(N_("Effort")), figures=True),
        Column(t(N_("RICE")), figures=True),
        Column(t(N_("Dots")), figures=True),
        Column(t(N_("Removes or strengthens"))),
        Column(t(N_("Owner"))),
    )
    shown = improvement_ranks(improvements)
    rows = [
        (
            (_solution(context, i), quadrant_mark(context, i), status(context, i)),
            _place(t, shown[i.id]),
            t.number(i.impact) if i.impact else t(N_("not rated")),
            t.number(i.effort) if i.effort else t(N_("not rated")),
            t.number(i.rice) if i.rice is not None else t(N_("not computed")),
            t.number(i.votes) if i.votes is not None else "",
            _aims(context, i),
            journey.words(i.owner) if i.owner else t(N_("no owner yet")),
        )
        for i in improvements
    ]
    return table(t(N_("Improvements by priority")), columns, rows)


def _solution(context: Context, improvement: Improvement) -> Cell:
    solution = improvement.solution
    return sourced(context, context.journey.words(solution.text), solution.evidence)


def _aims(context: Context, improvement: Improvement) -> Cell:
    """Return the pain points that it removes, with their sources, and what it strengthens."""
    removed = (pain for pain in context.journey.pain_points if pain.id in improvement.removes)
    pains = tuple(sourced(context, context.name(pain.id), pain.sources) for pain in removed)
    return (*pains, *map(context.name, (*improvement.strengthens, *improvement.relieves)))


def _place(t: Texts, place: ImprovementRank) -> str:
    """Return a rank, with a mark if others share it (F8)."""
    return t(N_("{rank}, equal"), rank=place.rank) if place.shared else t.number(place.rank)


def _by_hand(context: Context, improvements: Sequence[Improvement]) -> Block | None:
    """Explain the order, and list manual ranks with their reasons (F8)."""
    t, journey = context.t, context.journey
    said: list[RichText] = []
    for improvement in improvements:
        if improvement.rank is None:
            continue
        message = N_("{improvement}: ranked {rank} by hand. Reason: {reason}.")
        if not improvement.rank_reason:
            message = N_("{improvement}: ranked {rank} by hand. No reason is given.")
        said.append(
            t.inline(
                message,
                improvement=t.quoted(journey.words(improvement.solution.text)),
                rank=improvement.rank,
                reason=journey.words((improvement.rank_reason or "").rstrip(".")),
            )
        )
    return Listing(tuple(said)) if said else None


def _plan(context: Context) -> tuple[Block, ...]:
    """Return the roadmap (M6.6)."""
    t, journey = context.t, context.journey
    heading = Heading(t(N_("Roadmap")), "improvements-roadmap")
    ahead = [i for i in journey.improvements if i.open]
    if not ahead:
        return heading, Paragraph(t(N_("Nothing is left to plan.")))
    if any(i.due for i in ahead):
        return flow(heading, roadmap(journey, t, context.theme, context.as_of))
    if context.edition == "client":
        return ()
    return heading, Paragraph(t(N_("No improvement has a due date yet.")))


def _dates(context: Context) -> Table | None:
    """Return the improvements to do by due date, with owner and status (M6.6)."""
    t, journey = context.t, context.journey
    ahead = sorted(
        (i for i in journey.improvements if i.open), key=lambda i: (not i.due, i.due or date.max)
    )
    if not any(i.due for i in ahead):
        return None
    rows: list[tuple[Cell, ...]] = []
    for improvement in ahead:
        due: Cell = t.date(improvement.due) if improvement.due else t(N_("no date yet"))
        if improvement.due and improvement.due < context.as_of:
            due = (due, Mark(t(N_("overdue")), "bad", "!"))
        owner = improvement.owner
        rows.append(
            (
                journey.words(improvement.solution.text),
                due,
                journey.words(owner) if owner else t(N_("no owner yet")),
                status(context, improvement),
            )
        )
    columns = (
        Column(t(N_("Improvement"))),
        Column(t(N_("Due"))),
        Column(t(N_("Owner"))),
        Column(t(N_("Status"))),
    )
    return Table(t(N_("Improvements by due date")), columns, tuple(rows))


def _gains(context: Context, improvements: Sequence[Improvement]) -> Table | None:
    """Return each score with the one aimed at, for the improvements to do (F10)."""
    t = context.t
    rows = [
        (context.journey.words(i.solution.text), tuple(found))
        for i in improvements
        if (found := expected(context, i))
    ]
    columns = (Column(t(N_("Improvement"))), Column(t(N_("Expected effect"))))
    return table(t(N_("Expected effects")), columns, rows) if rows else None


def _measure(context: Context, improvement: Improvement) -> tuple[Cell, ...]:
    """Return the company goal, the funnel step and the indicator of an improvement (M6.3)."""
    t = context.t
    cells: list[Cell] = []
    if improvement.goal:
        cells.append(labelled(t, t(N_("Company goal")), context.name(improvement.goal)))
    if improvement.stage:
        cells.append(labelled(t, t(N_("Funnel step")), context.name(improvement.stage)))
    if indicator := done.indicator_text(context, improvement):
        cells.append(indicator)
    return tuple(cells)


def _depth(context: Context, improvements: Sequence[Improvement]) -> list[Block]:
    """Return the details of each improvement (M6.3, M6.7, F10)."""
    if not improvements:
        return []
    t = context.t
    heading = Heading(t(N_("Expected effects")), "improvements-depth")
    cards = Cards(tuple(_card(context, i) for i in improvements))
    if context.edition == "working" and not has_effects(context.journey):
        missing = N_("No improvement has an expected effect on emotions yet.")
        return [heading, Paragraph(t(missing)), cards]
    return [heading, cards]


def _card(context: Context, improvement: Improvement) -> Card:
    t, journey = context.t, context.journey
    entries: list[tuple[Message, tuple[Cell, ...]]] = [
        (
            N_("Opportunity"),
            (stated(context, improvement.opportunity),) if improvement.opportunity else (),
        ),
        (N_("Serves"), _measure(context, improvement)),
        (N_("Known of the customer"), _personal(context, improvement)),
        (N_("Expected effect"), tuple(done.effect_text(context, e) for e in improvement.effects)),
    ]
    kind = (Mark(t(KINDS[improvement.kind])),) if improvement.kind else ()
    return Card(
        title=journey.words(improvement.solution.text),
        entries=tuple(Entry(t(label), cells) for label, cells in entries if cells),
        id=f"improvement-{improvement.id}",
        marks=(quadrant_mark(context, improvement), status(context, improvement), *kind),
        sources=cited(context, improvement.solution.evidence),
    )


def _personal(context: Context, improvement: Improvement) -> tuple[Cell, ...]:
    """Return what a personalisation must know, and the consent it rests on (M4.6)."""
    t = context.t
    known = (stated(context, improvement.knows),) if improvement.knows else ()
    if not improvement.consent:
        return known
    consent = context.journey.words(improvement.consent)
    return (*known, labelled(t, t(N_("Consent")), consent))


def _closed(context: Context, closed: Sequence[Improvement]) -> list[Block]:
    """Return the improvements done or dropped."""
    if not closed:
        return []
    cards = Cards(tuple(_card(context, improvement) for improvement in closed))
    heading = Heading(context.t(N_("Done or dropped")), "improvements-closed")
    return [heading, cards]
