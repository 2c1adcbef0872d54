"""Section 1: the decision page, on which a director sees what hurts and what to decide.

It is written from the data and fits one page: the finding heads it, then come the curve, what hurts
most, and the decisions asked for (F5, F8, F10, F18).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from kit.blocks import (
    Block,
    Card,
    Cards,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Section,
    flow,
)
from kit.figures import compared_chart, emotion_chart, emotion_curve, personas_compared
from kit.i18n import N_, Message, RichText, joined
from kit.results import (
    candidates,
    pains_to_report,
    stage_curve,
)
from kit.results.headlines import BASES
from kit.sections import headlines
from kit.sections.context import Context
from kit.sections.cover import status
from kit.sections.decisions import Decisions
from kit.sections.emotions import TOGETHER
from kit.sections.marks import cited, customers, labelled, moment_evidence, severity
from kit.sections.page_fit import fits
from kit.sections.sample_sizes import ns_of
from kit.sections.shortening import LIMITS, shorten_texts
from kit.steps.pain_points import PainPoint

FIGURES = (
    N_("Scores: from −2 to +2; n: number of answers."),
    N_(
        "Severity, from 0 to 4: customers affected, impact and persistence, ranked by the lower "
        "end of the 95% interval."
    ),
    N_("Improvements: ranked by impact minus effort, unless by hand; gains: workshop estimates."),
)
"""Short definitions of scores, severity, ranks and gains (F1, F5, F8, F10)."""

OF_STAGES = N_(
    "Scores: from −2 to +2; n: answers; of a stage: mean of its touchpoints, weighted by "
    "importance."
)
"""The definition of scores where the curve has those of stages (F1)."""

NUMBERS = N_("Small numbers lead to the sources.")

DECIDED = "summary-decided"
"""The id of the heading above what is planned or under way."""

MOST = 3
"""The most moments, pain points and decisions on the page."""

SPARE = 4.0
"""The height left free, in CSS pixels, once texts are cut."""


def section(context: Context) -> Section:
    """Return the decision page or, for an empty map, the first things to do."""
    t, journey = context.t, context.journey
    title = t(N_("Summary"))
    if not (journey.personas or journey.stages):
        return Section("summary", title, (Paragraph(_blank(context), "lead"),))
    for place, limits in enumerate(LIMITS):
        section = _section(shorten_texts(context, limits), title)
        # The height is an estimate: what has to be cut anyway is cut on the safe side.
        if fits(section, SPARE if place else 0.0):
            break
    return section


def _section(context: Context, title: str) -> Section:
    t = context.t
    page = Decisions(context, pains_to_report(context.journey, MOST))
    return Section(
        "summary",
        title,
        flow(
            Paragraph(joined(list(_moments(context)), " "), "lead", _moment_sources(context)),
            _curve(context),
            Heading(t(N_("What hurts most")), "summary-pains"),
            _pains(page),
            Heading(t(N_("What to decide")), "summary-decisions"),
            _decisions(page),
            _note(list(page.left_out()), "note"),
            _note(list(_figures(page)), "definition"),
        ),
        headline=headlines.summary(context),
    )


def _missing(context: Context, missing: Message, ask: Message) -> str:
    """Return what is missing; what to do about it is for the working edition alone."""
    t = context.t
    return f"{t(missing)} {t(ask)}" if context.edition == "working" else t(missing)


def _blank(context: Context) -> str:
    ask = N_(
        "Start with a persona and five to seven stages. The summary is then written "
        "automatically: key moments, main pain points and priority actions."
    )
    return _missing(context, N_("This map is still blank."), ask)


# --- the curve and its moments ---------------------------------------------------------------


def _moments(context: Context) -> Iterator[RichText]:
    """Yield sentences on the lowest moments and the best, and on values missing (F18, M4.2)."""
    t, found = context.t, context.headlines
    low, high = found.worst(MOST), found.highest(context.journey)
    for label, some, equal in (
        (t.plural("Lowest moment", "Lowest moments", len(low)), low, len(found.lowest())),
        (t.plural("Best moment", "Best moments", len(high)), high[:MOST], len(high)),
    ):
        if some:
            said: list[RichText] = [
                t.inline(
                    N_("“{place}” ({score})"),
                    place=context.name(one.moment.at),
                    score=headlines.moment_score(context, one, with_basis=False),
                )
                for one in some
            ]
            if equal > MOST:
                said.append(t.plural("{count} more", "{count} more", equal - MOST))
            yield t.inline(N_("{label}: {text}."), label=label, text=said)
    if (low or high) and found.basis in BASES:
        yield t.inline(N_("These scores: {basis}."), basis=BASES[found.basis])
    if not (low or high):
        yield _no_moment(context)
    lost = dict.fromkeys(emotion.at for emotion in context.journey.emotions if emotion.missing)
    if lost:
        places: list[RichText] = [t.quoted(context.name(at)) for at in [*lost][:MOST]]
        if (rest := len(lost) - MOST) > 0:
            places.append(t.plural("{count} more", "{count} more", rest))
        yield t.inline(N_("Measured values are missing at {places}."), places=places)


def _moment_sources(context: Context) -> tuple[int, ...]:
    """Return the numbers of the sources of the moments named (M1.2)."""
    found = context.headlines
    named = [*found.worst(MOST), *found.highest(context.journey)[:MOST]]
    return cited(
        context, (id for one in named for id in moment_evidence(context, one.persona, one.moment))
    )


def _no_moment(context: Context) -> str:
    if context.headlines.moments:
        return context.t(N_("No moment stands out: every score is neutral."))
    if context.headlines.passed_over:
        return _missing(
            context,
            N_("No score has enough answers to be shown here; see Limits for the reasons."),
            N_("Ask participants to score, or measure."),
        )
    return _missing(
        context,
        N_("No emotion has been scored yet."),
        N_("Score the touchpoints to find the low points of the journey."),
    )


def _curve(context: Context) -> tuple[Picture, ...]:
    """Return the curve of the only persona in one row, or those of several over the stages.

    Of many personas, the curve is that of the one with the lowest moment.
    """
    t, journey, theme = context.t, context.journey, context.theme
    if not journey.personas:
        return ()
    if 1 < len(journey.personas) <= TOGETHER:
        return _over_stages(context, _ns(context))
    low = context.headlines.worst(1)
    persona = journey[low[0].persona] if low else journey.personas[0]
    alone = replace(context, journey=journey.replace(personas=(persona,)))
    chart = emotion_chart(journey, persona.id, t, peaks=False)
    found = emotion_curve(chart, t, theme, compact=True)
    pictures = found or _over_stages(alone, _ns(alone))
    if not context.several:
        return pictures
    message = N_(
        "The curve of {persona}, with the lowest moment; those of the others are in the section "
        "on emotions."
    )
    if not low:
        message = N_("The curve of {persona}; those of the others are in the section on emotions.")
    said = t.inline(message, persona=context.name(persona.id))
    return tuple(
        replace(one, caption=joined([said, one.caption], " ") if one.caption else said)
        for one in pictures
    )


def _over_stages(context: Context, caption: RichText) -> tuple[Picture, ...]:
    chart = compared_chart(context.journey, context.t, fewest=1)
    pictures = personas_compared(chart, context.t, context.theme, compact=True)
    return tuple(replace(picture, caption=caption) for picture in pictures[:1])


def _ns(context: Context) -> RichText:
    """Return the least and the greatest n of each persona's scores (F18)."""
    t = context.t
    said: list[RichText] = []
    for persona in context.journey.personas:
        stages = stage_curve(context.journey, persona.id)
        own = [moment for moment in stages if not moment.computed]
        met = [moment for (id, _), moment in context.moments.items() if id == persona.id]
        if counted := ns_of(t, [moment for moment in (*own, *met) if moment.score is not None]):
            said.append(labelled(t, context.name(persona.id), counted))
    return joined(said, t(N_("; ")))


