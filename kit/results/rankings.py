"""What comes first: pain points and improvements in their order (M5.3, M6.4, F8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kit.journey import Journey
from kit.steps.improvements import Improvement, Standing, by_impact_and_effort, standings
from kit.steps.pain_points import STANDINGS, PainPoint

Ranked = TypeVar("Ranked", PainPoint, Improvement)


def _with_hand_ranks(computed: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Put those ranked by hand at their rank, the others around them in computed order (F8)."""
    by_hand = sorted((r for r in computed if r.rank), key=lambda r: r.rank or 0)
    order = [r for r in computed if not r.rank]
    for record in by_hand:
        order.insert((record.rank or 1) - 1, record)
    return tuple(order)


GROUP_ORDER = tuple(STANDINGS)


def _severity_key(pain: PainPoint) -> tuple[float, ...]:
    """Sort counted pain points by the lower bound, others by k, then impact × persistence (F5)."""
    severity, mentions = pain.severity, pain.mentions
    low = severity.low if severity else -1.0
    named_by = mentions.k if mentions and pain.standing == "to-be-counted" else 0
    return (GROUP_ORDER.index(pain.standing), -low, -named_by, -pain.weight, -(pain.votes or 0))


def ranked_pains(journey: Journey) -> tuple[PainPoint, ...]:
    """Return the pain points, worst first (F5).

    Counted ones by the lower bound of their severity, then those to be counted by how many named
    them and by impact × persistence, then isolated ones (M5.3), then those not observed; equal ones
    by dots. A rank given by hand counts before all that.
    """
    return _with_hand_ranks(sorted(journey.pain_points, key=_severity_key))


def pains_to_report(journey: Journey, most: int) -> tuple[PainPoint, ...]:
    """Return the pain points of a summary: counted ones first, then those to be counted (F5)."""
    ranked = ranked_pains(journey)
    counted = [pain for pain in ranked if pain.standing == "counted"]
    uncounted = [pain for pain in ranked if pain.standing == "to-be-counted"]
    return tuple([*counted, *uncounted][:most])


def ranked_improvements(journey: Journey) -> tuple[Improvement, ...]:
    """Return the improvements still to be done, those to start first (M6.4).

    By impact minus effort, then by dots; those without scores last; a rank given by hand counts
    before all that.
    """
    still_open = [i for i in journey.improvements if i.open]
    scored = {i.id: (i.impact, i.effort) for i in still_open if i.impact and i.effort}
    position = {id: n for n, id in enumerate(by_impact_and_effort(scored))}
    computed = sorted(
        still_open, key=lambda i: (position.get(i.id, len(position)), -(i.votes or 0))
    )
    return _with_hand_ranks(computed)


def first_three(journey: Journey) -> tuple[Standing, ...]:
    """Return how robust the first three improvements are (F8)."""
    return standings([i for i in journey.improvements if i.open])


def removed_by(journey: Journey, pain: str) -> tuple[Improvement, ...]:
    """Return the improvements, not dropped, that remove a pain point (M6.1)."""
    return tuple(i for i in journey.improvements if pain in i.removes and i.status != "dropped")
