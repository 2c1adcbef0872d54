"""Section 1: a one-page summary for decision makers, written from the data."""

from __future__ import annotations

from kit.blocks import (
    Card,
    Cards,
    Cell,
    Entry,
    Paragraph,
    Picture,
    Section,
    Tile,
    Tiles,
    flow,
)
from kit.figures import emotion_curve, personas_compared, target_curves
from kit.framing import BASES
from kit.i18n import N_, RichText, joined
from kit.results import (
    PersonaMoment,
    pains_to_report,
    stage_curve,
    target_curve,
)
from kit.sections import actions, headlines, moments
from kit.sections.context import Context
from kit.sections.marks import answers, customers, severity
from kit.steps.pain_points import BANDS, PainPoint

FIGURES = N_(
    "Severity is a score from 0 to 4 defined by this kit, computed from the share of "
    "customers, impact and persistence; pain points are ranked by its lower 95% bound. A "
    "stage’s score is the weighted mean of its touchpoints. Target scores add the expected "
    "effects of the improvements decided on. See Method for definitions and Emotions for the "
    "figures behind the curve."
)
"""Short definitions of the summary's values (F1, F5, F10)."""

MISSING_VALUES = N_("Measured values missing")

FIRST = 3
"""The number of moments, pain points and improvements that fit one page."""


def section(context: Context) -> Section:
    """Return the summary or, for an empty map, the first things to do."""
    t, journey = context.t, context.journey
    title = t(N_("Summary"))
    if not (journey.personas or journey.stages):
        missing = N_(
            "This map is still blank. Start with a persona and five to seven stages. The "
            "summary is then written automatically: key moments, main pain points and priority "
            "actions."
        )
        return Section("summary", title, (Paragraph(t(missing), "lead"),))
    return Section(
        "summary",
        title,
        flow(
            Paragraph(joined([_opening(context), *_gain(context)], " "), "lead"),
            Tiles(tuple(_tiles(context))),
            _picture(context),
            Cards((_moments(context), _pains(context))),
            Cards((actions.card(context, FIRST),)),
            Paragraph(t(FIGURES), "definition"),
        ),
        headline=headlines.summary(context),
    )


def _opening(context: Context) -> RichText:
    """Return whose journey it is, and its length."""
    t, journey, scenario = context.t, context.journey, context.journey.scenario
    size = t.inline(
        N_("{stages} and {touchpoints}"),
        stages=t.plural("{count} stage", "{count} stages", len(journey.stages)),
        touchpoints=t.plural("{count} touchpoint", "{count} touchpoints", len(journey.touchpoints)),
    )
    title = t.quoted(journey.words(scenario.title)) if scenario.title else ""
    names = [journey.words(persona.name) for persona in journey.personas]
    if not names:
        message = N_("The journey {title}: {size}. No persona has been described yet.")
        return t.inline(message, title=title, size=size)
    if not title:
        return t.inline(N_("The journey of {personas}: {size}."), personas=names, size=size)
    message = N_("The journey {title} of {personas}: {size}.")
    return t.inline(message, title=title, personas=names, size=size)


def _tiles(context: Context) -> list[Tile]:
    """Return the key values."""
    t, journey = context.t, context.journey
    found: list[Tile] = []
    if low := context.headlines.worst(1):
        found.append(_tile(context, low[0], t(N_("worst moment"))))
    if high := context.headlines.best(journey):
        found.append(_tile(context, high, t(N_("best moment"))))
    pains = journey.pain_points
    if pains:
        recurring = sum(pain.recurrence == "recurring" for pain in pains)
        label = t.plural("recurring pain point", "recurring pain points", recurring)
        found.append(
            Tile(
                t.number(recurring),
                label,
                t.plural("out of {count} noted", "out of {count} noted", len(pains)),
            )
        )
    share = context.coverage.total.value
    if share is not None:
        basis = t(BASES[context.coverage.basis])
        found.append(Tile(t.percent(share), t(N_("of statements cite a source")), basis))
    count = len(journey.touchpoints)
    note = t.inline(
        N_("{stages}, {personas}"),
        stages=t.plural("{count} stage", "{count} stages", len(journey.stages)),
        personas=t.plural("{count} persona", "{count} personas", len(journey.personas)),
    )
    found.append(Tile(t.number(count), t.plural("touchpoint", "touchpoints", count), note))
    return found


def _tile(context: Context, one: PersonaMoment, label: str) -> Tile:
    """Return a score with its place and n, and its origin if it is not firm (F18)."""
    t, mark = context.t, moments.basis(context)
    note = t.inline(
        N_("{place} ({persona}), n\u00a0=\u00a0{n}"),
        place=context.name(one.moment.at),
        persona=context.name(one.persona),
        n=one.moment.n or 0,
    )
    if mark:
        note = t.inline(N_("{note}: {basis}", "tile"), note=note, basis=mark.said)
    return Tile(t.signed(one.score), label, note)


