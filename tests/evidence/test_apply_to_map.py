"""Measured figures on the map: beside the room's, in the place of a copy, with their n (M4.2)."""

import csv
from datetime import date

import pytest

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import measure
from kit.evidence.metrics.results import Measurements
from kit.i18n import texts
from kit.journey import problems
from kit.results import coverage, curve
from kit.review.measured import findings
from tests.journeys import feeling, journey

EN = texts("en")
PAIN = {"at": "caisse", "group": "process", "what": "La file dépasse dix minutes le samedi"}


def with_data(*measures, **source):
    stated = {
        "name": "Answers",
        "kind": "survey",
        "file": "s.csv",
        "options": {"scales": {"Note": "1-5"}},
        "measures": list(measures),
        **source,
    }
    made = journey(
        evidence={"data": stated},
        emotions=[
            feeling("caisse", scores=[1, 1, 0, 1], word="calm"),
            feeling("site", 1.0),
        ],
        pain_points={"file": PAIN},
        touchpoints={
            "caisse": {
                "stage": "acheter",
                "channel": "shop",
                "kpis": {"csat": {"name": "Satisfaction", "values": {"2025-12-31": 3}}},
            },
            "site": {"stage": "chercher", "channel": "website"},
        },
    )
    assert [*problems(made)] == []
    return made


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "evidence").mkdir()
    with (tmp_path / "evidence" / "s.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Date", "Note", "Gêne"])
        for i in range(40):
            writer.writerow([f"2026-0{1 + i % 6}-10", 1 + i % 2, "Oui" if i % 4 == 0 else "Non"])
    return tmp_path


def test_without_data_the_journey_is_the_same():
    assert apply_to_map(journey(), Measurements()) == journey()


def test_a_measured_score_counts_with_its_interval_and_the_rooms_stays_beside(folder):
    stated = with_data({"at": "caisse", "figure": "emotion", "column": "Note"})
    found = measure(stated, folder)
    assert found.failures == ()
    after = apply_to_map(stated, found)
    felt = after.emotion("lea", "caisse")
    assert felt.value == pytest.approx(-1.5)
    assert (felt.origin, felt.n, felt.evidence) == ("measured", 40, ("data",))
    assert felt.scores == (1, 1, 0, 1)
    moment = {m.at: m for m in curve(after, "lea")}["caisse"]
    assert moment.interval == pytest.approx((-1.6619, -1.3381), abs=1e-4)
    assert moment.spread == felt.spread
    assert moment.contradicted
    assert coverage(after).total.k == coverage(stated).total.k + 1
    assert "room-against-customers" in {f.rule.id for f in findings(stated, found)}


def test_a_score_that_was_only_measured_is_on_the_curve(folder):
    stated = with_data({"at": "chercher", "figure": "emotion", "column": "Note"})
    after = apply_to_map(stated, measure(stated, folder))
    assert after.emotion("lea", "chercher").value == pytest.approx(-1.5)


def test_a_pain_is_counted_and_an_indicator_filled_from_the_data(folder):
    stated = with_data(
        {"at": "file", "figure": "share", "column": "Gêne", "answers": "oui"},
        {"at": "csat", "figure": "mean", "column": "Note", "every": "quarter"},
    )
    after = apply_to_map(stated, measure(stated, folder))
    assert after["file"].mentions.to_data() == "10 of 40"
    assert after["file"].evidence == ("data",)
    # The second quarter is as long as its data.
    dates = [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 10)]
    assert list(after["csat"].values) == dates
    assert after["csat"].evidence == ("data",)


def test_a_source_gets_its_n_and_period_from_its_rows(folder):
    stated = with_data()
    (source,) = apply_to_map(stated, measure(stated, folder)).evidence
    assert (source.n, source.start, source.end) == (40, date(2026, 1, 10), date(2026, 6, 10))


def test_what_fails_and_what_is_copied_are_findings_that_say_where(folder):
    stated = with_data(
        {"at": "site", "figure": "emotion", "column": "Note"},
        {"at": "site", "figure": "emotion", "column": "Notes"},
    )
    told = {f.rule.id: f for f in findings(stated, measure(stated, folder))}
    assert told["figure-impossible"].place == ("evidence", "data", "measures", 1)
    assert "Did you mean “Note”" in EN(told["figure-impossible"].says)
    assert told["figure-copied"].place == ("emotions", 1, "score")
    gone = with_data(file="gone.csv")
    (lost,) = findings(gone, measure(gone, folder))
    assert lost.rule.id == "evidence-unreadable"


def test_a_figure_over_too_few_is_withheld_and_stays_unknown(folder):
    few = {"Date": "2026-01-10", "Gêne": "Oui"}
    stated = with_data({"at": "chercher", "figure": "emotion", "column": "Note", "where": few})
    found = measure(stated, folder)
    assert found.failures == ()
    assert [f.rule.id for f in findings(stated, found)] == ["figure-withheld"]
    assert apply_to_map(stated, found).emotion("lea", "chercher") is None


def test_what_most_lived_in_another_order_is_told_where_it_stands(tmp_path):
    """Of 12 who paid and searched, 8 paid first; the 4 others go the map's way."""
    (tmp_path / "evidence").mkdir()
    rows = ["customer,event,time"]
    for n in range(12):
        first, second = ("pay", "search") if n < 8 else ("search", "pay")
        rows += [f"c{n},{first},2026-03-01T09:00", f"c{n},{second},2026-03-01T09:10"]
    (tmp_path / "evidence" / "log.csv").write_text("\n".join(rows), "utf-8")
    stated = journey(
        evidence={
            "log": {
                "name": "Log",
                "kind": "web-analytics",
                "file": "log.csv",
                "steps": {"chercher": "search", "acheter": "pay"},
            }
        }
    )
    found = measure(stated, tmp_path)
    assert found.failures == ()
    told = [f for f in findings(stated, found) if f.rule.id == "lived-in-another-order"]
    assert [f.place for f in told] == [("stages", "acheter")]
    said = EN(told[0].says)
    assert "Of the 12 customers of “Log” who reached both, 8 reached" in said, said
