"""Section across the journeys: the pain points that recur in several of them (M5.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.blocks import (
    Block,
    Card,
    Column,
    Entry,
    Heading,
    Mark,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.i18n import N_, RichText, joined
from kit.results import CommonPains, common_pains, compared_pains
from kit.sections.context import Context
from kit.sections.marks import customers
from kit.sections.portfolio.context import Portfolio
from kit.sections.tables import folded_cards
from kit.steps.pain_points import BANDS, GROUPS, NO_GROUP, PainPoint

RULE = N_(
    "Pain points stand together if their touchpoints have the same name (the words compared by "
    "their stems), or if they have the same channel and the same group. That makes them worth "
    "comparing; it does not make them the same. Isolated pain points and those not observed are "
    "left out."
)
LONGEST = 140
"""The most characters of a pain point on a card; a longer one is cut at a word."""


def section(portfolio: Portfolio) -> Section:
    """Return the pain points that are alike in several journeys, and the groups of each."""
    t = portfolio.t
    found = common_pains(portfolio.journeys)
    return Section(
        "recurring",
        t(N_("Pain points that recur")),
        flow(
            _recurring_cards(portfolio, found),
            Heading(t(N_("Groups of pain points")), "groups"),
            _groups(portfolio),
            [Paragraph(said, "note") for said in _left_out(portfolio)],
        ),
        t.lang,
        headline(portfolio, found),
    )


# --- the headline ----------------------------------------------------------------------------


def headline(portfolio: Portfolio, found: Sequence[CommonPains]) -> RichText:
    """Return where pain points recur in most journeys, else the group that most of them have."""
    t, n = portfolio.t, len(portfolio.contexts)
    if found:
        first = found[0]
        return t.inline(
            N_("Pain points recur in {count} of {n} journeys: {place}"),
            count=len(first.journeys),
            n=n,
            place=_place(portfolio, first),
        )
    counts = {
        group: sum(
            any(pain.group == group for pain in compared_pains(journey))
            for journey in portfolio.journeys
        )
        for group in GROUPS
    }
    group, most = max(counts.items(), key=lambda pair: pair[1])
    if most < 2:
        return ""
    return t.inline(
        N_(
            "No touchpoint recurs; pain points of the group {group} are met in {count} of {n} "
            "journeys"
        ),
        group=t.quoted(t(GROUPS[group])),
        count=most,
        n=n,
    )


def _place(portfolio: Portfolio, one: CommonPains) -> RichText:
    """Return what is equal: the touchpoint's name, or the channel and the group."""
    t, first = portfolio.t, one.found[0]
    context = portfolio.contexts[first.journey]
    if one.alike == "touchpoint":
        return t.inline(N_("touchpoint {name}"), name=t.quoted(context.name(first.pain.at)))
    channel = context.channel(context.journey[first.pain.at].channel)
    group = t(GROUPS[first.pain.group]) if first.pain.group else t(NO_GROUP)
    return t.inline(
        N_("channel {channel}, group {group}"), channel=t.quoted(channel), group=t.quoted(group)
    )


# --- the tables ------------------------------------------------------------------------------


def _recurring_cards(portfolio: Portfolio, found: Sequence[CommonPains]) -> Sequence[Block]:
    """Return a card for each group of pain points that are alike, in most journeys first."""
    t = portfolio.t
    if not found:
        said = N_("No touchpoint’s name, and no channel with its group, recurs in two journeys.")
        return (Paragraph(t(said)),)
    return folded_cards(t, [_card(portfolio, one) for one in found])


def _card(portfolio: Portfolio, one: CommonPains) -> Card:
    t, total = portfolio.t, len(portfolio.contexts)
    counted = t(N_("{k} of {n} journeys"), k=len(one.journeys), n=total)
    return Card(
        _place(portfolio, one),
        tuple(
            Entry(portfolio.names[number], (_worst(portfolio, one, number),))
            for number in one.journeys
        ),
        marks=(Mark(counted),),
    )


def _worst(portfolio: Portfolio, one: CommonPains, number: int) -> RichText:
    """Return the worst of a journey's pain points, with the number of the others."""
    t = portfolio.t
    own = [found.pain for found in one.found if found.journey == number]
    said = _pain(portfolio.contexts[number], own[0])
    if len(own) == 1:
        return said
    more = t.plural("{count} more", "{count} more", len(own) - 1)
    return t.inline(N_("{pain}, and {more}"), pain=said, more=more)


def _pain(context: Context, pain: PainPoint) -> RichText:
    """Return a pain point in its client's words, with k of n and its severity (F5)."""
    t = context.t
    facts: list[RichText] = [customers(t, pain.mentions) if pain.mentions else t(N_("not counted"))]
    if pain.severity:
        facts.append(_severity(context, pain))
    words = t.quoted(context.journey.words(_shorten(pain.what.text)))
    message = N_("{pain} ({facts})")
    return t.inline(message, pain=words, facts=joined(facts, t(N_("; "))))


def _severity(context: Context, pain: PainPoint) -> RichText:
    t, found = context.t, pain.severity
    assert found is not None  # noqa: S101 - the caller has looked
    if found.band is None:
        return t(N_("severity {value}"), value=found.value)
    return t(N_("severity {value}, {band}"), value=found.value, band=BANDS[found.band])


def _shorten(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + "…"


def _groups(portfolio: Portfolio) -> Table:
    """Return how many pain points of each group each journey has (M5.1)."""
    t = portfolio.t
    groups = [*GROUPS, None]
    counts = [
        [sum(pain.group == group for pain in compared_pains(journey)) for group in groups]
        for journey in portfolio.journeys
    ]
    kept = [n for n, group in enumerate(groups) if group or any(row[n] for row in counts)]
    labels = [t(GROUPS[group]) if group else t(NO_GROUP) for group in groups]
    columns = (Column(t(N_("Journey"))), *(Column(labels[n], figures=True) for n in kept))
    rows = tuple(
        (name, *(t.number(row[n]) for n in kept))
        for name, row in zip(portfolio.names, counts, strict=True)
    )
    return Table(t(N_("Number of pain points by group")), columns, rows)


def _left_out(portfolio: Portfolio) -> Iterator[RichText]:
    """Yield how many pain points are left out because they are isolated or not observed."""
    t = portfolio.t
    left = sum(len(j.pain_points) - len(compared_pains(j)) for j in portfolio.journeys)
    if left:
        yield t.plural(
            "{count} pain point is isolated or not observed, and is not compared.",
            "{count} pain points are isolated or not observed, and are not compared.",
            left,
        )
