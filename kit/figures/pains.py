"""The pain points, ranked (M5.2 to M5.4)."""

from __future__ import annotations

from kit.blocks import Picture
from kit.i18n import Texts
from kit.journey import Journey
from kit.theme import Theme


def pain_ranking(journey: Journey, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the pain points by severity (F5), recurring apart from isolated (F4)."""
    return ()
