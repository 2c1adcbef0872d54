"""Section 6: pain points, their frequency, severity and causes (M5.1 to M5.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
from kit.figures import pain_chart, pain_ranking
from kit.i18n import N_, NP_, Message, RichText, Texts, joined
from kit.results import ranked_pains, removed_by
from kit.sections import headlines
from kit.sections.context import Context
from kit.sections.definitions import definitions
from kit.sections.marks import (
    cited,
    counted,
    customers,
    recurrence,
    severity,
    source,
    stated,
    tally,
)
from kit.sections.missing import mark
from kit.sections.tables import IN_ALL, annex, counts, table
from kit.steps.pain_points import (
    GROUP_MEANINGS,
    GROUPS,
    NO_GROUP,
    RECURRENCES,
    PainPoint,
    Standing,
)

TABLES: dict[Standing, tuple[Message | None, Message]] = {
    "counted": (None, N_("Pain points by severity")),
    "to-be-counted": (N_("To be counted"), N_("Named by customers, total unknown")),
    "isolated": (N_("Isolated pain points"), N_("Named by one customer each")),
    "not-observed": (N_("Not observed"), N_("Looked for, and named by nobody")),
}
"""Heading and caption of each group's table, in the order of the ranking (F5)."""

SEVERITY = N_(
    "Severity, from 0 to 4, combines the share of customers affected, impact and persistence; "
    "pain points are ranked by the lower end of the 95% interval."
)


def section(context: Context) -> Section:
    """Return the pain points, worst first, isolated ones apart."""
    t, journey = context.t, context.journey
    title = t(N_("Pain points"))
    if not journey.pain_points:
        missing = N_(
            "No pain point has been noted yet. Start where the curve falls: what exactly goes "
            "wrong there, for whom, and how many customers have said so?"
        )
        return Section("pain-points", title, (Paragraph(t(missing)),))
    ranked = ranked_pains(journey)
    ranks = {pain.id: number for number, pain in enumerate(ranked, 1)}
    chart = pain_chart(journey, t)
    return Section(
        "pain-points",
        title,
        flow(
            Paragraph(_counts(context), "lead"),
            chart,
            pain_ranking(chart, t, context.theme),
            _by_hand(context, ranked),
            annex(
                t,
                _standings(context, ranked, ranks),
                _groups(context),
                _kinds(context),
                definitions(t, "F4", "F5"),
                _depth(context, ranked),
            ),
        ),
        headline=headlines.pain_points(context),
    )


def _counts(context: Context) -> RichText:
    """Count the pain points, and those that recur (M5.3)."""
    t = context.t
    kinds = [pain.recurrence for pain in context.journey.pain_points]
    said = t.inline(
        N_("{pains}: {kinds}."),
        pains=t.plural("{count} pain point", "{count} pain points", len(kinds)),
        kinds=tally(
            t,
            (kinds.count("recurring"), NP_("{count} recurring", "{count} recurring")),
            (kinds.count("occasional"), NP_("{count} occasional", "{count} occasional")),
            (kinds.count("isolated"), NP_("{count} isolated", "{count} isolated")),
            (
                kinds.count("unknown"),
                NP_("{count} of unknown frequency", "{count} of unknown frequency"),
            ),
            (kinds.count("not-observed"), NP_("{count} not observed", "{count} not observed")),
        ),
    )
    parts: list[RichText] = [said]
    if "isolated" in kinds:
        parts.append(t(N_("An isolated pain point is kept but does not set priorities.")))
    if any(pain.severity for pain in context.journey.pain_points):
        parts.append(t(SEVERITY))
    return joined(parts, " ")


def _kinds(context: Context) -> Table:
    """Count the pain points by recurrence (M5.3)."""
    kinds = Counter[str](pain.recurrence for pain in context.journey.pain_points)
    found = [(label, kinds[kind]) for kind, label in RECURRENCES.items()]
    found.append((IN_ALL, kinds.total()))
    return counts(context.t, N_("Pain points by recurrence"), N_("Recurrence"), found)


def _standings(context: Context, ranked: Sequence[PainPoint], ranks: dict[str, int]) -> list[Block]:
    """Return a table for each group of the ranking that is not empty (F5)."""
    t = context.t
    blocks: list[Block] = []
    for standing, (heading, caption) in TABLES.items():
        pains = [pain for pain in ranked if pain.standing == standing]
        if pains and heading:
            blocks.append(Heading(t(heading), f"pain-points-{standing}"))
        if pains:
            blocks.append(_ranking(context, ranks, pains, caption))
    return blocks


def _uncounted(context: Context, pain: PainPoint) -> Cell:
    """Explain why a pain point has no count: not counted, or data that cannot be read (M5.2)."""
    if context.is_missing(pain.id, "share", "count"):
        return mark(context.t)
    return context.t(N_("not counted"))


