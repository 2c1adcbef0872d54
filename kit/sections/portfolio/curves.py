"""Section across the journeys: their emotion curves, aligned by phase (F1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kit.blocks import Cell, Column, Paragraph, Section, Table, flow
from kit.figures import PhaseCurve, curves_by_phase
from kit.i18n import N_, RichText, joined
from kit.results import PhaseScore, unaligned_stages
from kit.sections.marks import origin
from kit.sections.missing import mark
from kit.sections.portfolio.context import Portfolio
from kit.sections.sample_sizes import n_between
from kit.sections.tables import same_numbers

NAMED = 3
"""The most journeys that a headline names."""

LEAD = N_(
    "Stages are aligned by phase, and a phase’s score is the mean of its stages’ scores. A curve "
    "is dotted over a phase that its journey does not have."
)


def section(portfolio: Portfolio) -> Section:
    """Return the curves by phase, the same numbers as a table, and what is left out of them."""
    t = portfolio.t
    return Section(
        "curves",
        t(N_("Curves by phase")),
        flow(
            Paragraph(t(LEAD), "lead"),
            curves_by_phase(
                _curves(portfolio),
                [portfolio.phase_name(phase) for phase in portfolio.phases],
                t,
                portfolio.theme,
            ),
            same_numbers(t, _table(portfolio)) if portfolio.phases else None,
            [Paragraph(said, "note") for said in _limits(portfolio)],
        ),
        t.lang,
        headline(portfolio),
    )


def _curves(portfolio: Portfolio) -> list[PhaseCurve]:
    found = []
    for name, scores in zip(portfolio.names, portfolio.scores, strict=True):
        in_order = [scores.get(phase) for phase in portfolio.phases]
        found.append(
            PhaseCurve(
                name,
                tuple(one.score if one else None for one in in_order),
                tuple(bool(one and one.origin == "assumed") for one in in_order),
            )
        )
    return found


# --- the headline ----------------------------------------------------------------------------


def headline(portfolio: Portfolio) -> RichText:
    """Return the phase in which most of the journeys are lowest, or the low phase of each (F18)."""
    t = portfolio.t
    low = {n: found for n in portfolio.current if (found := lowest(portfolio, n))}
    if len(low) < 2:
        return ""
    counts = Counter(one.phase for found in low.values() for one in found)
    phase, most = max(counts.items(), key=lambda pair: (pair[1], -_place(portfolio, pair[0])))
    if most > 1:
        return t.inline(
            N_("{phase} is the lowest phase in {count} of {n} journeys"),
            phase=portfolio.phase_name(phase),
            count=most,
            n=len(low),
        )
    if len(low) > NAMED:
        return t(N_("No two journeys are lowest in the same phase"))
    said = [
        t.inline(
            N_("{journey} in the phase {phase} ({score})"),
            journey=portfolio.names[n],
            phase=t.quoted(portfolio.phase_name(found[0].phase)),
            score=score_with_n(portfolio, found[0]),
        )
        for n, found in low.items()
    ]
    return t.inline(N_("The low points differ: {journeys}"), journeys=said)


def _place(portfolio: Portfolio, phase: str) -> int:
    return portfolio.phases.index(phase)


def lowest(portfolio: Portfolio, number: int) -> list[PhaseScore]:
    """Return the phases in which a journey is lowest; none if it has fewer than two scores."""
    scored = [one for one in portfolio.scores[number].values() if one.score is not None]
    if len(scored) < 2:
        return []
    least = min(one.score for one in scored if one.score is not None)
    return [one for one in scored if one.score == least]


def score_with_n(portfolio: Portfolio, one: PhaseScore) -> RichText:
    """Return a score with its n."""
    t = portfolio.t
    parts = [t.signed(one.score or 0.0), n_text(portfolio, one)]
    return joined(parts, t(N_(", ", "between values")))


def n_text(portfolio: Portfolio, one: PhaseScore) -> str:
    """Return the n of the scores behind a phase's."""
    t, ns = portfolio.t, one.n_range
    if ns is None:
        return t(N_("n unknown"))
    return n_between(t, *ns)


# --- the numbers and the limits --------------------------------------------------------------


def _table(portfolio: Portfolio) -> Table:
    t = portfolio.t
    columns = [Column(t(N_("Journey")))]
    columns += [Column(portfolio.phase_name(phase)) for phase in portfolio.phases]
    rows = [
        (name, *(_cell(portfolio, scores.get(phase)) for phase in portfolio.phases))
        for name, scores in zip(portfolio.names, portfolio.scores, strict=True)
    ]
    caption = t(N_("Emotion per phase, from −2 to +2"))
    return Table(caption, tuple(columns), tuple(rows))


def _cell(portfolio: Portfolio, one: PhaseScore | None) -> Cell:
    """Return a score with its n, its origin and, of several personas, the lowest and highest."""
    t = portfolio.t
    if one is None:
        return "–"
    if one.missing:
        return mark(t)
    if one.score is None or one.origin is None:
        return t(N_("no score"))
    cells: list[Cell] = [t.signed(one.score), origin(t, one.origin), n_text(portfolio, one)]
    if one.personas > 1 and one.low is not None and one.high is not None:
        cells.append(
            t.plural(
                "{count} persona, at {low:+}",
                "mean of {count} personas, from {low:+} to {high:+}",
                one.personas,
                low=one.low,
                high=one.high,
            )
        )
    return tuple(cells)


def _limits(portfolio: Portfolio) -> Iterator[RichText]:
    """Yield the stages that have no phase, and the workshops that could not be read."""
    t = portfolio.t
    for name, context in zip(portfolio.names, portfolio.contexts, strict=True):
        if stages := unaligned_stages(context.journey):
            yield t.inline(
                N_("Without a phase of a ready model, so in no phase: {stages} ({journey})."),
                stages=[t.quoted(context.name(stage.id)) for stage in stages],
                journey=name,
            )
    if portfolio.left_out:
        yield t.inline(
            N_("Not compared, because it cannot be read: {workshops}."),
            workshops=[*portfolio.left_out],
        )
