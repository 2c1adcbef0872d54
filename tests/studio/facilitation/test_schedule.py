"""The time that is left, and how an overrun is shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.studio.facilitation import Session, share_overrun
from kit.studio.facilitation.schedule import MIN_SHARE

MINUTES, FIRM = (10, 20, 10, 5), (False, False, False, True)
SECONDS = st.floats(0, 36_000, allow_nan=False)


def at(now, index=0, since=0.0, spent=(), extra=()):
    return Session("a", index, since, spent, extra).plan(MINUTES, FIRM, now)


def test_while_all_goes_well_everything_is_as_planned():
    plan = at(now=240)
    assert plan.left == 360
    assert plan.items == (600, 1200, 600, 300)
    assert plan.late == 0


def test_an_overrun_is_taken_from_what_remains_in_proportion():
    plan = at(now=600 + 180)
    assert plan.left == -180
    # Three minutes over: two from twenty, one from ten, none from the decisions.
    assert plan.items == (780, 1080, 540, 300)
    assert plan.late == 0


def test_five_minutes_more_are_an_overrun_known_early():
    plan = at(now=0, extra=(300,))
    assert plan.left == 900
    assert sum(plan.items) == 45 * 60
    assert plan.items[1:] == (1000, 500, 300)


def test_minutes_chosen_for_an_item_are_kept_and_the_others_pay_for_them():
    plan = Session("a", minutes=(0, 0, 20)).plan(MINUTES, FIRM, 0)
    assert plan.items == (600, 600, 1200, 300)
    assert plan.late == 0
    assert Session("a", 2, minutes=(0, 0, 20)).plan(MINUTES, FIRM, 0).left == 1200


def test_fewer_minutes_chosen_end_earlier():
    plan = Session("a", minutes=(0, 15)).plan(MINUTES, FIRM, 0)
    assert plan.items == (600, 900, 600, 300)
    assert plan.late == -300


def test_nothing_is_cut_below_half_and_the_rest_makes_the_end_later():
    plan = at(now=600 + 3600)
    assert plan.items[1:] == (600, 300, 300)
    assert plan.late == 3600 - 900


def test_time_saved_is_kept_and_shown():
    plan = at(now=120, index=1, since=120, spent=(120,))
    assert plan.items == (120, 1200, 600, 300)
    assert plan.late == -480


def test_time_saved_pays_for_a_later_overrun():
    plan = at(now=120 + 1200 + 480, index=1, since=120, spent=(120,))
    assert plan.left == -480
    assert plan.items[2:] == (600, 300)
    assert plan.late == 0


def test_a_pause_stops_the_clock():
    paused = Session("a", 1, None, (600, 60))
    assert paused.plan(MINUTES, FIRM, 0) == paused.plan(MINUTES, FIRM, 99_999)
    assert paused.plan(MINUTES, FIRM, 0).left == 1140


def test_the_last_item_has_nothing_to_share_with():
    plan = at(now=400, index=3, since=0, spent=(600, 1200, 600))
    assert plan.left == -100
    assert plan.late == 100


@given(
    st.lists(st.tuples(st.floats(1, 36_000), st.booleans()), max_size=12),
    st.floats(-36_000, 360_000),
)
def test_what_is_shared_out_is_the_overrun(items, overrun):
    planned, firm = [t for t, _ in items], [f for _, f in items]
    shortened, over = share_overrun(planned, firm, overrun)
    assert sum(planned) - sum(shortened) + over == pytest.approx(max(overrun, 0), abs=1e-6)
    for before, after, is_firm in zip(planned, shortened, firm, strict=True):
        assert before * MIN_SHARE * 0.999 <= after <= before
        assert after == before or not is_firm
    if over > 1e-6:
        assert all(
            f or a == pytest.approx(b * MIN_SHARE)
            for a, b, f in zip(shortened, planned, firm, strict=True)
        )


@given(st.integers(0, 5), st.none() | SECONDS, st.lists(SECONDS, max_size=4), SECONDS)
def test_a_plan_ends_when_it_says(index, since, spent, now):
    plan = Session("a", index, since, tuple(spent)).plan(MINUTES, FIRM, now)
    assert len(plan.items) == len(MINUTES)
    assert sum(plan.items) - 60 * sum(MINUTES) == pytest.approx(plan.late)


# --- as JSON -------------------------------------------------------------------------------------


LISTS = st.lists(SECONDS).map(tuple)


@given(st.integers(0, 9), st.none() | SECONDS, LISTS, LISTS, SECONDS, st.booleans(), LISTS)
def test_a_session_is_read_as_it_was_written(index, since, spent, extra, at, quiet, minutes):
    session = Session("90-min", index, since, spent, extra, at, quiet, minutes)
    assert Session.read(session.to_dict()) == session


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "x",
        {},
        {"agenda": 3},
        {"agenda": "a", "index": -1},
        {"agenda": "a", "index": "0"},
        {"agenda": "a", "index": True},
        {"agenda": "a", "since": "now"},
        {"agenda": "a", "since": float("nan")},
        {"agenda": "a", "spent": 3},
        {"agenda": "a", "spent": [None]},
        {"agenda": "a", "spent": [-1]},
        {"agenda": "a", "extra": ["5"]},
        {"agenda": "a", "minutes": [-5]},
        {"agenda": "a", "minutes": {"1": 5}},
    ],
)
def test_what_makes_no_sense_is_no_session(value):
    assert Session.read(value) is None
