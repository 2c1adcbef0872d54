"""Parse dates as people and programs write them, with the day or the month first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

MONTH_LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt")

_TIME = (
    r"(?P<hour>\d{1,2})\s?[:hH.]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?:[\s\u00a0\u202f]*(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
_ZONE = (
    r"(?P<zone>Z|(?:UTC|GMT)?\s?(?P<ahead>[-+\u2212])(?P<zh>\d{1,2})(?::?(?P<zm>\d{2}))?"
    r"|UTC|GMT|[A-Z]{2,5}|\([^)]*\))"
)
_REST = rf"(?:(?:\s*T\s*|,?\s+(?:à\s+|at\s+|um\s+)?|,\s*){_TIME}(?:\s*{_ZONE})?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+(?=\d|[^\W\d_]{3,}))?"

_GAP = r"(?:[-/]|,?\s+(?:de\s+)?)"

_ISO = re.compile(rf"(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_REST}")
_NUMERIC = re.compile(
    rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d{{2}}){_REST}"
)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?{_GAP}(?P<name>[^\W\d_]{{3,10}})\.?"
    rf"{_GAP}(?P<y>\d{{4}}|\d{{2}}){_REST}"
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,10}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"
    rf"{_REST}"
)


ZONES = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("WEST", "BST", "CET"), 1),
    **dict.fromkeys(("CEST", "EET"), 2),
    "EEST": 3,
    "EDT": -4,
    **dict.fromkeys(("EST", "CDT"), -5),
    **dict.fromkeys(("CST", "MDT"), -6),
    **dict.fromkeys(("MST", "PDT"), -7),
    "PST": -8,
}
"""Hours ahead of UTC, by abbreviation: Europe's, and the American ones that RFC 5322 defines."""


@dataclass(frozen=True)
class ParsedDate:
    """A date in a text: its value under each order of day and month that is valid.

    Attributes
    ----------
    by_order
        Wall times by order: ``ymd``, or ``dmy`` and ``mdy``.
    offset
        Offset from UTC, if written.
    has_time, twelve_hour
        Whether a time was written, and with AM or PM.
    """

    by_order: Mapping[str, datetime]
    offset: timedelta | None = None
    has_time: bool = False
    twelve_hour: bool = False

    def value(self, order: str) -> datetime | None:
        """Return the date under an order; with the year first or a month in words, under any."""
        return self.by_order.get("ymd") or self.by_order.get(order)

    @property
    def order(self) -> str:
        """The only order of day and month that is valid; empty if none or both are."""
        orders = set(self.by_order) - {"ymd"}
        return orders.pop() if len(orders) == 1 else ""

    @property
    def ambiguous(self) -> bool:
        """True if the two orders give different days."""
        return len(set(self.by_order.values())) > 1


def parse(text: str) -> ParsedDate | None:
    """Return the date in a text, or None if it is not a date.

    >>> parse("13/04/2024").order
    'dmy'
    >>> parse("3 avril 2024, 14:05").value("")
    datetime.datetime(2024, 4, 3, 14, 5)
    """
    if not 6 <= len(text) <= 60 or not any(character.isdigit() for character in text):
        return None
    if plain := _plain(text):
        return plain
    if match := _ISO.fullmatch(text):
        return _parsed(match, {"ymd": (match["y"], match["m"], match["d"])})
    if match := _NUMERIC.fullmatch(text):
        year, a, b = match["y"], match["a"], match["b"]
        return _parsed(match, {"dmy": (year, b, a), "mdy": (year, a, b)})
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        match = pattern.fullmatch(text)
        month = month_of(match["name"]) if match else None
        if match and month:
            return _parsed(match, {"ymd": (match["y"], str(month), match["d"])})
    return None


def _plain(text: str) -> ParsedDate | None:
    """Return a date such as ``2026-11-22`` or ``2026-11-22 14:05:09``, in a tenth of the time."""
    size = len(text)
    if not (size in (10, 19) and text.isascii() and text[4] == text[7] == "-"):
        return None
    if size == 19 and not (text[10] in " T" and text[13] == text[16] == ":"):
        return None
    try:
        return ParsedDate({"ymd": datetime.fromisoformat(text)}, None, size == 19)
    except ValueError:
        return None


def _parsed(
    match: re.Match[str], readings: Mapping[str, tuple[str, str, str]]
) -> ParsedDate | None:
    hour = int(match["hour"] or 0)
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        # Programs that mix the two clocks write 13:05 PM; the hour itself is certain.
        if not 13 <= hour <= 23 or half == "a":
            return None
    elif half:
        hour = hour % 12 + (12 if half == "p" else 0)
    by_order = {}
    for order, (year, month, day) in readings.items():
        try:
            by_order[order] = datetime(
                _year(year),
                int(month),
                int(day),
                hour,
                int(match["minute"] or 0),
                int(match["second"] or 0),
            )
        except ValueError:
            continue
    if not by_order:
        return None
    if len(set(by_order.values())) == 1 and len(by_order) == 2:
        by_order = {"ymd": next(iter(by_order.values()))}  # 03/03 is the same day either way
    return ParsedDate(by_order, _offset(match), match["hour"] is not None, bool(half))


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        return year + (1900 if year >= 70 else 2000)
    return year


def _offset(match: re.Match[str]) -> timedelta | None:
    zone = match["zone"]
    if not zone:
        return None
    if match["zh"]:
        ahead = timedelta(hours=int(match["zh"]), minutes=int(match["zm"] or 0))
        return ahead if match["ahead"] == "+" else -ahead
    return timedelta(hours=ZONES[zone]) if zone in ZONES else None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for language in MONTH_LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names.setdefault(name.rstrip(".").casefold(), number)
    return names | {"sept": 9, "aout": 8, "fevrier": 2, "decembre": 12, "mrz": 3}


def month_of(name: str) -> int | None:
    """Return the number of a month from its name, in full or abbreviated; None if unknown.

    >>> month_of("févr."), month_of("Oktober")
    (2, 10)
    """
    return _months().get(name.rstrip(".").casefold())
