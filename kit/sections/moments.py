"""The worst and the best moments over all personas, for those who read the summary only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.i18n import N_, Said, joined
from kit.results import Moment, curve, ranked_pains, stage_curve
from kit.sections.context import Context
from kit.sections.marks import customers, ground
from kit.steps.touchpoints import DEFAULT_IMPORTANCE, Touchpoint


@dataclass(frozen=True)
class Lived:
    """A moment as one persona lives it."""

    persona: str
    moment: Moment
    score: float


def lived(context: Context) -> tuple[Lived, ...]:
    """Return the scored moments of all personas, the worst first.

    Of a touchpoint that several personas live, the one with the worse score counts. Of equal
    scores, moments of truth come first, then what matters more to the customer.
    """
    journey = context.journey
    found: list[Lived] = []
    for persona in journey.personas:
        moments = [m for m in curve(journey, persona.id) if m.score is not None]
        moments = moments or [m for m in stage_curve(journey, persona.id) if m.score is not None]
        found += [Lived(persona.id, m, m.score) for m in moments if m.score is not None]
    return tuple(sorted(found, key=lambda one: (one.score, *_weight(context, one))))


def _weight(context: Context, one: Lived) -> tuple[bool, int]:
    record = context.journey[one.moment.at]
    importance = record.weight if isinstance(record, Touchpoint) else DEFAULT_IMPORTANCE
    return not one.moment.truth, -importance


def worst(context: Context, most: int = 3) -> tuple[Lived, ...]:
    """Return the worst moments, each place once, none that is not negative."""
    return tuple(_places(one for one in lived(context) if one.score < 0))[:most]


def best(context: Context) -> Lived | None:
    """Return the best moment, if any is positive."""
    positive = [one for one in lived(context) if one.score > 0]
    return min(positive, key=lambda o: (-o.score, *_weight(context, o))) if positive else None


def _places(found: Iterator[Lived]) -> Iterator[Lived]:
    seen = set()
    for one in found:
        if one.moment.at not in seen:
            seen.add(one.moment.at)
            yield one


def moment_said(context: Context, one: Lived) -> Said:
    """Tell a moment: how strongly, for whom, on what ground, in which words (or why)."""
    t, journey, moment = context.t, context.journey, one.moment
    message = N_("{score} for {persona}, {ground}.")
    sentences: list[Said] = [
        t.inline(
            message,
            score=t.signed(one.score),
            persona=context.name(one.persona),
            ground=ground(context, one.persona, moment),
        )
    ]
    emotion = journey.emotion(one.persona, moment.at)
    if emotion and emotion.thought:
        sentences.append(t.quoted(journey.words(emotion.thought.text)))
    elif one.score < 0 and (cause := _cause(context, one)):
        sentences.append(cause)
    return joined(sentences, " ")


def _cause(context: Context, one: Lived) -> Said:
    """Name the worst pain point that stands at a moment, with k of n; nothing without one."""
    t = context.t
    pains = [
        pain
        for pain in ranked_pains(context.journey)
        if pain.at == one.moment.at and (not pain.personas or one.persona in pain.personas)
    ]
    if not pains:
        return ""
    pain, words = pains[0], t.quoted(context.phrase(pains[0].what.text))
    if pain.mentions is None:
        return t.inline(N_("Behind it: {pain}."), pain=words)
    count = customers(t, pain.mentions)
    return t.inline(N_("Behind it: {pain} ({count})."), pain=words, count=count)
