"""Section 5: emotions along the journey, and how well they are known (M4.1 to M4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Listing,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.figures import (
    compared_chart,
    emotion_chart,
    emotion_curve,
    personas_compared,
    target_chart,
    target_curves,
)
from kit.i18n import N_, NP_, RichText
from kit.results import (
    Moment,
    counted_once,
    curve,
    extremes,
    has_effects,
    proposed_curve,
    stage_curve,
    target_curve,
)
from kit.sections import effects, headlines
from kit.sections.context import Context
from kit.sections.definitions import definitions
from kit.sections.marks import (
    feeling,
    felt,
    ground,
    interval,
    moment_evidence,
    n_of,
    origin,
    source,
    spread,
    stated,
    tally,
    truth,
)
from kit.sections.missing import no_score
from kit.sections.sample_sizes import origins
from kit.sections.tables import annex, table
from kit.steps.emotions import WORDS
from kit.steps.persona import Persona

TOGETHER = 4
"""The most personas whose curves the decision page shows together."""

CURRENT_AND_TARGET = N_("Current and target emotion of {persona}")


def section(context: Context) -> Section:
    """Return the curves with the numbers behind them."""
    t, journey = context.t, context.journey
    title = t(N_("Emotions"))
    if not any(emotion.value is not None or emotion.missing for emotion in journey.emotions):
        missing = N_(
            "No emotion has been scored yet. Ask each participant to score every touchpoint "
            "alone, from −2 to +2, before any discussion. The curve is then drawn "
            "automatically."
        )
        return Section("emotions", title, (Paragraph(t(missing)),))
    return Section(
        "emotions",
        title,
        flow(
            Paragraph(_origins(context), "lead"),
            [block for persona in journey.personas for block in _persona(context, persona)],
            _compared(context),
            _targets(context) if context.edition == "working" else _target_charts(context),
            effects.blocks(context),
            annex(
                t,
                _targets(context) if context.edition == "client" else None,
                [block for persona in journey.personas for block in _numbers(context, persona)],
                _comparison(context),
                [_aims(context, p) for p in journey.personas] if has_effects(journey) else None,
                definitions(t, "F1", "F2", "F9", "F10"),
            ),
        ),
        headline=headlines.emotions(context),
    )


def _origins(context: Context) -> RichText:
    """Count the scores that are measured, from the workshop, or assumed (M4.2)."""
    t = context.t
    scored = [e for e in context.journey.emotions if e.value is not None]
    found = [emotion.origin for emotion in scored]
    said = t.inline(
        N_("{scores} from −2 (very negative) to +2 (very positive): {origins}."),
        scores=t.plural("{count} score", "{count} scores", len(found)),
        origins=tally(
            t,
            (
                found.count("measured"),
                NP_("{count} measured on customers", "{count} measured on customers"),
            ),
            (
                found.count("workshop"),
                NP_("{count} given in the workshop", "{count} given in the workshop"),
            ),
            (found.count("assumed"), NP_("{count} assumed", "{count} assumed")),
        ),
    )
    if lost := sum(emotion.missing for emotion in context.journey.emotions):
        said = (
            said
            + " "
            + t.plural(
                "{count} measured score is missing: its source cannot be read.",
                "{count} measured scores are missing: their sources cannot be read.",
                lost,
            )
        )
    apart = [e for e in scored if e.spread and e.spread.disagreement]
    if not apart:
        return said
    places = [t.quoted(context.name(emotion.at)) for emotion in apart]
    message = N_("The participants disagree about {places}.")
    if context.edition == "working":
        message = N_(
            "The participants disagree about {places}: talk about it before acting on the score."
        )
    more = t.inline(message, places=list(dict.fromkeys(places)))
    return said + " " + more


def _persona(context: Context, persona: Persona) -> tuple[Block, ...]:
    """Return a persona's curve."""
    t, journey = context.t, context.journey
    name = journey.words(persona.name)
    heading = Heading(name, f"emotions-{persona.id}") if context.several else None
    felt = (*stage_curve(journey, persona.id), *curve(journey, persona.id))
    if not any(m.score is not None or m.missing for m in felt):
        missing = t.inline(N_("No emotion of {persona} has been scored yet."), persona=name)
        return flow(heading, Paragraph(missing))
    chart = _curve(context, persona)
    return flow(heading, chart, emotion_curve(chart, t, context.theme))


