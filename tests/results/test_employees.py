import pytest
from scipy import stats

from kit.results import correlation, employee_pairs
from kit.results.employees import Pair
from tests.journeys import feeling, journey


def test_f12_divergence_and_common_fall():
    assert Pair("t", -1, 1).diverges
    assert not Pair("t", 0, 1).diverges
    assert Pair("t", -1, -1).falls
    assert not Pair("t", -1, 0).falls


def test_f12_pairs_are_touchpoints_where_both_sides_are_known():
    parts = journey().to_data()
    parts["touchpoints"]["caisse"]["employee"] = {"team": "Magasin", "sentiment": -1}
    parts["touchpoints"]["site"]["employee"] = {"team": "Web", "sentiment": 1}
    found = journey(**{**parts, "emotions": [feeling("caisse", -2)]})
    assert employee_pairs(found, "lea") == (Pair("caisse", -2, -1),)


def test_f12_no_correlation_under_eight_touchpoints_or_without_variance():
    rising = [Pair(str(n), s, s) for n, s in enumerate([-2, -1, 0, 1, 2, -2, 1])]
    assert correlation(rising) is None
    assert correlation([*rising, Pair("last", 2, 2)]) == pytest.approx(1)
    assert correlation([Pair(str(n), 1, n % 3) for n in range(9)]) is None


def test_f12_correlation_is_spearmans():
    # Ranks without ties: ρ = 1 − 6Σd²/(n(n²−1)) with Σd² = 2·1 = 2 for one swapped pair of nine.
    scores = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]
    swapped = [-1.5, -2, *scores[2:]]
    pairs = [Pair(str(n), a, b) for n, (a, b) in enumerate(zip(scores, swapped, strict=True))]
    assert correlation(pairs) == pytest.approx(1 - 6 * 2 / (9 * 80))


def test_f12_equal_scores_share_their_ranks_as_in_scipy():
    customers = [-2, -1, -1, 0, 0, 0, 1, 2, 2, 1.5]
    employees = [-1, -1, 0, 2, 0, -2, 1, 2, 1, 1]
    pairs = [Pair(str(n), a, b) for n, (a, b) in enumerate(zip(customers, employees, strict=True))]
    expected = stats.spearmanr(customers, employees).statistic
    assert correlation(pairs) == pytest.approx(expected)
