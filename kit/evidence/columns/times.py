"""Convert the times of a column to the client's time zone, and to UTC where offsets allow it.

A time with an offset (``02:05:00+01:00``) is an instant. Durations and order are computed on
instants; dates, months and quarters are those of the client's time zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa

from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.dates import ParsedDate
from kit.evidence.columns.values import expand

IN_UTC = re.compile(r"\b(?:UTC|GMT)\b")


@dataclass(frozen=True)
class Times:
    """The values of a column of dates.

    Attributes
    ----------
    shown
        Times in the client's time zone; as written if no zone is given.
    instants
        Times in UTC; None if no cell has an offset.
    unzoned
        Indexes of the texts without an offset, in a column where others have one; taken to be in
        the client's time zone.
    """

    shown: pa.Array
    instants: pa.Array | None = None
    unzoned: set[int] = field(default_factory=set)


def read_times(column: ParsedColumn, order: str, zone: str = "", heading: str = "") -> Times:
    """Return the values of a column of dates.

    Parameters
    ----------
    order
        ``dmy``, ``mdy`` or ``ymd``: the order of day and month in numeric dates.
    zone
        The client's time zone, as in the IANA database. Without one, times are shown as written,
        and instants are known only where every time has an offset and offsets differ.
    heading
        The column's heading: “(UTC)” there holds for every time without an offset.
    """
    clocks = _wall_times(column, order)
    default = timedelta() if IN_UTC.search(heading) else None
    offsets = {place: _offset(column.parsed_dates[place], default) for place in clocks}
    stated = {place: offset for place, offset in offsets.items() if offset is not None}
    if not stated or (not zone and not _offsets_differ(offsets)):
        return Times(_array(column, clocks))
    if not zone:
        instants = {place: clock - stated[place] for place, clock in clocks.items()}
        return Times(_array(column, clocks), _array(column, instants, "UTC"))
    home = ZoneInfo(zone)
    instants = {
        place: clock - stated[place] if place in stated else _to_utc(clock, home)
        for place, clock in clocks.items()
    }
    shown = {
        place: _to_zone(instants[place], home) if place in stated else clock
        for place, clock in clocks.items()
    }
    unzoned = {
        place for place in clocks if place not in stated and column.parsed_dates[place].has_time
    }
    return Times(_array(column, shown), _array(column, instants, "UTC"), unzoned)


def _wall_times(column: ParsedColumn, order: str) -> dict[int, datetime]:
    """Return each distinct date as written; add those invalid in this order to ``unparsed``."""
    clocks: dict[int, datetime] = {}
    for place in column.present - column.unparsed:
        moment = column.parsed_dates.get(place)
        clock = moment.value(order) if moment else None
        if clock is None:
            column.unparsed.add(place)
        else:
            clocks[place] = clock
    return clocks


def _offset(parsed: ParsedDate, default: timedelta | None) -> timedelta | None:
    """Return the offset of a time from UTC; None for a day without a time."""
    if parsed.offset is not None or not parsed.has_time:
        return parsed.offset
    return default


def _offsets_differ(offsets: Mapping[int, timedelta | None]) -> bool:
    return None not in offsets.values() and len(set(offsets.values())) > 1


def _to_utc(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return a wall time in UTC; the first one, in the hour that comes twice in autumn."""
    return clock.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def _to_zone(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _array(
    column: ParsedColumn, values: Mapping[int, datetime], zone: str | None = None
) -> pa.Array:
    listed = [values.get(place) for place in range(len(column.cells.texts))]
    if zone:
        listed = [value and value.replace(tzinfo=UTC) for value in listed]
    return expand(pa.array(listed, pa.timestamp("us", tz=zone)), column.cells.places)