def _curve(context: Context, persona: Persona) -> Chart | None:
    """Return a persona's curve as a chart, with its lowest moment as the finding."""
    t, journey = context.t, context.journey
    chart, found = emotion_chart(journey, persona.id, t), extremes(journey, persona.id)
    striking = (found.lowest or found.highest) if found else ()
    if not (chart and found and striking):
        return chart
    message = N_("{persona}, at the lowest: {moment}")
    if not found.lowest:
        message = N_("{persona}, at the highest: {moment}")
    said = _equal(context, persona.id, striking)
    name = journey.words(persona.name)
    return replace(chart, finding=t.inline(message, persona=name, moment=said))


def _numbers(context: Context, persona: Persona) -> tuple[Block, ...]:
    """Return a persona's scores as a table, with those that stand out."""
    said = _standing_out(context, persona)
    return flow(_scores(context, persona), Listing(tuple(said)) if said else None)


def _standing_out(context: Context, persona: Persona) -> list[RichText]:
    """Name the peaks, the end and the moments of truth (F9, M4.3)."""
    t, found = context.t, extremes(context.journey, persona.id)
    if found is None:
        return []
    sentences: list[RichText] = []
    for said, moments in (
        (N_("Lowest: {moment}."), found.lowest),
        (N_("Highest: {moment}."), found.highest),
    ):
        if moments:
            sentences.append(t.inline(said, moment=_equal(context, persona.id, moments)))
    if found.end:
        end = moment_text(context, persona.id, found.end)
        if found.peak_end is None:
            sentences.append(t.inline(N_("The end: {moment}."), moment=end))
        else:
            said = N_("The end: {moment}. The peak-end mean is {mean}.")
            sentences.append(t.inline(said, moment=end, mean=t.signed(found.peak_end)))
    if found.missing:
        said = N_("Measured value missing: {touchpoints}. It could be the highest or the lowest.")
        places = [context.name(moment.at) for moment in found.missing]
        sentences.append(t.inline(said, touchpoints=places))
    decisive = [
        context.name(at)
        for (lived_by, at), moment in context.moments.items()
        if lived_by == persona.id and moment.truth
    ]
    if decisive:
        sentences.append(t.inline(N_("Moments of truth: {touchpoints}."), touchpoints=decisive))
    elif context.edition == "working":
        sentences.append(
            t(N_("No moment of truth is marked: which of these decides whether they stay?"))
        )
    return sentences


def _equal(context: Context, persona: str, moments: Sequence[Moment]) -> RichText:
    """Name moments with one score: one or two of them, or the first with the number of others."""
    t = context.t
    if len(moments) == 1:
        return moment_text(context, persona, moments[0])
    named: list[RichText] = [
        t.inline(
            N_("“{place}” {score} ({ground})"),
            place=context.name(moment.at),
            score=t.signed(moment.score or 0),
            ground=ground(context, persona, moment),
        )
        for moment in moments[:2]
    ]
    if len(moments) > len(named):
        others = t.plural("{count} other moment", "{count} other moments", len(moments) - 1)
        named = [named[0], others]
    return t.listed(named)


def moment_text(context: Context, persona: str, moment: Moment) -> RichText:
    """Return “The shelf (I choose): −2, measured, n = 180”."""
    t = context.t
    said = t.signed(moment.score or 0)
    if moment.at == moment.stage:
        return t.inline(
            N_("{stage}, {score} ({ground})"),
            stage=context.name(moment.stage),
            score=said,
            ground=ground(context, persona, moment),
        )
    return t.inline(
        N_("{touchpoint} in “{stage}”, {score} ({ground})"),
        touchpoint=context.name(moment.at),
        stage=context.name(moment.stage),
        score=said,
        ground=ground(context, persona, moment),
    )


