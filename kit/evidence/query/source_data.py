"""Query the rows of a source: a file in DuckDB, or a table in the client's database by Ibis.

Rows are aggregated in the engine. Python receives sums by persona, segment and period, and computes
statistics from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kit.evidence.column_names import find_column, unknown_column
from kit.evidence.limits import ANSWER_ROWS, LimitExceededError
from kit.evidence.query import expressions
from kit.evidence.query.clocks import has_offset, to_local_time
from kit.evidence.query.embedded import FEW_ROWS, TableEngine
from kit.evidence.query.filters import matches_answer
from kit.evidence.query.keywords import EVERY_LETTER, LETTERS, pattern_of
from kit.evidence.query.time_limit import time_limit
from kit.evidence.table import INSTANT_SUFFIX, Column, Table, UnreadableError
from kit.i18n import N_, UserText
from kit.sources import Role

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr import types as ir

NO_RESULT = N_("The database query failed ({reason}).")
CHECK_RIGHTS = N_("Check that the user can read the table and create temporary tables.")
NO_TIME = N_("The table has no date column.")
NO_PERIODS = N_("Remove the period, or give a column the role “time”.")

TOO_MANY_ROWS = N_("The answer has more than {most} rows, which is the most that is read.")
FEWER_GROUPS = N_("Choose a column with fewer different values, or a shorter period.")

Row = Mapping[str, Any]
"""Row of a result: values by the name of the column."""


@dataclass(frozen=True)
class SourceData:
    """Rows of a source and the roles of its columns.

    Attributes
    ----------
    expr
        The rows as an Ibis table; of a table in memory, as :class:`kit.evidence.query.rows.Rows`,
        whose methods have the names of Ibis'.
    backend
        Engine that runs the queries: an Ibis backend, or that of tables in memory. Its session is
        in UTC.
    time
        Name of the column of times, or empty.
    start, end
        First and last day of the rows.
    fingerprint
        SHA-256 of the file; empty for a database.
    zone
        The client's time zone, by its name in the IANA database.
    table
        The table in memory; None for a database, or for a file that is not loaded.
    """

    expr: ir.Table
    backend: BaseBackend | TableEngine
    columns: tuple[Column, ...]
    time: str = ""
    start: date | None = None
    end: date | None = None
    fingerprint: str = ""
    zone: str = ""
    table: Table | None = field(default=None, repr=False, compare=False)

    @property
    def functions(self) -> ModuleType:
        """Module of functions on the expressions, such as ``literal``, ``or_`` and ``window``."""
        if self.table is not None:
            return expressions
        import ibis

        module: ModuleType = ibis
        return module

    def release(self) -> None:
        """Drop a table in memory, which the engine would keep until the process ends."""
        if self.table is not None:
            self.backend.drop(self.expr)

    def column(self, name: str) -> Column:
        """Return the column that a name means (:func:`kit.evidence.column_names.find_column`).

        Raises
        ------
        UnreadableError
            If there is none, or several.
        """
        names = [column.name for column in self.columns]
        place = find_column(names, [c.item or c.question for c in self.columns], name)
        if place is None:
            raise UnreadableError(*unknown_column(names, name))
        return self.columns[place]

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of these roles."""
        return tuple(column for column in self.columns if column.role in roles)

    def value(self, column: Column) -> ir.Column:
        """Return a column as an expression."""
        return self.expr[column.name]

    def rows(self, query: ir.Table) -> list[Row]:
        """Run a query and return its rows.

        Raises
        ------
        LimitExceededError
            If the query takes too long, or a database returns too many rows.
        UnreadableError
            If the database fails.
        """
        try:
            with self._time_limit():
                if isinstance(self.backend, TableEngine):  # a file is within the limits
                    return list(self.backend.fetch(query))
                limited = query.limit(ANSWER_ROWS + 1)
                found: list[Row] = self.backend.to_pyarrow(limited).to_pylist()
        except Exception as error:
            raise self._failed(error) from None
        if len(found) > ANSWER_ROWS:
            raise LimitExceededError(TOO_MANY_ROWS.filled(most=ANSWER_ROWS), FEWER_GROUPS)
        return found

    def _time_limit(self) -> AbstractContextManager[None]:
        """Return the limit of a query's time; a table of few rows cannot reach it."""
        few = self.table is not None and self.table.n <= FEW_ROWS
        return nullcontext() if few else time_limit(self.backend)

    def _failed(self, error: Exception) -> Exception:
        """Return the exception to raise for a database's error, without its driver's message."""
        if self.table is not None or isinstance(error, UnreadableError):
            return error
        return UnreadableError(
            NO_RESULT.filled(reason=UserText(type(error).__name__)), CHECK_RIGHTS
        )

    @contextmanager
    def materialised(self, query: ir.Table) -> Iterator[ir.Table]:
        """Materialise the result of a query for several later queries."""
        if self.table is None:
            try:
                with time_limit(self.backend):
                    cached = query.cache()
            except Exception as error:
                raise self._failed(error) from None
            with cached as kept:
                yield kept
            return
        name = f"kept_{uuid4().hex}"
        try:
            with self._time_limit():
                kept = self.backend.create_table(name, query, temp=True)
            yield kept
        finally:
            self.backend.drop_table(name, force=True)

    # --- conditions ---

    def condition(self, filter: Mapping[str, Sequence[str]]) -> ir.BooleanValue | None:
        """Return the condition of a filter; None if it has no columns."""
        whole = None
        for name, answers in filter.items():
            one = self.has_answer(self.column(name), answers)
            whole = one if whole is None else whole & one
        return whole

    def has_answer(self, column: Column, answers: Sequence[str]) -> ir.BooleanValue:
        """Return a condition: the column holds one of some answers; missing values are false."""
        value = self.value(column)
        found = (matches_answer(value, column, answer) for answer in answers)
        return self.functions.or_(*found).fill_null(False)

    def within(self, start: date | None, end: date | None) -> ir.BooleanValue | None:
        """Return the condition of a period, both days included; None without bounds."""
        bounds = []
        if start:
            bounds.append(self.moment() >= datetime.combine(start, time()))
        if end and end < date.max:
            bounds.append(self.moment() < datetime.combine(end + timedelta(days=1), time()))
        if not bounds:
            return None
        return self.functions.and_(*bounds).fill_null(False)

    def moment(self) -> ir.TimestampValue:
        """Return the local time of a row in the client's time zone, for dates and periods.

        Raises
        ------
        UnreadableError
            If the table has no column of times.
        """
        if not self.time:
            raise UnreadableError(NO_TIME, NO_PERIODS)
        moment = self.expr[self.time]
        if self.zone and has_offset(moment):
            return to_local_time(moment, self.zone, self.backend.name)
        return moment.cast("timestamp")

    def instant(self) -> ir.TimestampValue:
        """Return the time of a row in UTC, for orders and waits.

        Times without an offset are returned as they are.
        """
        instants = f"{self.time}{INSTANT_SUFFIX}"
        if self.time and instants in self.expr.columns:
            return self.expr[instants].cast("timestamp")
        if self.time and has_offset(self.expr[self.time]):
            return self.expr[self.time].cast("timestamp")
        return self.moment()

    def contains_words(self, column: Column, words: Sequence[str]) -> ir.BooleanValue:
        """Return a condition: the text contains one of some words, or of their forms.

        See :func:`kit.evidence.query.keywords.pattern_of`.
        """
        text = self.value(column).cast("string").fill_null("").lower()
        letters = LETTERS.get(self.backend.name, EVERY_LETTER)
        return text.re_search(pattern_of(words, letters))
