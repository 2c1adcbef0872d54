"""Rows of tables in memory: filters, groups and joins as DuckDB's SQL, with the names of Ibis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.evidence.query.column_types import INTEGER, Kind
from kit.evidence.query.expressions import Value, operand, quoted


def _select(listed: str, source: str, ending: str = "") -> str:
    """Return a query; its parts hold names that are quoted, and constants as literals."""
    return " ".join(("SELECT", listed, "FROM", source, ending)).rstrip()


class Rows:
    """Rows of a table in memory, or of a query on it.

    Attributes
    ----------
    sql
        What stands after FROM: the quoted name of the table, or a query in parentheses.
    kinds
        Types of its columns, by their names.

    Examples
    --------
    >>> from kit.evidence.query.column_types import NUMBER, TEXT
    >>> rows = Rows('"answers"', {"Age": NUMBER, "City": TEXT})
    >>> rows.filter(rows["Age"] > 30).select("City").sql
    '(SELECT "City" AS "City" FROM (SELECT * FROM "answers" WHERE ("Age" > 30)))'
    """

    def __init__(self, sql: str, kinds: Mapping[str, Kind], order: str = "") -> None:
        self.sql, self.kinds, self._order = sql, dict(kinds), order

    @property
    def query(self) -> str:
        """The query that returns them."""
        return _select("*", self.sql, self._order)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns."""
        return tuple(self.kinds)

    def __getitem__(self, name: str) -> Value:
        return Value(quoted(name), self.kinds[name])

    def count(self) -> Value:
        """Return the number of rows, for an aggregate."""
        return Value("COUNT(*)", INTEGER)

    def filter(self, condition: Value) -> Rows:
        """Return the rows for which a condition holds."""
        chosen = _select("*", self.sql, f"WHERE {condition.sql}")
        return Rows(f"({chosen})", self.kinds)

    def select(self, *names: str, **values: Value) -> Rows:
        """Return some of the columns, and values of the rows under new names."""
        return self.selected({name: self[name] for name in names} | values)

    def mutate(self, **values: Value) -> Rows:
        """Return the rows with further values; those of the same name are replaced."""
        return self.selected({name: self[name] for name in self.kinds} | values)

    def selected(self, values: Mapping[str, Value], ending: str = "") -> Rows:
        """Return values of the rows under new names; ``ending`` is SQL that follows FROM."""
        found = {name: operand(value) for name, value in values.items()}
        listed = ", ".join(f"{value.sql} AS {quoted(name)}" for name, value in found.items())
        kinds = {name: value.kind for name, value in found.items()}
        return Rows(f"({_select(listed, self.sql, ending)})", kinds)

    def aggregate(self, **values: Value) -> Rows:
        """Return a single row of aggregates."""
        return self.selected(values)

    def group_by(self, *names: str | Sequence[str], **keys: Value) -> Groups:
        """Return the rows in groups, by columns or by values under new names."""
        listed = [n for each in names for n in ([each] if isinstance(each, str) else each)]
        return Groups(self, {name: self[name] for name in listed} | keys)

    def join(self, other: Rows, on: str) -> Rows:
        """Return the pairs of rows that have the same value in a column."""
        joined = _select("*", self.sql, f"JOIN {other.sql} USING ({quoted(on)})")
        return Rows(f"({joined})", {on: self.kinds[on], **self.kinds, **other.kinds})

    def order_by(self, by: Value) -> Rows:
        """Return the rows in an order, which holds for :meth:`limit` and the result."""
        return Rows(self.sql, self.kinds, f"ORDER BY {by.sql}")

    def limit(self, most: int) -> Rows:
        """Return the first rows of the result."""
        return Rows(self.sql, self.kinds, f"{self._order} LIMIT {most:d}")


@dataclass(frozen=True)
class Groups:
    """Rows in groups."""

    rows: Rows
    keys: Mapping[str, Value]

    def agg(self, **values: Value) -> Rows:
        """Return a row for each group: its keys, and aggregates of its rows."""
        ending = "GROUP BY " + ", ".join(str(n) for n in range(1, len(self.keys) + 1))
        return self.rows.selected({**self.keys, **values}, ending)
