"""Last section of a portfolio: the rules of the comparison, sources and provenance."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Block, Column, Heading, Listing, Paragraph, Section, Table, flow
from kit.i18n import N_, RichText, UserText
from kit.results import ALIGNED
from kit.sections.definitions import DEFINITIONS, NAMES
from kit.sections.portfolio import journey
from kit.sections.portfolio.context import PHASE_NAMES, Portfolio
from kit.sections.portfolio.pains import RULE
from kit.steps.stages import PHASES

DEFINED = ("F1", "F4", "F5", "F9", "F11", "F18")

RULES = (
    N_(
        "Phases: the ready models name the same moments differently, so phases are aligned by "
        "their place in the models, as in the table below. A phase’s score is the mean of the "
        "scores of its stages, each counting once; a journey’s is the mean of its personas."
    ),
    RULE,
    N_(
        "Scores are not averaged over journeys: each keeps its n and its origin. A journey mapped "
        "in its future state is an aim; it is drawn, and heads no comparison."
    ),
)
"""The rules by which journeys are compared (F1, M5.3, M2.5)."""


def section(portfolio: Portfolio, pages: Sequence[str]) -> Section:
    """Return the rules, the alignment of phases, definitions, sources and provenance.

    Parameters
    ----------
    pages
        The ids of the journeys' pages, in the order of the journeys.
    """
    t = portfolio.t
    return Section(
        "method",
        t(N_("Method and provenance")),
        flow(
            Paragraph(t(N_("How the journeys are compared.")), "lead"),
            Listing(tuple(t(rule) for rule in RULES)),
            _alignment(portfolio),
            _definitions(portfolio),
            _sources(portfolio, pages),
            Heading(t(N_("Provenance")), "provenance"),
            _provenance(portfolio),
            Paragraph(_created(portfolio), "note"),
        ),
        t.lang,
    )


def _alignment(portfolio: Portfolio) -> Table:
    t = portfolio.t
    columns = (Column(t(N_("Compared as"))), Column(t(N_("Phases of the ready models"))))
    rows = tuple(
        (t(PHASE_NAMES[aligned]), t.listed([t(PHASES[phase].name) for phase in phases]))
        for aligned, phases in ALIGNED.items()
    )
    return Table(t(N_("The phases that are aligned")), columns, rows)


def _definitions(portfolio: Portfolio) -> Block:
    t = portfolio.t
    columns = (
        Column(t(N_("Figure"))),
        Column(t(N_("How it is computed"))),
        Column(t(N_("In the method"))),
    )
    rows = tuple((t(NAMES[id]), t(DEFINITIONS[id]), id) for id in DEFINED)
    caption = t(N_("The figures of this report"))
    return Table(caption, columns, rows)


def _sources(portfolio: Portfolio, pages: Sequence[str]) -> tuple[Block, ...]:
    """Return the sources of each journey, to which the numbers on its page lead."""
    listed = flow(
        *(
            journey.sources(context, name, id)
            for name, context, id in zip(portfolio.names, portfolio.contexts, pages, strict=True)
        )
    )
    return (Heading(portfolio.t(N_("Sources")), "sources"), *listed) if listed else ()


def _provenance(portfolio: Portfolio) -> Table:
    """Return the file of each journey with its fingerprint and its last map review."""
    t = portfolio.t
    columns = (
        Column(t(N_("Journey"))),
        Column(t(N_("Workshop"))),
        Column(t(N_("Fingerprint of the file (SHA-256)"))),
        Column(t(N_("Last map review"))),
    )
    rows: list[tuple[RichText, ...]] = []
    for name, context in zip(portfolio.names, portfolio.contexts, strict=True):
        reviewed = context.journey.map.last_review
        rows.append(
            (
                name,
                _or_dash(context.identity),
                _or_dash(context.provenance.fingerprint),
                t.date(reviewed) if reviewed else "–",
            )
        )
    return Table(t(N_("The files that were compared")), columns, tuple(rows))


def _or_dash(value: str) -> RichText:
    """Return a name or a number as it is, or a dash without one."""
    return UserText(value) if value else "–"


def _created(portfolio: Portfolio) -> RichText:
    t = portfolio.t
    kit = portfolio.contexts[0].provenance.kit
    return t.inline(
        N_("Compared on {date} with parcours-kit {version}."),
        date=portfolio.as_of,
        version=_or_dash(kit),
    )
