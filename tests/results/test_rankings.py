from kit.results import ranked_improvements, ranked_pains
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
