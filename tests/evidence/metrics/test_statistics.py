"""Figures against the check values of docs/method.md, statsmodels, SciPy and worked examples."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kit.evidence.metrics import statistics as s
from kit.i18n import texts

ANSWERS = {1: 3, 2: 5, 3: 11, 4: 20, 5: 9}


def listed(counts):
    return np.repeat(list(counts), list(counts.values())).astype(float)


@pytest.mark.parametrize(
    ("answers", "value", "low", "high"),
    [((20, 15, 15), 10, -12.8, 31.6), ((5, 3, 2), 30, -19.1, 65.2)],
)
def test_nps_gives_the_check_values_of_f13(answers, value, low, high):
    figure = s.nps(*answers)
    assert figure.value == pytest.approx(value)
    assert figure.interval.low == pytest.approx(low, abs=0.05)
    assert figure.interval.high == pytest.approx(high, abs=0.05)
    assert figure.n == sum(answers)


def test_nps_interval_is_written_out_by_hand():
    n, p, d = 53, 20.75 / 53, 15.75 / 53
    error = sqrt((p + d - (p - d) ** 2) / n)
    assert s.nps(20, 15, 15).interval.high == pytest.approx(100 * (p - d + 1.959964 * error), 1e-6)


def test_csat_gives_the_check_values_of_f14():
    figure = s.share(9, 10)
    assert (figure.value, figure.k, figure.n) == (0.9, 9, 10)
    assert 100 * figure.interval.low == pytest.approx(59.6, abs=0.05)
    assert 100 * figure.interval.high == pytest.approx(98.2, abs=0.05)


@pytest.mark.parametrize(("k", "n"), [(9, 10), (0, 12), (12, 12), (137, 212), (1, 1000)])
def test_shares_agree_with_statsmodels(k, n):
    proportion = pytest.importorskip("statsmodels.stats.proportion", reason="needs statsmodels")
    low, high = proportion.proportion_confint(k, n, method="wilson")
    figure = s.share(k, n)
    assert figure.interval.low == pytest.approx(low, abs=1e-6)
    assert figure.interval.high == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(("k", "n"), [(9, 10), (0, 12), (12, 12), (137, 212), (1, 1000)])
def test_shares_agree_with_scipy(k, n):
    found = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    interval = s.share(k, n).interval
    assert (interval.low, interval.high) == pytest.approx((found.low, found.high), abs=1e-12)


@given(st.lists(st.lists(st.floats(-1e6, 1e6), max_size=20), max_size=5))
def test_a_summary_of_parts_is_that_of_the_whole(parts):
    found = sum((s.Summary.of(dict.fromkeys(part, 1)) for part in map(set, parts)), s.Summary())
    whole = np.array([answer for part in parts for answer in set(part)])
    assert found.n == len(whole)
    if len(whole) > 1:
        scale = max(1.0, float(np.abs(whole).max()))
        assert found.mean == pytest.approx(whole.mean(), abs=1e-9 * scale)
        assert found.deviation == pytest.approx(whole.std(ddof=1), abs=1e-6 * scale)


def test_a_mean_has_the_t_interval_of_scipy():
    answers = listed(ANSWERS)
    low, high = stats.t.interval(0.95, len(answers) - 1, answers.mean(), stats.sem(answers))
    figure = s.mean(s.Summary.of(ANSWERS), 1, 5)
    assert figure.value == pytest.approx(answers.mean())
    assert (figure.interval.low, figure.interval.high) == pytest.approx((low, high), abs=1e-9)


def test_emotion_lays_the_scale_onto_minus_two_to_two():
    """F3: linear, so 1 is −2, 5 is +2, 3 is 0; the interval goes with it."""
    answers = (listed(ANSWERS) - 3) / 1.0
    low, high = stats.t.interval(0.95, len(answers) - 1, answers.mean(), stats.sem(answers))
    figure = s.emotion(s.Summary.of(ANSWERS), 1, 5)
    assert figure.value == pytest.approx(answers.mean())
    assert (figure.interval.low, figure.interval.high) == pytest.approx((low, high))
    assert s.emotion(s.Summary.of({0: 10}), 0, 10).value == -2
    assert s.emotion(s.Summary.of({10: 10}), 0, 10).value == 2
    assert s.emotion(s.Summary.of({7: 10}), 1, 7).value == 2


def test_an_emotion_interval_is_cut_to_the_scale():
    figure = s.emotion(s.Summary.of({1: 5, 5: 1}), 1, 5)
    assert figure.interval.low == -2


@pytest.mark.parametrize(
    ("counts", "why"),
    [({4: 2, 5: 2}, "fewer than 5 answers"), ({4: 9}, "all answers are the same")],
)
def test_no_interval_says_why(counts, why):
    figure = s.emotion(s.Summary.of(counts), 1, 5)
    assert figure.interval is None
    assert why in texts("en")(figure.why_none)


def test_no_answers_no_figure():
    assert s.nps(0, 0, 0) is None
    assert s.share(0, 0) is None
    assert s.opportunity(0, 0, 0) is None
    assert s.emotion(s.Summary.of({}), 1, 5) is None


def test_opportunity_is_ulwicks():
    """F16: importance 80 %, satisfaction 30 % → 8 + (8 − 3) = 13; never below the importance."""
    assert s.opportunity(8, 3, 10).value == pytest.approx(13)
    assert s.opportunity(3, 8, 10).value == pytest.approx(3)


def test_change_of_means_is_welchs():
    before, after = listed({1: 9, 3: 12, 5: 8}), listed(ANSWERS)
    found = stats.ttest_ind(after, before, equal_var=False)
    interval = found.confidence_interval(0.95)
    change = s.change_of_means(s.Summary.of({1: 9, 3: 12, 5: 8}), s.Summary.of(ANSWERS))
    assert change.difference == pytest.approx(after.mean() - before.mean())
    assert change.p == pytest.approx(found.pvalue, abs=1e-9)
    assert (change.interval.low, change.interval.high) == pytest.approx(
        (interval.low, interval.high), abs=1e-9
    )


def test_change_of_shares_agrees_with_statsmodels():
    proportion = pytest.importorskip("statsmodels.stats.proportion", reason="needs statsmodels")
    change = s.change_of_shares((48, 80), (56, 70))
    low, high = proportion.confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
    _, p = proportion.proportions_ztest([56, 48], [70, 80])
    assert (change.interval.low, change.interval.high) == pytest.approx((low, high), abs=1e-6)
    assert change.p == pytest.approx(p, abs=1e-6)
    assert not change.noise


def test_newcombes_worked_example():
    """Newcombe 1998, example (a), method 10: 56/70 and 48/80 → 0.0524 … 0.3339."""
    change = s.change_of_shares((48, 80), (56, 70))
    assert change.interval.low == pytest.approx(0.0524, abs=5e-5)
    assert change.interval.high == pytest.approx(0.3339, abs=5e-5)


def test_a_small_change_is_noise():
    assert s.change_of_nps((20, 15, 15), (22, 14, 14)).noise
    assert not s.change_of_nps((20, 60, 120), (120, 60, 20)).noise
    assert s.change_of_nps((20, 15, 15), (22, 14, 14)).difference == pytest.approx(6)


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 30, "b": 40}, set()),
        ({"a": 3, "b": 40, "c": 12}, {"a", "c"}),
        ({"a": 3, "b": 4, "c": 12}, {"a", "b"}),
        ({"a": 1, "b": 2, "c": 12, "d": 40}, {"a", "b", "c"}),
        ({"a": 3}, {"a"}),
        ({"a": 0, "b": 20}, set()),
        ({"a": 0, "b": 3, "c": 20}, {"b", "c"}),
    ],
)
def test_small_segments_are_suppressed(sizes, hidden):
    """F17."""
    assert s.suppressed_names(sizes) == hidden


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=12))
def test_what_is_withheld_cannot_be_had_by_subtraction(sizes):
    hidden = s.suppressed_names(sizes)
    assert all(name in hidden for name, n in sizes.items() if 0 < n < 5)
    filled = [name for name, n in sizes.items() if n]
    if hidden and len(hidden) < len(filled):
        assert len(hidden) > 1
        assert sum(sizes[name] for name in hidden) >= 5


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_nps_lies_within_its_interval_or_is_extreme(promoters, passives, detractors):
    figure = s.nps(promoters, passives, detractors)
    if figure and figure.interval:
        assert -100 <= figure.interval.low <= figure.interval.high <= 100
        # The adjusted interval is drawn towards zero, so an extreme score may lie at its edge.
        assert (
            figure.interval.low - 10 <= figure.value <= figure.interval.high + 10 or figure.n < 40
        )


def test_critical_values_are_those_of_scipy():
    freedoms = [*range(1, s.TABULATED + 3), 12.5]
    expected = [stats.t.ppf(0.975, freedom) for freedom in freedoms]
    assert [s._t(freedom) for freedom in freedoms] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("z", [0.0, 0.3, -1.96, 4.2, -9.0])
def test_p_values_are_those_of_scipy(z):
    assert s._both_tails(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-10)
