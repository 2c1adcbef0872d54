"""Section across the journeys: the worst and the best moment of each (F9, F18)."""

from __future__ import annotations

from kit.blocks import Cell, Column, Paragraph, Section, Table, flow
from kit.i18n import N_, RichText, joined
from kit.results import PersonaMoment
from kit.sections import headlines
from kit.sections.context import Context
from kit.sections.marks import feeling
from kit.sections.portfolio.context import Portfolio
from kit.sections.sample_sizes import answers
from kit.steps.emotions import ORIGINS, Origin

NAMED = 3
"""The most journeys that a headline names."""


def section(portfolio: Portfolio) -> Section:
    """Return the moments that head each journey's summary, lowest and highest, with their n."""
    t = portfolio.t
    columns = (
        Column(t(N_("Journey"))),
        Column(t(N_("Lowest moment"))),
        Column(t(N_("Best moment"))),
    )
    rows = [
        (name, _moment(context, worst_moment(context)), _moment(context, best_moment(context)))
        for name, context in zip(portfolio.names, portfolio.contexts, strict=True)
    ]
    lead = N_(
        "The moments that head each journey’s summary, on the same scale from −2 to +2. Measured "
        "scores and workshop scores are told apart: they are not compared."
    )
    return Section(
        "moments",
        t(N_("Worst and best moments")),
        flow(
            Paragraph(t(lead), "lead"),
            Table(t(N_("Worst and best moment of each journey")), columns, tuple(rows)),
        ),
        t.lang,
        headline(portfolio),
    )


def worst_moment(context: Context) -> PersonaMoment | None:
    """Return the lowest negative moment that heads a journey's summary (F18)."""
    return next(iter(context.headlines.worst(1)), None)


def best_moment(context: Context) -> PersonaMoment | None:
    """Return the highest positive moment that heads a journey's summary (F18)."""
    return context.headlines.best(context.journey)


def _moment(context: Context, one: PersonaMoment | None) -> Cell:
    """Return a moment with its score, persona, n and basis."""
    if one is None:
        return context.t(N_("none"))
    return (context.name(one.moment.at), feeling(context.t, one.score), _n_and_origin(context, one))


def _n_and_origin(context: Context, one: PersonaMoment) -> RichText:
    t, basis = context.t, context.headlines.basis
    parts: list[RichText] = [context.name(one.persona)] if context.several else []
    if one.moment.n is not None:
        parts.append(t(N_("n\u00a0=\u00a0{n}"), n=one.moment.n))
    else:
        parts.append(answers(context, one.persona, one.moment) or t(N_("n unknown")))
    if basis == "small-base":
        parts.append(t(N_("small base")))
    origin: Origin = "workshop" if basis == "workshop" else "measured"
    parts.append(t(ORIGINS[origin]))
    return joined(parts, t(N_(", ", "between values")))


def headline(portfolio: Portfolio) -> RichText:
    """Return the lowest moment of all or, where their bases differ, that of each journey (F18)."""
    t = portfolio.t
    low = {
        n: one
        for n in portfolio.current
        if (one := worst_moment(portfolio.contexts[n])) is not None
    }
    if len(low) < 2:
        return ""
    bases = {portfolio.contexts[n].headlines.basis for n in low}
    least = min(one.score for one in low.values())
    lowest = [n for n, one in low.items() if one.score == least]
    if len(bases) == 1 and len(lowest) == 1:
        return t.inline(
            N_("The lowest moment of all is {moment}"),
            moment=_named(portfolio, lowest[0], low[lowest[0]]),
        )
    if len(low) > NAMED:
        return ""
    said = [_named(portfolio, n, one) for n, one in low.items()]
    return t.inline(N_("The lowest moments are {moments}"), moments=said)


def _named(portfolio: Portfolio, number: int, one: PersonaMoment) -> RichText:
    context = portfolio.contexts[number]
    return portfolio.t.inline(
        N_("“{place}” at {journey} ({score})"),
        place=context.name(one.moment.at),
        journey=portfolio.names[number],
        score=headlines.moment_score(context, one),
    )
