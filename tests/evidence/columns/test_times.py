"""Waits and orders are those of instants; dates and periods those of the client's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.evidence import read
from kit.evidence.columns import future_dates
from kit.evidence.metrics.measure import measure_source
from kit.evidence.query.segments import ALL
from kit.i18n import texts
from kit.sources import Options, Source

PARIS = "Europe/Paris"
STAGES = {"see": "see", "ad": "see", "shop": "see"}
LOG = {"id": "log", "name": "Log", "kind": "web-analytics", "file": "log.csv"}
EVENTS = 12
"""Customers of a log: more than a figure needs to be shown (F17)."""


@pytest.fixture(autouse=True, scope="module")
def _all_dates_are_past():
    """Let no date lie in the future: those dates are left out, and tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(future_dates, "today", lambda: date(2100, 1, 1))
        yield


def log(folder, *times, header="time", zone=PARIS, customers=EVENTS):
    """Return what a log says in which each customer meets an ad, then a shop."""
    (folder / "evidence").mkdir(exist_ok=True)
    rows = [
        f"c{number},{event},{time}"
        for number in range(customers)
        for event, time in zip(("ad", "shop"), times, strict=True)
    ]
    text = "\n".join([f"customer,event,{header}", *rows]) + "\n"
    (folder / "evidence" / "log.csv").write_text(text, "utf-8")
    options = {"roles": {"customer": "case", "event": "event", header: "time"}}
    source = Source.model_validate(
        {**LOG, "steps": {"ad": "ad", "shop": "shop"}, "options": options}
    )
    found = measure_source(source.in_zone(zone), folder, STAGES)
    assert not found.failures
    return found


def wait(found):
    """Return the minutes from the ad to the shop."""
    (lived,) = found.observed
    (move,) = lived.steps[ALL].transitions
    return move.start, move.end, move.wait / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("first", "second", "minutes"),
    [
        ("2026-11-22T00:55:00Z", "2026-11-22T02:05:00+01:00", 10),
        ("2026-11-22T01:55:00+01:00", "2026-11-22T02:05:00+01:00", 10),
        # across the changes of the clocks in Paris, forward and back
        ("2026-03-29T01:55:00+01:00", "2026-03-29T03:05:00+02:00", 10),
        ("2026-10-25T02:55:00+02:00", "2026-10-25T02:05:00+01:00", 10),
        ("2026-10-25 02:55 CEST", "2026-10-25 02:05 CET", 10),
        ("2026-10-25T00:55:00Z", "2026-10-25T01:05:00Z", 10),
        # without offsets, by the clock
        ("2026-11-22 00:55", "2026-11-22 02:05", 70),
    ],
)
def test_a_wait_is_between_instants(tmp_path, first, second, minutes):
    assert wait(log(tmp_path, first, second)) == ("ad", "shop", minutes)


def test_the_period_of_a_log_is_that_of_the_client_s_clock(tmp_path):
    found = log(tmp_path, "2026-10-31T22:30:00Z", "2026-10-31T23:30:00Z")
    facts = found.facts["log"]
    assert (facts.start, facts.end) == (date(2026, 10, 31), date(2026, 11, 1))


def test_a_heading_with_utc_says_it_of_all_its_times(tmp_path):
    found = log(tmp_path, "2026-10-31 22:30", "2026-10-31 23:30", header="Sent (UTC)")
    assert found.facts["log"].end == date(2026, 11, 1)
    assert wait(found) == ("ad", "shop", 60)


def survey(folder, *times, options=None):
    path = folder / "survey.csv"
    rows = "\n".join(f"{time},{n % 5 + 1}" for n, time in enumerate(times))
    path.write_text(f"answered,How satisfied are you? (1-5)\n{rows}\n", "utf-8")
    return read(path, options)


