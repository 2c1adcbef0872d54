from datetime import date

import pytest

from kit.results import review_due
from tests.journeys import journey


@pytest.mark.parametrize(
    ("upkeep", "due"),
    [
        ({"last_review": "2026-06-15", "review_every_months": 3}, date(2026, 9, 15)),
        ({"last_review": "2026-11-30", "review_every_months": 3}, date(2027, 2, 28)),
        ({"created": "2026-01-31", "review_every_months": 12}, date(2027, 1, 31)),
        ({"last_review": "2026-06-15"}, None),
        ({"review_every_months": 3}, None),
    ],
)
def test_m6_8_when_the_next_review_is_due(upkeep, due):
    assert review_due(journey(map=upkeep)) == due
