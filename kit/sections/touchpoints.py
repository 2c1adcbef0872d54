"""Section 4: touchpoints, gaps, and the teams behind them (M3.1 to M3.6, M7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.fields import Count
from kit.figures import coverage_matrix
from kit.i18n import N_, RichText
from kit.sections import counted, employees, headlines, messages, observed_journeys
from kit.sections.context import Context
from kit.sections.indicators import indicator
from kit.sections.marks import cited, control, customers, felt, flagged, labelled, nature
from kit.sections.tables import annex, counts, table
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint

BASES_DIFFER = N_(
    "Each is counted in its own source and period, and a touchpoint’s may be part of its stage’s; "
    "an indicator may have another base, such as visits in a month."
)
"""The reason for which several counts of those who give up differ (M2.6)."""

DROP_OFF = "drop-off"
"""The metric that counts how many give up at a place."""


def section(context: Context) -> Section:
    """Return the touchpoints with their gaps."""
    t, journey = context.t, context.journey
    title = t(N_("Touchpoints"))
    if not journey.touchpoints:
        missing = N_(
            "No touchpoint has been noted yet. Walk through the journey in the customer’s shoes: "
            "where do they go when the need arises, when they choose, when they buy, and "
            "afterwards?"
        )
        return Section("touchpoints", title, (Paragraph(t(missing)),))
    matrix = coverage_matrix(journey, t, context.theme)
    return Section(
        "touchpoints",
        title,
        flow(
            Paragraph(_counts(context), "lead"),
            matrix if context.edition == "working" else None,
            _gaps(context),
            employees.blocks(context),
            observed_journeys.blocks(context),
            annex(
                t,
                None if context.edition == "working" else matrix,
                _matrix(context),
                observed_journeys.tables(context),
                _table(context),
                messages.blocks(context),
                tuple(counted.blocks(context)),
                employees.tables(context),
                _kinds(context),
            ),
        ),
        headline=headlines.touchpoints(context),
    )


def _counts(context: Context) -> RichText:
    """Count the touchpoints by kind."""
    t, journey = context.t, context.journey
    touchpoints = journey.touchpoints
    channels = {touchpoint.channel for touchpoint in touchpoints if touchpoint.channel}
    kinds = [journey.channel(touchpoint.channel).online for touchpoint in touchpoints]
    positive = sum(touchpoint.nature == "positive" for touchpoint in touchpoints)
    irritant = sum(touchpoint.nature == "irritant" for touchpoint in touchpoints)
    message = N_("{touchpoints} over {channels}: {online} online, {offline} offline.")
    if channels and not positive and not irritant:
        message = N_("{online} online, {offline} offline.")  # the headline counts them
    said = t.inline(
        message,
        touchpoints=t.plural("{count} touchpoint", "{count} touchpoints", len(touchpoints)),
        channels=t.plural("{count} channel", "{count} channels", len(channels)),
        online=kinds.count(True),
        offline=kinds.count(False),
    )
    unsaid = kinds.count(None)
    if unsaid and context.edition == "working":
        said = (
            said
            + " "
            + t.plural(
                "{count} channel is not specified yet.",
                "{count} channels are not specified yet.",
                unsaid,
            )
        )
    if not positive and not irritant:
        return said
    natures = t.inline(
        N_("{positive} positive, {irritant} negative, {others} neither."),
        positive=positive,
        irritant=irritant,
        others=len(touchpoints) - positive - irritant,
    )
    return said + " " + natures


def _kinds(context: Context) -> Table:
    """Count the touchpoints and channels by kind, and the touchpoints by nature (M3.6)."""
    journey = context.journey
    kinds = [journey.channel(touchpoint.channel).online for touchpoint in journey.touchpoints]
    natures = [touchpoint.nature for touchpoint in journey.touchpoints]
    channels = {touchpoint.channel for touchpoint in journey.touchpoints if touchpoint.channel}
    found = (
        (N_("Touchpoints"), len(kinds)),
        (N_("Channels"), len(channels)),
        (N_("Online"), kinds.count(True)),
        (N_("Offline"), kinds.count(False)),
        (N_("Positive"), natures.count("positive")),
        (N_("Negative"), natures.count("irritant")),
        (N_("Neither", "touchpoint"), natures.count(None)),
    )
    return counts(context.t, N_("Touchpoints by kind"), N_("Kind"), found)


def _matrix(context: Context) -> Table:
    """Return the figure's numbers: touchpoints by channel and stage (M3.4)."""
    t, journey = context.t, context.journey
    channels = list(
        dict.fromkeys(touchpoint.channel for touchpoint in journey.ordered_touchpoints())
    )
    channels.sort(key=lambda channel: channel is None)
    rows = [
        (
            context.channel(channel) if channel else t(N_("not specified", "channel")),
            *(_natures(context, stage.id, channel) for stage in journey.stages),
            t.number(sum(touchpoint.channel == channel for touchpoint in journey.touchpoints)),
        )
        for channel in channels
    ]
    totals = (t.number(len(journey.touchpoints_of(stage.id))) for stage in journey.stages)
    rows.append((t(N_("all channels")), *totals, t.number(len(journey.touchpoints))))
    caption = t(N_("Touchpoints by channel and stage: △ positive, ▽ negative, · neither"))
    columns = (
        Column(t(N_("Channel"))),
        *(Column(journey.words(stage.name), figures=True) for stage in journey.stages),
        Column(t(N_("all stages")), figures=True),
    )
    return Table(caption, columns, tuple(rows))


