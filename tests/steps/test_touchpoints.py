"""Control, employees' scores and vague pain points (M3.7, M5.6, M7.2b)."""

import pytest

from kit.steps.employees import EmployeeSide
from kit.steps.pain_points import GROUPS, GROUPS_EXPLAINED, vague
from tests.journeys import journey
from tests.sections.reading import text_of, written


def at_page(**more):
    page = {"stage": "chercher", "channel": "social-networks", "name": "Notre page", **more}
    return journey(touchpoints={"page": page})


def test_the_channel_gives_a_control_that_the_touchpoint_can_change():
    usual, own = at_page(), at_page(controlled=True)
    assert usual.controlled(usual["page"]) is False
    assert own.controlled(own["page"]) is True
    unsaid = journey(touchpoints={"page": {"stage": "chercher"}})
    assert unsaid.controlled(unsaid["page"]) is None


def test_the_report_tells_a_default_from_a_statement():
    assert "usually not controlled" in text_of(written(at_page(), "touchpoints"))
    stated = text_of(written(at_page(controlled=False), "touchpoints"))
    assert "not controlled" in stated
    assert "usually not controlled" not in stated
    assert "not controlled" not in text_of(written(at_page(controlled=True), "touchpoints"))


def test_several_employees_give_a_median_and_an_n():
    side = EmployeeSide.model_validate({"scores": "-2 -1 -2 0", "evidence": "notes"})
    assert (side.value, side.asked, side.evidence) == (-1.5, 4, ("notes",))
    assert EmployeeSide(sentiment=-1, n=12).asked == 12
    with pytest.raises(ValueError, match="keep one"):
        EmployeeSide.model_validate({"sentiment": 1, "scores": [1, 2]})


def test_short_is_not_vague():
    assert not vague("Rupture de stock")
    assert not vague("Out of stock")
    assert vague("Confus")
    assert vague("Le paiement est confus")


def test_every_group_is_explained():
    assert set(GROUPS_EXPLAINED) == set(GROUPS)


def test_a_suppressed_score_is_said_and_compared_with_nobody():
    """F17: the client's edition says that there is one, and that too few gave it."""
    side = EmployeeSide(team="Vente", scores=(-2, -2)).suppressed_under(5, {})
    known = at_page()
    known = known.replace(touchpoints=(known["page"].replace(employee=side),))
    said = text_of(written(known, "touchpoints"))
    assert "suppressed: fewer than 5 asked" in said
    assert "n = 2" not in said
    assert "−2" not in said


@pytest.mark.parametrize(
    ("counts", "suppressed"),
    [({"staff": 4}, True), ({"staff": 5}, False), ({"staff": None}, False), ({}, False)],
)
def test_a_score_without_n_rests_on_the_source_that_it_cites(counts, suppressed):
    side = EmployeeSide(team="Vente", sentiment=-1.7, evidence=("staff",))
    assert side.suppressed_under(5, counts).suppressed is suppressed
