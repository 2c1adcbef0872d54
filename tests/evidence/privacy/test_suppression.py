"""One measure gives nothing away of another (F17): what is published is subtracted here."""

from __future__ import annotations

import csv
import doctest
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.evidence.metrics.measure import measure_source
from kit.evidence.metrics.results import Measurements, MetricResult
from kit.evidence.privacy import small_groups
from kit.evidence.privacy.small_groups import suppressed_segments
from kit.evidence.query.segments import ALL, Segment
from kit.i18n import texts
from kit.review.measured import findings
from kit.sources import Source
from tests.journeys import journey

EN, FR = texts("en"), texts("fr")
HEADER = ("Date", "Region", "Age", "Note", "Avis")
REGIONS = ("North", "South", "East", "West")
THREE = {"Region": ["North", "South", "West"]}
MEAN = {"figure": "mean", "column": "Note"}

Row = tuple[str, str, str, str, str]


def source(*measures: dict[str, Any], **more: Any) -> Source:
    stated = {
        "id": "s",
        "name": "Survey",
        "kind": "survey",
        "file": "s.csv",
        "options": {"scales": {"Note": "1-5"}, "dates": "ymd", "roles": {"Avis": "text"}},
        "measures": [{"at": "caisse", **measure} for measure in measures],
        **more,
    }
    return Source.model_validate(stated)