def _natures(context: Context, stage: str, channel: str | None) -> Cell:
    """Count the touchpoints of a cell of the matrix by nature."""
    t = context.t
    found = [p.nature for p in context.journey.touchpoints_of(stage) if p.channel == channel]
    marks = (
        Mark(t.number(found.count("positive")), "good", "△"),
        Mark(t.number(found.count("irritant")), "bad", "▽"),
        Mark(t.number(found.count(None)), "plain", "·"),
    )
    kinds = ("positive", "irritant", None)
    return tuple(m for m, kind in zip(marks, kinds, strict=True) if kind in found)


def _gaps(context: Context) -> list[Block]:
    """List channels the company does not control, broken hand-overs, and what the team is asked."""
    t, journey = context.t, context.journey
    found = [*_questions(context)] if context.edition == "working" else []
    lived = journey.ordered_touchpoints()
    uncontrolled = [p for p in lived if journey.controlled(p) is False]
    if uncontrolled:
        found.append(
            t.inline(
                N_("Outside the company’s control, but part of the experience: {touchpoints}."),
                touchpoints=_quoted(context, uncontrolled),
            )
        )
    repeating = _quoted(context, [p for p in lived if p.repeats_information])
    if repeating:
        found.append(
            t.inline(
                N_(
                    "Customers must repeat information that another channel already has: "
                    "{touchpoints}."
                ),
                touchpoints=repeating,
            )
        )
    heading = Heading(t(N_("Gaps and hand-overs")), "touchpoints-gaps")
    listed = flow(Listing(tuple(found)) if found else None, _abandoned(context))
    return [heading, *listed] if listed else []


def _quoted(context: Context, touchpoints: Sequence[Touchpoint]) -> list[RichText]:
    return [context.t.quoted(context.name(one.id)) for one in touchpoints]


def _abandoned(context: Context) -> tuple[Block, ...]:
    """List where customers give up, with k of n, and why these differ (M2.6)."""
    t, journey = context.t, context.journey
    met: list[Stage | Touchpoint] = []
    for stage in journey.stages:
        met += [stage, *journey.touchpoints_of(stage.id)]
    places = [place for place in met if place.abandoned]
    if not places:
        return ()
    said = tuple(_leaving(context, place) for place in places)
    counted = [place for place in places if isinstance(place.abandoned, Count)]
    return flow(
        Paragraph(t(N_("Customers give up here:"))),
        Listing(said, sources=tuple(_drop_off_source(context, place) for place in places)),
        Paragraph(t(BASES_DIFFER), "note") if len(counted) > 1 else None,
    )


