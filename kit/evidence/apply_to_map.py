"""Put measured values on the map: scores, frequencies, drop-offs, indicators (M4.2, M5.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from kit.evidence.metrics.missing import Missing, missing, personas_of
from kit.evidence.metrics.results import Measurements, MetricResult
from kit.evidence.metrics.statistics import SAME, Estimate
from kit.evidence.query.segments import ALL, Segment, last_day
from kit.fields import Count, Statement
from kit.journey import Journey
from kit.kpi import Kpi
from kit.sources import Source
from kit.steps.emotions import Emotion, Measurement
from kit.steps.pain_points import PainPoint
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint

StageOrTouchpoint = TypeVar("StageOrTouchpoint", Stage, Touchpoint)

SHARES = {"csat", "ces", "share", "drop-off"}
"""Methods whose values are shares of 1, printed as percentages."""


def apply_to_map(journey: Journey, found: Measurements) -> Journey:
    """Return the journey with measured values in their places; suppressed ones stay unknown.

    A measured score replaces the workshop score, whose spread stays beside it; a measured frequency
    or value replaces a declared one. If a measured value is missing, no other takes its place.
    """
    if not found.measured and not found.facts and not found.failures:
        return journey
    gaps = missing(journey, found)
    return journey.replace(
        evidence=tuple(_with_facts(source, found) for source in journey.evidence),
        emotions=tuple(_emotions(journey, found, gaps)),
        pain_points=tuple(_pain_point(pain, found, gaps) for pain in journey.pain_points),
        stages=tuple(_stage_or_touchpoint(stage, found, gaps) for stage in journey.stages),
        touchpoints=tuple(
            _stage_or_touchpoint(touchpoint, found, gaps) for touchpoint in journey.touchpoints
        ),
    )


def _is_missing(gaps: Sequence[Missing], at: str, *figures: str) -> bool:
    """Return whether a metric of one of some methods is missing at a place of the map."""
    return any(one.measure.at == at and one.measure.figure in figures for one in gaps)


def _with_facts(source: Source, found: Measurements) -> Source:
    """Return a source with n and period from its data, if workshop.yaml does not state them."""
    facts = found.facts.get(source.id)
    if facts is None:
        return source
    return source.replace(
        n=source.n or facts.people or None,
        start=source.start or facts.start,
        end=source.end or facts.end,
    )


# --- emotions ---


def _emotions(journey: Journey, found: Measurements, gaps: Sequence[Missing]) -> Iterator[Emotion]:
    """Yield the emotions of workshop.yaml, then those that are only measured, or missing."""
    gap_places = {
        (persona, one.measure.at)
        for one in gaps
        if one.measure.figure == "emotion"
        for persona in personas_of(one, journey)
    }
    seen = set()
    for emotion in journey.emotions:
        place = (emotion.persona, emotion.at)
        seen.add(place)
        measured = emotion_at(found, *place)
        if measured:
            yield _with_measurement(emotion, measured)
        else:
            yield emotion.without_measurement() if place in gap_places else emotion
    for persona in journey.personas:
        for at in [s.id for s in journey.stages] + [
            t.id for t in journey.ordered_touchpoints(persona.id)
        ]:
            if (persona.id, at) in seen:
                continue
            only = Emotion(persona=persona.id, at=at)
            if measured := emotion_at(found, persona.id, at):
                yield _with_measurement(only, measured)
            elif (persona.id, at) in gap_places:
                yield only.without_measurement()


def _with_measurement(emotion: Emotion, measured: Measurement) -> Emotion:
    evidence = tuple(dict.fromkeys((*emotion.evidence, measured.source)))
    return emotion.replace(evidence=evidence, n=measured.n).as_measured(measured)


def emotion_at(found: Measurements, persona: str, at: str) -> Measurement | None:
    """Return a persona's measured score at a place; of several, the one of most answers."""
    known = measured_emotion(found, persona, at)
    if known is None:
        return None
    measured, estimate, whole = known
    return Measurement(
        estimate.value,
        estimate.n,
        estimate.interval.low if estimate.interval else None,
        estimate.interval.high if estimate.interval else None,
        measured.source.id,
        whole,
        _first_day(found, measured),
        measured.end,
        estimate.why_none == SAME,
        estimate.shown,
    )


def measured_emotion(
    found: Measurements, persona: str, at: str
) -> tuple[MetricResult, Estimate, bool] | None:
    """Return the metric behind a persona's score at a place; of several, the one of most answers.

    Returns
    -------
    tuple or None
        The result; its estimate; and whether that covers all customers, as the source does not
        distinguish personas.
    """
    known = [
        (measured, estimate, whole)
        for measured in found.at(at, "emotion")
        for estimate, whole in [_of_persona(measured, persona)]
        if estimate is not None
    ]
    return max(known, key=lambda one: one[1].n) if known else None