def _scores(context: Context, persona: Persona) -> Table:
    """Return the scores of a persona's curve: stages, and the touchpoints within them."""
    t, journey = context.t, context.journey
    columns = (
        Column(t(N_("Moment"))),
        Column(t(N_("Score"))),
        Column(t(N_("Origin"))),
        Column(t(N_("n")), figures=True),
        Column(t(N_("Middle 50% or 95% CI"))),
        Column(t(N_("Emotion"))),
        Column(t(N_("Thought or quotation"))),
    )
    rows = []
    for moment in stage_curve(journey, persona.id):
        rows.append(_row(context, persona, moment))
        rows += [
            _row(context, persona, context.moments[persona.id, touchpoint.id])
            for touchpoint in journey.touchpoints_of(moment.stage, persona.id)
        ]
    caption = t.inline(
        N_("What {persona} feels, by stage (★ moment of truth)"),
        persona=journey.words(persona.name),
    )
    return table(caption, columns, rows)


def _row(context: Context, persona: Persona, moment: Moment) -> tuple[Cell, ...]:
    t, journey = context.t, context.journey
    name: RichText = context.name(moment.at)
    if moment.at == moment.stage:
        name = t.inline(N_("Stage: {stage}"), stage=name)
    marked: Cell = (name, truth(t)) if moment.truth and moment.at != moment.stage else name
    emotion = journey.emotion(persona.id, moment.at)
    if moment.missing:
        said = word(context, emotion.word) if emotion else ""
        quoted = stated(context, emotion.thought) if emotion and emotion.thought else ""
        return marked, no_score(t, moment), "", "", interval(t, moment), said, quoted
    if moment.score is None or moment.origin is None:
        return marked, no_score(t, moment), "", "", "", "", ""
    thought = emotion.thought if emotion else None
    rest = tuple(origin(t, one) for one in origins(context, persona.id, moment))
    if found := moment_evidence(context, persona.id, moment):
        rest = (*rest, source(context, found))
    return (
        marked,
        feeling(t, moment.score),
        (rest, ground(context, persona.id, moment)) if moment.computed else rest,
        "" if moment.computed else n_of(t, moment.n),
        interval(t, moment) if moment.measured else spread(t, moment.spread),
        word(context, emotion.word) if emotion else "",
        stated(context, thought) if thought else "",
    )


def word(context: Context, said: str | None) -> RichText:
    """Return the word of an emotion: the catalogue's, or the client's own."""
    labels = {key: label for key, (label, _) in WORDS.items()}
    return context.t.say(context.journey.said(said, labels)) if said else ""


def _compared(context: Context) -> tuple[Block, ...]:
    """Compare the personas stage by stage (M1.3); a few are compared on the decision page."""
    t, journey = context.t, context.journey
    if not context.several:
        return ()
    drawn = len(journey.personas) > TOGETHER
    widest, chart = _widest(context), compared_chart(journey, t)
    if chart and widest:
        chart = replace(chart, finding=widest.said)
    return flow(
        Heading(t(N_("The personas compared")), "emotions-compared") if drawn else None,
        widest,
        chart,
        personas_compared(chart, t, context.theme) if drawn else None,
    )


def _comparison(context: Context) -> Table | None:
    """Return the scores of several personas side by side, stage by stage (M1.3)."""
    t, journey = context.t, context.journey
    if not context.several:
        return None
    curves = {p.id: stage_curve(journey, p.id) for p in journey.personas}
    rows = [
        (
            journey.words(stage.name),
            *(
                felt(context, persona, moments[n]) or no_score(t, moments[n])
                for persona, moments in curves.items()
            ),
        )
        for n, stage in enumerate(journey.stages)
    ]
    columns = (
        Column(t(N_("Stage"))),
        *(Column(journey.words(p.name)) for p in journey.personas),
    )
    return table(t(N_("Emotion of each persona by stage")), columns, rows)


