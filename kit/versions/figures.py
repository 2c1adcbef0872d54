"""Compute the figures of a map that a version freezes (F19)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from kit.evidence.apply_to_map import find_count, measured_emotion
from kit.evidence.metrics.results import Measurements, MetricResult
from kit.evidence.metrics.statistics import Estimate
from kit.evidence.query.segments import ALL
from kit.fields import Count
from kit.journey import Journey
from kit.kpi import Kpi
from kit.results import Moment, coverage, curve, stage_moment
from kit.steps.emotions import Origin
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint

FORMULAS = 2
"""Version of the formulas, raised when the same data give another figure.

Version 1 ranked pains without k of n (F5).
"""

DIGITS = 6
"""Decimals with which figures are kept and compared."""

FINGERPRINT = 12
"""Length of the SHA-256 prefix that identifies a file or a question."""

Key = tuple[str, ...]
"""Identity of a figure: its kind, then ids, as in ``("score", "lea", "caisse")``."""


@dataclass(frozen=True)
class FrozenFigure:
    """Computed figure.

    Attributes
    ----------
    value
        A score (−2 … +2), a share of 1, a count, a severity (0 … 4) or an indicator's value.
    origin
        ``workshop``, ``measured`` or ``assumed`` (M4.2); None of what is computed from several.
    n, k
        Number of answers, and numerator of a share.
    low, high
        95% interval, or a severity at the Wilson bounds.
    error
        Standard error of a measured mean.
    on
        Last day of the data, or day of an indicator's value.
    source
        Id of the source.
    data
        Fingerprint of the source's file.
    question
        Fingerprint of the metric's declaration.
    """

    value: float
    origin: Origin | None = None
    n: int | None = None
    k: int | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None
    on: date | None = None
    source: str = ""
    data: str = ""
    question: str = ""


@dataclass(frozen=True)
class Figures:
    """Figures of a map, with the version of their formulas."""

    figures: Mapping[Key, FrozenFigure] = field(default_factory=dict)
    formulas: int = FORMULAS


def figures_of(journey: Journey, found: Measurements, as_of: date) -> Figures:
    """Compute the figures of a map.

    Parameters
    ----------
    journey
        With measured values applied (:func:`kit.evidence.apply_to_map.apply_to_map`).
    found
        Results of the sources.
    as_of
        Last day of the indicators' values that count.
    """
    pairs = (
        *_scores(journey, found),
        *_stages(journey),
        *_counts(journey, found),
        *_severities(journey),
        *_kpis(journey, found, as_of),
        *_coverage(journey),
    )
    return Figures(dict(pairs))


Pairs = Iterator[tuple[Key, FrozenFigure]]


def _scores(journey: Journey, found: Measurements) -> Pairs:
    """Yield the scores of each persona at touchpoints, and those of whole stages (M4.1)."""
    for persona in journey.personas:
        stages = (stage_moment(journey, persona.id, stage.id) for stage in journey.stages)
        for moment in (*curve(journey, persona.id), *(m for m in stages if not m.computed)):
            if moment.score is not None:
                yield ("score", persona.id, moment.at), _score(moment, persona.id, found)


def _score(moment: Moment, persona: str, found: Measurements) -> FrozenFigure:
    measured = measured_emotion(found, persona, moment.at)
    if moment.measured and measured:
        by, figure, _ = measured
        return _measured(figure, by, found, persona)
    return FrozenFigure(_rounded(moment.score or 0.0), moment.origin, moment.n)


def _stages(journey: Journey) -> Pairs:
    """Yield the means of stages without a score of their own (F1)."""
    for persona in journey.personas:
        for stage in journey.stages:
            moment = stage_moment(journey, persona.id, stage.id)
            if moment.computed and moment.score is not None:
                figure = FrozenFigure(_rounded(moment.score), moment.origin)
                yield ("stage", persona.id, stage.id), figure


def _counts(journey: Journey, found: Measurements) -> Pairs:
    """Yield the mentions of pain points, and the customers who leave at a place (F4)."""
    for pain in journey.pain_points:
        if pain.mentions:
            yield ("count", pain.id), _count(pain.mentions, found, pain.id, "share", "count")
    places: tuple[Stage | Touchpoint, ...] = (*journey.stages, *journey.touchpoints)
    for record in places:
        if isinstance(record.abandoned, Count):
            yield ("left", record.id), _count(record.abandoned, found, record.id, "drop-off")


def _count(count: Count, found: Measurements, id: str, *kinds: str) -> FrozenFigure:
    measured = find_count(found, id, *kinds)
    value = count.k if count.share is None else count.share
    if measured:
        by, figure = measured
        share = _measured(figure, by, found)
        return FrozenFigure(
            _rounded(value), share.origin, count.n, count.k, on=share.on,
            source=share.source, data=share.data, question=share.question,
        )  # fmt: skip
    return FrozenFigure(_rounded(value), "workshop", count.n, count.k)


def _severities(journey: Journey) -> Pairs:
    """Yield the severity of each counted and rated pain point (F5)."""
    for pain in journey.pain_points:
        if pain.severity and pain.mentions:
            found, count = pain.severity, pain.mentions
            bounds = _rounded(found.low), _rounded(found.high)
            figure = FrozenFigure(_rounded(found.value), None, count.n, count.k, *bounds)
            yield ("severity", pain.id), figure


def _kpis(journey: Journey, found: Measurements, as_of: date) -> Pairs:
    """Yield the latest value of each indicator (M6.11)."""
    for _, kpi in journey.kpis:
        latest = kpi.latest(as_of)
        if latest:
            yield ("kpi", kpi.id), _kpi(kpi, latest, found)


def _kpi(kpi: Kpi, latest: tuple[date, float], found: Measurements) -> FrozenFigure:
    day, value = latest
    for measured in found.at(kpi.id):
        segments = measured.segments_by("period") if measured.measure.every else (ALL,)
        last = measured.of(segments[-1]) if segments else None
        if last:
            figure = _measured(last, measured, found)
            return FrozenFigure(
                _rounded(value), "measured", last.n, last.k, error=figure.error, on=day,
                source=figure.source, data=figure.data, question=figure.question,
            )  # fmt: skip
    return FrozenFigure(_rounded(value), on=day)


def _coverage(journey: Journey) -> Pairs:
    """Yield the evidence coverage in total and by stage (F11)."""
    found = coverage(journey)
    by_stage = ((("coverage", stage), share) for stage, share in found.stages.items())
    for key, share in ((("coverage",), found.total), *by_stage):
        if share.n:
            yield key, FrozenFigure(_rounded(share.k / share.n), n=share.n, k=share.k)


def _measured(
    figure: Estimate, by: MetricResult, found: Measurements, persona: str = ""
) -> FrozenFigure:
    interval, facts = figure.interval, found.facts.get(by.source.id)
    return FrozenFigure(
        _rounded(figure.value),
        "measured",
        figure.n,
        figure.k,
        None if interval is None else _rounded(interval.low),
        None if interval is None else _rounded(interval.high),
        None if figure.error is None else _rounded(figure.error),
        by.end,
        by.source.id,
        facts.fingerprint[:FINGERPRINT] if facts else "",
        _question(by, persona),
    )


def _question(by: MetricResult, persona: str) -> str:
    """Return the fingerprint of a metric's declaration; figures with equal ones can be compared.

    It leaves out the file's name, as next year's export answers the same question.
    """
    source, measure = by.source, by.measure
    asked = {k: v for k, v in measure.to_data().items() if k not in ("label", "unit")}
    declaration = {
        "source": source.id,
        "measure": {**asked, "at": "", "start": None, "end": None},
        "scales": {column: source.options.scales.get(column) for column in measure.column},
        "persona": source.personas.get(persona) if persona else None,
    }
    return sha256(json.dumps(declaration, sort_keys=True, default=str).encode()).hexdigest()[
        :FINGERPRINT
    ]


def _rounded(value: float) -> float:
    return round(float(value), DIGITS) + 0.0  # no −0
