"""Results of measuring a workshop's sources, for the map, the review and the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kit.diagnostics import Diagnostic, Place
from kit.evidence.metrics.statistics import Change, Estimate
from kit.evidence.query.segments import ALL, Segment
from kit.sources import Measure, Source

if TYPE_CHECKING:
    from kit.evidence.paths.observed_journeys import ObservedJourneys


Changes = Mapping[str | None, Change]
"""Changes over time, by persona; None stands for all."""


LAST = (-2, 2)
"""The change between the last two periods, as arguments of :attr:`MetricResult.compare`."""

WHOLE = (0, 3)
"""The change between the first period and the last, if there are three or more."""


def _no_changes(first: int, least: int) -> Changes:
    return {}


@dataclass(frozen=True)
class KnownChanges:
    """Changes over time that were computed before: they can be sent to another process."""

    last: Changes
    whole: Changes

    def __call__(self, first: int, least: int) -> Changes:
        """Return the changes of :data:`LAST` or :data:`WHOLE`; no others are known."""
        return {LAST: self.last, WHOLE: self.whole}[first, least]


@dataclass(frozen=True)
class MetricResult:
    """Estimates of one metric.

    Attributes
    ----------
    place
        Place of its declaration in the file.
    source, number
        Its source, and its position among the source's metrics, from 1.
    estimates
        Published estimates by segment.
    suppressed
        Segments over too few answers, and those that would reveal them (F17).
    suppressed_by
        Numbers of the source's other metrics that would reveal something together with this one
        (F17).
    end
        Last day of the data.
    compare
        Call that tests changes over time: from the period at an index to the last, if there are at
        least so many.
    verbatims, redactions
        Redacted texts of customers, and how many details were redacted in them.
    """

    place: Place
    source: Source
    number: int
    measure: Measure
    estimates: Mapping[Segment, Estimate] = field(default_factory=dict)
    suppressed: frozenset[Segment] = frozenset()
    suppressed_by: tuple[int, ...] = ()
    end: date | None = None
    unit: str = ""
    compare: Callable[[int, int], Changes] = field(default=_no_changes, compare=False, repr=False)
    verbatims: tuple[str, ...] = ()
    redactions: int = 0

    @cached_property
    def changes(self) -> Changes:
        """Change between the last two periods, by persona and over all."""
        return self.compare(*LAST)

    @cached_property
    def since(self) -> Changes:
        """Change between the first and the last period, if there are three or more."""
        return self.compare(*WHOLE)

    def of(self, segment: Segment = ALL) -> Estimate | None:
        """Return the estimate for a segment; None if there is none or it is suppressed."""
        return self.estimates.get(segment)

    def segments_by(self, dimension: str) -> tuple[Segment, ...]:
        """Return the segments of ``persona``, ``segment`` or ``period`` alone, sorted."""
        segments = [
            segment
            for segment in (*self.estimates, *self.suppressed)
            if getattr(segment, dimension) is not None
            and segment == replace(ALL, **{dimension: getattr(segment, dimension)})
        ]
        return tuple(sorted(segments, key=lambda segment: getattr(segment, dimension)))


@dataclass(frozen=True)
class Facts:
    """Size, period and fingerprint of a source's data.

    Attributes
    ----------
    n
        Number of rows.
    people
        Number of customers; None for a report of totals.
    fingerprint
        SHA-256 of the file; empty for a database.
    """

    n: int
    people: int | None
    start: date | None
    end: date | None
    fingerprint: str


@dataclass(frozen=True)
class Measurements:
    """Results of all sources of a workshop."""

    measured: tuple[MetricResult, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    failures: tuple[Diagnostic, ...] = ()
    observed: tuple[ObservedJourneys, ...] = ()

    def with_known_changes(self) -> Measurements:
        """Return the same results without the data that changes over time are computed from."""
        known = (replace(m, compare=KnownChanges(m.changes, m.since)) for m in self.measured)
        return replace(self, measured=tuple(known))

    def at(self, id: str, *figures: str) -> tuple[MetricResult, ...]:
        """Return the results at a place on the map, of some kinds of metric or of all."""
        return tuple(
            m
            for m in self.measured
            if m.measure.at == id and (not figures or m.measure.figure in figures)
        )
