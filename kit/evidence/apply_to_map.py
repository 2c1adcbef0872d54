"""Measured figures put where they belong on the map: scores, frequencies, values (M4.2, M5.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

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

SHARES = {"csat", "ces", "share", "drop-off"}
"""Figures that are shares of 1, and percentages where they are printed."""


def placed(journey: Journey, found: Measurements) -> Journey:
    """Return the journey with what was measured in its place; what was withheld stays unknown.

    A measured score counts before the room's, whose spread stays beside it; a measured frequency or
    value before one that was typed. Where a measured one is missing, neither the room's nor the
    typed one takes its place.
    """
    if not found.measured and not found.facts and not found.failures:
        return journey
    lost = missing(journey, found)
    return journey.replace(
        evidence=tuple(_dated(source, found) for source in journey.evidence),
        emotions=tuple(_emotions(journey, found, lost)),
        pain_points=tuple(_pain(pain, found, lost) for pain in journey.pain_points),
        stages=tuple(_place(stage, found, lost) for stage in journey.stages),
        touchpoints=tuple(_place(touchpoint, found, lost) for touchpoint in journey.touchpoints),
    )


def _are_lost(lost: Sequence[Missing], at: str, *figures: str) -> bool:
    """Return whether one of some figures is missing at a place of the map."""
    return any(one.measure.at == at and one.measure.figure in figures for one in lost)


def _dated(source: Source, found: Measurements) -> Source:
    """Return a source with n and period from its rows, where the file does not say them."""
    facts = found.facts.get(source.id)
    if facts is None:
        return source
    return source.replace(
        n=source.n or facts.people or None,
        start=source.start or facts.start,
        end=source.end or facts.end,
    )


# --- emotions ---


def _emotions(journey: Journey, found: Measurements, lost: Sequence[Missing]) -> Iterator[Emotion]:
    """Yield the emotions of the file, then those that were only measured, or were to be."""
    gone = {
        (persona, one.measure.at)
        for one in lost
        if one.measure.figure == "emotion"
        for persona in personas_of(one, journey)
    }
    seen = set()
    for emotion in journey.emotions:
        place = (emotion.persona, emotion.at)
        seen.add(place)
        measured = emotion_at(found, *place)
        if measured:
            yield _with(emotion, measured)
        else:
            yield emotion.without_measurement() if place in gone else emotion
    for persona in journey.personas:
        for at in [s.id for s in journey.stages] + [
            t.id for t in journey.ordered_touchpoints(persona.id)
        ]:
            if (persona.id, at) in seen:
                continue
            only = Emotion(persona=persona.id, at=at)
            if measured := emotion_at(found, persona.id, at):
                yield _with(only, measured)
            elif (persona.id, at) in gone:
                yield only.without_measurement()


def _with(emotion: Emotion, measured: Measurement) -> Emotion:
    evidence = tuple(dict.fromkeys((*emotion.evidence, measured.source)))
    return emotion.replace(evidence=evidence, n=measured.n).as_measured(measured)


def emotion_at(found: Measurements, persona: str, at: str) -> Measurement | None:
    """Return a persona's measured score at a place: of several the one over most answers."""
    known = emotion_measured(found, persona, at)
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
    )


def emotion_measured(
    found: Measurements, persona: str, at: str
) -> tuple[MetricResult, Estimate, bool] | None:
    """Return the measure behind a persona's score at a place, and what it gave.

    Returns
    -------
    tuple or None
        Of several measures the one over most answers; its figure; and whether that is over all
        customers, as the source does not tell personas apart.
    """
    known = [
        (measured, estimate, whole)
        for measured in found.at(at, "emotion")
        for estimate, whole in [_of_persona(measured, persona)]
        if estimate is not None
    ]
    return max(known, key=lambda one: one[1].n) if known else None


def _first_day(found: Measurements, measured: MetricResult) -> date | None:
    """Return the first day of a measure's answers: its own start, or that of its data."""
    facts = found.facts.get(measured.source.id)
    days = (measured.measure.start, (facts and facts.start) or measured.source.start)
    return max((day for day in days if day is not None), default=None)


def _of_persona(measured: MetricResult, persona: str) -> tuple[Estimate | None, bool]:
    """Return a persona's figure; that over all customers where the source tells none apart."""
    if measured.measure.persona:
        return (measured.of() if measured.measure.persona == persona else None), False
    if measured.source.personas:
        return measured.of(Segment(persona)), False
    return measured.of(), True


# --- pain points, stages, touchpoints ---


def _count(found: Measurements, at: str, *figures: str) -> tuple[Count, Source] | None:
    """Return k of n measured somewhere, over all customers."""
    known = counted(found, at, *figures)
    if known is None:
        return None
    measured, estimate = known
    if estimate.k is not None:
        return Count(k=estimate.k, n=estimate.n), measured.source
    return Count(k=int(estimate.value)), measured.source


def counted(found: Measurements, at: str, *figures: str) -> tuple[MetricResult, Estimate] | None:
    """Return the first measure that counts something at a place over all customers, if one does."""
    for measured in found.at(at, *figures):
        estimate = measured.of()
        if estimate is not None:
            return measured, estimate
    return None


def _pain(pain: PainPoint, found: Measurements, lost: Sequence[Missing]) -> PainPoint:
    """Return a pain point with its measured frequency and what customers say of it (M5.2).

    Where a measured frequency is missing it is to be counted, whatever the file says.
    """
    changes: dict[str, Any] = {}
    sources = list(pain.evidence)
    mentioned = _count(found, pain.id, "share", "count")
    if mentioned:
        changes["mentions"], source = mentioned
        sources.append(source.id)
    elif _are_lost(lost, pain.id, "share", "count"):
        changes["mentions"] = None
    said = [
        Statement(text=_printable(text), evidence=(measured.source.id,))
        for measured in found.at(pain.id, "verbatims")
        for text in measured.verbatims
    ]
    if said:
        changes["verbatims"] = (*pain.verbatims, *said)
    if not changes:
        return pain
    return pain.replace(**changes, evidence=tuple(dict.fromkeys(sources)))


def _printable(text: str) -> str:
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.strip() or "…"


def _place(record: Any, found: Measurements, lost: Sequence[Missing]) -> Any:
    """Return a stage or touchpoint with its measured drop-off and indicators.

    Where a measured drop-off is missing, that people leave stays said, and no number of them.
    """
    changes: dict[str, Any] = {}
    dropped = _count(found, record.id, "drop-off")
    if dropped:
        changes["abandoned"] = dropped[0]
    elif isinstance(record.abandoned, Count) and _are_lost(lost, record.id, "drop-off"):
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
    """Yield the values of an indicator, each with the last day that it is about."""
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
            yield last, round(estimate.value * (100 if percent else 1), 6)
