"""The formulas of the method, F1 to F18: each with an example, and every check value.

The numbers are those of the method: an example here is computed by hand, not by the code.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kit.evidence.metrics import statistics
from kit.fields import Count
from kit.results import (
    correlation,
    coverage,
    employee_pairs,
    extremes,
    first_three,
    headlines,
    stage_curve,
    target_score,
)
from kit.steps.emotions import spread
from kit.steps.improvements import quadrant, rice
from kit.steps.pain_points import recurrence, severity
from tests.journeys import feeling, journey

ROOT = Path(__file__).parent.parent
FORMULAS = range(1, 22)
ELSEWHERE = {19: "tests/versions"}
"""Versions compared like with like (F19)."""
EVIDENCE = {20, 21}
"""Ends and direction of a scale (F20), the base of a share (F21): tests/evidence."""


def test_every_formula_has_an_example():
    here = {int(n) for n in re.findall(r"^def test_f(\d+)_", Path(__file__).read_text(), re.M)}
    assert here | set(ELSEWHERE) | EVIDENCE == set(FORMULAS)
    for folder in ELSEWHERE.values():
        assert list((ROOT / folder).glob("test_*.py"))


def test_f1_a_stage_weighs_its_touchpoints_by_importance():
    felt = journey(emotions=[feeling("vitrine", 1), feeling("site", -1)])  # importance 4, and 3
    assert stage_curve(felt, "lea")[0].score == pytest.approx((4 * 1 + 3 * -1) / 7)
    own = journey(emotions=[feeling("vitrine", 1), feeling("chercher", -2)])
    assert stage_curve(own, "lea")[0].score == -2


def test_f2_median_quartiles_and_n():
    found = spread([-2, -1, 0, 1, 2])
    assert (found.median, found.low, found.high, found.n) == (0, -1, 1, 5)
    assert found.disagreement
    assert not spread([0, 0, 1, 1]).disagreement


def test_f3_a_scale_is_laid_onto_the_emotion_with_its_t_interval():
    answers = statistics.Summary.of({1: 1, 2: 1, 3: 1, 4: 1, 5: 1})
    found = statistics.emotion(answers, 1, 5)
    assert found
    assert found.interval
    # mean 0, standard deviation √2.5, t of 4 degrees of freedom 2.776
    assert found.value == pytest.approx(0)
    assert found.interval.high == pytest.approx(2.776 * (2.5 / 5) ** 0.5, abs=1e-3)
    cut = statistics.emotion(statistics.Summary.of({1: 2, 5: 3}), 1, 5)
    assert cut
    assert cut.interval
    assert cut.interval.high == 2
    for few in ({1: 2, 5: 2}, {3: 9}):
        none = statistics.emotion(statistics.Summary.of(few), 1, 5)
        assert none
        assert none.interval is None
        assert none.why_none


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ("1 of 60", "isolated"),
        ("1", "isolated"),
        ("3 of 60", "recurring"),
        ("2 of 60", "occasional"),
        ("3", "recurring"),
        ("2", "occasional"),
    ],
)
def test_f4_isolated_recurring_or_occasional(mentions, expected):
    assert recurrence(Count.model_validate(mentions)) == expected


@pytest.mark.parametrize(
    ("k", "n", "value", "low", "band"),
    [(1, 1, 3.71, 2.19, None), (3, 4, 3.37, 2.49, None), (201, 587, 2.60, 2.50, "major")],
)
def test_f5_severity_with_its_lower_bound(k, n, value, low, band):
    found = severity(k, n, impact=4, persistence=5)
    assert (round(found.value, 2), round(found.low, 2), found.band) == (value, low, band)


def test_f5_the_last_of_the_three_ranks_first():
    lows = [severity(k, n, 4, 5).low for k, n in ((1, 1), (3, 4), (201, 587))]
    assert max(lows) == lows[-1]


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [(4, 3, "quick-win"), (4, 4, "big-bet"), (3, 3, "fill-in"), (3, 4, "time-sink")],
)
def test_f6_quadrants(impact, effort, expected):
    assert quadrant(impact, effort) == expected


def test_f7_rice():
    assert rice(1000, 4, 80, 2) == 1000 * 2 * 0.8 / 2
    assert rice(400, 1, 50, 0.25) == 400 * 0.25 * 0.5 / 0.25


def scored(**pairs):
    return journey(
        improvements={
            id: {"solution": id, "impact": impact, "effort": effort}
            for id, (impact, effort) in pairs.items()
        }
    )


def test_f8_the_change_that_puts_one_out_of_the_first_three():
    found = first_three(scored(a=(5, 1), b=(5, 1), c=(4, 2), d=(4, 3)))
    assert [(one.id, one.robust) for one in found] == [("a", True), ("b", True), ("c", False)]
    changes = {(change.id, change.field, change.after) for change in found[2].put_out_by}
    # c at 3 − 2 = 1 as d, with less impact; d at 5 − 3 = 2 as c, with more. At c 4 − 3 or d 4 − 2
    # the two are equal, and both stay.
    assert changes == {("c", "impact", 3), ("d", "impact", 5)}
    assert first_three(scored(a=(5, 1), b=(4, 1), c=(3, 1))) == ()


def test_f9_peaks_end_and_their_mean():
    felt = journey(emotions=[feeling("vitrine", 1), feeling("caisse", -2), feeling("facture", 0)])
    found = extremes(felt, "lea")
    assert found
    assert found.best
    assert found.worst
    assert (found.best.at, found.worst.at, found.end.at) == ("vitrine", "caisse", "facture")
    assert found.peak_end == (-2 + 0) / 2


@pytest.mark.parametrize(
    ("status", "done", "target"),
    [
        ("proposed", None, -1),
        ("planned", None, 0),
        ("done", None, 0),
        ("done", "2026-10-01", 0),
        ("done", "2026-08-01", -1),
    ],
)
def test_f10_target_of_what_is_decided_and_not_yet_measured(status, done, target):
    effect = {"solution": "x", "status": status, "effects": [{"at": "caisse", "change": 1}]}
    known = journey(
        map={"last_review": date(2026, 9, 15)},
        emotions=[feeling("caisse", scores=[-1, -1, -1])],
        improvements={"a": {**effect, **({"done": done} if done else {})}},
    )
    assert target_score(known, "lea", "caisse") == target


def test_f11_statements_that_name_a_source():
    known = journey(
        evidence={"e": {"name": "Enquête", "kind": "survey"}},
        emotions=[
            feeling("caisse", -1, evidence="e"),
            feeling("site", 1, evidence="e"),
            feeling("vitrine", 1),
        ],
    )
    found = coverage(known)
    assert (found.total.k, found.total.n, found.basis) == (2, 3, "research")
    assert (
        coverage(known.replace(emotions=known.emotions[:1])).basis == "assumptions"
    )  # a stage of none


def test_f12_customers_and_employees():
    employee = {"employee": {"team": "Vente", "sentiment": -1}}
    touchpoints = {f"t{n}": {"stage": "acheter", "channel": "shop", **employee} for n in range(8)}
    felt = [feeling(f"t{n}", -2 + n / 2) for n in range(8)]
    pairs = employee_pairs(journey(touchpoints=touchpoints, emotions=felt), "lea")
    assert [pair.falls for pair in pairs] == [score <= -1 for score in (p.customer for p in pairs)]
    assert [pair.diverges for pair in pairs] == [p.customer >= 1 for p in pairs]
    rising = [type(pairs[0])(f"t{n}", n / 4, n / 4) for n in range(8)]
    assert correlation(rising) == pytest.approx(1)
    assert correlation(rising[:7]) is None


@pytest.mark.parametrize(
    ("answers", "value", "low", "high"),
    [((20, 15, 15), 10, -12.8, 31.6), ((5, 3, 2), 30, -19.1, 65.2)],
)
def test_f13_nps(answers, value, low, high):
    found = statistics.nps(*answers)
    assert found
    assert found.interval
    shown = (found.value, found.interval.low, found.interval.high)
    assert [round(one, 1) for one in shown] == [value, low, high]


def test_f14_csat():
    found = statistics.share(9, 10)
    assert found
    assert found.interval
    shown = (found.interval.low, found.interval.high)
    assert [round(100 * one, 1) for one in shown] == [59.6, 98.2]
    assert statistics.GOOD["csat"][0] == (4, 5)


def test_f15_ces_is_agreement_from_5_of_7():
    assert statistics.GOOD["ces"][0] == (5, 6, 7)


def test_f16_opportunity():
    found = statistics.opportunity(80, 30, 100)
    assert found
    assert found.value == pytest.approx(10 * (0.8 + 0.5))
    content = statistics.opportunity(30, 80, 100)
    assert content
    assert content.value == pytest.approx(3)


def test_f17_a_segment_alone_hides_the_next_smallest():
    assert statistics.suppressed_names({"a": 4, "b": 9, "c": 30}) == {"a", "b"}
    assert statistics.suppressed_names({"a": 5, "b": 9}) == frozenset()


def test_f18_a_small_base_does_not_head_a_summary():
    survey = {"e": {"name": "Enquête", "kind": "survey", "n": 484}}
    few, enough = (feeling(at, -2, evidence="e", n=n) for at, n in (("caisse", 20), ("site", 49)))
    found = headlines(journey(evidence=survey, emotions=[few, enough]))
    assert [one.moment.at for one in found.moments] == ["site"]
    assert headlines(journey(evidence=survey, emotions=[few])).basis == "small-base"
