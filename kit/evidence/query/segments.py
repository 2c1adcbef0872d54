"""Over which part of the rows a figure is: all of them, a persona's, a segment's, a period's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Segment:
    """Over which part of the rows: a persona, a segment, a period; None is all of them."""

    persona: str | None = None
    segment: str | None = None
    period: date | None = None
    """The first day of the period."""


ALL = Segment()


def last_day(start: date, every: str) -> date:
    """Return the last day of the period that begins on a day."""
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    year, month = divmod(start.month - 1 + months, 12)
    return date(start.year + year, month + 1, 1) - timedelta(days=1)
