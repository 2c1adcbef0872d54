"""Expressions on tables in memory, written as DuckDB's SQL.

They have the names of Ibis' methods, and yield the SQL that Ibis would compile, so that a metric is
written once for files and databases. Importing Ibis and compiling with it takes longer than reading
a survey and computing all its metrics.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from math import isfinite
from typing import Any, Literal

from kit.evidence.query.column_types import (
    BOOLEAN,
    CASTS,
    INTEGER,
    NUMBER,
    OTHER,
    TEXT,
    TIME,
    Kind,
)

Constant = str | float | bool | datetime | None
"""Python value that can stand in an expression."""


UNITS = {"M": "month", "Q": "quarter", "Y": "year"}
BLANKS = " \t\n\r\v\f"


def quoted(name: str) -> str:
    """Return a name as SQL.

    >>> print(quoted('5" screen'))
    "5"" screen"
    """
    return '"' + name.replace('"', '""') + '"'


def literal(value: Constant, type: str = "") -> Value:
    """Return a constant as an expression.

    >>> literal("l’été d'Anne").sql, literal(2.5).sql, literal(None, "int16").sql
    ("'l’été d''Anne'", 'CAST(2.5 AS DOUBLE)', 'CAST(NULL AS SMALLINT)')
    >>> literal(float("nan")).sql
    "CAST('nan' AS DOUBLE)"
    """
    found = _literal(value)
    return found.cast(type) if type else found


def _literal(value: Constant) -> Value:
    if value is None:
        return Value("NULL", OTHER)
    if isinstance(value, bool):
        return Value(str(value).upper(), BOOLEAN)
    if isinstance(value, int):
        return Value(str(value), INTEGER)
    if isinstance(value, float):
        # Bare, nan and inf would be names of columns.
        written = repr(value) if isfinite(value) else f"'{value}'"
        return Value(f"CAST({written} AS DOUBLE)", NUMBER)
    if isinstance(value, datetime):
        return Value(f"TIMESTAMP '{value.isoformat(' ')}'", TIME)
    return Value("'" + value.replace("'", "''") + "'", TEXT)


def null(type: str) -> Value:
    """Return a missing value of a type."""
    return literal(None, type)


def and_(*conditions: Value) -> Value:
    """Return a condition that holds if all of some do."""
    return reduce(Value.__and__, conditions) if conditions else literal(True)


def or_(*conditions: Value) -> Value:
    """Return a condition that holds if one of some does."""
    return reduce(Value.__or__, conditions) if conditions else literal(False)


def desc(name: str) -> Value:
    """Return the descending order of a column."""
    return Value(f"{quoted(name)} DESC", OTHER)


def window(group_by: str, order_by: Sequence[str]) -> str:
    """Return the window of the rows of a group, in an order."""
    order = ", ".join(f"{quoted(name)} ASC" for name in order_by)
    return f"(PARTITION BY {quoted(group_by)} ORDER BY {order})"


class Value:
    """Expression of a value, by its SQL.

    Attributes
    ----------
    sql
        Columns by their quoted names, for the rows in which it is used.
    """

    def __init__(self, sql: str, kind: Kind) -> None:
        self.sql, self.kind = sql, kind

    def __bool__(self) -> bool:
        raise TypeError("an expression is neither true nor false before its query runs")

    def type(self) -> Kind:
        """Return its type."""
        return self.kind

    # --- comparisons and arithmetic ---

    def _with(self, sign: str, other: Value | Constant, kind: Kind = BOOLEAN) -> Value:
        return Value(f"({self.sql} {sign} {_sql(other)})", kind)

    def __eq__(self, other: object) -> Any:
        return self._with("=", operand(other))

    def __ne__(self, other: object) -> Any:
        return self._with("<>", operand(other))

    def __lt__(self, other: Value | Constant) -> Value:
        return self._with("<", other)

    def __le__(self, other: Value | Constant) -> Value:
        return self._with("<=", other)

    def __gt__(self, other: Value | Constant) -> Value:
        return self._with(">", other)

    def __ge__(self, other: Value | Constant) -> Value:
        return self._with(">=", other)

    def __and__(self, other: Value | Constant) -> Value:
        return self._with("AND", other)

    def __or__(self, other: Value | Constant) -> Value:
        return self._with("OR", other)

    def __invert__(self) -> Value:
        return Value(f"(NOT {self.sql})", BOOLEAN)

    def __add__(self, other: Value | Constant) -> Value:
        return self._with("||" if self.kind == TEXT else "+", other, self.kind)

    def __radd__(self, other: Constant) -> Value:
        return _literal(other) + self

    def __sub__(self, other: Value | Constant) -> Value:
        return self._with("-", other, NUMBER)

    def __rsub__(self, other: Constant) -> Value:
        return _literal(other) - self

    def isin(self, values: Sequence[Constant]) -> Value:
        """Return whether it is one of some values."""
        return Value(f"({self.sql} IN ({', '.join(map(_sql, values))}))", BOOLEAN)

    def between(self, low: Constant, high: Constant) -> Value:
        """Return whether it lies between two values, both included."""
        return Value(f"({self.sql} BETWEEN {_sql(low)} AND {_sql(high)})", BOOLEAN)

    def isnull(self) -> Value:
        """Return whether it is missing."""
        return Value(f"({self.sql} IS NULL)", BOOLEAN)

    def notnull(self) -> Value:
        """Return whether it is not missing."""
        return Value(f"({self.sql} IS NOT NULL)", BOOLEAN)

    # --- other values made of it ---

    def _call(self, function: str, *arguments: Value | Constant, kind: Kind) -> Value:
        return Value(f"{function}({', '.join((self.sql, *map(_sql, arguments)))})", kind)

    def cast(self, type: str) -> Value:
        """Return it in another type, by its name in Ibis."""
        name, kind = CASTS[type]
        return Value(f"CAST({self.sql} AS {name})", kind)

    def fill_null(self, value: Constant) -> Value:
        """Return it with a value in place of missing ones."""
        return self._call("COALESCE", value, kind=self.kind)

    def ifelse(self, true: Value | Constant, false: Value | Constant) -> Value:
        """Return one value where the condition holds, else the other."""
        kind = operand(true).kind
        return Value(f"(CASE WHEN {self.sql} THEN {_sql(true)} ELSE {_sql(false)} END)", kind)

    def cases(self, *pairs: tuple[Constant, Value], else_: Value) -> Value:
        """Return the value that is paired with it, else another."""
        parts = " ".join(f"WHEN {_sql(given)} THEN {value.sql}" for given, value in pairs)
        return Value(f"(CASE {self.sql} {parts} ELSE {else_.sql} END)", else_.kind)

    def strip(self) -> Value:
        """Return a text without blanks at its ends."""
        return self._call("TRIM", BLANKS, kind=TEXT)

    def lower(self) -> Value:
        """Return a text in lower case."""
        return self._call("LOWER", kind=TEXT)

    def length(self) -> Value:
        """Return the number of characters of a text."""
        return self._call("LENGTH", kind=INTEGER)

    def replace(self, part: str, by: str) -> Value:
        """Return a text with a part replaced wherever it stands."""
        return self._call("REPLACE", part, by, kind=TEXT)

    def contains(self, part: Value | Constant) -> Value:
        """Return whether a text contains another."""
        return self._call("CONTAINS", part, kind=BOOLEAN)

    def re_search(self, pattern: str) -> Value:
        """Return whether a regular expression matches a part of a text."""
        return self._call("REGEXP_MATCHES", pattern, kind=BOOLEAN)

    def truncate(self, unit: str) -> Value:
        """Return the beginning of the month, quarter or year of a time."""
        return Value(f"DATE_TRUNC('{UNITS[unit]}', {self.sql})", TIME).cast("timestamp")

    def epoch_seconds(self) -> Value:
        """Return the seconds from 1970 to a time."""
        return Value(f"EPOCH({self.cast('timestamp').sql})", NUMBER)

    def at_zone(self, zone: str) -> Value:
        """Return an instant as local time of a time zone."""
        return Value(f"TIMEZONE({_sql(zone)}, {self.sql})", TIME)

    def lag(self) -> Value:
        """Return its value in the row before, in a window."""
        return self._call("LAG", kind=self.kind)

    def over(self, window: str) -> Value:
        """Return a value in the order of a window."""
        return Value(f"{self.sql} OVER {window}", self.kind)

    # --- aggregates ---

    def _aggregate(self, function: str, kind: Kind, where: Value | None = None) -> Value:
        condition = f" FILTER (WHERE {where.sql})" if where is not None else ""
        return Value(f"{function}({self.sql}){condition}", kind)

    def count(self, where: Value | None = None) -> Value:
        """Return the number of values."""
        return self._aggregate("COUNT", INTEGER, where)

    def nunique(self) -> Value:
        """Return the number of different values."""
        return Value(f"COUNT(DISTINCT {self.sql})", INTEGER)

    def sum(self, where: Value | None = None) -> Value:
        """Return the sum of numbers, or the number of true values; missing if there are none."""
        if self.kind.name == "number":
            return self._aggregate("SUM", NUMBER, where)
        whole = Value(f"CAST({self.sql} AS BIGINT)", INTEGER)._aggregate("SUM", INTEGER, where)
        return Value(f"CAST({whole.sql} AS BIGINT)", INTEGER)

    def var(self, how: Literal["pop"]) -> Value:
        """Return the variance of the population."""
        return self._aggregate(f"VAR_{how.upper()}", NUMBER)

    def median(self) -> Value:
        """Return the median."""
        return Value(f"QUANTILE_CONT({self.sql}, 0.5)", NUMBER)

    def min(self, where: Value | None = None) -> Value:
        """Return the least value."""
        return self._aggregate("MIN", self.kind, where)

    def max(self, where: Value | None = None) -> Value:
        """Return the greatest value."""
        return self._aggregate("MAX", self.kind, where)

    def any(self) -> Value:
        """Return whether a condition holds in a row."""
        return self._aggregate("BOOL_OR", BOOLEAN)


def operand(value: object) -> Value:
    """Return an expression as it is, a Python value as a constant."""
    if isinstance(value, Value):
        return value
    if value is None or isinstance(value, str | int | float | datetime):
        return _literal(value)
    raise TypeError(f"{type(value).__name__} cannot stand in an expression")


def _sql(value: object) -> str:
    return operand(value).sql
