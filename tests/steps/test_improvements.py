import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.steps.improvements import Improvement, by_impact_and_effort, quadrant, rice, standings


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (5, 1, "quick-win"),
        (4, 3, "quick-win"),
        (4, 4, "big-bet"),
        (5, 5, "big-bet"),
        (3, 3, "fill-in"),
        (1, 1, "fill-in"),
        (3, 4, "time-sink"),
        (1, 5, "time-sink"),
    ],
)
def test_f6_quadrants(impact, effort, expected):
    assert quadrant(impact, effort) == expected


def test_f7_rice():
    assert rice(1000, 5, 80, 2) == pytest.approx(1000 * 3 * 0.8 / 2)
    assert rice(1000, 1, 50, 0.25) == pytest.approx(1000 * 0.25 * 0.5 / 0.25)


def improvement(id, impact=None, effort=None, **more):
    return Improvement.model_validate(
        {"id": id, "solution": id, "impact": impact, "effort": effort, **more}
    )


def test_f7_without_reach_or_confidence_rice_is_not_computed():
    assert improvement("a", 4, 2, reach=100).rice is None
    assert improvement("a", 4, 2, confidence=80).rice is None
    assert improvement("a", 4, 2, reach=100, confidence="80 %").rice == pytest.approx(160)
    assert improvement("a", 4, reach=100, confidence=100, effort_months=4).rice == pytest.approx(50)


@pytest.mark.parametrize("confidence", [90, 0, "sure"])
def test_f7_confidence_is_one_of_three(confidence):
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        improvement("a", confidence=confidence)


def test_improvements_rank_by_impact_against_effort():
    assert by_impact_and_effort({"a": (2, 2), "b": (5, 1), "c": (5, 5)}) == ["b", "c", "a"]


def test_f8_a_clear_lead_survives_every_change_of_one():
    clear = [improvement(i, 5, 1) for i in "abc"] + [improvement("d", 1, 5)]
    assert [(s.id, s.share) for s in standings(clear)] == [("a", 1), ("b", 1), ("c", 1)]


def test_f8_a_tie_for_the_third_place_does_not():
    tied = [
        improvement("a", 5, 1),
        improvement("b", 5, 2),
        improvement("c", 3, 3),
        improvement("d", 3, 3),
    ]
    third = standings(tied)[2]
    assert third.id == "c"
    # d overtakes c when c loses or d gains one point: 4 of the 13 changes that stay on the scale.
    assert (third.stays, third.of) == (9, 13)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=8))
def test_f8_counts_every_single_change(scores):
    found = standings([improvement(f"i{n}", *pair) for n, pair in enumerate(scores)])
    trials = sum((i > 1) + (i < 5) + (e > 1) + (e < 5) for i, e in scores)
    assert all(s.of == trials and 0 <= s.stays <= s.of for s in found)


def test_f8_the_other_method_is_one_more_trial_where_it_can_be_computed():
    scored = [improvement(i, 4, 3, reach=100, confidence=80) for i in "abcd"]
    assert standings(scored)[0].of == 4 * 4 + 1
