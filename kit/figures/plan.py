"""The improvements: what pays and when (M6.4, M6.6)."""

from __future__ import annotations

from datetime import date

from kit.blocks import Picture
from kit.i18n import Texts
from kit.journey import Journey
from kit.theme import Theme


def impact_effort(journey: Journey, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the improvements on the plane of impact and effort (F6)."""
    return ()


def roadmap(
    journey: Journey, t: Texts, theme: Theme, as_of: date | None = None
) -> tuple[Picture, ...]:
    """Draw the improvements by due date, with owner and status (M6.6)."""
    return ()
