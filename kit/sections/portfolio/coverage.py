"""Section across the journeys: how much of each map rests on evidence (F11)."""

from __future__ import annotations

from kit.blocks import Column, Section, Table, flow
from kit.framing import BASES
from kit.i18n import N_, RichText, Texts
from kit.results import Share, coverage_by_phase
from kit.sections.context import Context
from kit.sections.portfolio.context import Portfolio
from kit.sections.portfolio.cover import basis
from kit.sections.tables import same_numbers


def section(portfolio: Portfolio) -> Section:
    """Return the evidence coverage of each journey, in all and by phase."""
    t = portfolio.t
    return Section(
        "coverage",
        t(N_("Evidence coverage")),
        flow(
            _totals(portfolio),
            same_numbers(t, _by_phase(portfolio)) if portfolio.phases else None,
        ),
        t.lang,
        headline(portfolio),
    )


def headline(portfolio: Portfolio) -> RichText:
    """Return how many maps are research-based, and which has the least evidence (F11)."""
    t = portfolio.t
    shares = [context.coverage.total.value for context in portfolio.contexts]
    known = [share for share in shares if share is not None]
    if not known:
        return ""
    least = [n for n, share in enumerate(shares) if share == min(known)]
    if len(least) > 1:
        return basis(portfolio)
    found = portfolio.contexts[least[0]].coverage.total
    return t.inline(
        N_("{basis}; the least evidence: {journey} ({share} of {n} statements)"),
        basis=basis(portfolio),
        journey=portfolio.names[least[0]],
        share=t.percent(found.value or 0.0),
        n=found.n,
    )


def _totals(portfolio: Portfolio) -> Table:
    t = portfolio.t
    columns = (
        Column(t(N_("Journey"))),
        Column(t(N_("Statements with a source"))),
        Column(t(N_("Share")), figures=True),
        Column(t(N_("Basis"))),
        Column(t(N_("Sources")), figures=True),
        Column(t(N_("Stages without a source"))),
    )
    rows = tuple(
        (
            name,
            counted(t, context.coverage.total),
            _percent(t, context.coverage.total),
            t(BASES[context.coverage.basis]),
            t.number(len(context.journey.evidence)),
            _bare_stages(context),
        )
        for name, context in zip(portfolio.names, portfolio.contexts, strict=True)
    )
    return Table(t(N_("Evidence coverage of each journey")), columns, rows)


def counted(t: Texts, share: Share) -> str:
    """Return k of n statements; a dash without any."""
    return t(N_("{k} of {n}"), k=share.k, n=share.n) if share.n else "–"


def _percent(t: Texts, share: Share) -> str:
    return "–" if share.value is None else t.percent(share.value)


def _bare_stages(context: Context) -> RichText:
    stages = [id for id, share in context.coverage.stages.items() if share.k == 0]
    return context.t.listed([context.name(id) for id in stages]) or "–"


def _by_phase(portfolio: Portfolio) -> Table:
    t = portfolio.t
    columns = [Column(t(N_("Journey")))]
    columns += [Column(portfolio.phase_name(phase)) for phase in portfolio.phases]
    rows = []
    for name, journey in zip(portfolio.names, portfolio.journeys, strict=True):
        found = coverage_by_phase(journey)
        rows.append((name, *(counted(t, found.get(p, Share(0, 0))) for p in portfolio.phases)))
    caption = t(N_("Statements with a source, by phase (without those on personas)"))
    return Table(caption, tuple(columns), tuple(rows))
