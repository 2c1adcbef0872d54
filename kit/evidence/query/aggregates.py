"""Aggregate for all metrics of a source together: one query for each selection of rows.

Metrics request sums first and read them later; the query runs at the first reading, for all of
them. A query costs about as much for one metric as for thirty, on a hundred rows as on a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, partial
from itertools import product
from typing import TYPE_CHECKING, Any

from kit.evidence.metrics.statistics import Summary
from kit.evidence.query.segments import ALL, Segment
from kit.evidence.query.source_data import Row, SourceData
from kit.evidence.table import UnreadableError
from kit.sources import Filter, Measure

if TYPE_CHECKING:
    from ibis.expr import types as ir

Sums = Mapping[str, Any]
"""Aggregate expressions by name; or their values, in a row of a result."""


@dataclass(frozen=True)
class Selection:
    """Rows that a metric is computed on, and how they are split into segments.

    Attributes
    ----------
    where
        Accepted answers by column.
    start, end
        First and last day.
    by
        Column that splits the rows into segments.
    every
        ``month``, ``quarter`` or ``year``.
    """

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: date | None = None
    end: date | None = None
    persona: str | None = None
    by: str | None = None
    every: str | None = None

    @classmethod
    def of(cls, measure: Measure) -> Selection:
        """Return the selection that a measure declares."""
        where = tuple(measure.where.items())
        return cls(where, measure.start, measure.end, measure.persona, measure.by, measure.every)


@dataclass(frozen=True)
class Base:
    """Rows of a selection that count for a metric, and the respondents that each stands for.

    Attributes
    ----------
    name
        ``answered``, ``rows``, ``spoken``, ``total`` or ``reached``. Bases are equal if their
        names are.
    member
        Condition for a row to count; None if all do.
    weight
        Respondents that a row stands for, as in a report of totals; None for one each.
    case
        Column of customers, if each customer counts once.
    """

    name: str
    member: ir.BooleanValue | None = field(default=None, compare=False, repr=False)
    weight: ir.Value | None = field(default=None, compare=False, repr=False)
    case: ir.Value | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Sample:
    """Respondents on whom a metric is computed, before they are split into segments.

    Attributes
    ----------
    statistic
        The statistic and its columns. Values of the same statistic can be subtracted from each
        other (F17).
    """

    statistic: tuple[str, ...]
    selection: Selection
    base: Base


@dataclass(frozen=True)
class Aggregates:
    """Sums over a segment: those of each group of rows that belongs to it.

    Examples
    --------
    >>> Aggregates([{"n": 2, "total": 7.0}, {"n": 3, "total": 11.0}])["total"]
    18
    """

    groups: Sequence[Sums] = ()

    def __getitem__(self, name: str) -> Any:
        """Return a sum over the segment, as an int if it is whole; missing values count as 0."""
        total = sum(group[name] for group in self.groups if group[name] is not None)
        return int(total) if isinstance(total, float) and total.is_integer() else total

    @property
    def summary(self) -> Summary:
        """Summary of the values, if the sums are those of :func:`spread`."""
        return sum(
            (
                Summary(group["n"], float(group["total"]), group["n"] * float(group["variance"]))
                for group in self.groups
                if group["n"]
            ),
            Summary(),
        )


def float_sum(value: ir.Value, where: ir.BooleanValue | None = None) -> ir.Value:
    """Return the expression of a column's sum, as a float."""
    # PostgreSQL returns sums of large integers as decimals.
    return value.cast("float64").sum(where=where)


def spread(value: ir.Value) -> Sums:
    """Return the aggregates of which a summary is made: n, total and population variance."""
    # The engine's variance is exactly 0 if all values are equal; a difference of sums is not.
    variance = value.cast("float64").var(how="pop")
    return {"n": value.count(), "total": float_sum(value), "variance": variance}


PendingAggregates = Callable[[], dict[Segment, Aggregates]]
"""Returns the requested sums by segment, for segments that have rows; runs the query if needed."""


