"""The base order of improvements, and what one point changes in it (F8)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.results.robustness import by_rice, order_key, robustness
from kit.steps.improvements import Improvement


def improvement(id, impact=None, effort=None, **more):
    return Improvement.model_validate(
        {"id": id, "solution": id, "impact": impact, "effort": effort, **more}
    )


def ordered(*improvements):
    return [i.id for i in sorted(improvements, key=order_key)]


def test_f8_by_impact_minus_effort_then_impact_then_dots():
    assert ordered(
        improvement("unscored", votes=9),
        improvement("c", 2, 2),
        improvement("few-dots", 4, 3, votes=1),
        improvement("dots", 4, 3, votes=5),
        improvement("more-impact", 5, 4),
        improvement("first", 5, 1),
    ) == ["first", "more-impact", "dots", "few-dots", "c", "unscored"]


def test_f8_a_clear_lead_survives_every_change_of_one():
    clear = [improvement(i, 5, 1) for i in "abc"] + [improvement("d", 1, 5)]
    assert [(one.id, one.robust) for one in robustness(clear)] == [
        ("a", True),
        ("b", True),
        ("c", True),
    ]


def test_f8_the_change_that_puts_one_out_is_named():
    scored = [
        improvement("a", 5, 1),
        improvement("b", 5, 2),
        improvement("c", 3, 2, votes=3),
        improvement("d", 3, 2, votes=1),
    ]
    found = {one.id: one.put_out_by for one in robustness(scored)}
    assert not found["a"]
    changes = [(c.id, c.field, c.before, c.after) for c in found["c"]]
    assert changes == [
        ("c", "impact", 3, 2),
        ("c", "effort", 2, 3),
        ("d", "impact", 3, 4),
        ("d", "effort", 2, 1),
    ]


def test_f8_equal_ones_share_the_third_place():
    tied = [
        improvement("a", 5, 1),
        improvement("b", 5, 2),
        improvement("c", 3, 3),
        improvement("d", 3, 3),
    ]
    assert [one.id for one in robustness(tied)] == ["a", "b", "c", "d"]


def test_f8_not_tried_with_three_or_fewer():
    assert robustness([improvement(i, 4, 2) for i in "abc"]) == ()
    assert robustness([*(improvement(i, 4, 2) for i in "abc"), improvement("d")]) == ()


def test_f8_ranks_by_hand_are_not_tried():
    scored = [improvement(i, 5, 1) for i in "abc"] + [improvement("d", 1, 5, rank=1)]
    assert [one.id for one in robustness(scored)] == ["a", "b", "c"]


SCORES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 3)), min_size=4, max_size=8
)


@given(SCORES)
def test_f8_a_named_change_puts_it_out_and_no_other_does(scores):
    scored = [improvement(f"i{n}", i, e, votes=v) for n, (i, e, v) in enumerate(scores)]

    def first(improvements):
        keys = {i.id: order_key(i) for i in improvements}
        return {id for id, key in keys.items() if sum(k < key for k in keys.values()) < 3}

    found = {
        one.id: {(c.id, c.field, c.after) for c in one.put_out_by} for one in robustness(scored)
    }
    assert set(found) == first(scored)
    for number, one in enumerate(scored):
        for field in ("impact", "effort"):
            for after in (getattr(one, field) - 1, getattr(one, field) + 1):
                if 1 <= after <= 5:
                    tried = [*scored]
                    tried[number] = one.replace(**{field: after})
                    still = first(tried)
                    for id, named in found.items():
                        assert ((one.id, field, after) in named) is (id not in still)


def test_f7_the_order_by_rice_needs_one_for_all():
    sized = improvement("a", 4, 3, reach=100, confidence=80)
    greater = improvement("b", 4, 3, reach=900, confidence=80)
    assert [i.id for i in by_rice([sized, greater])] == ["b", "a"]
    assert by_rice([sized, improvement("c", 4, 3)]) == ()