def test_times_are_shown_in_the_client_s_zone(tmp_path):
    times = ["2026-03-31T22:30:00Z", "2026-03-31T21:30:00Z"]
    table = survey(tmp_path, *times, options=Options(time_zone=PARIS)).table
    assert table.values("answered") == [datetime(2026, 4, 1, 0, 30), datetime(2026, 3, 31, 23, 30)]
    assert (table.start, table.end) == (date(2026, 3, 31), date(2026, 4, 1))


def test_without_a_zone_times_are_shown_as_written(tmp_path):
    table = survey(tmp_path, "2026-03-31T22:30:00Z", "2026-03-31T21:30:00Z").table
    assert table.values("answered") == [
        datetime(2026, 3, 31, 22, 30),
        datetime(2026, 3, 31, 21, 30),
    ]


def test_times_without_an_offset_among_others_are_the_client_s_and_said(tmp_path):
    times = ["2026-07-01T10:00:00Z", "2026-07-01T10:00:00", "2026-07-01T10:00:00+02:00"]
    reading = survey(tmp_path, *times, options=Options(time_zone=PARIS))
    assert [shown.hour for shown in reading.table.values("answered")] == [12, 10, 10]
    said = [note.said(texts("en")) for note in reading.all_notes()]
    assert (
        "1 time does not say how far it is from UTC, and is taken for Europe/Paris: "
        "“2026-07-01T10:00:00”. (line 3)" in said
    )


def test_a_day_stays_the_day_that_was_written(tmp_path):
    times = ["2026-07-01", "2026-07-02", "2026-07-01T23:30:00Z"]
    table = survey(tmp_path, *times, options=Options(time_zone="America/New_York")).table
    assert [shown.day for shown in table.values("answered")] == [1, 2, 1]


def test_instants_of_a_parquet_log_are_read_in_place_and_shown_in_the_zone(tmp_path):
    (tmp_path / "evidence").mkdir()
    moments = [datetime(2026, 10, 25, 0, 55, tzinfo=UTC), datetime(2026, 10, 25, 1, 5, tzinfo=UTC)]
    rows = [
        (f"c{n}", event, moment)
        for n in range(EVENTS)
        for event, moment in zip(("ad", "shop"), moments, strict=True)
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    table = pa.table(
        {
            "customer": columns[0],
            "event": columns[1],
            "time": pa.array(columns[2], pa.timestamp("us", tz="UTC")),
        }
    )
    pq.write_table(table, tmp_path / "evidence" / "log.parquet")
    source = Source.model_validate(
        {**LOG, "file": "log.parquet", "steps": {"ad": "ad", "shop": "shop"}}
    )
    for zone, day in ((PARIS, 25), ("America/New_York", 24), ("UTC", 25)):
        found = measure_source(source.in_zone(zone), tmp_path, STAGES)
        assert wait(found) == ("ad", "shop", 10)
        assert found.facts["log"].end == date(2026, 10, day)


ZONES = st.sampled_from([PARIS, "Europe/London", "America/St_Johns", "Asia/Kathmandu", "UTC"])
MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(moment=MOMENTS, later=st.integers(0, 400), ahead=st.integers(-56, 56), zone=ZONES)
def test_any_two_instants_are_as_far_apart_as_they_are(
    tmp_path_factory, moment, later, ahead, zone
):
    moment = moment.replace(microsecond=0)
    second = moment + timedelta(minutes=later)
    offset = timedelta(minutes=15 * ahead)
    clock = (second + offset).strftime("%Y-%m-%dT%H:%M:%S")
    sign, minutes = ("-", -15 * ahead) if ahead < 0 else ("+", 15 * ahead)
    written = f"{clock}{sign}{minutes // 60:02}:{minutes % 60:02}"
    folder = tmp_path_factory.mktemp("log")
    table = survey(
        folder, f"{moment:%Y-%m-%dT%H:%M:%S}Z", written, options=Options(time_zone=zone)
    ).table
    shown = table.data.column("answered").to_pylist()
    instants = table.data.column("answered (UTC)").to_pylist()
    assert instants == [moment, second]
    home = [one.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for one in (moment, second)]
    assert shown == home