def write(folder: Path, rows: Sequence[Row]) -> None:
    (folder / "evidence").mkdir(exist_ok=True)
    with (folder / "evidence" / "s.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)


def regions(**notes: Sequence[int]) -> list[Row]:
    """Return a row for each note of each region."""
    return [
        ("2026-03-02", region, "young", str(note), "Tout est arrivé en bon état, merci bien.")
        for region, given in notes.items()
        for note in given
    ]


FOUR = regions(North=[3] * 9, South=[3] * 6, West=[3, 3, 3, 3, 4], East=[2, 2, 2])
"""23 notes with a mean of 2.913; the 20 that are not of the East have one of 3.05."""


@pytest.fixture
def measured(tmp_path: Path) -> Any:
    def of(*measures: dict[str, Any], rows: Sequence[Row] = FOUR, **more: Any) -> Measurements:
        write(tmp_path, rows)
        return measure_source(source(*measures, **more), tmp_path)

    return of


def shown(one: MetricResult) -> dict[str, float]:
    """Return what is published of a measure, by segment; all together under ``all``."""
    return {segment.segment or "all": round(f.value, 3) for segment, f in one.estimates.items()}


def test_the_east_cannot_be_computed_from_two_measures(measured: Any) -> None:
    whole, three = measured(MEAN, {**MEAN, "where": THREE}).measured
    assert shown(whole) == {"all": 2.913}
    assert shown(three) == {}
    assert three.suppressed == {ALL}
    assert (whole.suppressed_by, three.suppressed_by) == ((), (1,))


def test_neither_from_its_segments_nor_from_another_figure_of_the_same_mean(measured: Any) -> None:
    by, emotion = measured(
        {**MEAN, "by": "Region"},
        {"figure": "emotion", "column": "Note", "where": THREE, "by": "Region"},
    ).measured
    assert shown(by) == {"all": 2.913, "North": 3.0, "South": 3.0}
    # West would complete what the first one shows; with it the three regions add up to 20.
    assert shown(emotion) == {"North": 0.0, "South": 0.0}


def test_what_is_hidden_in_one_measure_is_not_shown_by_another(measured: Any) -> None:
    by, west = measured({**MEAN, "by": "Region"}, {**MEAN, "where": {"Region": "West"}}).measured
    assert "West" not in shown(by)
    assert shown(west) == {}


def test_the_order_of_the_measures_does_not_matter(measured: Any) -> None:
    three, whole = measured({**MEAN, "where": THREE}, MEAN).measured
    assert (shown(three), shown(whole)) == ({}, {"all": 2.913})


def test_five_respondents_apart_both_are_shown_and_so_are_equal_selections(measured: Any) -> None:
    rows = regions(North=[3] * 9, South=[3] * 6, West=[4] * 5, East=[2] * 5)
    both = {"Region": list(REGIONS)}
    found = measured(MEAN, {**MEAN, "where": THREE}, {**MEAN, "where": both}, rows=rows).measured
    assert [one.of().n for one in found] == [25, 20, 25]


def test_another_column_and_another_statistic_are_shown(measured: Any) -> None:
    count = {"figure": "count"}
    found = measured(MEAN, {**count, "where": THREE}, {"figure": "csat", "column": "Note"}).measured
    assert [one.of().n for one in found] == [23, 20, 23]


def test_a_chain_keeps_every_second_selection(measured: Any) -> None:
    """23, 20 and 17 respondents: without the middle one, six lie between the two others."""
    rows = regions(North=[3] * 9, South=[3] * 8, West=[4] * 3, East=[2] * 3)
    two = {"Region": ["North", "South"]}
    found = measured(MEAN, {**MEAN, "where": THREE}, {**MEAN, "where": two}, rows=rows).measured
    assert [one.of().n if one.of() else None for one in found] == [23, None, 17]


def test_a_change_between_periods_is_told_only_where_both_are_shown(measured: Any) -> None:
    months = [(1, 12), (2, 14), (3, 13)]
    rows = [
        (f"2026-0{month}-{day:02}", "East" if day == 1 else "North", "", str(1 + day % 5), "")
        for month, days in months
        for day in range(1, days + 1)
    ]
    each = {**MEAN, "every": "month"}
    found = measured(each, {**each, "where": {"Region": "North"}}, rows=rows)
    whole, north = found.measured
    assert whole.changes
    assert whole.since
    assert north.estimates == {}
    assert north.changes == north.since == {}


def test_no_words_are_quoted_of_a_selection_that_is_hidden(measured: Any) -> None:
    said = {"figure": "verbatims", "column": "Avis"}
    whole, three = measured(said, {**said, "where": THREE}).measured
    assert whole.verbatims
    assert three.verbatims == ()


def test_a_persona_and_a_segment_that_are_nearly_the_same(measured: Any) -> None:
    rows = regions(North=[3] * 20, South=[4] * 20)
    rows = [(d, r, "old" if r == "North" or n < 22 else "young", note, text)
            for n, (d, r, _, note, text) in enumerate(rows)]  # fmt: skip
    personas = {"a": {"Age": "old"}, "b": {"Age": "young"}}
    (one,) = measured({**MEAN, "by": "Region"}, rows=rows, personas=personas).measured
    # 22 are old, 20 of them in the North: only one of both pairs is told.
    assert one.of(Segment("a"))
    assert one.of(Segment(segment="North")) is None


def test_totals_that_differ_by_few_customers(measured: Any) -> None:
    """A report of totals: a row stands for many, and two rows for three."""
    rows: list[Row] = [
        ("2026-03-02", "North", "400", "120", ""),
        ("2026-03-03", "South", "300", "90", ""),
        ("2026-03-04", "East", "3", "2", ""),
    ]
    ratio = {"figure": "share", "column": ["Note", "Age"]}
    options = {"roles": {"Note": "number", "Age": "number"}}
    two = {"Region": ["North", "South"]}
    whole, part = measured(ratio, {**ratio, "where": two}, rows=rows, options=options).measured
    assert (whole.of().k, whole.of().n) == (212, 703)
    assert part.of() is None


def test_customers_of_an_event_log_count_once(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    lines = ["customer,event,time,Region"]
    for n in range(23):
        region = "East" if n < 3 else "North"
        lines += [f"c{n},pay,2026-03-01T09:0{m},{region}" for m in range(3)]
        lines += [f"c{n},done,2026-03-01T10:00,{region}"] * (n % 2)
    (tmp_path / "evidence" / "s.csv").write_text("\n".join(lines), "utf-8")
    left = {"figure": "drop-off", "answers": ["pay", "done"]}
    found = measure_source(
        source(left, {**left, "where": {"Region": "North"}}, kind="web-analytics", options={}),
        tmp_path,
    )
    assert found.failures == ()
    assert [one.of().n if one.of() else None for one in found.measured] == [23, None]


def test_a_segment_of_an_event_log_does_not_tell_a_persona(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    lines = ["customer,event,time,Region,Age"]
    for n in range(40):
        region, age = ("North" if n < 20 else "South"), ("old" if n < 22 else "young")
        lines += [f"c{n},pay,2026-03-01T09:00,{region},{age}"]
    (tmp_path / "evidence" / "s.csv").write_text("\n".join(lines), "utf-8")
    stated = source(
        kind="web-analytics",
        options={"roles": {"customer": "case", "event": "event", "time": "time"}},
        steps={"caisse": "pay"},
        by="Region",
        personas={"a": {"Age": "old"}, "b": {"Age": "young"}},
    )
    (log,) = measure_source(stated, tmp_path, {"caisse": "acheter", "acheter": "acheter"}).observed
    assert Segment("a") in log.steps
    assert Segment(segment="North") in log.suppressed


def test_in_a_database_it_is_the_same(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(tmp_path / "crm.duckdb")) as database:
        database.execute("create table t (region varchar, note integer)")
        database.executemany("insert into t values (?, ?)", [(r[1], int(r[3])) for r in FOUR])
    mean = {"figure": "mean", "column": "note"}
    stated = source(
        mean,
        {**mean, "where": {"region": ["North", "South", "West"]}},
        file=None,
        database=f"duckdb://{tmp_path / 'crm.duckdb'}",
        table="t",
        options={},
    )
    assert [shown(one) for one in measure_source(stated, tmp_path).measured] == [{"all": 2.913}, {}]


def test_the_finding_names_both_measures(measured: Any) -> None:
    stated = journey(
        evidence={
            "s": source({**MEAN, "at": "caisse"}, {**MEAN, "at": "site", "where": THREE}).to_data()
        }
    )
    found = measured(MEAN, {**MEAN, "at": "site", "where": THREE})
    (finding,) = findings(stated, found)
    assert (finding.rule.id, finding.place) == (
        "figure-tells-another",
        ("evidence", "s", "measures", 1),
    )
    said = EN(finding.says)
    assert "Metric 2 of “Survey”" in said
    assert "with metric 1" in said
    assert "chiffre 1" in FR(finding.says)


def test_the_parts_of_a_hidden_total_do_not_add_up_to_it() -> None:
    sizes = {ALL: 20, Segment(segment="a"): 9, Segment(segment="b"): 6, Segment(segment="c"): 5}
    assert suppressed_segments(sizes, forced=frozenset({ALL})) == {ALL, Segment(segment="c")}


def test_the_example_of_the_documentation() -> None:
    assert doctest.testmod(small_groups).failed == 0


# --- whatever the table and the measures ---

RESPONDENT = st.tuples(
    st.sampled_from([date(2026, 1, 5) + timedelta(days=20 * n) for n in range(8)]).map(str),
    st.sampled_from(["North"] * 6 + ["South"] * 4 + ["West"] * 2 + ["East"]),
    st.sampled_from(["old", "old", "young"]),
    st.sampled_from(["1", "2", "3", "4", "5", ""]),
    st.just("x"),
)
MEASURE = st.fixed_dictionaries(
    {"figure": st.sampled_from(["mean", "emotion", "csat", "count"])},
    optional={
        "where": st.dictionaries(
            st.just("Region"), st.lists(st.sampled_from(REGIONS), min_size=1, unique=True)
        ),
        "by": st.sampled_from(["Region", "Age"]),
        "every": st.sampled_from(["month", "quarter"]),
        "persona": st.sampled_from(["a", "b"]),
        "start": st.just("2026-02-01"),
        "end": st.just("2026-05-10"),
    },
)
PERSONAS = {"a": "old", "b": "young"}


@settings(max_examples=60, deadline=None)
@given(st.lists(RESPONDENT, min_size=20, max_size=60), st.lists(MEASURE, min_size=2, max_size=5))
def test_no_two_published_selections_differ_by_one_to_four(rows: Any, measures: Any) -> None:
    columns = [{} if one["figure"] == "count" else {"column": "Note"} for one in measures]
    stated = source(
        *({**one, **column} for one, column in zip(measures, columns, strict=True)),
        personas={id: {"Age": age} for id, age in PERSONAS.items()},
    )
    with TemporaryDirectory() as folder:
        write(Path(folder), rows)
        found = measure_source(stated, Path(folder))
    published = [
        ({"emotion": "mean"}.get(one.measure.figure, one.measure.figure), who)
        for one in found.measured
        for segment, figure in one.estimates.items()
        for who in [frozenset(respondents(rows, one, segment))]
        if len(who) == figure.n or pytest.fail(f"{segment}: {figure.n}, not {len(who)}")
    ]
    for (kind, larger), (other, smaller) in permutations(published, 2):
        if kind == other and smaller < larger:
            assert len(larger - smaller) >= 5


def respondents(rows: Sequence[Row], one: MetricResult, segment: Segment) -> Iterator[int]:
    """Yield the numbers of the rows that a figure is over, found without a query."""
    measure = one.measure
    for number, (day, region, age, note, _) in enumerate(rows):
        month = int(day[5:7])
        begins = month if measure.every == "month" else 3 * ((month - 1) // 3) + 1
        personas = {None, *(id for id, told in PERSONAS.items() if told == age)}
        group = {"Region": region, "Age": age, None: None}[measure.by]
        if (
            (note or measure.figure == "count")
            and region in measure.where.get("Region", REGIONS)
            and {measure.persona, segment.persona} <= personas
            and segment.segment in (None, group)
            and segment.period in (None, date(2026, begins, 1))
            and (not measure.start or day >= measure.start.isoformat())
            and (not measure.end or day <= measure.end.isoformat())
        ):
            yield number
