"""Write the headline of each section: its finding in one sentence, computed from the data.

A headline is empty where the data state nothing: the section's plain title then stands alone.
Every score in a headline comes with its n, and with its origin unless it is measured (F18, M4.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kit.framing import BASES
from kit.i18n import N_, NP_, RichText, joined
from kit.results import (
    Moment,
    PersonaMoment,
    candidates,
    experience_coverage,
    improvement_ranks,
    pains_to_report,
    persona_statements,
    ranked_improvements,
    stage_curve,
    to_do_now,
)
from kit.results.curves import FIRMNESS
from kit.sections.context import Context
from kit.sections.marks import customers, labelled, tally
from kit.sections.sample_sizes import answers, origins
from kit.steps.emotions import ORIGINS
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint

LONGEST = 110
"""The most characters of a pain point in a headline; a longer one is named by its place."""

NAMED = 3
"""The most personas that a headline names."""


def summary(context: Context) -> RichText:
    """Return the low point of the journey with the worst pain point (F5, F18)."""
    t = context.t
    pain = next(iter(pains_to_report(context.journey, 1)), None)
    low = "" if _lost(context) else low_point(context)
    if not low:
        return pain_points(context) if pain else emotions(context)
    if pain is None:
        return low
    counted = customers(t, pain.mentions) if pain.mentions else t(N_("not counted"))
    return t.inline(
        N_("{low}; main pain point: {pain} ({count})"),
        low=low,
        pain=_pain(context, pain),
        count=counted,
    )


def persona(context: Context) -> RichText:
    """Return how many entries on the personas cite a source (M1.2)."""
    t, personas = context.t, context.journey.personas
    cited = [
        not statement.assumed
        for persona in personas
        for _, statement in persona_statements(persona)
    ]
    if not cited:
        return ""
    names: RichText = t.listed([context.name(persona.id) for persona in personas])
    if len(personas) > NAMED:
        names = t.plural("{count} persona", "{count} personas", len(personas))
    said = t.plural(
        "{count} of {n} entries cites a source",
        "{count} of {n} entries cite a source",
        sum(cited),
        n=len(cited),
    )
    if not any(cited):
        said = t(N_("no entry cites a source"))
    return labelled(t, names, said)


def journey_map(context: Context) -> RichText:
    """Return the greatest fall from one stage to the next, of any persona (F1)."""
    t, journey = context.t, context.journey
    if _lost(context):
        return ""
    curves = {persona.id: stage_curve(journey, persona.id) for persona in journey.personas}
    steps = [
        (before, after, persona)
        for persona, moments in curves.items()
        for before, after in pairwise(moments)
        if before.score is not None and after.score is not None
    ]
    # Of equal falls, the one that ends lowest.
    before, after, persona = min(
        steps,
        key=lambda step: (_change(step[0], step[1]), step[1].score or 0.0),
        default=(None, None, ""),
    )
    if before is None or after is None or _change(before, after) >= 0:
        return _without_fall(context, list(curves.values()))
    found = {*origins(context, persona, before), *origins(context, persona, after)}
    mixed = found == {"measured", "workshop"}
    ns = [answers(context, persona, moment, named=mixed) for moment in (before, after)]
    said = t.inline(
        N_(
            "From stage to stage, the steepest fall is from “{before}” ({high}) to “{after}” "
            "({low})"
        ),
        before=context.name(before.stage),
        high=_stage_score(context, before, ns[0]),
        after=context.name(after.stage),
        low=_stage_score(context, after, ns[1]),
    )
    more: list[RichText] = [context.name(persona)] if context.several else []
    # Where both are known, n names customers and participants.
    if found != {"measured"} and not (mixed and all(map(str, ns))):
        more.append(t.listed([t(ORIGINS[one]) for one in reversed(FIRMNESS) if one in found]))
    return joined([said, *more], ", ")


def _without_fall(context: Context, curves: Sequence[Sequence[Moment]]) -> RichText:
    """Return that no stage falls or, where scores are missing, how many stages have one."""
    t, stages = context.t, len(context.journey.stages)
    scored = sum(all(moment.score is not None for moment in at) for at in zip(*curves, strict=True))
    if not scored:
        return ""
    if scored == stages:
        return t(N_("No stage feels worse than the one before"))
    return t.plural(
        "{count} of {n} stages has an emotion score",
        "{count} of {n} stages have an emotion score",
        scored,
        n=stages,
    )


def _change(before: Moment, after: Moment) -> float:
    """Return the change between two scores as printed."""
    return round(round(after.score or 0.0, 1) - round(before.score or 0.0, 1), 1)


def _stage_score(context: Context, moment: Moment, n: RichText) -> RichText:
    score = context.t.signed(moment.score or 0.0)
    return joined([score, n], _comma(context)) if n else score


def touchpoints(context: Context) -> RichText:
    """Return how many touchpoints irritate and please, or over how many channels they go (M3.6)."""
    t, met = context.t, context.journey.touchpoints
    if not met:
        return ""
    count = t.plural("{count} touchpoint", "{count} touchpoints", len(met))
    irritant = sum(one.nature == "irritant" for one in met)
    positive = sum(one.nature == "positive" for one in met)
    found = tally(
        t,
        (irritant, NP_("{count} irritates", "{count} irritate")),
        (positive, NP_("{count} pleases", "{count} please")),
    )
    if found:
        return t.inline(N_("Of {touchpoints}, {found}"), touchpoints=count, found=found)
    channels = {one.channel for one in met if one.channel}
    if not channels:
        return ""
    return t.inline(
        N_("{touchpoints} over {channels}"),
        touchpoints=count,
        channels=t.plural("{count} channel", "{count} channels", len(channels)),
    )


def emotions(context: Context) -> RichText:
    """Return the low and the high point of the journey, or that values are missing (F18, M4.2)."""
    t = context.t
    if lost := _lost(context):
        return t.plural(
            "{count} measured emotion is missing, so the curve is incomplete",
            "{count} measured emotions are missing, so the curve is incomplete",
            lost,
        )
    low, high = low_point(context), high_point(context)
    return joined([low, high], t(N_("; "))) if low and high else low or high


def low_point(context: Context) -> RichText:
    """Return the low point of the journey as a sentence; empty if no score is negative."""
    lowest = context.headlines.lowest()
    if not lowest:
        return ""
    return context.t.plural(
        "{moments} is the low point",
        "{moments} are the low points",
        len(lowest),
        moments=_moments(context, lowest),
    )


def high_point(context: Context) -> RichText:
    """Return the high point of the journey as a sentence; empty if no score is positive."""
    highest = context.headlines.highest(context.journey)
    if not highest:
        return ""
    return context.t.plural(
        "{moments} is the high point",
        "{moments} are the high points",
        len(highest),
        moments=_moments(context, highest),
    )


def _moments(context: Context, equal: Sequence[PersonaMoment]) -> RichText:
    """Name equal moments: one or two of them, or the first with the number of the others."""
    t = context.t
    named = [
        t.inline(
            N_("“{place}” ({score})"),
            place=context.name(one.moment.at),
            score=moment_score(context, one),
        )
        for one in equal[:2]
    ]
    if len(equal) <= len(named):
        return t.listed(named)
    others = t.plural("{count} other moment", "{count} other moments", len(equal) - 1)
    return t.listed([named[0], others])


def moment_score(context: Context, one: PersonaMoment, *, with_basis: bool = True) -> RichText:
    """Return a score with its persona, if there are several, its n and its basis (F18).

    For example “−1.6, n = 180”, or “−1.6, Camille, n = 6, scored in the workshop”.
    """
    t, n, basis = context.t, one.moment.n, context.headlines.basis
    parts: list[RichText] = [t.signed(one.score)]
    if context.several:
        parts.append(context.name(one.persona))
    if n is not None:
        parts.append(t(N_("n\u00a0=\u00a0{n}"), n=n))
    else:
        parts.append(answers(context, one.persona, one.moment) or t(N_("n unknown")))
    if with_basis and basis == "small-base":
        parts.append(t(N_("small base")))
    if with_basis and basis == "workshop":
        parts.append(t(ORIGINS[basis]))
    return joined(parts, _comma(context))


def pain_points(context: Context) -> RichText:
    """Return the pain point that hurts most, with k of n (F5, M5.3)."""
    t, journey = context.t, context.journey
    if not journey.pain_points:
        return ""
    found = pains_to_report(journey, 1)
    if not found:
        return t(N_("No pain point recurs: each was named by one customer at most"))
    pain = found[0]
    if pain.mentions is None:
        message = N_("{pain} comes first; how many customers it affects is unknown")
        return t.inline(message, pain=_pain(context, pain))
    message = N_("{pain} comes first: {count}")
    if pain.rank is not None:
        message = N_("{pain} comes first, ranked by hand: {count}")
    elif pain.severity is not None:
        message = N_("{pain} hurts most: {count}")
    return t.inline(message, pain=_pain(context, pain), count=customers(t, pain.mentions))


def _pain(context: Context, pain: PainPoint) -> RichText:
    """Quote a pain point, or name a long one by its place."""
    t = context.t
    if len(pain.what.text) <= LONGEST:
        return t.quoted(context.phrase(pain.what.text))
    return t.inline(N_("the pain point at “{place}”"), place=context.name(pain.at))


def improvements(context: Context) -> RichText:
    """Return what to start with, by impact and effort or by hand (F6, F8)."""
    t, journey = context.t, context.journey
    if not journey.improvements:
        return ""
    to_do, now = candidates(journey), to_do_now(journey, 1)
    if not to_do:
        done = sum(improvement.status == "done" for improvement in journey.improvements)
        return t.plural(
            "{count} improvement done, none left to do",
            "{count} improvements done, none left to do",
            done,
        )
    if not now:
        return t(N_("No open improvement is worth its effort"))
    first = now[0]
    if first.rank is not None:
        return _first(context, first, t(N_("ranked first by hand")))
    if first.quadrant is None:
        return t.plural(
            "{count} improvement to do, not scored yet",
            "{count} improvements to do, none scored yet",
            len(to_do),
        )
    scores = t(
        N_("impact {impact}, effort {effort} of 5"), impact=first.impact, effort=first.effort
    )
    ranked = ranked_improvements(journey)
    place = improvement_ranks(ranked)
    equal = [i for i in ranked if place[i.id] == place[first.id] and i.quadrant != "time-sink"]
    if len(equal) == 1:
        return _first(context, first, scores)
    if len(equal) == 2:
        names = t.listed([t.quoted(context.phrase(i.solution.text)) for i in equal])
        message = N_("{improvements} come first: {scores} each")
        return t.inline(message, improvements=names, scores=scores)
    return t.plural(
        "{count} improvement comes first: {scores}",
        "{count} improvements share the first place: {scores} each",
        len(equal),
        scores=scores,
    )


def _first(context: Context, improvement: Improvement, why: str) -> RichText:
    message = N_("Start with {improvement}: {why}")
    if improvement.status == "under-way":
        message = N_("Finish {improvement} first: {why}")
    name = context.t.quoted(context.phrase(improvement.solution.text))
    return context.t.inline(message, improvement=name, why=why)


def evidence(context: Context) -> RichText:
    """Return the basis of the map with its evidence coverage (F11)."""
    t, total = context.t, context.coverage.total
    if total.value is None:
        return ""
    basis, share = BASES[context.coverage.basis], t.percent(total.value)
    lived = experience_coverage(context.journey)
    if not lived.n:
        message = N_("The map is {basis}: {share} of the statements counted cite a source")
        return t.inline(message, basis=basis, share=share)
    return t.inline(
        N_(
            "The map is {basis}: {share} of the statements counted cite a source, and {k} of {n} "
            "goals, actions and thoughts"
        ),
        basis=basis,
        share=share,
        k=lived.k,
        n=lived.n,
    )


def method(context: Context) -> RichText:
    """Return the number of evidence sources on which the six steps rest (M7.3)."""
    t, sources = context.t, context.journey.evidence
    if not sources:
        return t(N_("Six steps, without any source of evidence so far"))
    return t.plural(
        "Six steps, based on {count} source of evidence",
        "Six steps, based on {count} sources of evidence",
        len(sources),
    )


def _lost(context: Context) -> int:
    """Return the number of measured emotions that are missing (M4.2)."""
    return sum(emotion.missing for emotion in context.journey.emotions)


def _comma(context: Context) -> str:
    """Return what separates values; French writes decimals with a comma, so not a comma there."""
    return context.t(N_(", ", "between values"))
