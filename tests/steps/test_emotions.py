import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.steps.emotions import Emotion, cut, peaks, spread, weighted_mean

SCORES = st.lists(st.integers(-2, 2), min_size=1, max_size=30)


def test_f2_median_quartiles_and_n():
    room = spread([-2, -1, -2, 0, -1])
    assert (room.median, room.low, room.high, room.n) == (-1, -2, -1, 5)
    assert not room.disagreement


def test_f2_an_interquartile_range_of_two_is_a_disagreement():
    assert spread([-2, -2, 0, 2, 2]).disagreement
    assert spread([-1, -1, 1, 1]).disagreement
    assert not spread([0, 0, 1, 1]).disagreement


@given(SCORES)
def test_f2_quartiles_are_numpys(scores):
    import numpy as np

    found = spread(scores)
    assert (found.low, found.median, found.high) == pytest.approx(
        tuple(np.quantile(scores, [0.25, 0.5, 0.75]))
    )


def test_m4_2_origins_are_told_apart():
    def emotion(**more):
        return Emotion.model_validate({"persona": "lea", "at": "caisse", **more})

    assert emotion(scores=[1, 2]).origin == "workshop"
    assert emotion(score=1, evidence="enquete").origin == "measured"
    assert emotion(score=1).origin == "assumed"


def test_scores_are_typed_on_one_line():
    emotion = Emotion.model_validate({"persona": "lea", "at": "caisse", "scores": "-2 +1, 0 ; -1"})
    assert emotion.scores == (-2, 1, 0, -1)


@pytest.mark.parametrize("wrong", [{"score": 3}, {"score": -2.5}, {"scores": [0, 3]}])
def test_a_score_off_the_scale_is_refused(wrong):
    with pytest.raises(ValidationError):
        Emotion.model_validate({"persona": "lea", "at": "caisse", **wrong})


def test_score_and_scores_together_are_refused():
    with pytest.raises(ValidationError, match="keep one of the two"):
        Emotion.model_validate({"persona": "lea", "at": "caisse", "score": 1, "scores": [1]})


def test_f1_weighted_mean():
    assert weighted_mean([(-2, 5), (1, 1)]) == pytest.approx(-1.5)
    assert weighted_mean([]) is None


def test_f9_peaks_of_each_sign_the_end_and_their_mean():
    found = peaks([1, -2, 2, 1])
    assert (found.best, found.worst, found.end) == (2, 1, 3)
    assert found.peak_end == pytest.approx((-2 + 1) / 2)


def test_f9_without_a_negative_there_is_no_worst():
    found = peaks([0, 1, 2])
    assert (found.worst, found.best) == (None, 2)
    assert peaks([]) is None


@given(SCORES)
def test_f9_the_peak_is_the_greatest_distance_from_zero(scores):
    found = peaks(scores)
    peak = found.peak_end * 2 - scores[-1]
    assert abs(peak) == max(abs(score) for score in scores)


@given(st.floats(-20, 20))
def test_scores_are_cut_to_the_scale(score):
    assert -2 <= cut(score) <= 2
