"""Compute emotion curves and their peaks (F1, F9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.journey import Journey, computed_once
from kit.steps.emotions import Emotion, Measurement, Origin, Spread, peaks, weighted_mean

FIRMNESS: tuple[Origin, ...] = ("assumed", "workshop", "measured")
"""Origins of a score, weakest first; a mean has the weakest origin of its parts (M4.2)."""


@dataclass(frozen=True)
class Moment:
    """Point of a persona's curve: the score at a touchpoint or over a stage.

    Attributes
    ----------
    at
        Id of the touchpoint or the stage.
    score
        −2 to +2; None without a score.
    spread
        Spread of the workshop scores.
    truth
        Whether it is a moment of truth.
    computed
        Whether the score is the weighted mean of a stage's touchpoints (F1).
    measured
        Score measured from the client's data, beside the workshop scores (M4.2).
    missing
        Whether a declared measured score failed; of a stage, its own or that of a touchpoint.
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
        """95% confidence interval of a measured score (F3)."""
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


@computed_once
def curve(journey: Journey, persona: str) -> tuple[Moment, ...]:
    """Return a persona's scores at the touchpoints, in the order of the map (M4.4)."""
    return tuple(
        _moment(t.id, t.stage, journey.emotion(persona, t.id))
        for t in journey.ordered_touchpoints(persona)
    )


def stage_moment(journey: Journey, persona: str, stage: str) -> Moment:
    """Return a persona's score over a stage: its own, or the weighted mean (F1).

    If the measured score of a touchpoint is missing, so is the mean.
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


@computed_once
def stage_curve(journey: Journey, persona: str) -> tuple[Moment, ...]:
    """Return a persona's scores over the stages, in order (F1)."""
    return tuple(stage_moment(journey, persona, stage.id) for stage in journey.stages)


def low_points(journey: Journey, persona: str, most: int = 3) -> tuple[Moment, ...]:
    """Return a persona's lowest touchpoints, the lowest first.

    They are those below 0, or the lowest one where none is; stages where no touchpoint has a score.
    """
    scored = [moment for moment in curve(journey, persona) if moment.score is not None]
    scored = scored or [m for m in stage_curve(journey, persona) if m.score is not None]
    scored.sort(key=lambda moment: moment.score or 0)
    low = [moment for moment in scored if (moment.score or 0) < 0]
    return tuple(low[:most] or scored[:1])


def printed(score: float) -> float:
    """Return a score as it is printed; those printed alike are equal to the reader."""
    return round(score, 1)


@dataclass(frozen=True)
class Extremes:
    """Best, worst and last moment of a curve, and the peak-end mean (F9, M4.3).

    Attributes
    ----------
    highest, lowest
        The moments whose score is printed like that of the best or the worst, in the order of the
        map: those of the firmest origin among them.
    end
        None if the measured score of the last moment is missing.
    peak_end
        None if any measured score is missing, as it may be the peak.
    missing
        Moments whose measured scores are missing.
    """

    best: Moment | None
    worst: Moment | None
    end: Moment | None
    peak_end: float | None
    missing: tuple[Moment, ...] = ()
    highest: tuple[Moment, ...] = ()
    lowest: tuple[Moment, ...] = ()


@computed_once
def extremes(journey: Journey, persona: str) -> Extremes | None:
    """Return the peak of each sign and the end of a persona's curve (F9)."""
    points = curve(journey, persona)
    if all(m.score is None for m in points):
        points = stage_curve(journey, persona)
    moments = [m for m in points if m.score is not None]
    missing = tuple(m for m in points if m.missing)
    found = peaks([m.score for m in moments if m.score is not None])
    if found is None:
        return None
    ends = missing and points.index(missing[-1]) > points.index(moments[-1])
    highest = () if found.best is None else _equal(moments, moments[found.best])
    lowest = () if found.worst is None else _equal(moments, moments[found.worst])
    return Extremes(
        highest[-1] if highest else None,
        lowest[-1] if lowest else None,
        None if ends else moments[found.end],
        None if missing else found.peak_end,
        missing,
        highest,
        lowest,
    )


def _equal(moments: Sequence[Moment], peak: Moment) -> tuple[Moment, ...]:
    """Return the moments whose score is printed like a peak's, of the firmest origin."""
    equal = [m for m in moments if printed(m.score or 0) == printed(peak.score or 0)]
    firmest = max(FIRMNESS.index(m.origin) for m in equal if m.origin)
    return tuple(m for m in equal if m.origin == FIRMNESS[firmest])