# --- what hurts, and what to decide ----------------------------------------------------------


def _pains(page: Decisions) -> Block:
    """Return the worst pain points: counted ones, then those to be counted (F5, M5.3)."""
    context = page.context
    if page.shown:
        return Cards(tuple(_pain(page, n, pain) for n, pain in enumerate(page.shown, 1)))
    missing = N_("No pain point has been noted yet.")
    if context.journey.pain_points:
        missing = N_("All pain points are isolated or not observed; none recurs.")
        return Paragraph(context.t(missing))
    ask = N_("Ask what causes the low scores, and how often.")
    return Paragraph(_missing(context, missing, ask))


def _pain(page: Decisions, number: int, pain: PainPoint) -> Card:
    """Return a pain point with its place, k of n, severity with interval, and its answer (F5)."""
    context = page.context
    t, where = context.t, context.name(pain.at)
    if pain.mentions:
        message = N_("{count}, at “{place}”.")
        said = t.inline(message, count=customers(t, pain.mentions), place=where)
    else:
        said = t.inline(N_("At “{place}”; frequency unknown."), place=where)
    title = t.inline(
        N_("{number}. {text}"), number=str(number), text=context.journey.words(pain.what.text)
    )
    entries = [Entry("", (said,)), Entry(t(N_("Severity")), (severity(t, pain),))]
    if context.journey.improvements:
        entries.append(Entry(t(N_("Answer", "to a pain point")), (page.answer(pain),)))
    sources = cited(context, pain.sources)
    return Card(title, tuple(entries), id=f"summary-pain-{pain.id}", sources=sources)


def _decisions(page: Decisions) -> list[Block]:
    """Return the decisions asked for, and what is decided already (F8)."""
    context = page.context
    found: list[Block] = []
    if cards := page.cards():
        found.append(Cards(cards))
    else:
        found.append(Paragraph(_nothing_to_decide(context)))
    if running := page.running():
        decided = Heading(context.t(N_("Decided already: planned or under way")), DECIDED)
        found += [decided, Listing(running, sources=page.running_sources())]
    return found


def _note(said: Sequence[RichText], role: Literal["note", "definition"]) -> Paragraph | None:
    return Paragraph(joined(said, " "), role) if said else None


def _nothing_to_decide(context: Context) -> str:
    """Explain why no decision is asked for: all are decided, not worth it, or there is none."""
    ahead = candidates(context.journey)
    if not ahead:
        ask = N_("Decide what would remove the worst pain points.")
        return _missing(context, N_("No improvement is open."), ask)
    if any(one.quadrant != "time-sink" for one in ahead):
        return context.t(N_("No decision is asked for."))
    missing = N_("Only improvements whose effort exceeds their impact are open.")
    return _missing(context, missing, N_("Look for a smaller version, or for another improvement."))


def _figures(page: Decisions) -> Iterator[RichText]:
    """Yield the definitions of the values on the page, and of no others."""
    t = page.context.t
    scores, severities, ranks = FIGURES
    if page.context.moments:
        by_stage = 1 < len(page.context.journey.personas) <= TOGETHER
        yield t(OF_STAGES if by_stage else scores)
    if any(pain.severity for pain in page.shown):
        yield t(severities)
    if page.letters:
        yield t(ranks)
    if page.context.journey.evidence:
        yield t(NUMBERS)
    if page.context.coverage.basis == "assumptions":
        yield status(page.context)
