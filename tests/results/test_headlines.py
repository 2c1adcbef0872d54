"""What heads a summary (F18)."""

from __future__ import annotations

import pytest

from kit.results import extremes, headlines
from kit.steps.emotions import Measurement
from tests.journeys import feeling, journey


def survey(n=484):
    return {"enquete": {"name": "Enquête", "kind": "survey", "n": n}}


def measured(*pairs, respondents=484, **more):
    """Return a journey measured at some touchpoints: each with its score and n."""
    places = ("caisse", "site", "vitrine", "facture")
    emotions = [
        feeling(at, score, evidence="enquete", n=n)
        for at, (score, n) in zip(places, pairs, strict=False)
    ]
    return journey(evidence=survey(respondents), emotions=emotions, **more)


@pytest.mark.parametrize(
    ("n", "respondents", "heads"),
    [
        (29, 100, False),
        (30, 300, True),
        (30, 301, False),
        (48, 484, False),
        (49, 484, True),
        (199, 5000, False),
        (200, 5000, True),
    ],
)
def test_f18_a_measured_moment_heads_with_answers_enough(n, respondents, heads):
    found = headlines(measured((-2, n), (-1, 400), respondents=respondents))
    assert found.basis == "measured"
    assert [one.moment.at for one in found.worst(3)] == (["caisse", "site"] if heads else ["site"])
    passed = [(one.of.moment.at, one.reason) for one in found.passed_over]
    assert passed == ([] if heads else [("caisse", "few" if n < 30 else "share")])


def test_f18_without_a_firm_one_a_small_base_heads_and_is_marked():
    found = headlines(measured((-2, 20), (-1, 4)))
    assert found.basis == "small-base"
    assert [one.moment.at for one in found.moments] == ["caisse"]
    assert [(one.of.moment.at, one.reason) for one in found.passed_over] == [("site", "few")]


def test_f18_workshop_scores_head_only_where_nothing_is_measured():
    room = feeling("facture", scores=[-2] * 6)
    found = headlines(journey(emotions=[room, feeling("site", 2)]))
    assert (found.basis, [one.moment.at for one in found.moments]) == ("workshop", ["facture"])
    assert [one.reason for one in found.passed_over] == ["assumed"]
    survey_too = feeling("caisse", -1, evidence="enquete", n=20)
    found = headlines(journey(evidence=survey(), emotions=[room, survey_too]))
    assert (found.basis, [one.moment.at for one in found.moments]) == ("small-base", ["caisse"])


def test_f18_a_measured_score_without_n_does_not_head():
    found = headlines(
        journey(evidence=survey(), emotions=[feeling("caisse", -1, evidence="enquete")])
    )
    assert found.moments == ()
    assert [one.reason for one in found.passed_over] == ["no-n"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"alike": True}, "alike"), ({"shown": 500}, "blank"), ({"shown": 499}, None), ({}, None)],
)
def test_f18_answered_alike_or_left_blank_does_not_head(more, reason):
    found = measured((-2, 400))
    (emotion,) = found.emotions
    known = emotion.as_measured(
        Measurement(-2, 399 if reason == "blank" else 400, None, None, "enquete", **more)
    )
    chosen = headlines(found.replace(emotions=(known,)))
    assert [one.reason for one in chosen.passed_over] == ([reason] if reason else [])


def test_f18_each_place_heads_once_with_its_worse_score():
    found = journey(
        personas={"lea": {"name": "Léa"}, "leo": {"name": "Léo"}},
        emotions=[
            feeling("caisse", scores=[-1] * 6),
            {"persona": "leo", "at": "caisse", "scores": [-2] * 6},
        ],
    )
    assert [(one.persona, one.score) for one in headlines(found).worst(3)] == [("leo", -2)]


def test_a_score_that_reads_0_is_no_low_point_nor_a_high_one():
    found = measured((-0.04, 400), (0.04, 400), (-0.2, 400))
    chosen = headlines(found)
    assert [one.moment.at for one in chosen.worst(3)] == ["vitrine"]
    assert chosen.best(found) is None


def test_equal_moments_are_all_the_lowest_or_all_the_highest():
    found = journey(
        emotions=[
            feeling("vitrine", scores=[1] * 6),
            feeling("site", scores=[1] * 6),
            feeling("caisse", scores=[-1] * 6),
            feeling("facture", -1),
        ]
    )
    heads = headlines(found)
    assert [one.moment.at for one in heads.highest(found)] == ["vitrine", "site"]
    assert [one.moment.at for one in heads.lowest()] == ["caisse"], "nobody gave the other score"
    peaks = extremes(found, "lea")
    assert [moment.at for moment in peaks.highest] == ["vitrine", "site"]
    assert [moment.at for moment in peaks.lowest] == ["caisse"]
