"""Set the workshop's scores beside those measured on customers, moment by moment (M4.2).

Participants read it: it says where the two agree and where they differ, never who is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kit.blocks import Block, Cell, Column, Heading, Listing, Mark, Paragraph, Section, Table, flow
from kit.figures import scores_chart, workshop_scores
from kit.i18n import N_, NP_, Message, RichText
from kit.results import ScorePair, score_pairs
from kit.sections.context import Context
from kit.sections.marks import CONTRADICTION, contradiction, feeling, tally
from kit.sections.tables import IN_ALL, annex, counts, table
from kit.steps.persona import Persona

ID = "workshop-scores"

DEFINITION = N_(
    "The workshop’s score is the median of the participants’ scores, the customers’ score the mean "
    "of their answers with its 95% interval. The two differ if the median lies a point or more "
    "outside the interval, and agree if it lies inside or less than half a point outside, as "
    "participants score whole points. A difference does not tell which of them to follow: "
    "participants may have had other customers or other days in mind."
)


def section(context: Context) -> Section | None:
    """Return the moments scored by both, or None if there is none."""
    t, pairs = context.t, score_pairs(context.journey)
    if not pairs:
        return None
    return Section(
        ID,
        t(N_("Workshop scores and customers")),
        flow(
            scores_chart(context.journey, t),
            [block for persona in context.journey.personas for block in _persona(context, persona)],
            annex(
                t,
                Paragraph(_counts(context, pairs)),
                [block for one in context.journey.personas for block in _numbers(context, one)],
                counts(t, N_("Moments compared"), N_("Comparison"), _counted(pairs)),
                Paragraph(t(DEFINITION), "definition"),
            ),
        ),
        headline=headline(context, pairs),
    )


def headline(context: Context, pairs: Sequence[ScorePair]) -> RichText:
    """Return how many moments differ, with the two scores farthest apart, or that none does."""
    t, n = context.t, len(pairs)
    differ = [pair for pair in pairs if pair.comparison == "differ"]
    if len(differ) > 1:
        message = N_("Workshop and customers differ at {count} of {n} moments, most at {first}")
        return t.inline(message, count=len(differ), n=n, first=_scores(context, differ[0]))
    if differ:
        message = N_("Workshop and customers differ at {first}")
        return t.inline(message, first=_scores(context, differ[0]))
    compared = [pair for pair in pairs if pair.comparison != "no-interval"]
    agree = [pair for pair in compared if pair.comparison == "agree"]
    if not compared:
        return ""
    if len(compared) == 1:
        message = N_("Workshop and customers are less than a point apart at {first}")
        if agree:
            message = N_("Workshop and customers agree at {first}")
        return t.inline(message, first=_scores(context, compared[0]))
    if len(agree) == len(compared):
        return t(N_("Workshop and customers agree at all {n} moments compared"), n=len(compared))
    if not agree:
        return t(
            N_("Workshop and customers are less than a point apart at all {n} moments compared"),
            n=len(compared),
        )
    return t.plural(
        "Workshop and customers agree at {count} of {n} moments, and are less than a point apart "
        "at the others",
        "Workshop and customers agree at {count} of {n} moments, and are less than a point apart "
        "at the others",
        len(agree),
        n=len(compared),
    )


def _scores(context: Context, pair: ScorePair) -> RichText:
    """Name a moment with its two scores, each with n, and its persona if there are several."""
    t, found = context.t, pair.measured
    message = N_(
        "“{place}” ({room:+} in the workshop, n\u00a0=\u00a0{asked}; {score:+} among customers, "
        "n\u00a0=\u00a0{n})"
    )
    said = t.inline(
        message,
        place=context.name(pair.at),
        room=pair.room.median,
        asked=pair.room.n,
        score=found.score,
        n=found.n,
    )
    if not context.several:
        return said
    return t.inline(N_("{moment} for {persona}"), moment=said, persona=context.name(pair.persona))


def _counts(context: Context, pairs: Sequence[ScorePair]) -> RichText:
    """Count the moments scored by both, by how far apart the two scores lie."""
    t, found = context.t, [pair.comparison for pair in pairs]
    by_kind = (
        (found.count("differ"), NP_("{count} differs", "{count} differ")),
        (found.count("agree"), NP_("{count} agrees", "{count} agree")),
        (
            found.count("close"),
            NP_("{count} is half a point or more apart", "{count} are half a point or more apart"),
        ),
        (
            found.count("no-interval"),
            NP_("{count} has no interval", "{count} have no interval"),
        ),
    )
    moments = t.plural(
        "{count} moment was scored in the workshop and measured on customers",
        "{count} moments were scored in the workshop and measured on customers",
        len(pairs),
    )
    return t.inline(N_("{label}: {text}."), label=moments, text=tally(t, *by_kind))


def _counted(pairs: Sequence[ScorePair]) -> list[tuple[Message, int]]:
    """Return each kind of comparison with the number of its moments."""
    found = Counter[str](pair.comparison for pair in pairs)
    labels = {"differ": CONTRADICTION, **{kind: label for kind, (label, _) in LABELS.items()}}
    return [*((label, found[kind]) for kind, label in labels.items()), (IN_ALL, len(pairs))]


def _persona(context: Context, persona: Persona) -> tuple[Block, ...]:
    """Return the figure of a persona's moments."""
    t, journey = context.t, context.journey
    chart = scores_chart(journey, t, persona.id)
    if chart is None:
        return ()
    name = journey.words(persona.name)
    return flow(
        Heading(name, f"scores-{persona.id}") if context.several else None,
        workshop_scores(chart, t, context.theme),
    )