def _ranking(
    context: Context, ranks: dict[str, int], pains: Sequence[PainPoint], caption: Message
) -> Table:
    t = context.t
    columns = (
        Column(t(N_("Pain point"))),
        Column(t(N_("Rank")), figures=True),
        Column(t(N_("Place and group"))),
        Column(t(N_("Customers"))),
        Column(t(N_("Impact")), figures=True),
        Column(t(N_("Persistence")), figures=True),
        Column(t(N_("Severity, 0 to 4"))),
        Column(t(N_("Dots")), figures=True),
        Column(t(N_("Based on"))),
    )
    rows = [
        (
            context.journey.words(pain.what.text),
            t.number(ranks[pain.id]),
            (context.name(pain.at), group(t, pain)),
            (
                counted(t, pain.mentions) if pain.mentions else _uncounted(context, pain),
                recurrence(t, pain),
            ),
            _rating(context, pain.impact),
            _rating(context, pain.persistence),
            severity(t, pain),
            t.number(pain.votes) if pain.votes is not None else "",
            source(context, pain.sources),
        )
        for pain in pains
    ]
    return table(t(caption), columns, rows)


def group(t: Texts, pain: PainPoint) -> Cell:
    """Return the group of a pain point, or a mark that it is to be chosen (M3.2)."""
    if pain.group is None:
        return Mark(t(NO_GROUP), "assumed", "?")
    return t(GROUPS[pain.group])


def _rating(context: Context, rating: int | None) -> str:
    return context.t.number(rating) if rating else context.t(N_("not rated"))


def _by_hand(context: Context, pains: Sequence[PainPoint]) -> Block | None:
    """List the manual ranks with their reasons (F8)."""
    t = context.t
    said: list[RichText] = []
    for pain in pains:
        if pain.rank is None:
            continue
        words = context.journey.words(pain.what.text)
        reason = context.journey.words(pain.rank_reason.rstrip(".")) if pain.rank_reason else ""
        message = N_("{pain}: ranked {rank} by hand. Reason: {reason}.")
        if not reason:
            message = N_("{pain}: ranked {rank} by hand. No reason is given.")
        said.append(t.inline(message, pain=t.quoted(words), rank=pain.rank, reason=reason))
    return Listing(tuple(said)) if said else None


def _groups(context: Context) -> list[Block]:
    """Count the pain points of each of the five groups, with its meaning (M5.1)."""
    t = context.t
    pains = context.journey.pain_points
    rows = [
        (
            t(label),
            t(GROUP_MEANINGS[group]),
            t.number(sum(pain.group == group for pain in pains)),
            t.number(sum(p.group == group and p.recurrence == "recurring" for p in pains)),
        )
        for group, label in GROUPS.items()
    ]
    if unsaid := [pain for pain in pains if pain.group is None]:
        recurring = sum(pain.recurrence == "recurring" for pain in unsaid)
        rows.append((t(NO_GROUP), "", t.number(len(unsaid)), t.number(recurring)))
    columns = (
        Column(t(N_("Group"))),
        Column(t(N_("The customer…"))),
        Column(t(N_("Pain points")), figures=True),
        Column(t(N_("of which recurring")), figures=True),
    )
    caption = t(N_("Pain points by group"))
    heading = Heading(t(N_("The five groups")), "pain-points-groups")
    return [heading, Table(caption, columns, tuple(rows))]


def _depth(context: Context, pains: Sequence[PainPoint]) -> list[Block]:
    """Return the details of each pain point."""
    heading = Heading(context.t(N_("Pain point by pain point")), "pain-points-depth")
    return [heading, Cards(tuple(_card(context, pain) for pain in pains))]


def _card(context: Context, pain: PainPoint) -> Card:
    t, journey = context.t, context.journey
    removing: tuple[Cell, ...] = tuple(
        journey.words(i.solution.text) for i in removed_by(journey, pain.id)
    )
    if not removing and context.edition == "working":
        removing = (t(N_("no improvement yet")),)
    entries: list[tuple[Message, tuple[Cell, ...]]] = [
        (N_("Where"), _where(context, pain)),
        (N_("Who"), _who(context, pain)),
        (N_("Why"), tuple(stated(context, cause) for cause in pain.causes)),
        (
            N_("Verbatims"),
            tuple(
                (t.quoted(journey.words(said.text)), source(context, said.evidence))
                for said in pain.verbatims
            ),
        ),
        (N_("Removed by"), removing),
    ]
    rated = severity(t, pain)
    marks = [m for m in (rated if isinstance(rated, tuple) else (rated,)) if isinstance(m, Mark)]
    if pain.standing not in ("to-be-counted", "not-observed"):  # their mark says it already
        marks.insert(0, recurrence(t, pain))
    return Card(
        title=journey.words(pain.what.text),
        entries=tuple(Entry(t(label), cells) for label, cells in entries if cells),
        id=f"pain-{pain.id}",
        marks=tuple(marks),
        sources=cited(context, pain.sources),
    )


def _where(context: Context, pain: PainPoint) -> tuple[Cell, ...]:
    where = (context.name(pain.at),)
    return (*where, context.journey.words(pain.where)) if pain.where else where


def _who(context: Context, pain: PainPoint) -> tuple[Cell, ...]:
    t, journey = context.t, context.journey
    cells: list[Cell] = [journey.words(pain.who)] if pain.who else []
    if pain.personas and context.several:
        cells.append(t.listed([context.name(persona) for persona in pain.personas]))
    if pain.mentions:
        cells.append(customers(t, pain.mentions))
    return tuple(cells)
