"""Publish the figures of a measure, once it is known what is suppressed over all measures (F17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kit.evidence.metrics.results import Measured
from kit.evidence.metrics.specs import Made
from kit.evidence.metrics.statistics import LEAST, Change, Figure
from kit.evidence.privacy.suppression import Candidate, Suppressed
from kit.evidence.query.aggregates import Counted, Selection
from kit.evidence.query.segments import ALL, Cut

Quotes = Callable[[], tuple[tuple[str, ...], int]]
"""What returns the redacted verbatims of a measure, and how much was redacted."""


@dataclass(frozen=True)
class Draft:
    """A measure that has been counted and not been published.

    Attributes
    ----------
    measured
        The measure without its figures.
    cells
        What was counted over each cut.
    least
        Over how many answers a figure may be published.
    """

    measured: Measured
    cells: Mapping[Cut, Counted]
    made: Made
    selection: Selection
    least: int = LEAST
    quotes: Quotes | None = None

    @property
    def candidate(self) -> Candidate:
        """What suppression has to know of it."""
        sizes = {cut: cell["n"] for cut, cell in self.cells.items() if cell["n"]}
        return Candidate(self.measured.number, self.selection, sizes, self.least)

    def published(self, suppressed: Suppressed) -> Measured:
        """Return the figures that may be shown, and how the last two periods differ."""
        figures: dict[Cut, Figure] = {}
        for cut, cell in self.cells.items():
            figure = self.made.figure(cell) if cell["n"] and cut not in suppressed.cuts else None
            if figure is not None:
                figures[cut] = figure
        shown = replace(
            self.measured, figures=figures, withheld=suppressed.cuts, suppressed_by=suppressed.by
        )
        changes, since = self._changes(figures, -2, 2), self._changes(figures, 0, 3)
        shown = replace(shown, changes=changes, since=since)
        if self.quotes is None or ALL not in figures:
            return shown
        verbatims, redactions = self.quotes()
        return replace(shown, verbatims=verbatims, redactions=redactions)

    def _changes(
        self, figures: Mapping[Cut, Figure], first: int, least: int
    ) -> dict[str | None, Change]:
        """Return per persona the change since one of its periods, where there are enough."""
        found: dict[str | None, Change] = {}
        if not self.made.change:
            return found
        for persona in {cut.persona for cut in figures}:
            dated = sorted(
                (c for c in figures if c.persona == persona and c.period),
                key=lambda c: c.period or date.min,
            )
            if len(dated) >= least:
                tested = self.made.change(self.cells[dated[first]], self.cells[dated[-1]])
                if tested:
                    found[persona] = tested
        return found
