"""Section 8: the evidence of the map, and its limits (M1.2, M7.3, F11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.blocks import (
    Block,
    Cell,
    CitedSource,
    Column,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.framing import BASES
from kit.i18n import N_, NP_, RichText, joined
from kit.results import Share, experience_coverage, persona_statements
from kit.results.coverage import RESEARCH_BASED
from kit.results.research import research_questions
from kit.sections import headlines, missing, moments
from kit.sections.context import Context
from kit.sections.definitions import definition
from kit.sections.marks import ORIGIN_SHAPES, labelled, tally
from kit.sections.measured import measured
from kit.sections.tables import annex, table
from kit.sections.trends import trends
from kit.sources import NATURES, SOURCE_KINDS, Source
from kit.steps.emotions import Origin

KIND = N_("{kind} ({nature})")

BASE = N_("Persona entries, emotions, pain points and indicators with a value are counted.")
"""The statements of which the share is printed everywhere (F11)."""


def section(context: Context) -> Section:
    """Return the sources, the coverage, the assumptions, and the limits."""
    t = context.t
    return Section(
        "evidence",
        t(N_("Evidence and limits")),
        flow(
            Paragraph(_status(context), "lead"),
            _sources(context),
            _research(context),
            Heading(t(N_("Limits")), "evidence-limits"),
            Listing(tuple(_limits(context))),
            annex(
                t,
                _coverage(context),
                definition(t, "F11"),
                _collection(context),
                _assumed(context),
                measured(context),
                _silenced(context),
                # Without an earlier version, the client's edition has no section on changes.
                trends(context) if context.edition == "client" and not context.versions else None,
            ),
        ),
        headline=headlines.evidence(context),
    )


def _status(context: Context) -> RichText:
    """Return the basis of the map, declared and computed (F11)."""
    t, total = context.t, context.coverage.total
    if total.value is None:
        return t(N_("No statements yet."))
    said = t.inline(
        NP_(
            "{count} of {n} statements cites a source ({share}): the map is {basis}.",
            "{count} of {n} statements cite a source ({share}): the map is {basis}.",
        ),
        count=total.k,
        n=total.n,
        share=t.percent(total.value),
        basis=BASES[context.coverage.basis],
    )
    parts: list[RichText] = [said, t(BASE)]
    lived = experience_coverage(context.journey)
    if lived.n:
        apart = t.plural(
            "Counted separately, {count} of {n} goals, actions and thoughts on the maps cites a "
            "source.",
            "Counted separately, {count} of {n} goals, actions and thoughts on the maps cite a "
            "source.",
            lived.k,
            n=lived.n,
        )
        parts.append(apart)
    declared = context.journey.scenario.based_on
    if declared is None and context.edition == "working":
        parts.append(t(N_("The workshop has not declared what the map is based on.")))
    if declared not in (None, context.coverage.basis):
        parts.append(t.inline(N_("The workshop declares it {basis}."), basis=BASES[declared]))
    return joined(parts, " ")


def _sources(context: Context) -> list[Block]:
    """Return the sources with their numbers, nature, n and period (M7.3, M7.3b)."""
    t, journey = context.t, context.journey
    heading = Heading(t(N_("Sources")), "evidence-sources")
    if not journey.evidence:
        missing = N_("No source is cited: everything here is workshop opinion.")
        if context.edition == "working":
            missing = N_(
                "No source is cited: everything here is workshop opinion. A dozen interviews or "
                "your last survey would show which assumptions hold."
            )
        return [heading, Paragraph(t(missing))]
    columns = (
        Column(t(N_("Source"))),
        Column(t(N_("Number")), figures=True),
        Column(t(N_("Kind"))),
        Column(t(N_("n")), figures=True),
        Column(t(N_("Period"))),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            (journey.words(source.name), *_unread(context, source)),
            t.number(number),
            t(SOURCE_KINDS[source.kind]),
            t.number(source.n) if source.n else t(N_("unknown")),
            period(context, source),
        )
        for number, source in enumerate(journey.evidence, 1)
    ]
    listed = table(t(N_("Sources, by number")), columns, rows)
    ids = tuple(f"source-{number}" for number in range(1, len(rows) + 1))
    return [heading, replace(listed, ids=ids)]


def _collection(context: Context) -> Table | None:
    """Return how each source was collected, and how many statements rest on it (M7.3b)."""
    t, journey = context.t, context.journey
    if not journey.evidence:
        return None
    columns = (
        Column(t(N_("Source"))),
        Column(t(N_("Number")), figures=True),
        Column(t(N_("Kind"))),
        Column(t(N_("n")), figures=True),
        Column(t(N_("Period"))),
        Column(t(N_("How collected"))),
        Column(t(N_("Statements based on it")), figures=True),
    )
    uses = list(_uses(context))
    rows: list[tuple[Cell, ...]] = [
        (
            journey.words(source.name),
            t.number(number),
            t(KIND, kind=SOURCE_KINDS[source.kind], nature=NATURES[source.nature]),
            t.number(source.n) if source.n else t(N_("unknown")),
            period(context, source),
            _collected(context, source),
            t.number(uses.count(source.id)),
        )
        for number, source in enumerate(journey.evidence, 1)
    ]
    return table(t(N_("How the sources were collected")), columns, rows)


def cited_sources(context: Context) -> tuple[CitedSource, ...]:
    """Return the sources by number, for formats that cite them where a number stands."""
    t, journey = context.t, context.journey
    return tuple(
        CitedSource(
            number,
            journey.words(source.name),
            source.n,
            t(KIND, kind=SOURCE_KINDS[source.kind], nature=NATURES[source.nature]),
            period(context, source) if source.start or source.end else "",
        )
        for number, source in enumerate(journey.evidence, 1)
    )


def _unread(context: Context, source: Source) -> tuple[Mark, ...]:
    """Mark a source with data that could not be read."""
    places = [failure.place.field for failure in context.measurements.failures]
    if not any(place[1] == source.id and "measures" not in place for place in places):
        return ()
    return (Mark(context.t(N_("could not be read")), "plain", "✕"),)


def _uses(context: Context) -> Iterator[str]:
    """Yield each source once for every statement that names it and counts in F11."""
    journey = context.journey
    for persona in journey.personas:
        for _, statement in persona_statements(persona):
            yield from set(statement.evidence)
    for emotion in journey.emotions:
        yield from {*emotion.evidence, *(emotion.thought.evidence if emotion.thought else ())}
    for pain in journey.pain_points:
        yield from pain.sources
    for _, kpi in journey.kpis:
        if kpi.values:
            yield from set(kpi.evidence)


def period(context: Context, source: Source) -> str:
    """Return the period of a source, or that none is given (M7.3b)."""
    t = context.t
    if source.start and source.end:
        return t(N_("{start} to {end}"), start=source.start, end=source.end)
    if source.start:
        return t(N_("since {start}"), start=source.start)
    return t(N_("until {end}"), end=source.end) if source.end else t(N_("no period given"))


def _share(context: Context, share: Share) -> tuple[Cell, Cell]:
    t = context.t
    counted = t(N_("{k} of {n}"), k=share.k, n=share.n)
    if share.value is None:
        return t(N_("no statements")), ""
    ground: Origin = "measured" if share.value >= RESEARCH_BASED else "assumed"
    return counted, Mark(t.percent(share.value), ground, ORIGIN_SHAPES[ground])


def _coverage(context: Context) -> list[Block]:
    """Return the evidence coverage of each stage and in total (F11)."""
    t, journey, found = context.t, context.journey, context.coverage
    if not journey.stages:
        return []
    rows: list[tuple[Cell, ...]] = [
        (journey.words(stage.name), *_share(context, found.stages[stage.id]))
        for stage in journey.stages
    ]
    staged = list(found.stages.values())
    k = found.total.k - sum(share.k for share in staged)
    n = found.total.n - sum(share.n for share in staged)
    rows.append((t(N_("Personas (no stage)")), *_share(context, Share(k, n))))
    rows.append((t(N_("In all")), *_share(context, found.total)))
    lived = experience_coverage(journey)
    rows.append((t(N_("Apart: goals, actions and thoughts")), *_share(context, lived)))
    columns = (
        Column(t(N_("Stage"))),
        Column(t(N_("Statements with a source")), figures=True),
        Column(t(N_("Coverage")), figures=True),
    )
    heading = Heading(t(N_("Coverage by stage")), "evidence-coverage")
    return [heading, Table(t(N_("Evidence coverage by stage")), columns, tuple(rows))]


def _assumed(context: Context) -> list[Block]:
    """Count the assumptions, and list them for checking (M1.2)."""
    t, journey = context.t, context.journey
    personas = [
        (journey.words(statement.text), journey.words(persona.name))
        for persona in journey.personas
        for _, statement in persona_statements(persona)
        if statement.assumed
    ]
    pains = [
        (journey.words(pain.what.text), context.name(pain.at))
        for pain in journey.pain_points
        if not pain.sources
    ]
    kpis = [
        (journey.words(kpi.name), context.name(str(place[1])))
        for place, kpi in journey.kpis
        if kpi.values and not kpi.evidence
    ]
    emotions = [
        (context.name(emotion.at), context.name(emotion.persona))
        for emotion in journey.emotions
        if not emotion.evidence and not (emotion.thought and emotion.thought.evidence)
    ]
    heading = Heading(t(N_("Based on assumptions or workshop scores only")), "evidence-assumed")
    summed = tally(
        t,
        (len(personas), NP_("{count} persona entry", "{count} persona entries")),
        (len(emotions), NP_("{count} emotion", "{count} emotions")),
        (len(pains), NP_("{count} pain point", "{count} pain points")),
        (len(kpis), NP_("{count} unsourced indicator", "{count} unsourced indicators")),
    )
    if not summed:
        return []
    kinds = (
        (N_("persona entry"), personas),
        (N_("emotion"), emotions),
        (N_("pain point"), pains),
        (N_("unsourced indicator"), kpis),
    )
    rows = tuple((said, t(kind), where) for kind, found in kinds for said, where in found)
    columns = (Column(t(N_("Statement"))), Column(t(N_("Kind"))), Column(t(N_("Of"))))
    caption = t(N_("Statements without a source"))
    said = t.inline(N_("Without a source: {statements}."), statements=summed)
    whole = Table(caption, columns, rows)
    return [heading, Paragraph(said), whole]


def _limits(context: Context) -> Iterator[RichText]:
    """Yield the limits of the map and of its data."""
    t, journey = context.t, context.journey
    if journey.client.invented:
        yield t(N_("This is an example: the company and all its data are invented."))
    yield from missing.limits(context)
    yield from _score_limits(context)
    yield from _count_limits(context)
    departments = {member.department for member in journey.team if member.department}
    if len(departments) == 1:
        yield t.inline(
            N_("Only one department took part: {department}."),
            department=journey.words(departments.pop()),
        )
    if journey.notes and context.edition == "working":
        yield t.plural(
            "{count} note is still in the parking lot and is not counted here.",
            "{count} notes are still in the parking lot and are not counted here.",
            len(journey.notes),
        )
    yield t(N_("A map simplifies: it shows a typical journey, not that of every customer."))


def _score_limits(context: Context) -> Iterator[RichText]:
    """Yield the limits of emotion scores: of workshops, without n, without interval."""
    t, journey = context.t, context.journey
    room = [e for e in journey.emotions if e.origin == "workshop" and e.spread]
    if room:
        most = max(e.spread.n for e in room if e.spread)
        yield t.plural(
            "{count} emotion score comes from the workshop (n = {n} at most): it shows what "
            "the team thinks customers feel, not what customers said.",
            "{count} emotion scores come from the workshop (n = {n} at most): they show what "
            "the team thinks customers feel, not what customers said.",
            len(room),
            n=most,
        )
        if cited := sum(bool(e.evidence or (e.thought and e.thought.evidence)) for e in room):
            yield t.plural(
                "{count} of these scores names a source: it is counted as citing one, and the "
                "score remains the participants’.",
                "{count} of these scores name a source: they are counted as citing one, and the "
                "scores remain the participants’.",
                cited,
            )
    yield from moments.limits(context)
    without_n = [e for e in journey.emotions if e.origin == "measured" and e.n is None]
    if without_n:
        yield t.plural(
            "{count} measured emotion has no n.",
            "{count} measured emotions have no n.",
            len(without_n),
        )
    if typed := [e for e in journey.emotions if e.origin == "measured" and not e.measured]:
        yield t.plural(
            "{count} measured score has no confidence interval: the workshop file contains the "
            "mean, not the answers.",
            "{count} measured scores have no confidence interval: the workshop file contains the "
            "mean, not the answers.",
            len(typed),
        )


def _count_limits(context: Context) -> Iterator[RichText]:
    """Yield the limits of frequencies: unknown, or out of groups of different sizes."""
    t, journey = context.t, context.journey
    unknown = [pain for pain in journey.pain_points if pain.standing == "to-be-counted"]
    if unknown:
        yield t.plural(
            "{count} pain point has no frequency (k of n customers), so it is to be counted "
            "and has no severity.",
            "{count} pain points have no frequency (k of n customers), so they are to be "
            "counted and have no severity.",
            len(unknown),
        )
    asked = {pain.mentions.n for pain in journey.pain_points if pain.mentions and pain.mentions.n}
    if len(asked) > 1:
        yield t.inline(
            N_(
                "Frequencies come from groups of different sizes (n\u00a0=\u00a0{sizes}): "
                "compare them with care."
            ),
            sizes=[t.number(n) for n in sorted(asked)],
        )


def _research(context: Context) -> list[Block]:
    """Propose what to find out first, from which source, by whom and when (M7.3b)."""
    t, journey = context.t, context.journey
    questions = research_questions(journey)
    if context.edition != "working" or not questions:
        return []
    columns = (
        Column(t(N_("Question"))),
        Column(t(N_("Source that can answer"))),
        Column(t(N_("By whom"))),
        Column(t(N_("By when"))),
    )
    rows = tuple(
        (
            t.inline(question.asks),
            t(SOURCE_KINDS[question.kind]),
            journey.words(question.owner) if question.owner else "",
            t.date(question.due) if question.due else "",
        )
        for question in questions
    )
    title = t(N_("What to find out first"))
    return [Heading(title, "evidence-research"), Table(title, columns, rows)]


def _collected(context: Context, source: Source) -> RichText:
    """Return how a source was collected, how many of those asked answered, and its bias (M7.3b)."""
    t, journey = context.t, context.journey
    said: list[RichText] = [journey.words(source.collected)] if source.collected else []
    if source.response_rate is not None:
        rate = t.inline(
            N_("response rate {share} (asked: {asked})"),
            share=t.percent(source.response_rate),
            asked=t.number(source.invited or 0),
        )
        said.append(rate)
    if source.bias:
        said.append(labelled(t, t(N_("Known bias")), journey.words(source.bias)))
    return joined(said, "; ") if said else ""


def _silenced(context: Context) -> list[Block]:
    """Return the findings that the workshop silences, with its reasons."""
    t, journey, silenced = context.t, context.journey, context.review.silenced
    if not silenced:
        return []
    rows = tuple(
        (t.say(s.finding.says), journey.words(s.reason), journey.words(s.finding.rule.id))
        for s in silenced
    )
    columns = (
        Column(t(N_("Finding"))),
        Column(t(N_("Reason"))),
        Column(t(N_("Rule"))),
    )
    caption = t(N_("Silenced findings"))
    heading = Heading(t(N_("Silenced, with reasons")), "evidence-silenced")
    return [heading, Table(caption, columns, rows)]
