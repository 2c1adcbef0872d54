"""Counting for all measures of a source together: one query for those that cut the same rows alike.

A measure asks for sums and learns them once all have asked. A query that is read, compiled and run
for one measure alone costs as much as for thirty, be it on a few hundred answers or on a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, partial
from itertools import product
from typing import Any

from kit.evidence.metrics.statistics import Summary
from kit.evidence.query.segments import ALL, Segment
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Unreadable
from kit.sources import Filter, Measure

Sums = Mapping[str, Any]
"""What is asked, by name: expressions that yield one value over some rows; and what they yield."""


@dataclass(frozen=True)
class Selection:
    """Over which rows is counted, and how they are cut."""

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: date | None = None
    end: date | None = None
    persona: str | None = None
    by: str | None = None
    every: str | None = None

    @classmethod
    def of(cls, measure: Measure) -> Selection:
        """Return over which rows a measure is."""
        where = tuple(measure.where.items())
        return cls(where, measure.start, measure.end, measure.persona, measure.by, measure.every)


@dataclass(frozen=True)
class Base:
    """Which rows answer what a measure asks, and for how many respondents each stands.

    Attributes
    ----------
    name
        ``answered``, ``rows``, ``spoken``, ``total`` or ``reached``: two bases of the same
        columns differ by it.
    member
        Whether a row answers; every row does where None.
    weight
        For how many respondents a row stands, as in a report of totals; for one where None.
    case
        The column of customers, where a customer counts once whatever their rows.
    """

    name: str
    member: Any = field(default=None, compare=False, repr=False)
    weight: Any = field(default=None, compare=False, repr=False)
    case: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Sample:
    """The respondents on whom a measure is computed, before they are cut.

    Attributes
    ----------
    statistic
        What is computed, and of which columns. Figures of the same statistic can be subtracted
        from one another (F17).
    """

    statistic: tuple[str, ...]
    selection: Selection
    base: Base


@dataclass(frozen=True)
class Aggregates:
    """What was counted on a part of the rows: the sums of each group that belongs to it."""

    groups: Sequence[Sums] = ()

    def __getitem__(self, name: str) -> Any:
        """Return a sum over the whole part; of whole numbers, a whole number."""
        total = sum(group[name] for group in self.groups if group[name] is not None)
        return int(total) if isinstance(total, float) and total.is_integer() else total

    @property
    def summary(self) -> Summary:
        """What its mean needs, of ``spread``."""
        return sum(
            (
                Summary(group["n"], float(group["total"]), group["n"] * float(group["variance"]))
                for group in self.groups
                if group["n"]
            ),
            Summary(),
        )


def added(value: Any, where: Any = None) -> Any:
    """Return the sum of a column of numbers."""
    # PostgreSQL adds large integers up as decimals, which are not taken for integers again.
    return value.cast("float64").sum(where=where)


def spread(value: Any) -> Sums:
    """Return the sums that a summary is made of."""
    # The engine's own variance holds where all answers are the same; squares of sums would not.
    variance = value.cast("float64").var(how="pop")
    return {"n": value.count(), "total": added(value), "variance": variance}


PendingAggregates = Callable[[], dict[Segment, Aggregates]]
"""What was asked, for every cut that has rows: to be called when all have asked."""


class _SharedQuery:
    """What is asked of the same rows, cut alike.

    Raises
    ------
    Unreadable
        If the rows or the cuts name what the source does not have.
    """

    def __init__(
        self, data: SourceData, personas: Mapping[str, Filter], selection: Selection
    ) -> None:
        self.data, self.selection = data, selection
        told = {
            id: data.condition(filter)
            for id, filter in personas.items()
            if selection.persona in (None, id)
        }
        conditions = [
            data.condition(dict(selection.where)),
            data.within(selection.start, selection.end),
        ]
        if selection.persona:
            conditions.append(told.pop(selection.persona, None))
        self.conditions = [condition for condition in conditions if condition is not None]
        self.rows = data.expr
        for condition in self.conditions:
            self.rows = self.rows.filter(condition)
        self.personas = list(told)
        self.keys = {f"persona{n}": told[id] for n, id in enumerate(self.personas)}
        if selection.by:
            self.keys["segment"] = data.value(data.column(selection.by)).cast("string")
        if selection.every:
            unit = {"month": "M", "quarter": "Q", "year": "Y"}[selection.every]
            self.keys["period"] = data.moment().truncate(unit)
        self.sums: dict[str, Any] = {}

    def groups(self, sums: Sums) -> list[dict[str, Any]]:
        """Return these sums, for each group of rows."""
        rows, keys = self.rows, self.keys
        return self.data.rows(rows.group_by(**keys).agg(**sums) if keys else rows.aggregate(**sums))

    @cached_property
    def together(self) -> list[dict[str, Any]] | None:
        """All sums, for each group of rows; None where the database does not answer that."""
        try:
            return self.groups(self.sums)
        except Unreadable:
            return None

    def answer(self, names: Mapping[str, str]) -> dict[Segment, Aggregates]:
        """Return some of the sums, by cut; ``names`` says what they are called here and there."""
        groups = self.together
        if groups is None:  # what it was that failed is seen when each is put alone
            groups = self.groups({name: self.sums[name] for name in names})
        cells: dict[Segment, list[Sums]] = {}
        for group in groups:
            sums = {told: group[name] for name, told in names.items()}
            for segment in self.segments(group):
                cells.setdefault(segment, []).append(sums)
        return {segment: Aggregates(each) for segment, each in cells.items()}

    def segments(self, group: Mapping[str, Any]) -> Iterator[Segment]:
        """Yield the cuts that a group of rows belongs to."""
        personas = [None, *(id for n, id in enumerate(self.personas) if group[f"persona{n}"])]
        yield from map(Segment, personas)
        if group.get("segment") is not None:
            yield Segment(segment=group["segment"])
        if group.get("period") is not None:
            yield from (Segment(persona, period=group["period"].date()) for persona in personas)


class QueryBatch:
    """The questions to the rows of one source.

    Parameters
    ----------
    personas
        By which answers each persona is told.
    """

    def __init__(self, data: SourceData, personas: Mapping[str, Filter]) -> None:
        self._data = data
        self._question = cache(partial(_SharedQuery, data, personas))

    def rows(self, selection: Selection) -> Any:
        """Return the rows that are meant."""
        return self._question(selection).rows

    def ask(self, selection: Selection, sums: Sums) -> PendingAggregates:
        """Ask for sums over some rows.

        Raises
        ------
        Unreadable
            If the rows or the cuts name what the source does not have; when the answer is called
            for, if the database does not give it.
        """
        question = self._question(selection)
        names = {f"sum{n}": name for n, name in enumerate(sums, len(question.sums))}
        question.sums |= {name: sums[told] for name, told in names.items()}
        return partial(question.answer, names)

    def shared(self, one: Sample, other: Sample) -> Mapping[tuple[Segment, Segment], float]:
        """Return how many respondents each cut of a selection shares with each of another.

        Both are of the same statistic, so that a row weighs the same in both.

        Raises
        ------
        Unreadable
            If the database does not answer.
        """
        if one.base.case is not None:
            return {(ALL, ALL): self._shared_cases(one, other)}
        asked = {"a": self._question(one.selection), "b": self._question(other.selection)}
        rows = self._data.expr
        for selection, question in zip((one, other), asked.values(), strict=True):
            for condition in (*question.conditions, selection.base.member):
                rows = rows if condition is None else rows.filter(condition)
        n = rows.count() if one.base.weight is None else added(one.base.weight)
        keys = {f"{side}_{k}": key for side, q in asked.items() for k, key in q.keys.items()}
        query = rows.group_by(**keys).agg(n=n) if keys else rows.aggregate(n=n)
        found: Counter[tuple[Segment, Segment]] = Counter()
        for group in self._data.rows(query):
            first, second = (
                [*q.segments({k: group[f"{side}_{k}"] for k in q.keys})]
                for side, q in asked.items()
            )
            for pair in product(first, second):
                found[pair] += group["n"] or 0
        return found

    def _shared_cases(self, one: Sample, other: Sample) -> float:
        """Return how many customers have a row in both selections."""
        import ibis

        flags = {}
        for side, selection in (("a", one), ("b", other)):
            conditions = [*self._question(selection.selection).conditions, selection.base.member]
            flags[side] = ibis.and_(*conditions).any()
        cases = self._data.expr.group_by(case=one.base.case).agg(**flags)
        cases = cases.filter(cases["case"].notnull() & cases["a"] & cases["b"])
        return float(self._data.rows(cases.aggregate(n=cases.count()))[0]["n"])
