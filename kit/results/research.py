"""Propose what to find out first, from which source, by whom and by when (M7.3b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.i18n import N_, Message
from kit.journey import Journey
from kit.results.coverage import persona_statements
from kit.results.upkeep import review_due
from kit.steps.touchpoints import IMPORTANT, Touchpoint

MOST = 7
"""The most research questions that are proposed at once."""

FEELS = N_("What do customers feel at “{place}”? So far it is what the team thinks.")
HOW_MANY = N_("How many customers meet this, out of how many: “{pain}”?")
HAPPENS = N_("Does this happen to customers, and in which words do they tell it: “{pain}”?")
WANTS = N_("Is this true of customers like {persona}: “{statement}”?")
EMPLOYEES = N_("What do the employees feel at “{place}”? So far nobody has asked them.")
ALTERNATIVES = N_("Whom or what else do customers like {persona} consider?")

DECISIVE = ("goals", "empathy", "problems")
"""The headings of a persona whose assumptions matter most."""


@dataclass(frozen=True)
class ResearchQuestion:
    """A question to settle, because an assumption that matters rests on it (M7.3b).

    Attributes
    ----------
    asks
        The question.
    kind
        The kind of source that can answer it: a key of :data:`kit.sources.SOURCE_KINDS`.
    owner
        The team to ask, where the map names one.
    due
        By when: the next map review.
    weight
        How much rests on it, 1 to 10; the heaviest come first.
    """

    asks: Message
    kind: str
    owner: str | None
    due: date | None
    weight: float


def research_questions(journey: Journey) -> tuple[ResearchQuestion, ...]:
    """Return the questions on the assumptions that matter most, the heaviest first (M7.3b)."""
    found = [*_emotions(journey), *_pains(journey), *_personas(journey), *_employees(journey)]
    return tuple(sorted(found, key=lambda question: -question.weight)[:MOST])


def _question(
    journey: Journey, asks: Message, kind: str, weight: float, at: str | None = None
) -> ResearchQuestion:
    owner = journey.stage_of(at).owner if at else None
    return ResearchQuestion(asks, kind, owner or journey.map.owner, review_due(journey), weight)


def _emotions(journey: Journey) -> Iterator[ResearchQuestion]:
    for emotion in journey.emotions:
        if emotion.origin == "measured" or emotion.evidence or emotion.missing:
            continue
        record = journey[emotion.at]
        weight: float = record.weight if isinstance(record, Touchpoint) else IMPORTANT
        weight += 3 * emotion.moment_of_truth + abs(emotion.value or 0)
        asks = FEELS.filled(place=journey.name_of(emotion.at))
        yield _question(journey, asks, "survey", weight, emotion.at)


def _pains(journey: Journey) -> Iterator[ResearchQuestion]:
    for pain in journey.pain_points:
        weight = 2 + (pain.weight or 9) / 4
        said = journey.name_of(pain.id)
        if not pain.sources and not pain.verbatims:
            yield _question(journey, HAPPENS.filled(pain=said), "interviews", weight + 1, pain.at)
        elif pain.standing == "to-be-counted":
            yield _question(journey, HOW_MANY.filled(pain=said), "survey", weight, pain.at)


def _personas(journey: Journey) -> Iterator[ResearchQuestion]:
    for persona in journey.personas:
        name = journey.words(persona.name)
        for path, statement in persona_statements(persona):
            if path[0] in DECISIVE and statement.assumed:
                asks = WANTS.filled(persona=name, statement=journey.words(statement.text))
                yield _question(journey, asks, "interviews", 5)
        if not persona.relation.alternatives:
            asks = ALTERNATIVES.filled(persona=name)
            yield _question(journey, asks, "market-study", 3)


def _employees(journey: Journey) -> Iterator[ResearchQuestion]:
    for touchpoint in journey.touchpoints:
        side = touchpoint.employee
        if side.team and (touchpoint.importance or 0) >= IMPORTANT and not side.evidence:
            asks = EMPLOYEES.filled(place=journey.name_of(touchpoint.id))
            yield _question(journey, asks, "staff-report", 4, touchpoint.id)