def _picture(context: Context) -> tuple[Picture, ...]:
    """Return the curve of the only persona, or those of all, stage by stage."""
    t, journey, theme = context.t, context.journey, context.theme
    if context.several:
        return personas_compared(journey, t, theme)
    for persona in journey.personas:
        pictures = emotion_curve(journey, persona.id, t, theme, named=False)
        if len(pictures) > 1:
            return target_curves(journey, persona.id, t, theme)[:1] or pictures[:1]
        return pictures
    return ()


def _moments(context: Context) -> Card:
    """Return the three worst moments and the best."""
    t = context.t
    found = context.headlines
    low, high = found.worst(FIRST), found.best(context.journey)
    entries = []
    for one in low:
        entries.append(Entry(context.name(one.moment.at), (moments.moment_text(context, one),)))
    if high:
        label = t.inline(N_("Best moment: {place}"), place=context.name(high.moment.at))
        entries.append(Entry(label, (moments.moment_text(context, high),)))
    lost = dict.fromkeys(e.at for e in context.journey.emotions if e.missing)
    if lost:
        places = [context.name(at) for at in lost]
        without = N_("{places}: what customers answered there is missing above.")
        entries.append(Entry(t(MISSING_VALUES), (t.inline(without, places=places),)))
    if not entries:
        missing = N_(
            "No emotion has been scored yet. Score the touchpoints to find the low points of "
            "the journey."
        )
        if found.moments:
            missing = N_("No moment stands out: every score is neutral.")
        elif found.passed_over:
            missing = N_(
                "No score has enough answers to be shown here; see Limits for the reasons. Ask "
                "participants to score, or measure."
            )
        entries.append(Entry("", (t(missing),)))
    return Card(t(N_("Key moments")), tuple(entries), id="summary-moments")


def _pains(context: Context) -> Card:
    """Return the worst pain points: counted ones, then those to be counted (F5, M5.3)."""
    t = context.t
    entries = [
        Entry(context.journey.words(pain.what.text), _pain(context, pain))
        for pain in pains_to_report(context.journey, FIRST)
    ]
    if not entries:
        missing = N_(
            "No pain point has been noted yet: ask what causes the low scores, and how often."
        )
        if context.journey.pain_points:
            missing = N_("All pain points are isolated or not observed; none recurs.")
        entries.append(Entry("", (t(missing),)))
    return Card(t(N_("Main pain points")), tuple(entries), id="summary-pains")


def _pain(context: Context, pain: PainPoint) -> tuple[Cell, ...]:
    t = context.t
    where = context.name(pain.at)
    if pain.mentions:
        message = N_("{count}, at “{place}”.")
        said = t.inline(message, count=customers(t, pain.mentions), place=where)
    else:
        said = t.inline(N_("At “{place}”; frequency unknown."), place=where)
    if pain.standing == "to-be-counted":
        return said, severity(t, pain)
    found = pain.severity
    if found is None:
        return (said + " " + t(N_("Severity not rated.")),)
    figures = {"severity": found.value, "low": found.low, "high": found.high}
    numbers = {name: t.number(value) for name, value in figures.items()}
    rated = N_("Severity {severity} of 4 (95% CI: {low} to {high}), no band.")
    if found.band:
        rated = N_("Severity {severity} of 4 (95% CI: {low} to {high}): {band}.")
        return (said + " " + t.inline(rated, band=BANDS[found.band], **numbers),)
    return (said + " " + t.inline(rated, **numbers),)


def _gain(context: Context) -> list[RichText]:
    """Return the stage that gains most from all improvements together (F10)."""
    t, journey = context.t, context.journey
    gains = [
        (aim - now.score, now, aim, persona)
        for persona in journey.personas
        for now, aim in zip(
            stage_curve(journey, persona.id), target_curve(journey, persona.id), strict=True
        )
        if now.score is not None and aim is not None and answers(context, persona.id, now)
    ]
    gains = [gain for gain in gains if gain[0] > 0]
    if not gains:
        return []
    _, now, aim, persona = max(gains, key=lambda gain: gain[0])
    said = t.inline(
        N_(
            "The improvements decided on should lift “{stage}” most: from {now:+} ({n}) to {aim:+} "
            "for {persona}."
        ),
        stage=context.name(now.stage),
        now=now.score or 0.0,
        n=answers(context, persona.id, now),
        aim=aim,
        persona=journey.words(persona.name),
    )
    return [said]
