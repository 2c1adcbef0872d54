"""The whole journey map as a poster (M7.5)."""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure

from kit.i18n import Texts
from kit.journey import Journey
from kit.theme import Theme


def poster(journey: Journey, persona: str, t: Texts, theme: Theme) -> list[Figure]:
    """Draw the journey map of one persona, page by page."""
    return []


def save_poster(pages: list[Figure], path: Path) -> list[Path]:
    """Write the pages as the suffix says: one PDF, or one PNG or SVG a page; return the files."""
    return []
