"""Publish the estimates of a metric, after suppression over all metrics (F17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from kit.evidence.metrics.results import Changes, MetricResult
from kit.evidence.metrics.specs import MetricSpec
from kit.evidence.metrics.statistics import LEAST, Change, Estimate
from kit.evidence.privacy.suppression import Candidate, Suppression
from kit.evidence.query.aggregates import Aggregates, Sample
from kit.evidence.query.segments import ALL, Segment

Quotes = Callable[[], tuple[tuple[str, ...], int]]
"""Call that returns the redacted verbatims of a metric, and the number of redactions."""


@dataclass(frozen=True)
class Draft:
    """Metric that is computed and not yet published.

    Attributes
    ----------
    measured
        The result without its estimates.
    cells
        Sums by segment.
    least
        Minimum number of answers of a published estimate.
    """

    measured: MetricResult
    cells: Mapping[Segment, Aggregates]
    spec: MetricSpec
    sample: Sample
    least: int = LEAST
    quotes: Quotes | None = None

    @property
    def candidate(self) -> Candidate:
        """Candidate for suppression."""
        sizes = {segment: cell["n"] for segment, cell in self.cells.items() if cell["n"]}
        return Candidate(self.measured.number, self.sample, sizes, self.least)

    def publish(self, suppressed: Suppression) -> MetricResult:
        """Return the result with the estimates that may be shown.

        Changes over time are tested when they are asked for, as the test imports SciPy.
        """
        estimates: dict[Segment, Estimate] = {}
        for segment, cell in self.cells.items():
            estimate = (
                self.spec.estimate(cell)
                if cell["n"] and segment not in suppressed.segments
                else None
            )
            if estimate is not None:
                estimates[segment] = estimate
        shown = replace(
            self.measured,
            estimates=estimates,
            suppressed=suppressed.segments,
            suppressed_by=suppressed.by,
            compare=partial(_changes, self.spec.change, self.cells, estimates),
        )
        if self.quotes is None or ALL not in estimates:
            return shown
        verbatims, redactions = self.quotes()
        return replace(shown, verbatims=verbatims, redactions=redactions)


def _changes(
    change: Callable[[Aggregates, Aggregates], Change | None] | None,
    cells: Mapping[Segment, Aggregates],
    estimates: Mapping[Segment, Estimate],
    first: int,
    least: int,
) -> Changes:
    """Return the change by persona, from the period at index ``first`` to the last.

    Personas with fewer than ``least`` periods have none.
    """
    found: dict[str | None, Change] = {}
    if not change:
        return found
    for persona in {segment.persona for segment in estimates}:
        dated = sorted(
            (c for c in estimates if c.persona == persona and c.period),
            key=lambda c: c.period or date.min,
        )
        if len(dated) >= least:
            tested = change(cells[dated[first]], cells[dated[-1]])
            if tested:
                found[persona] = tested
    return found
