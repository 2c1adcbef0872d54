"""Marks: short labels for origins of scores, emotions, severities and states.

Colour is never alone: every mark has a shape and a word or a number (M1.2, M4.2).
"""

from __future__ import annotations

from collections.abc import Iterable

from kit.blocks import Cell, Mark, Tone
from kit.fields import Count, Statement
from kit.i18n import N_, Message, MixedText, RichText, Texts, UserText, joined
from kit.results import Moment
from kit.sections.context import Context
from kit.sections.sample_sizes import origins, parts_of
from kit.steps.emotions import ORIGINS, SCORE_LABELS, Origin, Spread
from kit.steps.improvements import QUADRANTS, STATUSES, Improvement
from kit.steps.pain_points import BANDS, FEWEST_FOR_BAND, RECURRENCES, STANDINGS, PainPoint
from kit.steps.touchpoints import Touchpoint
from kit.theme import step_of

ORIGIN_SHAPES: dict[Origin, str] = {"measured": "●", "workshop": "■", "assumed": "◇"}
FEELING_SHAPES = {-2: "▼", -1: "▽", 0: "▷", 1: "△", 2: "▲"}
FEELING_TONES: dict[int, Tone] = {
    -2: "very-bad",
    -1: "bad",
    0: "plain",
    1: "good",
    2: "very-good",
}
BAND_SHAPES = {"cosmetic": "▁", "minor": "▃", "major": "▅", "critical": "█"}
BAND_TONES: dict[str, Tone] = {"major": "bad", "critical": "very-bad"}
QUADRANT_SHAPES = {"quick-win": "◤", "big-bet": "◥", "fill-in": "◣", "time-sink": "◢"}
QUADRANT_TONES: dict[str, Tone] = {
    "quick-win": "good",
    "big-bet": "accent",
    "fill-in": "plain",
    "time-sink": "bad",
}
STATUS_SHAPES = {
    "proposed": "○",
    "planned": "◔",
    "under-way": "◑",
    "done": "●",
    "dropped": "✕",
}


def feeling(t: Texts, score: float) -> Mark:
    """Mark an emotion by its score."""
    step = step_of(score)
    return Mark(t.signed(score), FEELING_TONES[step], FEELING_SHAPES[step])


def feeling_word(t: Texts, score: float) -> str:
    """Return the word for a step of the scale: very negative to very positive."""
    return t(SCORE_LABELS[step_of(score)])


def origin(t: Texts, origin: Origin) -> Mark:
    """Mark the origin of a score (M4.2)."""
    return Mark(t(ORIGINS[origin]), origin, ORIGIN_SHAPES[origin])


def assumption(t: Texts) -> Mark:
    """Mark a statement without a source (M1.2)."""
    return Mark(t(N_("assumption")), "assumed", ORIGIN_SHAPES["assumed"], ())


