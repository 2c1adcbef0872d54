"""The emotion along the journey: curves and peaks (F1, F9)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kit.journey import Journey
from kit.steps.emotions import Emotion, Measurement, Origin, Spread, peaks, weighted_mean

FIRMNESS: tuple[Origin, ...] = ("assumed", "workshop", "measured")
"""Origins of a score, weakest first: a mean is as firm as its weakest part (M4.2)."""


@dataclass(frozen=True)
class Moment:
    """A point of a persona's curve: what is felt at a touchpoint or over a stage.

    Attributes
    ----------
    at
        The id of the touchpoint or the stage.
    score
        −2 to +2, or None where nobody has given one.
    computed
        Whether it is the weighted mean of a stage's touchpoints (F1) rather than given.
    measured
        The score as the client's data say it; ``spread`` is then the room's, beside it (M4.2).
    missing
        Whether there is no score because a measured one is declared and cannot be had; of a stage,
        because its own or one of its touchpoints' is missing.
    """

    at: str
    stage: str
    score: float | None
    origin: Origin | None = None
    spread: Spread | None = None
    n: int | None = None
    truth: bool = False
    computed: bool = False
    measured: Measurement | None = None
    missing: bool = False

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % confidence interval of a measured score (F3)."""
        found = self.measured
        if found is None or found.low is None or found.high is None:
            return None
        return found.low, found.high

    @property
    def contradicted(self) -> bool:
        """Return whether measured and workshop scores disagree (M4.2)."""
        return bool(self.measured and self.spread and self.measured.contradicts(self.spread))


def _moment(at: str, stage: str, emotion: Emotion | None) -> Moment:
    if emotion is None:
        return Moment(at, stage, None)
    if emotion.missing:
        truth = emotion.moment_of_truth
        return Moment(at, stage, None, spread=emotion.spread, truth=truth, missing=True)
    return Moment(
        at,
        stage,
        emotion.value,
        emotion.origin if emotion.value is not None else None,
        emotion.spread,
        emotion.spread.n if emotion.spread and not emotion.measured else emotion.n,
        emotion.moment_of_truth,
        measured=emotion.measured,
    )


def curve(journey: Journey, persona: str) -> tuple[Moment, ...]:
    """Return what a persona feels at each touchpoint, in the order lived (M4.4)."""
    return tuple(
        _moment(t.id, t.stage, journey.emotion(persona, t.id))
        for t in journey.ordered_touchpoints(persona)
    )


def stage_moment(journey: Journey, persona: str, stage: str) -> Moment:
    """Return a stage's emotion: its own score if given, else the weighted mean (F1).

    A mean of which a measured score is missing would be another mean: it is missing, too.
    """
    own = _moment(stage, stage, journey.emotion(persona, stage))
    if own.score is not None or own.missing:
        return own
    pairs, origins = [], set()
    truth = own.truth
    for touchpoint in journey.touchpoints_of(stage, persona):
        emotion = journey.emotion(persona, touchpoint.id)
        if emotion and emotion.missing:
            return replace(own, missing=True)
        if emotion and emotion.value is not None:
            pairs.append((emotion.value, touchpoint.weight))
            origins.add(emotion.origin)
            truth = truth or emotion.moment_of_truth
    score = weighted_mean(pairs)
    if score is None:
        return own
    origin = min(origins, key=FIRMNESS.index)
    return Moment(stage, stage, score, origin, truth=truth, computed=True)


def stage_curve(journey: Journey, persona: str) -> tuple[Moment, ...]:
    """Return what a persona feels over each stage, in order (F1)."""
    return tuple(stage_moment(journey, persona, stage.id) for stage in journey.stages)


@dataclass(frozen=True)
class Extremes:
    """The best and the worst moment, the last one lived, and their peak-end mean (F9, M4.3).

    Attributes
    ----------
    end
        None where the last one's measured score is missing.
    peak_end
        None where any measured score is missing: it could be the peak.
    missing
        The moments whose measured scores are missing.
    """

    best: Moment | None
    worst: Moment | None
    end: Moment | None
    peak_end: float | None
    missing: tuple[Moment, ...] = ()


def extremes(journey: Journey, persona: str) -> Extremes | None:
    """Return the peak of each sign and the end of a persona's curve (F9)."""
    lived = curve(journey, persona)
    if all(m.score is None for m in lived):
        lived = stage_curve(journey, persona)
    moments = [m for m in lived if m.score is not None]
    missing = tuple(m for m in lived if m.missing)
    found = peaks([m.score for m in moments if m.score is not None])
    if found is None:
        return None
    ends = missing and lived.index(missing[-1]) > lived.index(moments[-1])
    return Extremes(
        None if found.best is None else moments[found.best],
        None if found.worst is None else moments[found.worst],
        None if ends else moments[found.end],
        None if missing else found.peak_end,
        missing,
    )