def _first_day(found: Measurements, measured: MetricResult) -> date | None:
    """Return the first day of a metric's answers: the later of its own start and its data's."""
    facts = found.facts.get(measured.source.id)
    days = (measured.measure.start, (facts and facts.start) or measured.source.start)
    return max((day for day in days if day is not None), default=None)


def _of_persona(measured: MetricResult, persona: str) -> tuple[Estimate | None, bool]:
    """Return a persona's estimate, and whether it covers all customers instead."""
    if measured.measure.persona:
        return (measured.of() if measured.measure.persona == persona else None), False
    if measured.source.personas:
        return measured.of(Segment(persona)), False
    return measured.of(), True


# --- pain points, stages, touchpoints ---


def _count(found: Measurements, at: str, *figures: str) -> tuple[Count, Source] | None:
    """Return k of n measured at a place over all customers, and its source."""
    known = find_count(found, at, *figures)
    if known is None:
        return None
    measured, estimate = known
    if estimate.k is not None:
        return Count(k=estimate.k, n=estimate.n), measured.source
    return Count(k=int(estimate.value)), measured.source


def find_count(found: Measurements, at: str, *figures: str) -> tuple[MetricResult, Estimate] | None:
    """Return the first result at a place with an estimate over all customers, None if none has.

    A share whose base is not known does not count, unless someone chose the base (F21). The base is
    known where everyone ticked something.
    """
    for measured in found.at(at, *figures):
        estimate = measured.of()
        if estimate is not None and (not estimate.nothing or measured.measure.base):
            return measured, estimate
    return None


def _pain_point(pain: PainPoint, found: Measurements, gaps: Sequence[Missing]) -> PainPoint:
    """Return a pain point with its measured frequency and verbatims (M5.2).

    A frequency whose measurement is missing is unknown, whatever workshop.yaml states.
    """
    changes: dict[str, Any] = {}
    sources = list(pain.evidence)
    mentioned = _count(found, pain.id, "share", "count")
    if mentioned:
        changes["mentions"], source = mentioned
        sources.append(source.id)
    elif _is_missing(gaps, pain.id, "share", "count"):
        changes["mentions"] = None
    quoted = [
        Statement(text=_printable(text), evidence=(measured.source.id,))
        for measured in found.at(pain.id, "verbatims")
        for text in measured.verbatims
    ]
    if quoted:
        changes["verbatims"] = (*pain.verbatims, *quoted)
    if not changes:
        return pain
    return pain.replace(**changes, evidence=tuple(dict.fromkeys(sources)))


def _printable(text: str) -> str:
    """Return a text without control characters and lone surrogates; “…” if nothing is left."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip() or "…"


def _stage_or_touchpoint(
    record: StageOrTouchpoint, found: Measurements, gaps: Sequence[Missing]
) -> StageOrTouchpoint:
    """Return a stage or touchpoint with its measured drop-off and indicators.

    If a measured drop-off is missing, ``abandoned`` stays true without a number.
    """
    changes: dict[str, Any] = {}
    dropped = _count(found, record.id, "drop-off")
    if dropped:
        changes["abandoned"] = dropped[0]
    elif isinstance(record.abandoned, Count) and _is_missing(gaps, record.id, "drop-off"):
        changes["abandoned"] = True
    kpis = tuple(_kpi(kpi, found) for kpi in record.kpis)
    if kpis != record.kpis:
        changes["kpis"] = kpis
    return record.replace(**changes) if changes else record


def _kpi(kpi: Kpi, found: Measurements) -> Kpi:
    """Return an indicator with its values from the data (M6.11)."""
    values: dict[date, float] = {}
    sources = list(kpi.evidence)
    for measured in found.at(kpi.id):
        filled = dict(kpi_values(measured, kpi))
        if filled:
            values |= filled
            sources.append(measured.source.id)
    if not values:
        return kpi
    return kpi.replace(
        values=dict(sorted({**kpi.values, **values}.items())),
        evidence=tuple(dict.fromkeys(sources)),
    )


def kpi_values(measured: MetricResult, kpi: Kpi) -> Iterator[tuple[date, float]]:
    """Yield the values of an indicator, each with the last day of its period."""
    percent = measured.measure.figure in SHARES and kpi.unit in ("%", None)
    every = measured.measure.every
    segments = measured.segments_by("period") if every else (ALL,)
    for segment in segments:
        estimate = measured.of(segment)
        last = measured.end
        if segment.period and every:
            ended = last_day(segment.period, every)
            last = min(ended, last) if last else ended
        if estimate is not None and last is not None:
            # A Net Promoter Score has no more digits than the field gives it.
            digits = 1 if measured.measure.figure == "nps" else 6
            yield last, round(estimate.value * (100 if percent else 1), digits)
