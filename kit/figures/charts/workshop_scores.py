"""Write workshop scores beside those measured on customers as a chart (M4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.blocks import Chart, Group, Series, Spread
from kit.figures.alts import joined
from kit.figures.charts.basis import SCALE, answers, source_numbers, tone_of
from kit.i18n import N_, Message, RichText, Texts
from kit.i18n import joined as joined_texts
from kit.journey import Journey
from kit.results import COMPARISONS, Comparison, ScorePair, score_pairs
from kit.steps.emotions import Measurement

GROUPS: Mapping[Comparison, Message] = {
    "differ": N_("They differ by a point or more"),
    "close": N_("Half a point to a point apart"),
    "agree": N_("They agree"),
    "no-interval": N_("Not compared: all customers gave the same answer"),
}
"""The headings of the groups into which moments fall (M4.2)."""


def scores_chart(journey: Journey, t: Texts, persona: str | None = None) -> Chart | None:
    """Return workshop scores beside those of customers, those farthest apart first (M4.2).

    Parameters
    ----------
    persona
        The persona whose moments are returned; all personas' by default.
    """
    pairs = score_pairs(journey, persona)
    if not pairs:
        return None
    series = (_workshop(pairs, t), _customers(pairs, t))
    bases = [
        t.inline(N_("{label}: {text}"), label=one.name, text=answers(one.n, t)) for one in series
    ]
    emotions = [journey.emotion(pair.persona, pair.at) for pair in pairs]
    cited = (id for emotion in emotions if emotion is not None for id in emotion.evidence)
    several = persona is None and len(journey.personas) > 1
    return Chart(
        id=f"workshop-scores-{persona}" if persona else "workshop-scores",
        kind="bars",
        caption=t(N_("Workshop scores and customers")),
        categories=tuple(_name(journey, pair, several, t) for pair in pairs),
        series=series,
        span=SCALE,
        alt=_alt(journey, pairs, t),
        basis=joined_texts(bases, t(N_("; "))),
        sources=source_numbers(journey, cited),
        groups=tuple(_groups(pairs, t)),
    )


def _name(journey: Journey, pair: ScorePair, several: bool, t: Texts) -> RichText:
    name = t.say(journey.name_of(pair.at))
    if not several:
        return name
    persona = journey.words(journey[pair.persona].name)
    return t.inline(N_("{moment} ({persona})"), moment=name, persona=persona)


def _workshop(pairs: Sequence[ScorePair], t: Texts) -> Series:
    rooms = [pair.room for pair in pairs]
    return Series(
        t(N_("Workshop", "scores")),
        tuple(one.median for one in rooms),
        n=tuple(one.n for one in rooms),
        tones=tuple("plain" for _ in rooms),
        spreads=tuple(Spread(one.median, one.low, one.high) for one in rooms),
    )


def _customers(pairs: Sequence[ScorePair], t: Texts) -> Series:
    found = [pair.measured for pair in pairs]
    return Series(
        t(N_("Customers", "scores")),
        tuple(one.score for one in found),
        tuple(_interval(one) for one in found),
        tuple(one.n for one in found),
        tuple(tone_of(one.score) for one in found),
    )


def _interval(found: Measurement) -> tuple[float, float] | None:
    return None if found.low is None or found.high is None else (found.low, found.high)


def _groups(pairs: Sequence[ScorePair], t: Texts) -> list[Group]:
    found = []
    for comparison in COMPARISONS:
        members = tuple(n for n, pair in enumerate(pairs) if pair.comparison == comparison)
        if members:
            found.append(Group(t(GROUPS[comparison]), members))
    return found


def _alt(journey: Journey, pairs: Sequence[ScorePair], t: Texts) -> str:
    """Describe every pair of scores, persona by persona, group by group."""
    said = []
    for persona in dict.fromkeys(pair.persona for pair in pairs):
        said.append(
            t(
                N_("Scores of the workshop and of customers for {persona}, from −2 to +2."),
                persona=journey.words(journey[persona].name),
            )
        )
        own = [pair for pair in pairs if pair.persona == persona]
        for comparison, heading in GROUPS.items():
            members = [pair for pair in own if pair.comparison == comparison]
            if members:
                scores = joined([_said(journey, pair, t) for pair in members], t)
                said.append(t(N_("{label}: {text}."), label=heading, text=scores))
    return " ".join(said)


def _said(journey: Journey, pair: ScorePair, t: Texts) -> str:
    found = pair.measured
    values = {
        "place": journey.name_of(pair.at),
        "room": pair.room.median,
        "asked": pair.room.n,
        "score": found.score,
        "n": found.n,
    }
    if found.low is None or found.high is None:
        message = N_(
            "{place} (workshop {room:+}, n\u00a0=\u00a0{asked}, "
            "customers {score:+}, n\u00a0=\u00a0{n})"
        )
        return t(message, **values)
    message = N_(
        "{place} (workshop {room:+}, n\u00a0=\u00a0{asked}, "
        "customers {score:+}, 95% CI {low:+} to {high:+}, n\u00a0=\u00a0{n})"
    )
    return t(message, **values, low=found.low, high=found.high)
