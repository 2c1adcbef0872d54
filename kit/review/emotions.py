"""Review emotions with pain points, personas and the end of the journey (M4.1–M4.3, F9)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Place, Severity
from kit.i18n import N_, Message
from kit.results import extremes
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.steps.touchpoints import Touchpoint

IGNORED = Rule(
    "emotions-ignored",
    Severity.WARNING,
    says=N_("The map has stages but no emotions yet."),
    why=N_(
        "Without emotions, it is a process chart: it shows what people do, not why they stay "
        "or leave."
    ),
    fix=N_(
        "Go through the touchpoints one by one. Everyone scores alone from −2 to +2, all show "
        "their scores at the same time, and the lowest and the highest scorer explain."
    ),
    method=("M7.7", "M4.1"),
)
NEGATIVE_WITHOUT_PAIN = Rule(
    "negative-without-pain-point",
    Severity.WARNING,
    says=N_("At “{place}”, {persona} scores {score:+}, but no pain point explains why."),
    why=N_(
        "You cannot fix a low score. Once its cause is written down, you can count it, rank it "
        "and remove it."
    ),
    fix=N_(
        "Add a pain point at this place or at its stage: what goes wrong, where exactly, for whom. "
        "Ask “why” until the answer can be changed."
    ),
    method=("M5.1", "M4.1"),
)
NO_MOMENT_OF_TRUTH = Rule(
    "moment-of-truth-missing",
    Severity.WARNING,
    says=N_("No moment of truth is marked for {persona}."),
    why=N_(
        "A few moments decide whether customers stay. Until they are marked, effort is spread "
        "evenly over all."
    ),
    fix=N_(
        "Ask “At which moment would you have left?”, and mark one to three emotions with "
        "{moment_of_truth__true}."
    ),
    method=("M4.3",),
)
BAD_END = Rule(
    "bad-end",
    Severity.NOTE,
    says=N_("For {persona}, the journey ends badly: {score:+} at “{place}”."),
    why=N_(
        "People remember the strongest moment and the last one. A bad end colours everything "
        "before it, and what they tell others."
    ),
    fix=N_(
        "See whether a small gesture can change the last contact: a word of thanks, a call, an "
        "easy return. Check too that the journey does end there."
    ),
    method=("M4.3", "F9"),
)
PERSONA_NOT_THERE = Rule(
    "persona-not-there",
    Severity.ERROR,
    says=N_("{what} refers to {persona} at “{touchpoint}”, which does not concern this persona."),
    why=N_("Neither the curve nor the map shows it, so it would be lost."),
    fix=N_("Add the persona to the touchpoint’s personas, or move the entry to the right place."),
    method=("M1.3",),
)
AN_EMOTION = N_("An emotion")
A_PAIN = N_("The pain point “{pain}”")
AN_EFFECT = N_("The effect expected of “{improvement}”")


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield gaps and contradictions between the emotions and the other steps."""
    journey = context.journey
    if journey.stages and journey.personas and not journey.emotions:
        yield IGNORED.at("emotions")
    for number, emotion in enumerate(journey.emotions):
        if emotion.value is not None and emotion.value < 0 and not context.pains_near(emotion.at):
            yield NEGATIVE_WITHOUT_PAIN.at(
                *("emotions", number),
                place=context.name(emotion.at),
                persona=context.name(emotion.persona),
                score=emotion.value,
            )
    for persona in journey.personas:
        felt = [e for e in journey.emotions if e.persona == persona.id]
        if felt and not any(e.moment_of_truth for e in felt):
            yield NO_MOMENT_OF_TRUTH.at("personas", persona.id, persona=context.name(persona.id))
        found = extremes(journey, persona.id)
        if found and found.end and found.end.score is not None and found.end.score < 0:
            yield BAD_END.at(
                *("touchpoints" if context.is_touchpoint(found.end.at) else "stages", found.end.at),
                persona=context.name(persona.id),
                score=found.end.score,
                place=context.name(found.end.at),
            )
    yield from _other_personas(context)


def _other_personas(context: ReviewContext) -> Iterator[Finding]:
    """Yield entries about a persona at a touchpoint that does not concern this persona (M1.3)."""
    journey = context.journey
    entries: list[tuple[Place, Message, str, tuple[str, ...]]] = [
        (("emotions", n), AN_EMOTION, e.at, (e.persona,)) for n, e in enumerate(journey.emotions)
    ]
    for pain in journey.pain_points:
        what = A_PAIN.filled(pain=context.name(pain.id))
        entries.append((("pain_points", pain.id, "personas"), what, pain.at, pain.personas))
    for i in journey.improvements:
        what = AN_EFFECT.filled(improvement=context.name(i.id))
        for n, effect in enumerate(i.effects):
            if effect.persona:
                place = ("improvements", i.id, "effects", n)
                entries.append((place, what, effect.at, (effect.persona,)))
    for where, thing, at, personas in entries:
        touchpoint = journey[at]
        if not isinstance(touchpoint, Touchpoint) or not touchpoint.personas:
            continue
        for persona in personas:
            if persona not in touchpoint.personas:
                yield PERSONA_NOT_THERE.at(
                    *where, what=thing, persona=context.name(persona), touchpoint=context.name(at)
                )