class _SharedQuery:
    """One query for the sums that several metrics need of the same selection.

    Raises
    ------
    UnreadableError
        If the selection or a persona names a column that the source does not have.
    """

    def __init__(
        self, data: SourceData, personas: Mapping[str, Filter], selection: Selection
    ) -> None:
        self.data, self.selection = data, selection
        by_persona = {
            id: data.condition(filter)
            for id, filter in personas.items()
            if selection.persona in (None, id)
        }
        conditions = [
            data.condition(dict(selection.where)),
            data.within(selection.start, selection.end),
        ]
        if selection.persona:
            conditions.append(by_persona.pop(selection.persona, None))
        self.conditions = [condition for condition in conditions if condition is not None]
        self.rows = data.expr
        for condition in self.conditions:
            self.rows = self.rows.filter(condition)
        self.personas = list(by_persona)
        self.keys = {f"persona{n}": by_persona[id] for n, id in enumerate(self.personas)}
        if selection.by:
            self.keys["segment"] = data.value(data.column(selection.by)).cast("string")
        if selection.every:
            unit = {"month": "M", "quarter": "Q", "year": "Y"}[selection.every]
            self.keys["period"] = data.moment().truncate(unit)
        self.sums: dict[str, ir.Value] = {}

    def groups(self, sums: Sums) -> list[Row]:
        """Run the query and return one row for each group."""
        rows, keys = self.rows, self.keys
        return self.data.rows(rows.group_by(**keys).agg(**sums) if keys else rows.aggregate(**sums))

    @cached_property
    def _all_sums(self) -> list[Row] | None:
        """All requested sums, for each group; None if the database fails."""
        try:
            return self.groups(self.sums)
        except UnreadableError:
            return None

    def by_segment(self, names: Mapping[str, str]) -> dict[Segment, Aggregates]:
        """Return some of the sums by segment; ``names`` maps names in the query to the caller's."""
        groups = self._all_sums
        if groups is None:  # one expression fails: query alone, so that only its metric fails
            groups = self.groups({name: self.sums[name] for name in names})
        cells: dict[Segment, list[Sums]] = {}
        for group in groups:
            sums = {own: group[name] for name, own in names.items()}
            for segment in self.segments(group):
                cells.setdefault(segment, []).append(sums)
        return {segment: Aggregates(each) for segment, each in cells.items()}

    def segments(self, group: Row) -> Iterator[Segment]:
        """Yield the segments to which a group of rows belongs."""
        personas = [None, *(id for n, id in enumerate(self.personas) if group[f"persona{n}"])]
        yield from map(Segment, personas)
        if group.get("segment") is not None:
            yield Segment(segment=group["segment"])
        if group.get("period") is not None:
            yield from (Segment(persona, period=group["period"].date()) for persona in personas)


class QueryBatch:
    """Queries on one source, one for each selection.

    Parameters
    ----------
    personas
        Filter of each persona, by its id.
    """

    def __init__(self, data: SourceData, personas: Mapping[str, Filter]) -> None:
        self._data = data
        self._query = cache(partial(_SharedQuery, data, personas))

    def rows(self, selection: Selection) -> ir.Table:
        """Return the rows of a selection as an Ibis table."""
        return self._query(selection).rows

    def request(self, selection: Selection, sums: Sums) -> PendingAggregates:
        """Request sums over a selection; call the result once all metrics have requested theirs.

        Raises
        ------
        UnreadableError
            If the selection names a column that the source does not have. The result raises it if
            the database fails.
        """
        query = self._query(selection)
        names = {f"sum{n}": name for n, name in enumerate(sums, len(query.sums))}
        query.sums |= {name: sums[own] for name, own in names.items()}
        return partial(query.by_segment, names)

    def shared(self, one: Sample, other: Sample) -> Mapping[tuple[Segment, Segment], float]:
        """Count the respondents that the segments of two samples of one statistic share.

        Returns
        -------
        Mapping
            Respondents in both, by pairs of segments. Of customers counted once, the whole samples
            only.

        Raises
        ------
        UnreadableError
            If the database fails.
        """
        if one.base.case is not None:
            return {(ALL, ALL): self._shared_cases(one, other)}
        queries = {"a": self._query(one.selection), "b": self._query(other.selection)}
        rows = self._data.expr
        for sample, query in zip((one, other), queries.values(), strict=True):
            for condition in (*query.conditions, sample.base.member):
                rows = rows if condition is None else rows.filter(condition)
        n = rows.count() if one.base.weight is None else float_sum(one.base.weight)
        keys = {f"{side}_{k}": key for side, q in queries.items() for k, key in q.keys.items()}
        counted = rows.group_by(**keys).agg(n=n) if keys else rows.aggregate(n=n)
        found: Counter[tuple[Segment, Segment]] = Counter()
        for group in self._data.rows(counted):
            first, second = (
                [*q.segments({k: group[f"{side}_{k}"] for k in q.keys})]
                for side, q in queries.items()
            )
            for pair in product(first, second):
                found[pair] += group["n"] or 0
        return found

    def _shared_cases(self, one: Sample, other: Sample) -> float:
        """Return how many customers have a row in both samples."""
        flags = {}
        for side, sample in (("a", one), ("b", other)):
            conditions = [*self._query(sample.selection).conditions, sample.base.member]
            flags[side] = self._data.functions.and_(*conditions).any()
        cases = self._data.expr.group_by(case=one.base.case).agg(**flags)
        cases = cases.filter(cases["case"].notnull() & cases["a"] & cases["b"])
        return float(self._data.rows(cases.aggregate(n=cases.count()))[0]["n"])
