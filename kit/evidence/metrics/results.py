"""What a workshop's sources say, as the map, the review and the report take it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kit.evidence.metrics.statistics import Change, Figure
from kit.evidence.paths.observed_journeys import Lived
from kit.evidence.query.segments import ALL, Cut
from kit.i18n import Message
from kit.rules import Place
from kit.sources import Measure, Source


@dataclass(frozen=True)
class Measured:
    """A measure's figures.

    Attributes
    ----------
    place
        Where it is declared.
    source, number
        Its source, and the how-manieth of its measures it is, from 1.
    figures
        For each cut what was found.
    withheld
        The cuts over too few answers, and those that would give them away (F17).
    suppressed_by
        The numbers of the source's other measures that would give away something together with
        this one: some of ``withheld`` is because of them (F17).
    verbatims
        What customers said, redacted.
    """

    place: Place
    source: Source
    number: int
    measure: Measure
    figures: Mapping[Cut, Figure] = field(default_factory=dict)
    withheld: frozenset[Cut] = frozenset()
    suppressed_by: tuple[int, ...] = ()
    end: date | None = None
    unit: str = ""
    changes: Mapping[str | None, Change] = field(default_factory=dict)
    """Per persona, and over all, the change between the last two periods, tested."""
    since: Mapping[str | None, Change] = field(default_factory=dict)
    """The same between the first period and the last, where there are three or more."""
    verbatims: tuple[str, ...] = ()
    redactions: int = 0

    def of(self, cut: Cut = ALL) -> Figure | None:
        """Return the figure over a part of the rows, where it may be shown."""
        return self.figures.get(cut)

    def over(self, dimension: str) -> tuple[Cut, ...]:
        """Return the cuts along ``persona``, ``segment`` or ``period`` alone, in their order."""
        cuts = [
            cut
            for cut in (*self.figures, *self.withheld)
            if getattr(cut, dimension) is not None
            and cut == replace(ALL, **{dimension: getattr(cut, dimension)})
        ]
        return tuple(sorted(cuts, key=lambda cut: getattr(cut, dimension)))


@dataclass(frozen=True)
class Trouble:
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

    measured: tuple[Measured, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    lived: tuple[Lived, ...] = ()

    def at(self, id: str, *figures: str) -> tuple[Measured, ...]:
        """Return what is measured somewhere on the map."""
        return tuple(
            m
            for m in self.measured
            if m.measure.at == id and (not figures or m.measure.figure in figures)
        )
