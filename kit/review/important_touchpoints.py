"""Review what decisive touchpoints must tell: satisfaction, message, access (M3.7 to M3.9)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.i18n import N_, NP_
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.steps.touchpoints import IMPORTANT, TONES, Touchpoint

SATISFACTION_UNMEASURED = Rule(
    "satisfaction-unmeasured",
    Severity.NOTE,
    says=NP_(
        "Satisfaction is not measured at {count} important touchpoint: {touchpoints}.",
        "Satisfaction is not measured at {count} important touchpoints: {touchpoints}.",
    ),
    why=N_(
        "A score of the team says what it thinks. A figure that is followed shows whether "
        "customers are satisfied there, and whether a change has helped. An unhappy customer "
        "costs work: calls, complaints, returns."
    ),
    fix=N_(
        "Add an indicator of satisfaction to the touchpoint, such as satisfaction (CSAT), effort "
        "(CES) or complaints per 100 contacts, or ask customers and state n and source of the "
        "score."
    ),
    method=("M3.7", "M3.2", "M7.1"),
)
MESSAGE_CONTRADICTS = Rule(
    "message-contradicts",
    Severity.WARNING,
    says=N_(
        "“{touchpoint}” and {others} contradict each other in message or tone, but no pain point "
        "covers it."
    ),
    why=N_("Customers see one company. If it says two things, they believe neither."),
    fix=N_(
        "Agree with both teams on one message, and add a pain point: what is said here, what is "
        "said there, and how many customers have noticed."
    ),
    method=("M3.8", "M3.5"),
)
TONES_DIFFER = Rule(
    "tones-differ",
    Severity.NOTE,
    says=N_("The company speaks in different tones: {tones}."),
    why=N_("The same message in another tone sounds like another company."),
    fix=N_(
        "Read one text of each channel aloud. If the difference is meant, silence this rule and "
        "give the reason; if not, agree on one tone."
    ),
    method=("M3.8",),
)
TONE_AT = N_("{tone} ({touchpoints})")
ACCESS_UNKNOWN = Rule(
    "digital-access-unknown",
    Severity.NOTE,
    says=NP_(
        "For {count} important digital touchpoint, it is not stated whether everyone can use it, "
        "also on a phone: {touchpoints}.",
        "For {count} important digital touchpoints, it is not stated whether everyone can use "
        "them, also on a phone: {touchpoints}.",
    ),
    why=N_("Who cannot read a page, or cannot open it on a phone, leaves without a complaint."),
    fix=N_(
        "Try it with a keyboard, with large letters, with a screen reader and on a phone, and "
        "state the result under {accessible} and {on_phone}. What fails is a pain point."
    ),
    method=("M3.9",),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield what is missing or contradictory at important touchpoints, and across channels."""
    journey = context.journey
    important = [t for t in journey.touchpoints if (t.importance or 0) >= IMPORTANT]
    unmeasured = [t.id for t in important if not _measured(context, t)]
    if unmeasured:
        yield SATISFACTION_UNMEASURED.at(
            *("touchpoints", unmeasured[0], "kpis"),
            count=len(unmeasured),
            touchpoints=context.quoted_names(*unmeasured),
        )
    for touchpoint in journey.touchpoints:
        if touchpoint.contradicts and not context.pains_near(touchpoint.id):
            yield MESSAGE_CONTRADICTS.at(
                *("touchpoints", touchpoint.id, "contradicts"),
                touchpoint=context.name(touchpoint.id),
                others=context.quoted_names(*touchpoint.contradicts),
            )
    yield from _tones(context)
    unknown = [
        t.id
        for t in important
        if journey.channel(t.channel).online
        and journey.controlled(t)
        and not (t.accessible and t.on_phone)
    ]
    if unknown:
        yield ACCESS_UNKNOWN.at(
            *("touchpoints", unknown[0]),
            count=len(unknown),
            touchpoints=context.quoted_names(*unknown),
        )


def _measured(context: ReviewContext, touchpoint: Touchpoint) -> bool:
    """Return whether satisfaction is followed at a touchpoint, or cannot be by the company."""
    journey = context.journey
    if touchpoint.kpis or journey.controlled(touchpoint) is not True:
        return True
    return any(e.at == touchpoint.id and e.origin == "measured" for e in journey.emotions)


def _tones(context: ReviewContext) -> Iterator[Finding]:
    """Yield the tones of the company's own touchpoints, if there are several (M3.8)."""
    journey = context.journey
    spoken: dict[str, list[str]] = {}
    for touchpoint in journey.touchpoints:
        if touchpoint.tone and journey.controlled(touchpoint) is not False:
            spoken.setdefault(touchpoint.tone, []).append(touchpoint.id)
    if len(spoken) > 1:
        tones = tuple(
            TONE_AT.filled(tone=journey.said(tone, TONES), touchpoints=context.quoted_names(*ids))
            for tone, ids in spoken.items()
        )
        first = next(iter(spoken.values()))[0]
        yield TONES_DIFFER.at("touchpoints", first, "tone", tones=tones)
