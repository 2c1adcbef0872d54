"""Sections without their pictures, where a test reads the words only."""

from __future__ import annotations

from typing import Any

import pytest

from kit.sections import emotions, improvements, pain_points, summary, touchpoints, workshop_scores
from kit.sections.portfolio import curves

DRAWN = (
    (curves, ["curves_by_phase"]),
    (emotions, ["emotion_curve", "personas_compared", "target_curves"]),
    (improvements, ["impact_effort", "roadmap"]),
    (pain_points, ["pain_ranking"]),
    (summary, ["emotion_curve", "personas_compared"]),
    (touchpoints, ["coverage_matrix"]),
    (workshop_scores, ["workshop_scores"]),
)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: drawing takes its time, and has tests of its own."""

    def nothing(*_: Any, **__: Any) -> tuple[()]:
        return ()

    for module, names in DRAWN:
        for name in names:
            monkeypatch.setattr(module, name, nothing)
