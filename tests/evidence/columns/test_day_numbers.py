"""Days written as numbers are dates where the heading says so."""

from __future__ import annotations

from datetime import datetime

import pytest

from kit.evidence import Role, read
from kit.i18n import texts


@pytest.fixture
def column(tmp_path):
    """Write numbers under a heading; return the column, its values and the notes."""

    def written(heading, numbers):
        path = tmp_path / "file.csv"
        lines = [f"{heading},score", *(f"{n},{i % 5 + 1}" for i, n in enumerate(numbers))]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        reading = read(path)
        said = "".join(note.said(texts("en")) for note in reading.all_notes())
        return reading.table.columns[0], reading.table.values(heading), said

    return written


def test_days_counted_from_1900_are_shown_as_dates(column):
    found, values, said = column("Date of visit", range(45_300, 45_330))
    assert found.role is Role.TIME
    assert values[0] == datetime(2024, 1, 9)
    assert "counted from 1900" in said
    assert column("Datum", ["45300.5", "45301.25"])[1][0] == datetime(2024, 1, 9, 12)


def test_days_in_eight_digits_are_dates_and_need_no_word(column):
    found, values, said = column("Fecha", ["20240131", "20240229", "20231231"])
    assert (found.role, values[1], said) == (Role.TIME, datetime(2024, 2, 29), "")


@pytest.mark.parametrize("heading", ["Postcode", "Amount", "Candidates"])
def test_numbers_under_another_heading_stay_numbers(column, heading):
    assert column(heading, range(45_300, 45_330))[0].role is not Role.TIME


@pytest.mark.parametrize("numbers", [["45300", "12"], ["20241331", "20240131"], ["99999", "45300"]])
def test_numbers_that_are_no_days_stay_numbers(column, numbers):
    assert column("Date", numbers)[0].role is not Role.TIME
