"""Find which ideas of a case each statement of a learner states: by its words, or by its links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kit.fields import Record
from kit.journey import Journey
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint, vague
from kit.studio.learning.answers import Answer, display_name, pain_parts
from kit.studio.learning.cases import Case, Idea
from kit.studio.learning.facts import Facts, facts
from kit.studio.learning.matching import says


@dataclass(frozen=True)
class LearnerStatement:
    """A statement of a learner, with the ideas that it states and their facts.

    Attributes
    ----------
    record
        The record that it stands in; None if it is part of one, as in a persona.
    known
        The ideas whose facts it is compared with, and those facts.
    at
        The facts of the touchpoint at which a pain point stands.
    """

    case: Case
    answer: Answer
    record: Record | None
    ideas: tuple[Idea, ...]
    known: tuple[tuple[Idea, Facts], ...]
    at: tuple[Facts, ...]
    as_of: date

    @property
    def facts(self) -> tuple[Facts, ...]:
        """The facts that it is compared with."""
        return tuple(facts for _, facts in self.known)


def learner_statement(
    case: Case, step: str, journey: Journey, answer: Answer, as_of: date
) -> LearnerStatement:
    """Return a statement with the ideas that it states."""
    record = _record(journey, answer)
    ideas = _ideas_in(case, step, answer.parts)
    compared = ideas
    touchpoints: tuple[Idea, ...] = ()
    if step == "emotions":
        # A thought quotes the brief, which may speak of other touchpoints than its own.
        compared = _ideas_in(case, step, answer.parts[:1])
        ideas = compared or ideas
    elif isinstance(record, Improvement) and record.removes and not vague(record.solution.text):
        compared = _ideas_by_pains(case, journey, record)
        ideas = ideas or compared
    elif isinstance(record, PainPoint):
        touchpoints = _ideas_in(case, "touchpoints", (display_name(journey, record.at),))
    return LearnerStatement(
        *(case, answer, record, ideas),
        known=_facts(case, step, compared),
        at=tuple(each for _, each in _facts(case, "touchpoints", touchpoints)),
        as_of=as_of,
    )


def _record(journey: Journey, answer: Answer) -> Record | None:
    if len(answer.place) != 2:
        return None
    at = answer.place[1]
    return journey.emotions[at] if isinstance(at, int) else journey.get(at)


def _ideas_in(case: Case, step: str, parts: Iterable[str]) -> tuple[Idea, ...]:
    text = ". ".join(filter(None, parts))
    return tuple(idea for idea in case.exercises[step].ideas if says(text, idea.formulations))


def _ideas_by_pains(case: Case, journey: Journey, improvement: Improvement) -> tuple[Idea, ...]:
    """Return the ideas that remove the pain points which an improvement removes."""
    removed = {
        idea.id
        for pain in journey.pain_points
        if pain.id in improvement.removes
        for idea in _ideas_in(case, "pain-points", pain_parts(pain))
    }
    known = facts(case.name).get("improvements", {})
    return tuple(
        idea
        for idea in case.exercises["improvements"].ideas
        if idea.id in known and removed & set(known[idea.id].removes)
    )


def _facts(case: Case, step: str, ideas: Iterable[Idea]) -> tuple[tuple[Idea, Facts], ...]:
    known = facts(case.name).get(step, {})
    return tuple((idea, known[idea.id]) for idea in ideas if idea.id in known)
