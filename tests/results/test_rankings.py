from hypothesis import given
from hypothesis import strategies as st

from kit.results import (
    ImprovementRank,
    first_three,
    improvement_ranks,
    pains_to_report,
    ranked_improvements,
    ranked_pains,
    to_do_now,
)
from kit.steps.pain_points import STANDINGS
from tests.journeys import journey


def pain(**more):
    return {"at": "caisse", "group": "process", "what": "x", **more}


def test_m5_3_isolated_pains_come_last_whatever_their_severity():
    found = journey(
        pain_points={
            "isolated": pain(mentions="1 of 2", impact=5, persistence=5),
            "minor": pain(mentions="6 of 60", impact=2, persistence=2),
            "major": pain(mentions="30 of 60", impact=4, persistence=4),
            "unscored": pain(),
        }
    )
    assert [p.id for p in ranked_pains(found)] == ["major", "minor", "unscored", "isolated"]


def test_f5_what_is_counted_comes_before_what_is_not():
    severe = {"impact": 4, "persistence": 5}
    found = journey(
        pain_points={
            "nobody": pain(**severe, mentions="0 of 587"),
            "alone": pain(**severe, mentions="1 of 1"),
            "uncounted": pain(**severe),
            "uncounted-worse": pain(impact=5, persistence=5),
            "forty": pain(mentions="40"),
            "few": pain(**severe, mentions="3 of 4"),
            "many": pain(**severe, mentions="201 of 587"),
        }
    )
    order = ["many", "few", "forty", "uncounted-worse", "uncounted", "alone", "nobody"]
    assert [p.id for p in ranked_pains(found)] == order
    assert [p.id for p in pains_to_report(found, 3)] == ["many", "few", "forty"]


@given(st.permutations(["5 of 60", "20 of 60", "1 of 60", "0 of 60", "9", None]), st.data())
def test_f5_no_rating_lifts_the_uncounted_above_the_counted(mentions, data):
    rating = st.integers(1, 5)
    pains = {
        f"p{n}": pain(
            impact=data.draw(rating),
            persistence=data.draw(rating),
            **({} if counted is None else {"mentions": counted}),
        )
        for n, counted in enumerate(mentions)
    }
    groups = [p.standing for p in ranked_pains(journey(pain_points=pains))]
    assert groups == sorted(groups, key=[*STANDINGS].index)


def test_f5_a_rank_by_hand_does_not_bring_an_isolated_one_into_a_summary():
    found = journey(
        pain_points={
            "alone": pain(mentions="1 of 60", rank=1, rank_reason="La voisine"),
            "uncounted": pain(rank=2, rank_reason="On le sait"),
            "counted": pain(mentions="20 of 60", impact=1, persistence=1),
        }
    )
    assert [p.id for p in ranked_pains(found)] == ["alone", "uncounted", "counted"]
    assert [p.id for p in pains_to_report(found, 3)] == ["counted", "uncounted"]


def test_a_rank_by_hand_counts_before_the_computed_one():
    found = journey(
        pain_points={
            "a": pain(mentions="30 of 60", impact=5, persistence=5),
            "b": pain(mentions="20 of 60", impact=3, persistence=3),
            "c": pain(mentions="2 of 60", impact=1, persistence=1, rank=1, rank_reason="Sécurité"),
        }
    )
    assert [p.id for p in ranked_pains(found)] == ["c", "a", "b"]


def test_m6_4_what_is_done_or_dropped_is_not_to_be_started():
    found = journey(
        improvements={
            "done": {"solution": "x", "impact": 5, "effort": 1, "status": "done"},
            "big": {"solution": "x", "impact": 5, "effort": 4},
            "quick": {"solution": "x", "impact": 4, "effort": 1},
            "unscored": {"solution": "x"},
        }
    )
    assert [i.id for i in ranked_improvements(found)] == ["quick", "big", "unscored"]


def improvement(impact, effort, **more):
    return {"solution": "x", "impact": impact, "effort": effort, **more}


def test_f8_equal_ones_are_shown_as_equal():
    found = journey(
        improvements={
            "a": improvement(5, 1),
            "b": improvement(4, 2),
            "c": improvement(4, 2),
            "d": improvement(4, 2, rank=2, rank_reason="Prête"),
            "e": improvement(4, 2, votes=1),
        }
    )
    ranked = ranked_improvements(found)
    assert [i.id for i in ranked] == ["a", "d", "e", "b", "c"]
    assert improvement_ranks(ranked) == {
        "a": ImprovementRank(1),
        "d": ImprovementRank(2),
        "e": ImprovementRank(3),
        "b": ImprovementRank(4, shared=True),
        "c": ImprovementRank(4, shared=True),
    }


def test_f8_a_time_sink_is_not_to_be_done_now_unless_a_person_says_so():
    sink = improvement(3, 5)
    found = journey(improvements={"sink": sink, "quick": improvement(4, 1)})
    assert [i.id for i in to_do_now(found, 3)] == ["quick"]
    by_hand = {**sink, "rank": 1, "rank_reason": "La loi"}
    found = journey(improvements={"sink": by_hand, "quick": improvement(4, 1)})
    assert [i.id for i in to_do_now(found, 3)] == ["sink", "quick"]
    ranked_late = {**sink, "rank": 4, "rank_reason": "Un jour"}
    found = journey(improvements={"sink": ranked_late, "quick": improvement(4, 1)})
    assert [i.id for i in to_do_now(found, 3)] == ["quick"]


def test_f8_what_is_done_is_no_candidate():
    more = {f"i{n}": improvement(4, 2) for n in range(3)}
    found = journey(improvements={**more, "done": improvement(5, 1, status="done")})
    assert first_three(found) == ()
