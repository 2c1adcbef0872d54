"""Segments of a source's rows: a persona, a group by a column, a period, or all rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Segment:
    """Part of a source's rows; None in a dimension means all of it.

    Attributes
    ----------
    segment
        Value in the column that ``by`` names.
    period
        First day of the period.
    """

    persona: str | None = None
    segment: str | None = None
    period: date | None = None


ALL = Segment()


def last_day(start: date, every: str) -> date:
    """Return the last day of the period that begins on a day.

    Parameters
    ----------
    every
        ``month``, ``quarter`` or ``year``.

    Examples
    --------
    >>> last_day(date(2026, 1, 1), "quarter")
    datetime.date(2026, 3, 31)
    """
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    year, month = divmod(start.month - 1 + months, 12)
    return date(start.year + year, month + 1, 1) - timedelta(days=1)
