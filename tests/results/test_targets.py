"""The emotion aimed at (F10)."""

from __future__ import annotations

from datetime import date

import pytest

from kit.results import counted_once, is_measured, proposed_curve, target_curve, target_score
from kit.steps.emotions import Measurement
from tests.journeys import feeling, journey


def planned(at, change, **more):
    effects = [{"at": at, "change": change}]
    return {"solution": f"{at} {change}", "status": "planned", "effects": effects, **more}


def scored(improvements, score=-2.0, at="caisse", **more):
    return journey(emotions=[feeling(at, score)], improvements=improvements, **more)


def test_f10_targets_are_cut_and_reach_the_stage_with_their_weights():
    found = journey(
        emotions=[feeling("caisse", -2), feeling("facture", 1)],
        improvements={
            "borne": planned("caisse", 3),
            "non": planned("caisse", 4, status="dropped"),
            "autre": planned("facture", 4),
        },
    )
    assert target_score(found, "lea", "caisse") == 1
    assert target_score(found, "lea", "facture") == 2
    assert target_score(found, "lea", "site") is None
    assert target_curve(found, "lea") == (None, pytest.approx((5 * 1 + 1 * 2) / 6))


def test_f10_an_effect_on_another_persona_is_not_this_ones():
    effects = [{"at": "caisse", "change": 1, "persona": "leo"}]
    found = scored(
        {"b": {"solution": "B", "status": "planned", "effects": effects}},
        personas={"lea": {"name": "Léa"}, "leo": {"name": "Léo"}},
    )
    assert target_score(found, "lea", "caisse") == -2


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("proposed", False),
        ("planned", True),
        ("under-way", True),
        ("done", True),
        ("dropped", False),
    ],
)
def test_f10_what_is_only_proposed_makes_a_second_curve(status, counts):
    found = scored({"a": planned("caisse", 1, status=status)})
    assert target_score(found, "lea", "caisse") == (-1 if counts else -2)
    with_proposed = proposed_curve(found, "lea")
    assert with_proposed == ((None, -1) if status == "proposed" else ())


def survey(start, end="2026-12-31"):
    source = {"name": "Enquête", "kind": "survey", "end": end}
    return {"enquete": {**source, **({"start": start} if start else {})}}


@pytest.mark.parametrize(
    ("done", "start", "measured"),
    [
        ("2026-08-31", "2026-09-01", True),
        ("2026-08-31", "2026-08-31", False),
        ("2026-08-31", "2026-07-01", False),
        ("2026-08-31", None, True),
        (None, "2026-09-01", False),
    ],
)
def test_f10_an_effect_counts_until_the_data_are_later_than_the_day_it_was_done(
    done, start, measured
):
    effect = planned("caisse", 1, status="done", **({"done": done} if done else {}))
    found = journey(
        evidence=survey(start),
        emotions=[feeling("caisse", -1, evidence="enquete", n=60)],
        improvements={"a": effect},
    )
    (improvement,) = found.improvements
    assert is_measured(found, improvement, "lea", "caisse") is measured
    assert target_score(found, "lea", "caisse") == (-1 if measured else 0)


def test_f10_the_answers_of_a_measured_score_have_dates_of_their_own():
    found = scored({"a": planned("caisse", 1, status="done", done="2026-08-31")}, score=-1.0)
    (emotion,) = found.emotions
    for first, aimed in ((date(2026, 7, 1), 0), (date(2026, 9, 1), -1)):
        measured = Measurement(-1.0, 60, -1.2, -0.8, "enquete", start=first)
        known = found.replace(emotions=(emotion.as_measured(measured),))
        assert target_score(known, "lea", "caisse") == aimed


@pytest.mark.parametrize(("review", "aimed"), [("2026-08-01", 0), ("2026-10-15", -1)])
def test_f10_a_workshop_that_scored_later_has_measured_it(review, aimed):
    found = journey(
        map={"last_review": review},
        emotions=[feeling("caisse", scores=[-1, -1, -1])],
        improvements={"a": planned("caisse", 1, status="done", done="2026-08-31")},
    )
    assert target_score(found, "lea", "caisse") == aimed


PAIN = {"file": {"at": "caisse", "group": "process", "what": "La queue"}}


def test_f10_two_that_remove_the_same_pain_count_once_with_the_greater_effect():
    found = scored(
        {
            "a": planned("caisse", 1, removes="file"),
            "b": planned("caisse", 2, removes="file"),
            "c": planned("caisse", 0.5),
        },
        pain_points=PAIN,
    )
    assert target_score(found, "lea", "caisse") == 0.5
    (once,) = counted_once(found)
    assert (once.at, once.left_out.id, once.counted.id) == ("caisse", "a", "b")


def test_f10_at_different_touchpoints_both_count():
    found = journey(
        emotions=[feeling("caisse", -2), feeling("facture", -2)],
        pain_points=PAIN,
        improvements={
            "a": planned("caisse", 1, removes="file"),
            "b": planned("facture", 2, removes="file"),
        },
    )
    assert target_score(found, "lea", "caisse") == -1
    assert target_score(found, "lea", "facture") == 0
    assert counted_once(found) == ()
