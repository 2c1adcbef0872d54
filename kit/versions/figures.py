"""The figures that are computed on a map, as a version freezes them (F19)."""

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
"""The version of the formulas: raised when a figure of the same data comes out differently.

Version 1 ranked pains without k of n (F5).
"""

DIGITS = 6
"""To how many decimals figures are kept and compared."""

FINGERPRINT = 12
"""Length of the SHA-256 prefix by which two files, or two questions, are told apart."""

Key = tuple[str, ...]
"""Identity of a figure: its kind, then ids, as in ``("score", "lea", "caisse")``."""


@dataclass(frozen=True)
class FrozenFigure:
    """A computed figure.

    Attributes
    ----------
    value
        A score (−2 … +2), a share of 1, a count, a severity (0 … 4) or an indicator's value.
    origin
        ``workshop``, ``measured`` or ``assumed`` (M4.2); None of what is computed from several.
    n, k
        Over how many answers; for a count, how many of them.
    low, high
        Its 95 % interval, or a severity at the Wilson bounds.
    error
        The standard error of a measured mean.
    on
        The last day of the data, or the day of an indicator's value.
    source
        The evidence source.
    data
        The fingerprint of the source's file.
    question
        The fingerprint of what was asked of the source.
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
    """The figures of a map, with the version of the formulas that gave them."""

    figures: Mapping[Key, FrozenFigure] = field(default_factory=dict)
    formulas: int = FORMULAS


def figures_of(journey: Journey, found: Measurements, as_of: date) -> Figures:
    """Compute the figures of a map.

    Parameters
    ----------
    journey
        With what was measured in its place (:func:`kit.evidence.apply_to_map.apply_to_map`).
    found
        What the sources say.
    as_of
        Up to which day indicators' values count.
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
    """Yield every score of a persona at a touchpoint, and those given to a whole stage (M4.1)."""
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
    """Yield the mean of a stage's touchpoints where the stage has no score of its own (F1)."""
    for persona in journey.personas:
        for stage in journey.stages:
            moment = stage_moment(journey, persona.id, stage.id)
            if moment.computed and moment.score is not None:
                figure = FrozenFigure(_rounded(moment.score), moment.origin)
                yield ("stage", persona.id, stage.id), figure


def _counts(journey: Journey, found: Measurements) -> Pairs:
    """Yield how many customers a pain hits, and how many leave at a place (F4)."""
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
    """Yield the severity of each pain that is counted and rated (F5)."""
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
    """Yield the share of statements with a source, in all and by stage (F11)."""
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
    """Return the fingerprint of a measure: of two that agree, the figures can be compared.

    The file's name is no part of it: next year's export answers the same question.
    """
    source, measure = by.source, by.measure
    asked = {
        "source": source.id,
        "measure": {**measure.to_data(), "at": "", "start": None, "end": None},
        "scales": {column: source.options.scales.get(column) for column in measure.column},
        "persona": source.personas.get(persona) if persona else None,
    }
    return sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()[:FINGERPRINT]


def _rounded(value: float) -> float:
    return round(float(value), DIGITS) + 0.0  # no −0
