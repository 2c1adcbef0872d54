"""Compare customers' scores with employees' sentiment at touchpoints (M7.2, F12)."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from kit.journey import Journey

DIVERGENCE = 2
"""Least difference of diverging scores at a touchpoint (F12)."""

COMMON_FALL = -1
"""Highest score at which customers and employees count as falling together (F12)."""

FEWEST_PAIRS = 8
"""Minimum number of touchpoints of a correlation (F12)."""


@dataclass(frozen=True)
class Pair:
    """Customers' score and employees' sentiment at one touchpoint (F12)."""

    touchpoint: str
    customer: float
    employee: float

    @property
    def diverges(self) -> bool:
        """Return whether customers and employees differ by 2 points or more."""
        return abs(self.customer - self.employee) >= DIVERGENCE

    @property
    def falls(self) -> bool:
        """Return whether customers and employees are both at −1 or below."""
        return self.customer <= COMMON_FALL and self.employee <= COMMON_FALL


def employee_pairs(journey: Journey, persona: str) -> tuple[Pair, ...]:
    """Return the touchpoints with both scores, in the order of the map (M7.2)."""
    pairs = []
    for touchpoint in journey.ordered_touchpoints(persona):
        emotion = journey.emotion(persona, touchpoint.id)
        sentiment = touchpoint.employee.value
        if emotion is not None and emotion.value is not None and sentiment is not None:
            pairs.append(Pair(touchpoint.id, emotion.value, sentiment))
    return tuple(pairs)


def correlation(pairs: Sequence[Pair]) -> float | None:
    """Return Spearman's ρ over touchpoints; None under 8 of them or if a side is constant (F12).

    It is computed here because importing ``scipy.stats`` takes longer than a section and 40 MB.
    """
    customers, employees = [p.customer for p in pairs], [p.employee for p in pairs]
    if len(pairs) < FEWEST_PAIRS or len(set(customers)) == 1 or len(set(employees)) == 1:
        return None
    return statistics.correlation(_ranks(customers), _ranks(employees))


def _ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1; equal values share the mean of their ranks.

    >>> _ranks([0.5, 2, 2, -1])
    [2.0, 3.5, 3.5, 1.0]
    """
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]
