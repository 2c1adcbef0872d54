"""Journeys with measured scores beside those of the workshop, built without data files."""

from __future__ import annotations

from collections.abc import Sequence

from kit.journey import Journey
from kit.steps.emotions import Emotion, Measurement
from tests.journeys import journey

Scored = tuple[str, Sequence[float], Measurement]


def measured(
    score: float, low: float | None, high: float | None, n: int = 112, *, whole: bool = False
) -> Measurement:
    """Return a score measured on customers, with its interval."""
    return Measurement(score, n, low, high, "enquete", whole)


def compared(*moments: Scored, personas: Sequence[str] = ("lea",)) -> Journey:
    """Return a journey whose moments have participants' scores and customers' scores."""
    found = journey(
        personas={id: {"name": f"{id.capitalize()} Exemple"} for id in personas},
        evidence={"enquete": {"name": "Enquête", "kind": "survey", "n": 180}},
    )
    emotions = [
        Emotion(persona=id, at=at, scores=tuple(scores), evidence=("enquete",)).as_measured(score)
        for id in personas
        for at, scores, score in moments
    ]
    return found.replace(emotions=tuple(emotions))
