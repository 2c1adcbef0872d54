from datetime import datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from kit.evidence.columns.dates import parse


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-13", datetime(2024, 3, 13)),
        ("2024-03-13T09:10:11.123Z", datetime(2024, 3, 13, 9, 10, 11)),
        ("2019/10/01 12:38:43 PM GMT+8", datetime(2019, 10, 1, 12, 38, 43)),
        ("2019/10/01 12:38:43 AM GMT+8", datetime(2019, 10, 1, 0, 38, 43)),
        ("13/03/2024 09:10", datetime(2024, 3, 13, 9, 10)),
        ("3/13/24", datetime(2024, 3, 13)),
        ("1er avril 2024 à 9 h 15", datetime(2024, 4, 1, 9, 15)),
        ("lundi 4 mars 2024", datetime(2024, 3, 4)),
        ("Mar 5, 2024", datetime(2024, 3, 5)),
        ("5-Mar-24", datetime(2024, 3, 5)),
        ("12 févr. 2024", datetime(2024, 2, 12)),
    ],
)
def test_a_date_that_can_be_only_one(text, moment):
    found = parse(text)
    assert set(found.by_order.values()) == {moment}


@pytest.mark.parametrize(
    "text",
    ["31/02/2024", "10 days", "Apr 9 - Apr 15", "2024", "1.2.3", "19 Street 2024", "12:30", "5/13",
     "13/13/2024", "9 abr - 15 abr", "40.0.2214.111"],
)  # fmt: skip
def test_what_is_no_date(text):
    assert parse(text) is None


def test_day_and_month_are_kept_apart():
    found = parse("03/04/2024")
    assert found.value("dmy") == datetime(2024, 4, 3)
    assert found.value("mdy") == datetime(2024, 3, 4)
    assert found.ambiguous
    assert parse("13/04/2024").order == "dmy"
    assert parse("04/13/2024").order == "mdy"
    assert not parse("03/03/2024").ambiguous


def test_offsets():
    assert parse("2010-12-30 14:32:00+01:00").offset == timedelta(hours=1)
    assert parse("2010-12-30T14:32:00-0530").offset == -timedelta(hours=5, minutes=30)
    assert parse("2010-12-30 14:32:00").offset is None


@given(
    st.datetimes(datetime(1975, 1, 1), datetime(2060, 1, 1)),
    st.sampled_from(["fr", "en", "de", "es", "it", "nl", "pt"]),
)
def test_dates_in_words_come_back(moment, language):
    for length in ("long", "medium"):
        found = parse(format_date(moment, length, locale=language))
        assert found is not None
        assert moment.replace(hour=0, minute=0, second=0, microsecond=0) in found.by_order.values()


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    parse(text)
