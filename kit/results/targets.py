"""Compute target scores and curves from the expected effects of improvements (F10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kit.journey import Journey, computed_once
from kit.results.curves import stage_curve
from kit.steps.emotions import Emotion, cut, weighted_mean
from kit.steps.improvements import Effect, Improvement, on_customers


def scored_on(journey: Journey, persona: str, at: str) -> date | None:
    """Return the first day of the data behind a score, or the day of the workshop that gave it.

    A stage without a score of its own has the earliest day of its touchpoints. None if a part has
    no date or is assumed.
    """
    emotion = journey.emotion(persona, at)
    if emotion is not None and emotion.value is not None:
        return _dated(journey, emotion)
    touchpoints = journey.touchpoints_of(at, persona)
    found = [journey.emotion(persona, touchpoint.id) for touchpoint in touchpoints]
    days = [_dated(journey, e) for e in found if e is not None and e.value is not None]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def _dated(journey: Journey, emotion: Emotion) -> date | None:
    if emotion.measured:
        return emotion.measured.start or emotion.measured.end
    if emotion.origin == "workshop":
        return journey.map.last_review or journey.map.created
    sources = [journey[id] for id in emotion.evidence]
    days = [source.start or source.end for source in sources]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def is_measured(journey: Journey, improvement: Improvement, persona: str, at: str) -> bool:
    """Return whether the data behind a score are later than an improvement (F10)."""
    day = scored_on(journey, persona, at)
    return improvement.done is not None and day is not None and day > improvement.done


@dataclass(frozen=True)
class Expectation:
    """Effects of improvements on one persona's emotion at one place (F10).

    Attributes
    ----------
    change
        Sum of the effects that count.
    counted
        Improvements whose effect counts.
    left_out
        Improvements that remove the same pain point as one with a greater effect, in pairs with it.
    """

    change: float
    counted: tuple[Improvement, ...] = ()
    left_out: tuple[tuple[Improvement, Improvement], ...] = ()


def expectation(
    journey: Journey, persona: str, at: str, *, with_proposed: bool = False
) -> Expectation:
    """Return the effects that count towards the target at a stage or touchpoint (F10).

    They are those of improvements that are planned, under way, or done and not measured yet; with
    ``with_proposed``, those of proposed ones, too. Of improvements that remove the same pain point,
    the one with the greatest effect counts.
    """
    expected = [
        (sum(effect.change for effect in effects_at(improvement, persona, at)), improvement)
        for improvement in journey.improvements
        if effects_at(improvement, persona, at)
        and _counts(journey, improvement, persona, at, with_proposed)
    ]
    counted: list[tuple[float, Improvement]] = []
    left_out: list[tuple[Improvement, Improvement]] = []
    for change, improvement in sorted(expected, key=lambda pair: -pair[0]):
        removes = set(improvement.removes)
        greater = next((other for _, other in counted if removes & set(other.removes)), None)
        if greater is None:
            counted.append((change, improvement))
        else:
            left_out.append((improvement, greater))
    total = sum(change for change, _ in counted)
    return Expectation(total, tuple(i for _, i in counted), tuple(left_out))


def effects_at(improvement: Improvement, persona: str, at: str) -> tuple[Effect, ...]:
    """Return an improvement's effects on a persona's emotion at a place."""
    effects = on_customers(improvement.effects)
    return tuple(e for e in effects if e.at == at and e.persona in (None, persona))


def _counts(
    journey: Journey, improvement: Improvement, persona: str, at: str, with_proposed: bool
) -> bool:
    if improvement.status == "done":
        return not is_measured(journey, improvement, persona, at)
    return improvement.status in ("planned", "under-way") or (
        with_proposed and improvement.status == "proposed"
    )


def expected_change(
    journey: Journey, persona: str, at: str, *, with_proposed: bool = False
) -> float:
    """Return the sum of the effects that count towards the target at a place (F10)."""
    return expectation(journey, persona, at, with_proposed=with_proposed).change


def target_score(journey: Journey, persona: str, at: str) -> float | None:
    """Return the target score at a touchpoint: current score plus effects, clipped to ±2 (F10)."""
    emotion = journey.emotion(persona, at)
    if emotion is None or emotion.value is None:
        return None
    return cut(emotion.value + expected_change(journey, persona, at))


@computed_once
def target_curve(
    journey: Journey, persona: str, *, with_proposed: bool = False
) -> tuple[float | None, ...]:
    """Return the target score of each stage, None where it has no score (F10).

    Effects at the touchpoints count for their stage by their weights (F1).
    """
    targets: list[float | None] = []
    for moment in stage_curve(journey, persona):
        if moment.score is None:
            targets.append(None)
            continue
        shifts = []
        for touchpoint in journey.touchpoints_of(moment.stage, persona):
            emotion = journey.emotion(persona, touchpoint.id)
            if emotion is not None and emotion.value is not None:
                change = expected_change(
                    journey, persona, touchpoint.id, with_proposed=with_proposed
                )
                aimed = cut(emotion.value + change)
                shifts.append((aimed - emotion.value, touchpoint.weight))
        shift = weighted_mean(shifts) or 0.0
        own = expected_change(journey, persona, moment.stage, with_proposed=with_proposed)
        targets.append(cut(moment.score + shift + own))
    return tuple(targets)


def proposed_curve(journey: Journey, persona: str) -> tuple[float | None, ...]:
    """Return the target curve with proposed improvements; empty if none has effects (F10)."""
    proposed = (i for i in journey.improvements if i.status == "proposed")
    effects = [effect for i in proposed for effect in on_customers(i.effects)]
    if not any(effect.persona in (None, persona) for effect in effects):
        return ()
    return target_curve(journey, persona, with_proposed=True)


def has_effects(journey: Journey) -> bool:
    """Return whether any improvement that is not dropped has expected effects."""
    return any(on_customers(i.effects) for i in journey.improvements if i.status != "dropped")


@dataclass(frozen=True)
class CountedOnce:
    """Two improvements that remove the same pain point at one place: one effect counts (F10)."""

    at: str
    left_out: Improvement
    counted: Improvement


def counted_once(journey: Journey) -> tuple[CountedOnce, ...]:
    """Return the improvements whose effect is left out, by place (F10)."""
    return tuple(dict.fromkeys(_counted_once(journey)))


def _counted_once(journey: Journey) -> Iterator[CountedOnce]:
    places: Sequence[str] = [
        *(stage.id for stage in journey.stages),
        *(touchpoint.id for touchpoint in journey.touchpoints),
    ]
    for persona in journey.personas:
        for at in places:
            found = expectation(journey, persona.id, at, with_proposed=True)
            for left_out, counted in found.left_out:
                yield CountedOnce(at, left_out, counted)