def cited(context: Context, evidence: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of sources, in order."""
    return tuple(sorted({context.source_number(id) for id in evidence}))


def source(context: Context, evidence: Iterable[str]) -> Mark:
    """Mark a statement with the numbers of its sources, or as an assumption (M1.2)."""
    t, numbers = context.t, cited(context, evidence)
    if not numbers:
        return assumption(t)
    said = t.plural(
        "source {numbers}",
        "sources {numbers}",
        len(numbers),
        numbers=t.listed([*map(str, numbers)]),
    )
    return Mark(said, "measured", ORIGIN_SHAPES["measured"], numbers)


def stated(context: Context, statement: Statement) -> Cell:
    """Return a statement with the mark of its sources."""
    return context.journey.words(statement.text), source(context, statement.evidence)


def sourced(context: Context, said: RichText, evidence: Iterable[str]) -> Cell:
    """Return a text with the mark of its sources; without any, the text alone."""
    found = tuple(evidence)
    return (said, source(context, found)) if found else said


def moment_evidence(context: Context, persona: str, moment: Moment) -> tuple[str, ...]:
    """Return the sources of a score: those of its parts for a stage's mean (F1, M1.2)."""
    parts = parts_of(context, persona, moment)
    found = (context.journey.emotion(persona, part.at) for part in parts)
    return tuple(dict.fromkeys(id for emotion in found if emotion for id in emotion.evidence))


def counted(t: Texts, count: Count) -> str:
    """Return k of n, or k with a note that n is unknown (M5.2)."""
    if count.n is None:
        return t(N_("{k} of an unknown number"), k=count.k)
    return t(N_("{k} of {n}"), k=count.k, n=count.n)


def customers(t: Texts, count: Count) -> str:
    """Return k of n customers (M5.2)."""
    if count.n is None:
        return t.plural(
            "{count} customer of an unknown number",
            "{count} customers of an unknown number",
            count.k,
        )
    return t.plural("{count} of {n} customers", "{count} of {n} customers", count.k, n=count.n)


def flagged(t: Texts, value: bool | Count) -> str:
    """Return whether customers skip, repeat or give up, with their number if it is known."""
    if isinstance(value, Count):
        return counted(t, value)
    return t(N_("yes")) if value else ""


def weighted(context: Context, persona: str, moment: Moment) -> bool:
    """Return whether a score is a stage's mean of touchpoints of unequal importance (F1)."""
    parts = parts_of(context, persona, moment) if moment.computed else []
    return len({context.journey[one.at].weight for one in parts}) > 1


def ground(context: Context, persona: str, moment: Moment) -> RichText:
    """Return the origin of a score with its n, such as “measured, n = 180” (M4.2).

    A stage's mean comes with the lowest and the highest of its touchpoints, so that no extreme is
    lost in an average.
    """
    t = context.t
    if moment.origin is None:
        return ""
    if moment.computed:
        parts = parts_of(context, persona, moment)
        scores = [one.score for one in parts if one.score is not None]
        low, high = min(scores), max(scores)
        kinds = origins(context, persona, moment)
        if len(scores) == 1:
            return t(N_("one touchpoint scored"))
        unequal = weighted(context, persona, moment)
        if len(kinds) < 2:
            message = N_("mean of {count} touchpoints, from {low:+} to {high:+}")
            if unequal:
                message = N_("weighted mean of {count} touchpoints, from {low:+} to {high:+}")
            return t.inline(message, count=len(scores), low=low, high=high)
        counts = [sum(one.origin == kind for one in parts) for kind in kinds]
        said = [
            labelled(t, t(ORIGINS[kind]), t.number(n))
            for kind, n in zip(kinds, counts, strict=True)
        ]
        message = N_("mean of {count} touchpoints ({origins}), from {low:+} to {high:+}")
        if unequal:
            message = N_(
                "weighted mean of {count} touchpoints ({origins}), from {low:+} to {high:+}"
            )
        return t.inline(
            message,
            count=len(scores),
            origins=joined(said, t(N_("; "))),
            low=low,
            high=high,
        )
    if moment.n is None:
        return t.inline(N_("{origin}, n unknown"), origin=ORIGINS[moment.origin])
    if moment.interval:
        low, high = moment.interval
        return t(
            N_("{origin}, n = {n}, 95% CI {low:+} to {high:+}"),
            origin=ORIGINS[moment.origin],
            n=moment.n,
            low=low,
            high=high,
        )
    return t(N_("{origin}, n\u00a0=\u00a0{n}"), origin=ORIGINS[moment.origin], n=moment.n)


def n_of(t: Texts, n: int | None) -> str:
    """Return n for a table, or a note that it is unknown."""
    return t.number(n) if n else t(N_("unknown"))


def felt(context: Context, persona: str, moment: Moment) -> Cell:
    """Return a score with its origin and n, and a mark of disagreement (M4.2)."""
    if moment.score is None or moment.origin is None:
        return ""
    t = context.t
    found = origins(context, persona, moment) or [moment.origin]
    cells: list[Cell] = [feeling(t, moment.score), *(origin(t, one) for one in found)]
    if moment.contradicted:
        cells.append(contradiction(t))
    elif moment.spread and moment.spread.disagreement:
        cells.append(disagreement(t))
    if moment.truth:
        cells.append(truth(t))
    if moment.computed:
        cells.append(ground(context, persona, moment))
    elif moment.n:
        cells.append(t(N_("n\u00a0=\u00a0{n}"), n=moment.n))
    return tuple(cells)


def disagreement(t: Texts) -> Mark:
    """Mark scores whose interquartile range is 2 points or more (F2)."""
    return Mark(t(N_("disagreement")), "accent", "↕")


WEIGHTED = N_("A stage’s score is the mean of its touchpoints, weighted by their importance.")
"""The definition of a stage's score, where it has none of its own (F1)."""

SIGNS = N_(
    "Small numbers lead to the sources; ◇ marks what has none: it is the workshop’s assumption."
)
CONTRADICTION = N_("workshop and customers differ")


def contradiction(t: Texts) -> Mark:
    """Mark a measured score that contradicts the workshop's (M4.2)."""
    return Mark(t(CONTRADICTION), "accent", "≠")


def between(t: Texts, low: str, high: str) -> str:
    """Return a 95 % interval, whose two ends stay on one line."""
    return t(N_("95%\u00a0CI: {low}\u00a0to\u00a0{high}"), low=low, high=high)


def interval(t: Texts, moment: Moment) -> Cell:
    """Return the 95 % interval of a measured score, with the workshop scores beside it (F3)."""
    cells: list[Cell] = []
    if moment.interval:
        cells.append(between(t, *(t.signed(bound) for bound in moment.interval)))
    if moment.measured and moment.measured.whole:
        cells.append(t(N_("(all customers)")))
    if (moment.measured or moment.missing) and moment.spread:
        room = moment.spread
        cells.append(
            t(
                N_("workshop: median {median:+}, {low:+} to {high:+}, n = {n}"),
                median=room.median,
                low=room.low,
                high=room.high,
                n=room.n,
            )
        )
    if moment.contradicted:
        cells.append(contradiction(t))
    return tuple(cells)


def truth(t: Texts) -> Mark:
    """Mark a moment of truth (M4.3)."""
    return Mark(t(N_("moment of truth")), "accent", "★")


def nature(t: Texts, touchpoint: Touchpoint) -> tuple[Mark, ...]:
    """Mark a touchpoint as positive or as an irritant (M3.6)."""
    if touchpoint.nature == "positive":
        return (Mark(t(N_("positive")), "good", "△"),)
    if touchpoint.nature == "irritant":
        return (Mark(t(N_("negative", "touchpoint")), "bad", "▽"),)
    return ()


def control(context: Context, touchpoint: Touchpoint) -> tuple[Mark, ...]:
    """Mark a touchpoint that the company does not control; a channel's default as one (M3.7)."""
    if context.journey.controlled(touchpoint) is not False:
        return ()
    stated = touchpoint.controlled is not None
    said = N_("not controlled") if stated else N_("usually not controlled")
    return (Mark(context.t(said), "plain", "○"),)


def spread(t: Texts, spread: Spread | None) -> Cell:
    """Return the interquartile range, with a mark of disagreement if it is 2 or more (F2)."""
    if spread is None:
        return ""
    said = t(N_("{low} to {high}"), low=t.signed(spread.low), high=t.signed(spread.high))
    if not spread.disagreement:
        return said
    return said, disagreement(t)


def severity(t: Texts, pain: PainPoint) -> Cell:
    """Return the severity with its band and its values at the Wilson bounds (F5).

    Without a severity, return what is missing: the count, or the ratings.
    """
    found = pain.severity
    if found is None:
        return _unrated(t, pain)
    label = t.number(found.value)
    if found.band:
        label = t(N_("{severity} {band}"), severity=label, band=BANDS[found.band])
    tone = BAND_TONES.get(found.band or "cosmetic", "plain")
    mark = Mark(label, tone, BAND_SHAPES[found.band or "cosmetic"])
    if not found.band:
        mark = Mark(label, "assumed", ORIGIN_SHAPES["assumed"])
    low, high = t.number(found.low), t.number(found.high)
    cells: tuple[Cell, ...] = (mark, between(t, low, high))
    if found.band:
        return cells
    return *cells, t(N_("no band: fewer than {least} asked"), least=FEWEST_FOR_BAND)


def _unrated(t: Texts, pain: PainPoint) -> Cell:
    said = t(STANDINGS[pain.standing])
    if pain.standing == "to-be-counted":
        return Mark(said, "assumed", ORIGIN_SHAPES["assumed"])
    if pain.standing == "not-observed":
        return Mark(said, "plain", "∅")
    return t(N_("not rated")) if pain.frequency_known else t(N_("not computed"))


def recurrence(t: Texts, pain: PainPoint) -> Mark:
    """Mark a pain point as isolated, occasional or recurring (F4)."""
    tone: Tone = "accent" if pain.recurrence == "recurring" else "plain"
    shape = {
        "isolated": "·",
        "occasional": "~",
        "recurring": "↻",
        "unknown": "?",
        "not-observed": "∅",
    }
    return Mark(t(RECURRENCES[pain.recurrence]), tone, shape[pain.recurrence])


def quadrant_mark(context: Context, improvement: Improvement) -> Mark:
    """Mark an improvement with its quadrant (F6)."""
    t, place = context.t, improvement.quadrant
    if place is None:
        return Mark(t(N_("not yet placed")), "assumed", "?")
    return Mark(t(QUADRANTS[place]), QUADRANT_TONES[place], QUADRANT_SHAPES[place])


def status(context: Context, improvement: Improvement) -> Mark:
    """Mark an improvement with its status (M6.6)."""
    shape = STATUS_SHAPES[improvement.status]
    return Mark(context.t(STATUSES[improvement.status]), "plain", shape)


def tally(t: Texts, *counts: tuple[int, Message]) -> RichText:
    """Return counts as an enumeration, without those that are zero."""
    return t.listed([t.inline(message, count=count) for count, message in counts if count])


def labelled(t: Texts, label: RichText, said: RichText) -> MixedText:
    """Return “label: text”, with the typography of the reader's language."""
    return t.inline(N_("{label}: {text}"), label=label, text=said)


def quoted(context: Context, text: str) -> MixedText:
    """Return a client's words between quotation marks."""
    return context.t.quoted(UserText(text, context.journey.client.language))
