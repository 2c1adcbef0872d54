"""Times of a column: instants to reckon with, and what the client's clock shows.

A time with an offset (``02:05:00+01:00``) is an instant. Waits and orders are computed on instants;
dates, months and quarters are those of the client's time zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa

from kit.evidence.columns.cells import Understood
from kit.evidence.columns.dates import Moment
from kit.evidence.columns.values import spread

IN_UTC = re.compile(r"\b(?:UTC|GMT)\b")


@dataclass(frozen=True)
class Times:
    """A column of dates, read.

    Attributes
    ----------
    shown
        As the clock of the client's time zone shows them, or the file's where no zone is given.
    instants
        In UTC; None where no cell says how far its clock is from UTC.
    unzoned
        The cells without an offset, in a column where others have one: taken to be of the
        client's time zone.
    """

    shown: pa.Array
    instants: pa.Array | None = None
    unzoned: set[int] = field(default_factory=set)


def read_times(column: Understood, order: str, zone: str = "", heading: str = "") -> Times:
    """Read a column of dates.

    Parameters
    ----------
    order
        ``dmy``, ``mdy`` or ``ymd``: how dates of numbers are read.
    zone
        The client's time zone, as in the IANA database. Without one, times are shown as written,
        and instants are known only where every time has an offset and offsets differ.
    heading
        The column's heading: “(UTC)” there holds for every time without an offset.
    """
    clocks = _clocks(column, order)
    default = timedelta() if IN_UTC.search(heading) else None
    offsets = {place: _offset(column.moments[place], default) for place in clocks}
    stated = {place: offset for place, offset in offsets.items() if offset is not None}
    if not stated or (not zone and not _comparable(offsets)):
        return Times(_array(column, clocks))
    if not zone:
        instants = {place: clock - stated[place] for place, clock in clocks.items()}
        return Times(_array(column, clocks), _array(column, instants, "UTC"))
    home = ZoneInfo(zone)
    instants = {
        place: clock - stated[place] if place in stated else _instant(clock, home)
        for place, clock in clocks.items()
    }
    shown = {
        place: _clock(instants[place], home) if place in stated else clock
        for place, clock in clocks.items()
    }
    unzoned = {place for place in clocks if place not in stated and column.moments[place].clock}
    return Times(_array(column, shown), _array(column, instants, "UTC"), unzoned)


def _clocks(column: Understood, order: str) -> dict[int, datetime]:
    """Return each distinct date as written; what is none under the order is set aside as odd."""
    clocks: dict[int, datetime] = {}
    for place in column.held - column.odd:
        moment = column.moments.get(place)
        clock = moment.value(order) if moment else None
        if clock is None:
            column.odd.add(place)
        else:
            clocks[place] = clock
    return clocks


def _offset(moment: Moment, default: timedelta | None) -> timedelta | None:
    """Return how far a time's clock is ahead of UTC; a day without a time has none."""
    if moment.offset is not None or not moment.clock:
        return moment.offset
    return default


def _comparable(offsets: Mapping[int, timedelta | None]) -> bool:
    return None not in offsets.values() and len(set(offsets.values())) > 1


def _instant(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant in UTC; of an hour that comes twice in autumn, the first."""
    return clock.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def _clock(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _array(column: Understood, values: Mapping[int, datetime], zone: str | None = None) -> pa.Array:
    listed = [values.get(place) for place in range(len(column.cells.texts))]
    if zone:
        listed = [value and value.replace(tzinfo=UTC) for value in listed]
    return spread(pa.array(listed, pa.timestamp("us", tz=zone)), column.cells.places)
