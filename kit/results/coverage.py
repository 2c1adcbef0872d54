"""Compute the share of a map that rests on evidence (F11)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kit.fields import Statement
from kit.journey import Journey
from kit.steps.persona import Persona

RESEARCH_BASED = 0.5
"""The least share of sourced statements of a research-based map (F11)."""


@dataclass(frozen=True)
class Share:
    """Share of statements that cite a source: k of n.

    Examples
    --------
    >>> Share(3, 4).value, Share(0, 0).value
    (0.75, None)
    """

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """Value of k / n, or None without statements."""
        return self.k / self.n if self.n else None


@dataclass(frozen=True)
class Coverage:
    """Evidence coverage in total and by stage (F11)."""

    total: Share
    stages: Mapping[str, Share]

    @property
    def basis(self) -> Literal["assumptions", "research"]:
        """Basis of the map: assumptions under 50%, or if a stage has no sourced statement (F11)."""
        weak = any(share.k == 0 for share in self.stages.values())
        enough = (self.total.value or 0) >= RESEARCH_BASED
        return "research" if enough and not weak else "assumptions"


def persona_statements(persona: Persona) -> Iterator[tuple[tuple[str, ...], Statement]]:
    """Yield the statements of a persona, each with the path of its field (M1.1)."""
    if persona.quotation:
        yield ("quotation",), persona.quotation
    for group in (
        "general",
        "demographics",
        "personality",
        "goals",
        "problems",
        "wishes",
        "relation",
        "empathy",
    ):
        for name, value in getattr(persona, group):
            for statement in value if isinstance(value, tuple) else (value,) if value else ():
                yield (group, name), statement


def stage_statements(journey: Journey) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Yield each statement of a stage: the stage, the personas concerned, whether it is sourced.

    Emotions, pain points and indicators with values count as one statement each. An emotion whose
    measured score is missing counts as unsourced, as its source could not be read. A touchpoint's
    statements concern only the personas that come there (M1.3).
    """

    def concerned(at: str, named: Collection[str] = ()) -> tuple[str, ...]:
        ids = (persona.id for persona in journey.personas)
        return tuple(id for id in ids if journey.meets(id, at) and (not named or id in named))

    for emotion in journey.emotions:
        thought = emotion.thought.evidence if emotion.thought else ()
        sourced = bool(emotion.evidence or thought) and not emotion.missing
        yield journey.stage_of(emotion.at).id, concerned(emotion.at, [emotion.persona]), sourced
    for pain in journey.pain_points:
        yield journey.stage_of(pain.at).id, concerned(pain.at, pain.personas), bool(pain.sources)
    for place, kpi in journey.kpis:
        if kpi.values:
            at = str(place[1])
            yield journey.stage_of(at).id, concerned(at), bool(kpi.evidence)


def map_coverage(journey: Journey, persona: str) -> Share:
    """Return the share of the statements on a persona's map that cite a source (F11)."""
    found = [sourced for _, personas, sourced in stage_statements(journey) if persona in personas]
    return Share(sum(found), len(found))


def experience_coverage(journey: Journey) -> Share:
    """Return the share of goals, actions and thoughts that cite a source; F11 leaves them out."""
    found = [
        not statement.assumed
        for stage in journey.stages
        for lived in stage.experience.values()
        for statement in (lived.goal, *lived.actions, *lived.thoughts)
        if statement
    ]
    return Share(sum(found), len(found))


def coverage(journey: Journey) -> Coverage:
    """Return the share of statements that cite a source, in total and by stage (F11).

    Persona entries, emotions, pain points and indicators with values count as one statement each;
    persona entries belong to no stage.
    """
    stages = {stage.id: [0, 0] for stage in journey.stages}
    entries = [
        not statement.assumed
        for persona in journey.personas
        for _, statement in persona_statements(persona)
    ]
    total = [sum(entries), len(entries)]
    for stage, _, sourced in stage_statements(journey):
        for counts in (stages[stage], total):
            counts[0] += sourced
            counts[1] += 1
    return Coverage(
        Share(*total), {id: Share(sourced, stated) for id, (sourced, stated) in stages.items()}
    )
