"""Where the touchpoints are, and where there are none: stage by channel (M3.4)."""

from __future__ import annotations

from kit.blocks import Picture
from kit.i18n import Texts
from kit.journey import Journey
from kit.theme import Theme


def coverage_matrix(journey: Journey, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the coverage matrix, stage × channel, positive and irritant apart (M3.4, M3.6)."""
    return ()
