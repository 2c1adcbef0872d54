"""Set workshop scores beside the scores measured on customers at the same moments (M4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.journey import Journey
from kit.steps.emotions import APART, Measurement, Spread

Comparison = Literal["differ", "close", "agree", "no-interval"]

COMPARISONS: tuple[Comparison, ...] = ("differ", "close", "agree", "no-interval")
"""A point or more apart, half a point or more, less, and not to be told, in this order."""

HALF = 0.5
"""The distance below which the two agree: participants score whole points."""


@dataclass(frozen=True)
class ScorePair:
    """The workshop scores of a persona at a stage or a touchpoint, and the customers' score.

    Attributes
    ----------
    room
        Median, interquartile range and n of the participants.
    measured
        Mean, n and 95 % interval of the customers.
    """

    persona: str
    at: str
    room: Spread
    measured: Measurement

    @property
    def comparison(self) -> Comparison:
        """The distance of the median from the interval; under half a point, they agree (M4.2).

        There is no interval if all customers gave the same answer.
        """
        distance = self.measured.distance(self.room)
        if distance is None:
            return "no-interval"
        if distance >= APART:
            return "differ"
        return "close" if distance >= HALF else "agree"


def score_pairs(journey: Journey, persona: str | None = None) -> tuple[ScorePair, ...]:
    """Return the moments scored by both, those farthest apart first.

    A suppressed measured value (F17) is in no pair, as the journey does not hold it.

    Parameters
    ----------
    persona
        The persona whose moments are returned; all personas' by default.
    """
    places = [place for stage in journey.stages for place in _places(journey, stage.id)]
    pairs = [
        ScorePair(emotion.persona, emotion.at, emotion.spread, emotion.measured)
        for emotion in journey.emotions
        if emotion.spread and emotion.measured and persona in (None, emotion.persona)
    ]
    in_order = sorted(pairs, key=lambda pair: places.index(pair.at))
    return tuple(
        sorted(in_order, key=lambda pair: -(pair.measured.distance(pair.room) or 0.0)),
    )


def _places(journey: Journey, stage: str) -> list[str]:
    return [stage, *(touchpoint.id for touchpoint in journey.touchpoints_of(stage))]
