"""The emotion curves (M4.1 to M4.4)."""

from __future__ import annotations

from kit.blocks import Picture
from kit.i18n import Texts
from kit.journey import Journey
from kit.theme import Theme


def emotion_curve(journey: Journey, persona: str, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw one persona's emotion over the touchpoints, stage by stage (M4.4)."""
    return ()


def personas_compared(journey: Journey, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the emotion per stage (F1) of all personas; nothing where there are less than two."""
    return ()


def target_curves(journey: Journey, persona: str, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the current against the target curve (F10); nothing without expected effects."""
    return ()
