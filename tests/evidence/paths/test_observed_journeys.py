"""Journeys from event logs: in SQL as in plain Python, and nothing that tells of few (F17)."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.evidence.metrics.measure import measure_source
from kit.evidence.query.segments import ALL, Segment
from kit.i18n import texts
from kit.sources import Source

EN = texts("en")
STAGES = {"see": "see", "ad": "see", "shop": "see", "buy": "buy", "till": "buy", "home": "buy"}
STEPS = {"ad": "ad", "shop": ["window", "shelf"], "till": "pay", "home": "unpack"}
START = datetime(2026, 3, 1, 9)
HEADER = ("customer", "event", "time", "device")


def rows_of(journeys, device="phone"):
    """Return the rows of journeys: per customer, an event every ten minutes."""
    return [
        (customer, event, START + timedelta(minutes=10 * place), device)
        for customer, events in journeys.items()
        for place, event in enumerate(events)
    ]


def lived(tmp_path, rows, stages=STAGES, **more):
    """Return what a log says, and what is wrong with it."""
    (tmp_path / "evidence").mkdir(exist_ok=True)
    columns = list(zip(*rows, strict=True)) or [[]] * len(HEADER)
    table = pa.table(dict(zip(HEADER, columns, strict=True)))
    pq.write_table(table, tmp_path / "evidence" / "log.parquet")
    stated = {"id": "log", "name": "Log", "kind": "web-analytics", "file": "log.parquet"}
    stated |= {"steps": STEPS, **more}
    return measure_source(Source.model_validate(stated), tmp_path, stages)


def numbers(step):
    """Return who met a step, came back and left."""
    return step.met.k, step.came_back.k, step.left.k


JOURNEYS = {
    **{f"a{n}": ["window", "shelf", "pay", "unpack"] for n in range(6)},
    **{f"b{n}": ["pay", "window", "pay", "other"] for n in range(8)},
    **{f"c{n}": ["window"] for n in range(6)},
}


def test_a_log_counted_by_hand(tmp_path):
    """A visit of window and shelf is one; who pays, looks and pays again came back."""
    found = lived(tmp_path, rows_of(JOURNEYS))
    assert found.failures == ()
    (log,) = found.observed
    assert (log.customers, log.events, log.assigned) == (20, 62, 54)
    path = log.steps[ALL]
    assert numbers(path.steps["shop"]) == (20, 0, 6)
    assert numbers(path.steps["till"]) == (14, 8, 8)
    assert numbers(path.steps["home"]) == (6, 0, 6)
    assert path.steps["ad"].met.value == 0
    assert path.steps["ad"].left is None
    ways = {(t.start, t.end): (t.customers, t.times, t.wait) for t in path.transitions}
    ten = timedelta(minutes=10)
    assert ways == {
        ("till", "shop"): (8, 8, ten),
        ("shop", "till"): (14, 14, ten),
        ("till", "home"): (6, 6, ten),
    }
    assert numbers(log.stages[ALL].steps["see"]) == (20, 0, 6)
    assert numbers(log.stages[ALL].steps["buy"]) == (14, 8, 14)
    assert log.unseen == ("ad",)


def test_the_order_that_most_live_is_told_from_the_maps(tmp_path):
    (log,) = lived(tmp_path, rows_of(JOURNEYS)).observed
    (stages,) = log.stages[ALL].orders
    assert (stages.reversed, stages.both, stages.turned) == (8, 14, True)
    turned = [(o.first, o.second) for o in log.steps[ALL].orders if o.turned]
    assert turned == [("shop", "till")]


def test_who_met_a_step_has_wilsons_interval(tmp_path):
    (log,) = lived(tmp_path, rows_of(JOURNEYS)).observed
    met = log.steps[ALL].steps["till"].met
    assert (met.value, met.n) == (0.7, 20)
    assert (met.interval.low, met.interval.high) == pytest.approx((0.4810, 0.8545), abs=5e-5)


def test_segments_are_the_customers_own_and_few_are_withheld(tmp_path):
    rows = rows_of({f"p{n}": ["window", "pay"] for n in range(30)}, "phone")
    rows += rows_of({f"t{n}": ["window"] for n in range(9)}, "tablet")
    rows += rows_of({f"k{n}": ["window"] for n in range(3)}, "kiosk")
    rows += [("p0", "pay", START + timedelta(hours=5), "tablet")]  # one who changes is in neither
    (log,) = lived(tmp_path, rows, by="device").observed
    phone, tablet, kiosk = (Segment(segment=name) for name in ("phone", "tablet", "kiosk"))
    assert log.stages[phone].n == 29
    assert log.suppressed >= {kiosk, tablet}
    assert not {kiosk, tablet} & {*log.stages, *log.steps}


def test_personas_are_told_by_their_filter(tmp_path):
    rows = rows_of({f"p{n}": ["window", "pay"] for n in range(12)}, "phone")
    rows += rows_of({f"t{n}": ["window"] for n in range(8)}, "tablet")
    personas = {"mobile": {"device": "phone"}, "sofa": {"device": "tablet"}}
    (log,) = lived(tmp_path, rows, personas=personas).observed
    assert log.steps[Segment("mobile")].steps["till"].met.value == 1
    assert log.steps[Segment("sofa")].steps["till"].met.value == 0
    assert log.step_for("till", "sofa")[1] == Segment("sofa")
    assert log.step_for("till", "someone-else")[1] == ALL


def test_nothing_is_told_of_fewer_than_five_customers(tmp_path):
    found = lived(tmp_path, rows_of({f"a{n}": ["window", "pay"] for n in range(4)}))
    (log,) = found.observed
    assert log.suppressed == {ALL}
    assert (log.stages, log.steps) == ({}, {})


def test_who_left_a_step_that_few_met_cannot_be_had_by_subtraction(tmp_path):
    journeys = {f"a{n}": ["window"] for n in range(20)}
    journeys |= {f"b{n}": ["window", "pay"] for n in range(10)} | {
        f"c{n}": ["window", "ad"] for n in range(2)
    }
    (log,) = lived(tmp_path, rows_of(journeys), steps={**STEPS, "ad": "ad"}).observed
    steps = log.steps[ALL].steps
    assert steps["ad"].left is None
    assert steps["shop"].left is None  # its stage's total is shown
    assert steps["till"].left is None or steps["till"].left.k == 10
    ways = {(t.start, t.end) for t in log.steps[ALL].transitions}
    assert ("shop", "ad") not in ways
    assert log.steps[ALL].rare == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"steps": {"ad": "pay", "till": "pay"}}, "belongs to two steps: “ad” and “till”"),
        ({"steps": {"ad": "advert"}}, "The events are: pay, window"),
        ({"options": {"roles": {"customer": "detail"}}}, "as in roles: {customer: case"),
    ],
)
def test_what_cannot_be_followed_is_refused_and_says_what_to_do(tmp_path, change, told):
    (failure,) = lived(tmp_path, rows_of(JOURNEYS), **change).failures
    assert failure.place.field == ("evidence", "log", "steps")
    assert told in f"{EN(failure.message)} {EN(failure.hint)}"


def test_a_log_may_be_any_file_that_is_read(tmp_path):
    (tmp_path / "evidence").mkdir()
    with (tmp_path / "evidence" / "log.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows_of(JOURNEYS))
    (log,) = lived(tmp_path, rows_of({}), file="log.csv").observed
    assert numbers(log.steps[ALL].steps["till"]) == (14, 8, 8)


EVENTS = {"ad": "ad", "window": "shop", "shelf": "shop", "pay": "till", "unpack": "home"}


def by_hand(rows, places):
    """Return visits, who met each, came back and left, and the transitions, in plain Python."""
    order = {place: number for number, place in enumerate(dict.fromkeys(places.values()))}
    met, back, left = Counter(), Counter(), Counter()
    times, customers, waits = Counter(), defaultdict(set), defaultdict(list)
    logs = defaultdict(list)
    for customer, event, moment, *_ in rows:
        if event in EVENTS:
            logs[customer].append((moment, places[EVENTS[event]]))
    for customer, log in logs.items():
        log.sort(key=lambda pair: (pair[0], order[pair[1]]))
        runs = [list(run) for _, run in groupby(log, key=lambda pair: pair[1])]
        visits = Counter(run[0][1] for run in runs)
        met.update(visits.keys())
        back.update(place for place, count in visits.items() if count > 1)
        left[runs[-1][0][1]] += 1
        for one, two in pairwise(runs):
            way = one[0][1], two[0][1]
            times[way] += 1
            customers[way].add(customer)
            waits[way].append((two[0][0] - one[-1][0]).total_seconds())
    return met, back, left, {
        way: (len(customers[way]), times[way], median(waits[way])) for way in times
    }  # fmt: skip


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.sampled_from([*EVENTS, "other"]), st.integers(0, 40)),
        min_size=60,
        max_size=160,
    )
)
def test_any_log_gives_what_python_gives(tmp_path, drawn):
    """Equal times are taken in the order of the map, so they give the same journeys."""
    rows = [(f"c{who}", event, START + timedelta(minutes=m), "x") for who, event, m in drawn]
    found = lived(tmp_path, rows).observed
    for log in found:
        if ALL in log.suppressed:
            continue
        for path, places in (
            (log.steps[ALL], {id: id for id in ("ad", "shop", "till", "home")}),
            (log.stages[ALL], {id: STAGES[id] for id in ("ad", "shop", "till", "home")}),
        ):
            met, back, left, ways = by_hand(rows, places)
            for id, step in path.steps.items():
                assert step.met.k == met[id]
                assert step.left is None or numbers(step) == (met[id], back[id], left[id])
            common = {way: told for way, told in ways.items() if told[0] >= 5}
            assert {
                (t.start, t.end): (t.customers, t.times, t.wait.total_seconds())
                for t in path.transitions
            } == common
            assert path.rare == len(ways) - len(common)
