"""Draw a form to print: questions, each with lines to write on or a scale to circle (M7.3)."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from kit.figures.canvas_page import CanvasPage
from kit.figures.page import Page
from kit.i18n import Texts
from kit.theme import Theme

WIDTH, HEIGHT = 210.0, 297.0
"""A4 portrait, in millimetres."""

MARGIN = 16.0
LINE = 8.0
"""The distance of the lines to write on."""

Field = tuple[str, float, bool]
"""A question, the millimetres of room for its answer, and whether it is a scale from 1 to 5."""


def form(
    title: str, subtitle: str, fields: Sequence[Field], t: Texts, theme: Theme
) -> list[Figure]:
    """Draw a form on as many pages as its fields need, each with its title."""
    pages: list[CanvasPage] = []
    y = HEIGHT
    for asks, room, scale in fields:
        need = room + 12
        if y + need > HEIGHT - MARGIN:
            page = CanvasPage(Page(WIDTH, HEIGHT, theme), 1.0, t, ())
            pages.append(page)
            y = _head(page, title, subtitle)
        y = _field(pages[-1], asks, room, scale, y)
    return [page.sheet.figure for page in pages]


def _head(page: CanvasPage, title: str, subtitle: str) -> float:
    width = WIDTH - 2 * MARGIN
    below = page.write(title, MARGIN, 12, width, 15, bold=True, colour=page.theme.accent)
    below = page.write(subtitle, MARGIN, below + 1, width, 8, colour=page.theme.muted)
    return below + 5


def _field(page: CanvasPage, asks: str, room: float, scale: bool, y: float) -> float:
    """Draw one field, and return the y of its lower end."""
    width = WIDTH - 2 * MARGIN
    below = page.write(asks, MARGIN, y, width, 9, bold=True, lines=3)
    if scale:
        for step in range(1, 6):
            x = MARGIN + (step - 1) * 16
            page.box(x, below + 1.5, 10, 6)
            page.write(str(step), x, below + 2.2, 10, 9, align="center")
        return below + 11
    for number in range(1, max(1, round(room / LINE)) + 1):
        at = below + number * LINE
        page.line((MARGIN, MARGIN + width), (at, at), page.theme.line)
    return below + max(1, round(room / LINE)) * LINE + 4
