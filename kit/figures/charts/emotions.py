"""Write emotions as charts: over touchpoints, persona by persona, current and target (M4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kit.blocks import Chart, Group, Series, Spread
from kit.figures.alts import compared_alt, curve_alt, target_alt
from kit.figures.charts.basis import SCALE, answers, source_numbers, tone_of
from kit.i18n import N_, RichText, Texts, joined
from kit.journey import Journey
from kit.results import (
    Moment,
    curve,
    extremes,
    has_effects,
    proposed_curve,
    stage_curve,
    target_curve,
)
from kit.results.curves import FIRMNESS
from kit.steps.emotions import ORIGINS, Origin


def emotion_chart(journey: Journey, persona: str, t: Texts, peaks: bool = True) -> Chart | None:
    """Return a persona's emotion over its touchpoints, or over the stages (M4.4, F3).

    The touchpoints are grouped by stage; a chart over the stages has no groups.

    Parameters
    ----------
    peaks
        Whether to name the best and the worst moment and the end (F9).
    """
    moments = curve(journey, persona)
    by_stage = all(moment.score is None for moment in moments)
    if by_stage:
        moments = stage_curve(journey, persona)
    found = extremes(journey, persona)
    if found is None:
        return None
    name = journey.words(journey[persona].name)
    series = _series(journey, persona, moments, name)
    if peaks:
        best, worst, end = (
            None if moment is None else moments.index(moment)
            for moment in (found.best, found.worst, found.end)
        )
        series = replace(series, peaks=(best, worst, end))
    return Chart(
        id=f"emotions-{persona}",
        kind="curves",
        caption=t.inline(N_("Emotion of {persona}"), persona=name),
        categories=tuple(t.say(journey.name_of(moment.at)) for moment in moments),
        series=(series,),
        span=SCALE,
        alt=curve_alt(journey, persona, t, peaks),
        basis=_basis(journey, persona, moments, t),
        sources=_sources(journey, persona),
        groups=() if by_stage else _stages(journey, moments),
    )


def _stages(journey: Journey, moments: Sequence[Moment]) -> tuple[Group, ...]:
    """Return all stages with their touchpoints, those without any, too."""
    return tuple(
        Group(
            journey.words(stage.name),
            tuple(n for n, moment in enumerate(moments) if moment.stage == stage.id),
        )
        for stage in journey.stages
    )


def compared_chart(journey: Journey, t: Texts, fewest: int = 2) -> Chart | None:
    """Return the emotion of each persona stage by stage (M1.3, F1).

    Parameters
    ----------
    fewest
        The fewest personas with scores for which there is a chart.
    """
    curves = {p.id: stage_curve(journey, p.id) for p in journey.personas}
    drawn = {
        persona: moments
        for persona, moments in curves.items()
        if any(moment.score is not None for moment in moments)
    }
    if len(drawn) < fewest:
        return None
    names = {persona: journey.words(journey[persona].name) for persona in drawn}
    bases = [
        t.inline(
            N_("{label}: {text}"),
            label=names[persona],
            text=_basis(journey, persona, moments, t),
        )
        for persona, moments in drawn.items()
    ]
    return Chart(
        id="emotions-compared",
        kind="curves",
        caption=t(N_("Emotion of each persona by stage")),
        categories=tuple(journey.words(stage.name) for stage in journey.stages),
        series=tuple(_series(journey, p, moments, names[p]) for p, moments in drawn.items()),
        span=SCALE,
        alt=compared_alt(journey, t),
        basis=joined(bases, t(N_("; "))),
        sources=tuple(sorted({n for persona in drawn for n in _sources(journey, persona)})),
    )


def target_chart(journey: Journey, persona: str, t: Texts) -> Chart | None:
    """Return the current and the target emotion of each stage (F10)."""
    moments = stage_curve(journey, persona)
    if not has_effects(journey) or all(moment.score is None for moment in moments):
        return None
    series = [
        _series(journey, persona, moments, t(N_("current", "curve"))),
        Series(t(N_("target", "curve")), target_curve(journey, persona)),
    ]
    if proposed := proposed_curve(journey, persona):
        series.append(Series(t(N_("with those proposed", "curve")), proposed))
    name = journey.words(journey[persona].name)
    basis = _basis(journey, persona, moments, t)
    if len(journey.personas) > 1:  # a slide may have the curves of two
        basis = t.inline(N_("{label}: {text}"), label=name, text=basis)
    return Chart(
        id=f"emotions-target-{persona}",
        kind="curves",
        caption=t.inline(N_("Current and target emotion of {persona}"), persona=name),
        categories=tuple(journey.words(stage.name) for stage in journey.stages),
        series=tuple(series),
        span=SCALE,
        alt=target_alt(journey, persona, t),
        basis=basis,
        sources=_sources(journey, persona),
    )


def _series(journey: Journey, persona: str, moments: Sequence[Moment], name: RichText) -> Series:
    return Series(
        name,
        tuple(moment.score for moment in moments),
        tuple(moment.interval for moment in moments),
        tuple(map(_least, moments, _parts(journey, persona, moments))),
        tuple(tone_of(moment.score) for moment in moments),
        origins=tuple(moment.origin for moment in moments),
        spreads=tuple(_spread(moment) for moment in moments),
        unread=tuple(n for n, moment in enumerate(moments) if moment.missing),
        truths=tuple(n for n, moment in enumerate(moments) if moment.truth),
    )


def _spread(moment: Moment) -> Spread | None:
    found = moment.spread
    return Spread(found.median, found.low, found.high) if found else None


def _parts(journey: Journey, persona: str, moments: Iterable[Moment]) -> Iterator[Sequence[Moment]]:
    """Yield each moment itself or, of a stage's mean, the scored touchpoints behind it (F1)."""
    scored = [m for m in curve(journey, persona) if m.score is not None]
    for moment in moments:
        computed = [m for m in scored if m.stage == moment.stage]
        yield computed if moment.computed else [moment]


def _least(moment: Moment, parts: Sequence[Moment]) -> int | None:
    """Return the n of a score, for a stage's mean the least of its touchpoints."""
    if moment.score is None:
        return None
    known = [part.n for part in parts if part.n is not None]
    return min(known) if known and len(known) == len(parts) else None


def _basis(journey: Journey, persona: str, moments: Sequence[Moment], t: Texts) -> RichText:
    """Return the origins of the scores of a curve, each with its n (M4.2, F18).

    Customers who were asked and participants of the workshop are never counted together.
    """
    scored = [moment for moment in moments if moment.score is not None]
    parts = [part for found in _parts(journey, persona, scored) for part in found]
    counts = {
        origin: [part.n for part in parts if part.origin == origin] for origin in reversed(FIRMNESS)
    }
    used = [origin for origin, ns in counts.items() if ns]
    if len(used) > 1:
        return t.listed([_with_n(origin, counts[origin], t) for origin in used])
    said = [t(ORIGINS[origin]) for origin in used]
    return joined([*said, answers([part.n for part in parts], t)], t(N_(", ", "between values")))


def _with_n(origin: Origin, ns: Sequence[int | None], t: Texts) -> str:
    label = t(ORIGINS[origin])
    if origin == "assumed" and not any(ns):
        return label
    return t(N_("{origin} ({n})"), origin=label, n=answers(ns, t))


def _sources(journey: Journey, persona: str) -> tuple[int, ...]:
    """Return the numbers of the sources on which a persona's scores rest."""
    cited = (id for e in journey.emotions if e.persona == persona for id in e.evidence)
    return source_numbers(journey, cited)
