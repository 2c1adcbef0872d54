"""Workshop scores beside measured ones: what differs, what agrees, and in which order."""

from __future__ import annotations

import pytest

from kit.results import score_pairs
from kit.steps.emotions import spread
from tests.compared import compared, measured


@pytest.mark.parametrize(
    ("room", "comparison"),
    [
        (0, "agree"),
        (0.2, "agree"),
        (0.6, "agree"),
        (0.8, "close"),
        (1.1, "close"),
        (1.2, "differ"),
        (-1.1, "close"),
        (-1.2, "differ"),
    ],
)
def test_scores_differ_from_a_point_outside_the_interval(room: float, comparison: str):
    (pair,) = score_pairs(compared(("caisse", [room], measured(0, -0.2, 0.2))))
    assert pair.comparison == comparison
    assert pair.measured.contradicts(spread([room])) == (comparison == "differ")


def test_without_an_interval_nothing_is_compared():
    (pair,) = score_pairs(compared(("caisse", [-2], measured(2, None, None))))
    assert pair.comparison == "no-interval"
    assert not pair.measured.contradicts(pair.room)


def test_what_is_farthest_apart_comes_first_then_the_order_of_the_map():
    found = score_pairs(
        compared(
            ("facture", [0], measured(0, -0.2, 0.2)),
            ("caisse", [1], measured(-1, -1.2, -0.8)),
            ("vitrine", [0], measured(0, -0.2, 0.2)),
            ("site", [0.5], measured(0, -0.2, 0.2)),
        )
    )
    assert [pair.at for pair in found] == ["caisse", "site", "vitrine", "facture"]


def test_each_persona_has_its_own_pairs():
    one = ("caisse", [0], measured(0, -0.2, 0.2))
    two = compared(one, personas=("lea", "max"))
    assert [pair.persona for pair in score_pairs(two)] == ["lea", "max"]
    assert [pair.persona for pair in score_pairs(two, "max")] == ["max"]
