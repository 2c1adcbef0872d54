"""Counting where the rows are: one way through Ibis, over DuckDB for files, over a database by URL.

Rows never come to Python: what comes is sums over them, per persona, segment and period, and the
statistics are made of these.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from kit.evidence.limits import ANSWER_ROWS, LimitExceeded
from kit.evidence.query.clocks import has_offset, on_the_clock
from kit.evidence.query.filters import fits
from kit.evidence.query.keywords import EVERY_LETTER, LETTERS, pattern_of
from kit.evidence.query.time_limit import time_limit
from kit.evidence.table import INSTANT_SUFFIX, Column, Table, Unreadable
from kit.fields import normalize
from kit.i18n import N_, UserText
from kit.sources import Role

NO_COLUMN = N_("Unknown column “{column}”.")
COLUMN_MEANT = N_("Unknown column “{column}”. Did you mean “{meant}”?")
COLUMNS = N_("The columns are: {names}.")
NO_RESULT = N_("The database query failed ({reason}).")
CHECK_RIGHTS = N_("Check that the user can read the table and create temporary tables.")
NO_TIME = N_("The table has no date column.")
NO_PERIODS = N_("Remove the period, or give a column the role “time”.")

TOO_MANY_ROWS = N_("The answer has more than {most} rows, which is the most that is read.")
FEWER_GROUPS = N_("Choose a column with fewer different values, or a shorter period.")

MOST_NAMES = 12


@dataclass(frozen=True)
class SourceData:
    """The rows of a source, wherever they are, with what their columns hold.

    Attributes
    ----------
    expr
        The rows as an Ibis table.
    backend
        What counts them; its session is set to UTC.
    zone
        The client's time zone, as in the IANA database.
    """

    expr: Any
    backend: Any
    columns: tuple[Column, ...]
    time: str = ""
    start: date | None = None
    end: date | None = None
    fingerprint: str = ""
    zone: str = ""
    table: Table | None = field(default=None, repr=False, compare=False)

    def column(self, name: str) -> Column:
        """Return a column by its name, by the start of it, or by its item, if that will do."""
        wanted = normalize(name)
        for agree in (str.__eq__, str.startswith):
            exact = [c for c in self.columns if c.name == name]
            found = exact or [c for c in self.columns if agree(normalize(c.name), wanted)]
            if len(found) == 1:
                return found[0]
        asked = [c for c in self.columns if c.item and normalize(c.item) == wanted]
        if len(asked) == 1:
            return asked[0]
        known = [c.name for c in self.columns]
        close = difflib.get_close_matches(name, known, 1, 0.5)
        says = (
            COLUMN_MEANT.filled(column=UserText(name), meant=UserText(close[0]))
            if close
            else NO_COLUMN.filled(column=UserText(name))
        )
        shown = ", ".join(known[:MOST_NAMES]) + (", …" if len(known) > MOST_NAMES else "")
        raise Unreadable(says, COLUMNS.filled(names=UserText(shown)))

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of these roles."""
        return tuple(column for column in self.columns if column.role in roles)

    def value(self, column: Column) -> Any:
        """Return a column as an expression."""
        return self.expr[column.name]

    def rows(self, query: Any) -> list[dict[str, Any]]:
        """Return what a query yields.

        Raises
        ------
        LimitExceeded
            If it takes too long, or a database answers with too many rows.
        """
        try:
            if self.table is None:  # rows of a file have been counted
                query = query.limit(ANSWER_ROWS + 1)
            with time_limit(self.backend):
                found: list[dict[str, Any]] = self.backend.to_pyarrow(query).to_pylist()
        except Exception as error:
            raise self._failed(error) from None
        if len(found) > ANSWER_ROWS and self.table is None:
            raise LimitExceeded(TOO_MANY_ROWS.filled(most=ANSWER_ROWS), FEWER_GROUPS)
        return found

    def _failed(self, error: Exception) -> Exception:
        """Return what a database's error is told as: what its driver says may hold anything."""
        if self.table is not None or isinstance(error, Unreadable):
            return error
        return Unreadable(NO_RESULT.filled(reason=UserText(type(error).__name__)), CHECK_RIGHTS)

    @contextmanager
    def kept(self, query: Any) -> Iterator[Any]:
        """Give what a query yields as a table of the engine's own, for several questions."""
        if self.table is None:
            try:
                with time_limit(self.backend):
                    cached = query.cache()
            except Exception as error:
                raise self._failed(error) from None
            with cached as kept:
                yield kept
            return
        # A table in memory is bound to no engine, and would be kept by another.
        name = f"kept_{uuid4().hex}"
        try:
            with time_limit(self.backend):
                kept = self.backend.create_table(name, query, temp=True)
            yield kept
        finally:
            self.backend.drop_table(name, force=True)

    # --- which rows ---

    def condition(self, filter: Mapping[str, Sequence[str]]) -> Any:
        """Return whether a row is meant by a filter, or None where all are."""
        found = None
        for name, answers in filter.items():
            column = self.column(name)
            fits = self.answered(column, answers)
            found = fits if found is None else found & fits
        return found

    def answered(self, column: Column, answers: Sequence[str]) -> Any:
        """Return whether a row gives one of some answers, in a column."""
        import ibis

        value = self.value(column)
        return ibis.or_(*(fits(value, column, answer) for answer in answers)).fill_null(False)

    def within(self, start: date | None, end: date | None) -> Any:
        """Return whether a row is of a period, or None where all are."""
        bounds = []
        if start:
            bounds.append(self.moment() >= datetime.combine(start, time()))
        if end:
            bounds.append(self.moment() < datetime.combine(end + timedelta(days=1), time()))
        if not bounds:
            return None
        import ibis

        return ibis.and_(*bounds).fill_null(False)

    def moment(self) -> Any:
        """Return the time of a row, by the clock of the client's time zone: for dates and periods.

        Raises
        ------
        Unreadable
            If the table has no column of times.
        """
        if not self.time:
            raise Unreadable(NO_TIME, NO_PERIODS)
        moment = self.expr[self.time]
        if self.zone and has_offset(moment):
            return on_the_clock(moment, self.zone, self.backend.name)
        return moment.cast("timestamp")

    def instant(self) -> Any:
        """Return the time of a row in UTC where it is known: for waits and orders.

        Times without an offset are compared by the clock.
        """
        instants = f"{self.time}{INSTANT_SUFFIX}"
        if self.time and instants in self.expr.columns:
            return self.expr[instants].cast("timestamp")
        if self.time and has_offset(self.expr[self.time]):
            return self.expr[self.time].cast("timestamp")
        return self.moment()

    def saying(self, column: Column, words: Sequence[str]) -> Any:
        """Return whether a text has one of some words; ``livr*`` is any word that begins so."""
        text = self.value(column).cast("string").fill_null("").lower()
        letters = LETTERS.get(self.backend.name, EVERY_LETTER)
        return text.re_search(pattern_of(words, letters))
