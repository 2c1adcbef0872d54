import pytest

from kit.results import curve, extremes, stage_curve
from kit.results.curves import low_points
from tests.journeys import feeling, journey


def test_f1_a_stage_is_the_weighted_mean_of_its_touchpoints():
    found = journey(emotions=[feeling("vitrine", 2), feeling("site", -1)])
    first, second = stage_curve(found, "lea")
    assert first.score == pytest.approx((4 * 2 + 3 * -1) / 7)
    assert first.computed
    assert second.score is None


def test_f1_a_stages_own_score_counts_before_its_touchpoints():
    found = journey(emotions=[feeling("vitrine", 2), feeling("chercher", -1)])
    assert stage_curve(found, "lea")[0].score == -1
    assert not stage_curve(found, "lea")[0].computed


def test_a_mean_is_as_firm_as_its_weakest_part():
    found = journey(
        evidence={"enquete": {"name": "Enquête", "kind": "survey"}},
        emotions=[feeling("vitrine", 2, evidence="enquete"), feeling("site", scores=[1, 2])],
    )
    assert stage_curve(found, "lea")[0].origin == "workshop"


def test_the_curve_follows_the_journey_and_leaves_gaps():
    found = journey(emotions=[feeling("caisse", -2), feeling("vitrine", 1)])
    assert [(m.at, m.score) for m in curve(found, "lea")] == [
        ("vitrine", 1),
        ("site", None),
        ("caisse", -2),
        ("facture", None),
    ]


def test_f9_extremes_are_moments_of_the_journey():
    found = journey(emotions=[feeling("vitrine", 1), feeling("caisse", -2), feeling("facture", 0)])
    ends = extremes(found, "lea")
    assert (ends.best.at, ends.worst.at, ends.end.at) == ("vitrine", "caisse", "facture")
    assert ends.peak_end == -1


def test_f9_without_scores_there_are_no_extremes():
    assert extremes(journey(), "lea") is None


def test_low_points_are_the_lowest_below_zero_or_the_lowest_of_all():
    felt = [feeling("vitrine", 1), feeling("site", -1), feeling("caisse", scores=[-2, -1, -2])]
    low = low_points(journey(emotions=felt), "lea")
    assert [(m.at, m.score, m.n) for m in low] == [("caisse", -2, 3), ("site", -1, None)]
    assert [m.at for m in low_points(journey(emotions=felt[:1]), "lea")] == ["vitrine"]


def test_low_points_are_stages_where_no_touchpoint_has_a_score():
    found = journey(emotions=[feeling("chercher", -1)])
    assert [m.at for m in low_points(found, "lea")] == ["chercher"]
    assert low_points(journey(), "lea") == ()


def test_a_changed_journey_has_curves_of_its_own():
    known = journey(emotions=[feeling("caisse", -1)])
    before = curve(known, "lea"), stage_curve(known, "lea"), extremes(known, "lea")
    changed = known.replace(emotions=[feeling("caisse", 2)])
    assert [m.score for m in curve(changed, "lea") if m.score is not None] == [2]
    assert extremes(changed, "lea").worst is None
    assert (curve(known, "lea"), stage_curve(known, "lea"), extremes(known, "lea")) == before