def _numbers(context: Context, persona: Persona) -> tuple[Block, ...]:
    """Return the numbers of a persona's moments, with those that differ or agree."""
    pairs = score_pairs(context.journey, persona.id)
    if not pairs:
        return ()
    return flow(_table(context, persona, pairs), _named(context, pairs))


def _named(context: Context, pairs: Sequence[ScorePair]) -> Block | None:
    """Name the moments at which the customers' score is lower, higher, or the same."""
    lower = [p for p in pairs if p.comparison == "differ" and p.measured.score < p.room.median]
    higher = [p for p in pairs if p.comparison == "differ" and p not in lower]
    agree = [p for p in pairs if p.comparison == "agree"]
    said: list[RichText] = []
    for message, group in (
        (N_("Customers scored lower than the workshop: {places}."), lower),
        (N_("Customers scored higher than the workshop: {places}."), higher),
        (N_("Workshop and customers agree: {places}."), agree),
    ):
        if group:
            places = [context.t.quoted(context.name(pair.at)) for pair in group]
            said.append(context.t.inline(message, places=places))
    return Listing(tuple(said)) if said else None


def _table(context: Context, persona: Persona, pairs: Sequence[ScorePair]) -> Table:
    t = context.t
    columns = (
        Column(t(N_("Moment"))),
        Column(t(N_("Workshop", "scores"))),
        Column(t(N_("Participants")), figures=True),
        Column(t(N_("Middle 50%"))),
        Column(t(N_("Customers", "scores"))),
        Column(t(N_("Respondents")), figures=True),
        Column(t(N_("95% CI"))),
        Column(t(N_("Comparison"))),
    )
    caption = t.inline(
        N_("Scores of the workshop and of customers for {persona}"),
        persona=context.journey.words(persona.name),
    )
    return table(caption, columns, [_row(context, pair) for pair in pairs])


def _row(context: Context, pair: ScorePair) -> tuple[Cell, ...]:
    t, room, found = context.t, pair.room, pair.measured
    middle = t(N_("{low} to {high}"), low=t.signed(room.low), high=t.signed(room.high))
    interval = ""
    if found.low is not None and found.high is not None:
        interval = t(N_("{low} to {high}"), low=t.signed(found.low), high=t.signed(found.high))
    score: Cell = feeling(t, found.score)
    return (
        context.name(pair.at),
        feeling(t, room.median),
        t.number(room.n),
        middle,
        (score, t(N_("(all customers)"))) if found.whole else score,
        t.number(found.n),
        interval,
        _comparison(context, pair),
    )


LABELS: dict[str, tuple[Message, str]] = {
    "agree": (N_("agree"), "="),
    "close": (N_("half a point to a point apart"), "≈"),
    "no-interval": (N_("no interval"), "·"),
}


def _comparison(context: Context, pair: ScorePair) -> Mark:
    if pair.comparison == "differ":
        return contradiction(context.t)
    label, shape = LABELS[pair.comparison]
    return Mark(context.t(label), "plain", shape)
