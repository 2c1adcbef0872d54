"""Dates in the future are reported and left out of figures; planned ones are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kit.evidence import read
from kit.evidence.columns import future_dates
from kit.evidence.metrics.measure import measure_source
from kit.i18n import texts
from kit.sources import Source

TODAY = date(2026, 3, 10)


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write days under a heading, and read them on 10 March 2026."""
    monkeypatch.setattr(future_dates, "today", lambda: TODAY)

    def write(days, heading="Date of visit"):
        path = tmp_path / "file.csv"
        lines = [f"{heading},note", *(f"{day},{i % 5 + 1}" for i, day in enumerate(days))]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read(path)

    return write


def test_a_fill_down_is_cut_at_today(written):
    days = [TODAY + timedelta(days=30 * i - 300) for i in range(20)]
    reading = written(days)
    past = [day for day in days if day <= TODAY]
    assert reading.table.column("Date of visit").n == len(past)
    assert (reading.table.start, reading.table.end) == (past[0], past[-1])
    assert reading.table.n == 20
    (note,) = reading.all_notes()
    assert note.column == "Date of visit"
    said = note.said(texts("en"))
    assert f"“Date of visit”: {20 - len(past)} dates lie in the future" in said
    assert str(days[-1].year) in said
    assert "dans le futur" in note.said(texts("fr"))


def test_no_figure_over_time_counts_the_future(written, tmp_path):
    days = [f"{year}-02-0{day}" for year in (2024, 2025, 2031, 2032) for day in range(1, 8)]
    reading = written(days)
    (tmp_path / "evidence").mkdir()
    reading.path.rename(tmp_path / "evidence" / "file.csv")
    stated = {"id": "s", "name": "S", "kind": "survey", "file": "file.csv"}
    stated["measures"] = [{"at": "x", "figure": "count", "every": "year"}]
    (counted,) = measure_source(Source.model_validate(stated), tmp_path).measured
    years = {segment.period.year: counted.of(segment).value
             for segment in counted.segments_by("period")}  # fmt: skip
    assert years == {2024: 7, 2025: 7}
    assert counted.end == date(2025, 2, 7)


def test_tomorrow_is_not_the_future_as_clocks_differ(written):
    assert written([TODAY, TODAY + timedelta(days=1)]).all_notes() == ()


@pytest.mark.parametrize("heading", ["Due date", "Date d’échéance", "Nächster Termin", "Expires"])
def test_planned_dates_lie_in_the_future(written, heading):
    reading = written([TODAY + timedelta(days=9 * i) for i in range(12)], heading)
    assert reading.table.column(heading).n == 12
    assert reading.all_notes() == ()


def test_instants_are_left_out_with_their_times(written):
    reading = written(["2026-03-01T10:00:00+01:00", "2031-03-01T10:00:00+02:00"] * 5, "Sent at")
    assert [column.n for column in reading.table.columns if "Sent at" in column.name] == [5, 5]
