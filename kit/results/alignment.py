"""Align the stages of several journeys by phase, so that their emotions stand side by side (F1).

The ready models (M2.2) name the same moments differently: what is research in one is consideration
in another. They are aligned by their place in the models, in :data:`ALIGNED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from kit.journey import Journey
from kit.results.coverage import Share, coverage
from kit.results.curves import FIRMNESS, Moment, curve, stage_moment
from kit.steps.emotions import Origin
from kit.steps.stages import Stage

ALIGNED: Mapping[str, tuple[str, ...]] = {
    "awareness": ("awareness",),
    "comparison": ("consideration", "research"),
    "purchase": ("decision", "purchase", "acquisition"),
    "use": ("after-sales", "retention"),
    "loyalty": ("loyalty", "advocacy"),
    "end-of-use": ("end-of-use",),
}
"""The phases of the ready models that stand for the same moment, in the order of a journey (M2.2).
The end of use (M2.8) has a place of its own."""

_PLACE = {phase: aligned for aligned, phases in ALIGNED.items() for phase in phases}


def aligned_phase(stage: Stage) -> str | None:
    """Return the key of :data:`ALIGNED` of a stage; None without a phase of a ready model."""
    return _PLACE.get(stage.phase or "")


def stages_by_phase(journey: Journey) -> dict[str, tuple[Stage, ...]]:
    """Return the stages of each aligned phase that the journey has, in the order of phases."""
    found = {
        phase: tuple(stage for stage in journey.stages if aligned_phase(stage) == phase)
        for phase in ALIGNED
    }
    return {phase: stages for phase, stages in found.items() if stages}


def unaligned_stages(journey: Journey) -> tuple[Stage, ...]:
    """Return the stages without a phase of a ready model, which no phase's score includes."""
    return tuple(stage for stage in journey.stages if aligned_phase(stage) is None)


@dataclass(frozen=True)
class PhaseScore:
    """Emotion over one phase: of a persona, or of a journey as the mean of its personas.

    Attributes
    ----------
    score
        −2 to +2; None without a score, or if a measured one is missing.
    ns
        The n of each score behind it; None where it is unknown.
    origin
        The weakest origin among the scores behind it (M4.2).
    missing
        Whether a measured score behind it is missing.
    low, high
        Of a journey: the scores of the personas that feel worst and best.
    personas
        The number of personas with a score.
    """

    phase: str
    score: float | None
    ns: tuple[int | None, ...] = ()
    origin: Origin | None = None
    missing: bool = False
    low: float | None = None
    high: float | None = None
    personas: int = 0

    @property
    def n_range(self) -> tuple[int, int] | None:
        """The least and the greatest n behind the score; None if any is unknown."""
        known = [n for n in self.ns if n is not None]
        if not known or len(known) < len(self.ns):
            return None
        return min(known), max(known)


def persona_phases(journey: Journey, persona: str) -> tuple[PhaseScore, ...]:
    """Return a persona's emotion over each phase that the journey has (F1).

    It is the mean of the stages' emotions (F1), all of equal weight: the weights of F1 are the
    importances of touchpoints, and a stage states none. Stages without a score are left out; where
    a measured score is missing, so is the phase's.
    """
    return tuple(
        _phase_score(journey, persona, phase, stages)
        for phase, stages in stages_by_phase(journey).items()
    )


def _phase_score(
    journey: Journey, persona: str, phase: str, stages: tuple[Stage, ...]
) -> PhaseScore:
    moments = [stage_moment(journey, persona, stage.id) for stage in stages]
    if any(moment.missing for moment in moments):
        return PhaseScore(phase, None, missing=True)
    scored = [moment for moment in moments if moment.score is not None]
    if not scored:
        return PhaseScore(phase, None)
    return PhaseScore(
        phase,
        fmean(moment.score for moment in scored if moment.score is not None),
        tuple(n for moment in scored for n in _ns(journey, persona, moment)),
        min((m.origin for m in scored if m.origin is not None), key=FIRMNESS.index),
    )


def _ns(journey: Journey, persona: str, moment: Moment) -> tuple[int | None, ...]:
    """Return the n of a stage's own score, or those of the touchpoints that it is the mean of."""
    if not moment.computed:
        return (moment.n,)
    met = curve(journey, persona)
    return tuple(one.n for one in met if one.stage == moment.stage and one.score is not None)


def journey_phases(journey: Journey) -> tuple[PhaseScore, ...]:
    """Return a journey's emotion over each of its phases: the mean of its personas' (F1).

    Every persona has the same weight, and the lowest and the highest are kept, so that a
    disagreement is not averaged away (M1.3). Where a measured score of one persona is missing, so
    is the mean.
    """
    by_persona = [persona_phases(journey, persona.id) for persona in journey.personas]
    return tuple(_mean(scores) for scores in zip(*by_persona, strict=True))


def _mean(scores: tuple[PhaseScore, ...]) -> PhaseScore:
    phase = scores[0].phase
    if any(one.missing for one in scores):
        return PhaseScore(phase, None, missing=True)
    known = [one.score for one in scores if one.score is not None]
    if not known:
        return PhaseScore(phase, None)
    return PhaseScore(
        phase,
        fmean(known),
        tuple(n for one in scores for n in one.ns),
        min((one.origin for one in scores if one.origin is not None), key=FIRMNESS.index),
        low=min(known),
        high=max(known),
        personas=len(known),
    )


def coverage_by_phase(journey: Journey) -> dict[str, Share]:
    """Return the evidence coverage over the stages of each phase that the journey has (F11)."""
    stages = coverage(journey).stages
    return {
        phase: Share(
            sum(stages[stage.id].k for stage in own), sum(stages[stage.id].n for stage in own)
        )
        for phase, own in stages_by_phase(journey).items()
    }
