"""Write the sections of a portfolio: several journeys compared, then a page for each.

The journeys are those of one client or of several. Only figures of the same unit and scale stand
side by side: emotions from −2 to +2 (F1, F9), severities from 0 to 4 (F5), shares of statements
(F11).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.blocks import Section
from kit.sections.portfolio import coverage, curves, journey, method, moments, pains
from kit.sections.portfolio.context import Portfolio
from kit.sections.portfolio.cover import cover

COMPARISONS: Mapping[str, Callable[[Portfolio], Section]] = {
    "curves": curves.section,
    "moments": moments.section,
    "recurring": pains.section,
    "coverage": coverage.section,
}
"""The sections across the journeys in their order, by their ids."""

PAGE = "journey-"
"""The id of a journey's page, before its number."""


def page_ids(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the ids of the journeys' pages, in order."""
    return tuple(f"{PAGE}{number}" for number, _ in enumerate(portfolio.contexts, 1))


def section_ids(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the ids of all sections, in order."""
    return (*COMPARISONS, *page_ids(portfolio), "method")


def section(portfolio: Portfolio, id: str) -> Section:
    """Return a section of a portfolio.

    Raises
    ------
    KeyError
        If the portfolio has none of this id.
    """
    if id in COMPARISONS:
        return COMPARISONS[id](portfolio)
    if id == "method":
        return method.section(portfolio, page_ids(portfolio))
    pages = dict(zip(page_ids(portfolio), portfolio.contexts, strict=True))
    return journey.section(pages[id], id)


__all__ = ["COMPARISONS", "Portfolio", "cover", "page_ids", "section", "section_ids"]
