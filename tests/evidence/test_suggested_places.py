"""A rating is suggested for the touchpoint whose name is in its question."""

from __future__ import annotations

import pytest

from kit.evidence.add_source import suggest_place
from kit.evidence.table import Column
from kit.journey import Journey
from kit.sources import Role

PLACES = {"net": "Wifi", "meal": "Inflight meal service", "seat": "Seat", "crew": "Cabin crew"}


@pytest.fixture
def journey():
    touchpoints = {id: {"stage": "flight", "name": name} for id, name in PLACES.items()}
    stated = {
        "client": {"name": "Invented", "language": "en"},
        "stages": {"flight": {"name": "Flight"}},
        "touchpoints": touchpoints,
    }
    return Journey.model_validate(stated)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Inflight wifi service", "net"),
        ("Inflight meal service", "meal"),
        ("Seat comfort", "seat"),
        ("How were the cabin crew?", "crew"),
        ("Baggage handling", ""),
    ],
)
def test_the_touchpoint_whose_name_is_in_the_question(journey, question, place):
    assert suggest_place(Column(question, Role.RATING, question), journey) == place
