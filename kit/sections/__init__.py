"""Write the sections of a report, one module each, from a :class:`Context`.

A section function returns None if the edition does not have the section, or the journey has nothing
for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kit.blocks import Section
from kit.results import score_pairs
from kit.sections import (
    changes,
    emotions,
    evidence,
    improvements,
    map,
    method,
    pain_points,
    persona,
    review,
    summary,
    touchpoints,
    workshop_scores,
)
from kit.sections.context import Context, Edition, Provenance
from kit.sections.cover import EDITIONS, LANGUAGE_NAMES, Cover, cover

SECTIONS: Mapping[str, Callable[[Context], Section | None]] = {
    "summary": summary.section,
    "persona": persona.section,
    "map": map.section,
    "touchpoints": touchpoints.section,
    "emotions": emotions.section,
    workshop_scores.ID: workshop_scores.section,
    "pain-points": pain_points.section,
    "improvements": improvements.section,
    "evidence": evidence.section,
    "review": review.section,
    "changes": changes.section,
    "method": method.section,
}
"""The sections of the report in their order, by their ids."""


def is_empty(context: Context, id: str) -> bool:
    """Return whether a section has nothing to show but a question to the team.

    Such a section stays in the working edition.
    """
    journey = context.journey
    if id == "emotions":
        return not any(e.value is not None or e.missing for e in journey.emotions)
    if id == workshop_scores.ID:
        return not score_pairs(journey)
    shown: Mapping[str, Sequence[object]] = {
        "persona": journey.personas,
        "map": journey.stages,
        "touchpoints": journey.touchpoints,
        "pain-points": journey.pain_points,
        "improvements": journey.improvements,
        "changes": context.versions,
    }
    return id in shown and not shown[id]


__all__ = [
    "EDITIONS",
    "LANGUAGE_NAMES",
    "SECTIONS",
    "Context",
    "Cover",
    "Edition",
    "Provenance",
    "cover",
    "is_empty",
]
