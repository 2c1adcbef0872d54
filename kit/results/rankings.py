"""Rank pain points and improvements (M5.3, M6.4, F8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from kit.journey import Journey, computed_once
from kit.results.robustness import Robustness, order_key, robustness
from kit.steps.improvements import Improvement
from kit.steps.pain_points import STANDINGS, PainPoint

Ranked = TypeVar("Ranked", PainPoint, Improvement)


def _with_manual_ranks(computed: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Put records with a manual rank at it, the others around them in computed order (F8)."""
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


@computed_once
def ranked_pains(journey: Journey) -> tuple[PainPoint, ...]:
    """Return the pain points, worst first (F5).

    Counted ones come by the lower bound of their severity, then those to be counted by mentions and
    by impact × persistence, then isolated ones (M5.3), then those not observed; ties by dots.
    Manual ranks come before the computed order.
    """
    return _with_manual_ranks(sorted(journey.pain_points, key=_severity_key))


def pains_to_report(journey: Journey, most: int) -> tuple[PainPoint, ...]:
    """Return the pain points of a summary: counted ones first, then those to be counted (F5)."""
    ranked = ranked_pains(journey)
    counted = [pain for pain in ranked if pain.standing == "counted"]
    uncounted = [pain for pain in ranked if pain.standing == "to-be-counted"]
    return tuple([*counted, *uncounted][:most])


def candidates(journey: Journey) -> tuple[Improvement, ...]:
    """Return the improvements to be ranked: proposed, planned or under way (F8)."""
    return tuple(i for i in journey.improvements if i.open)


@computed_once
def ranked_improvements(journey: Journey) -> tuple[Improvement, ...]:
    """Return the open improvements, those to start first (F8, M6.4).

    Ordered by impact − effort, then impact, then dots; those without scores come last. Manual ranks
    come before the computed order.
    """
    return _with_manual_ranks(sorted(candidates(journey), key=order_key))


@dataclass(frozen=True)
class ImprovementRank:
    """Rank of an improvement, from 1, and whether others share it (F8)."""

    rank: int
    shared: bool = False


def improvement_ranks(ranked: Sequence[Improvement]) -> Mapping[str, ImprovementRank]:
    """Return the rank of each improvement; neighbours with equal scores and dots share one (F8).

    Manual ranks are not shared.
    """
    groups = groupby(
        enumerate(ranked, 1),
        key=lambda pair: (pair[1].rank or 0, pair[0] if pair[1].rank else 0, order_key(pair[1])),
    )
    found: dict[str, ImprovementRank] = {}
    for _, pairs in groups:
        members = list(pairs)
        place = ImprovementRank(members[0][0], len(members) > 1)
        found |= {improvement.id: place for _, improvement in members}
    return found


def to_do_now(journey: Journey, most: int) -> tuple[Improvement, ...]:
    """Return the first improvements without time sinks (F6, F8).

    A time sink with a manual rank among the first stays.
    """
    return tuple(
        improvement
        for improvement in ranked_improvements(journey)
        if improvement.quadrant != "time-sink" or (improvement.rank or most + 1) <= most
    )[:most]


def for_isolated_alone(journey: Journey, improvement: Improvement) -> bool:
    """Return whether all pain points that it removes are isolated or not observed (M5.3)."""
    removed = [pain for pain in journey.pain_points if pain.id in improvement.removes]
    return bool(removed) and all(pain.standing in ("isolated", "not-observed") for pain in removed)


def to_decide(journey: Journey, most: int) -> tuple[Improvement, ...]:
    """Return the first improvements that are only proposed and worth a decision (F6, F8, M5.3).

    A time sink, or what removes isolated pain points alone, stays if a person ranked it.
    """
    return tuple(
        improvement
        for improvement in ranked_improvements(journey)
        if improvement.status == "proposed"
        and (
            improvement.rank is not None
            or not (improvement.quadrant == "time-sink" or for_isolated_alone(journey, improvement))
        )
    )[:most]


def decided(journey: Journey, pains: Sequence[PainPoint], most: int) -> tuple[Improvement, ...]:
    """Return improvements planned or under way, in their order (F8, M6.6).

    The first of all, and the first that removes each of some pain points, are among them; the
    others fill up to a number.
    """
    begun = [i for i in ranked_improvements(journey) if i.status in ("planned", "under-way")]
    answers = [next((i for i in begun if pain.id in i.removes), None) for pain in pains]
    kept = [i for i in begun if i in answers or i is begun[0]]
    kept += [i for i in begun if i not in kept][: max(0, most - len(kept))]
    return tuple(i for i in begun if i in kept)


@computed_once
def first_three(journey: Journey) -> tuple[Robustness, ...]:
    """Return the robustness of the first three improvements; empty for three or fewer (F8)."""
    return robustness(candidates(journey))


def removed_by(journey: Journey, pain: str) -> tuple[Improvement, ...]:
    """Return the improvements that remove a pain point, without dropped ones (M6.1)."""
    return tuple(i for i in journey.improvements if pain in i.removes and i.status != "dropped")
