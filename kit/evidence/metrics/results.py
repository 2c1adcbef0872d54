"""What a workshop's sources say, as the map, the review and the report take it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kit.evidence.metrics.statistics import Change, Estimate
from kit.evidence.paths.observed_journeys import ObservedJourneys
from kit.evidence.query.segments import ALL, Segment
from kit.i18n import Message
from kit.rules import Place
from kit.sources import Measure, Source


@dataclass(frozen=True)
class MetricResult:
    """A measure's figures.

    Attributes
    ----------
    place
        Where it is declared.
    source, number
        Its source, and the how-manieth of its measures it is, from 1.
    estimates
        For each cut what was found.
    withheld
        The cuts over too few answers, and those that would give them away (F17).
    suppressed_by
        The numbers of the source's other measures that would give away something together with
        this one: some of ``suppressed`` is because of them (F17).
    verbatims
        What customers said, redacted.
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
    changes: Mapping[str | None, Change] = field(default_factory=dict)
    """Per persona, and over all, the change between the last two periods, tested."""
    since: Mapping[str | None, Change] = field(default_factory=dict)
    """The same between the first period and the last, where there are three or more."""
    verbatims: tuple[str, ...] = ()
    redactions: int = 0

    def of(self, segment: Segment = ALL) -> Estimate | None:
        """Return the figure over a part of the rows, where it may be shown."""
        return self.estimates.get(segment)

    def segments_by(self, dimension: str) -> tuple[Segment, ...]:
        """Return the cuts along ``persona``, ``segment`` or ``period`` alone, in their order."""
        segments = [
            segment
            for segment in (*self.estimates, *self.suppressed)
            if getattr(segment, dimension) is not None
            and segment == replace(ALL, **{dimension: getattr(segment, dimension)})
        ]
        return tuple(sorted(segments, key=lambda segment: getattr(segment, dimension)))


@dataclass(frozen=True)
class Failure:
    """A source or a measure that yields nothing: what is wrong, where, and what to do.

    Attributes
    ----------
    allowed
        False where the user has not consented to the database, and nothing else is wrong.
    """

    place: Place
    says: Message
    fix: Message
    allowed: bool = True


@dataclass(frozen=True)
class Facts:
    """What is known of a source's rows.

    Attributes
    ----------
    people
        How many customers they are of, where that can be told: not from a report of totals.
    """

    n: int
    people: int | None
    start: date | None
    end: date | None
    fingerprint: str


@dataclass(frozen=True)
class Measurements:
    """All that a workshop's sources say."""

    measured: tuple[MetricResult, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    observed: tuple[ObservedJourneys, ...] = ()

    def at(self, id: str, *figures: str) -> tuple[MetricResult, ...]:
        """Return what is measured somewhere on the map."""
        return tuple(
            m
            for m in self.measured
            if m.measure.at == id and (not figures or m.measure.figure in figures)
        )