def _widest(context: Context) -> Paragraph | None:
    """Name the stage at which the personas' scores lie furthest apart."""
    t, journey = context.t, context.journey
    curves = {p.id: stage_curve(journey, p.id) for p in journey.personas}
    gaps = []
    for n, stage in enumerate(journey.stages):
        scores = [(m.score, p) for p, c in curves.items() if (m := c[n]).score is not None]
        if len(scores) > 1:
            low, high = min(scores), max(scores)
            gaps.append(((high[0] or 0) - (low[0] or 0), stage, low, high))
    if not gaps:
        return None
    gap, stage, low, high = max(gaps, key=lambda found: found[0])
    if not gap:
        return Paragraph(t(N_("The personas’ scores are the same in every stage.")))
    said = t.inline(
        N_(
            "The personas are furthest apart in “{stage}”: {low} for {unhappy}, {high} for {happy}."
        ),
        stage=journey.words(stage.name),
        low=t.signed(low[0] or 0),
        unhappy=context.name(low[1]),
        high=t.signed(high[0] or 0),
        happy=context.name(high[1]),
    )
    return Paragraph(said)


def _targets(context: Context) -> tuple[Block, ...]:
    """Return the current and the target curve (F10)."""
    t, journey = context.t, context.journey
    heading = Heading(t(N_("Current and target")), "emotions-target")
    if not has_effects(journey):
        if context.edition == "client":
            return ()
        missing = N_(
            "No improvement has an expected effect on emotions yet, so there is no target "
            "curve. Note for each improvement where it will be felt and by how much."
        )
        return heading, Paragraph(t(missing))
    blocks: list[Block] = [heading, *_once(context)]
    for persona in journey.personas:
        caption = t.inline(CURRENT_AND_TARGET, persona=journey.words(persona.name))
        chart = target_chart(journey, persona.id, t)
        drawn = target_curves(chart, t, context.theme)
        if context.edition == "working":
            blocks += flow(chart)
        blocks += [replace(picture, caption=caption) for picture in drawn]
    return tuple(blocks)


def _target_charts(context: Context) -> list[Block]:
    """Return the current and the target curve for slides; a client's pages have them apart."""
    journey, t = context.journey, context.t
    if not has_effects(journey):
        return []
    return [block for one in journey.personas for block in flow(target_chart(journey, one.id, t))]


def _once(context: Context) -> list[Block]:
    """Name the improvements that remove one pain point, whose effect counts once (F10)."""
    t = context.t
    said = tuple(
        t.inline(
            N_(
                "At “{place}”, {left_out} and {counted} remove the same pain point: the greater "
                "effect counts, once."
            ),
            place=context.name(one.at),
            left_out=t.quoted(context.phrase(one.left_out.solution.text)),
            counted=t.quoted(context.phrase(one.counted.solution.text)),
        )
        for one in counted_once(context.journey)
    )
    return [Listing(said)] if said else []


def _aims(context: Context, persona: Persona) -> Table:
    """Return a persona's current score, target and change in each stage (F10)."""
    t, journey = context.t, context.journey
    proposed = proposed_curve(journey, persona.id)
    columns = [
        Column(t(N_("Stage"))),
        Column(t(N_("Current"))),
        Column(t(N_("Target"))),
        Column(t(N_("Change")), figures=True),
    ]
    if proposed:
        columns.append(Column(t(N_("With those proposed"))))
    rows: list[tuple[Cell, ...]] = []
    now = stage_curve(journey, persona.id)
    for number, aim in enumerate(target_curve(journey, persona.id)):
        moment = now[number]
        if moment.score is None or aim is None:
            row: tuple[Cell, ...] = (context.name(moment.stage), no_score(t, moment))
            rows.append((*row, *("" for _ in columns[2:])))
            continue
        change = t.signed(aim - moment.score)
        row = (felt(context, persona.id, moment), feeling(t, aim), change)
        more = (feeling(t, proposed[number] or 0.0),) if proposed else ()
        rows.append((context.name(moment.stage), *row, *more))
    caption = t.inline(CURRENT_AND_TARGET, persona=journey.words(persona.name))
    return Table(caption, tuple(columns), tuple(rows))
