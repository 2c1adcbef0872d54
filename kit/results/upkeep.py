"""Compute the date of the next map review (M6.8)."""

from __future__ import annotations

from datetime import date

from kit.journey import Journey


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month.

    Examples
    --------
    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)


def review_due(journey: Journey) -> date | None:
    """Return the date of the next map review; None without interval or first date (M6.8)."""
    since = journey.map.last_review or journey.map.created
    if since is None or journey.map.review_every_months is None:
        return None
    return months_later(since, journey.map.review_every_months)