def _leaving(context: Context, place: Stage | Touchpoint) -> RichText:
    """Return where customers give up, with their share and k of n."""
    t = context.t
    name = t.quoted(context.name(place.id))
    count = place.abandoned
    if not isinstance(count, Count):
        return name
    if not count.n:
        return t.inline(N_("{place} ({count})"), place=name, count=customers(t, count))
    return t.inline(
        N_("{place}: {share} ({count})"),
        place=name,
        share=t.percent(count.k / count.n),
        count=customers(t, count),
    )


def _drop_off_source(context: Context, place: Stage | Touchpoint) -> tuple[int, ...]:
    """Return the number of the source in which those who give up are counted, if one is."""
    measured = context.measurements.measured
    return cited(
        context,
        (m.source.id for m in measured if (m.measure.at, m.measure.figure) == (place.id, DROP_OFF)),
    )


def _questions(context: Context) -> Iterator[RichText]:
    """Yield what may be missing from the map, as questions to the team."""
    t, journey = context.t, context.journey
    empty = [journey.words(s.name) for s in journey.stages if not journey.touchpoints_of(s.id)]
    if empty:
        yield t.inline(
            N_(
                "No touchpoint is noted for {stages}: does nothing happen there, or is it "
                "missing from the map?"
            ),
            stages=empty,
        )
    lived = journey.ordered_touchpoints()
    online = {journey.channel(p.channel).online for p in lived}
    if online == {True}:
        yield t(N_("Nothing takes place offline: check letters, calls, shops, deliveries."))
    if online == {False}:
        yield t(N_("Nothing takes place online: check searches, reviews, messages."))
    if not any(journey.controlled(p) is False for p in lived):
        yield t(
            N_(
                "No touchpoint outside the company’s control yet: friends, reviews and "
                "search results usually matter before the first contact."
            )
        )


def _table(context: Context) -> Table:
    t, journey = context.t, context.journey
    columns = (
        Column(t(N_("Touchpoint"))),
        Column(t(N_("Stage"))),
        Column(t(N_("Importance")), figures=True),
        Column(t(N_("Positive or negative"))),
        *(
            Column(journey.words(p.name) if context.several else t(N_("Emotion")))
            for p in journey.personas
        ),
        Column(t(N_("Indicators"))),
        Column(t(N_("Path"))),
    )
    rows = tuple(_row(context, touchpoint) for touchpoint in journey.ordered_touchpoints())
    return table(t(N_("Touchpoints in journey order")), columns, rows)


def _row(context: Context, touchpoint: Touchpoint) -> tuple[Cell, ...]:
    t, journey = context.t, context.journey
    named: tuple[Cell, ...] = (context.channel(touchpoint.channel),)
    if touchpoint.name:
        named = (journey.words(touchpoint.name), *named)
    named = (*named, *control(context, touchpoint))
    importance = (
        t(N_("not given")) if touchpoint.importance is None else t.number(touchpoint.importance)
    )
    return (
        named,
        context.name(touchpoint.stage),
        importance,
        nature(t, touchpoint),
        *(_felt(context, touchpoint, persona.id) for persona in journey.personas),
        tuple(indicator(context, kpi) for kpi in touchpoint.kpis),
        _path(context, touchpoint),
    )


def _felt(context: Context, touchpoint: Touchpoint, persona: str) -> Cell:
    moment = context.moments.get((persona, touchpoint.id))
    if moment is None:
        return context.t(N_("not applicable"))
    return felt(context, persona, moment) or context.t(N_("no score"))


def _path(context: Context, touchpoint: Touchpoint) -> Cell:
    """Return whether customers skip it, come back to it, or give up there (M2.6)."""
    t = context.t
    labels = (
        (N_("skipped"), touchpoint.skipped),
        (N_("repeated"), touchpoint.repeated),
        (N_("abandonment"), touchpoint.abandoned),
    )
    return tuple(
        t(label) if value is True else labelled(t, t(label), flagged(t, value))
        for label, value in labels
        if value
    )
