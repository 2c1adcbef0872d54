"""Set groups of paragraphs in columns, on as many slides as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kit.exports.pptx.chapters.tables import SIZES
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import Box, Shape, TextShape, Words
from kit.exports.pptx.texts import within

GAP = 6.0
"""The distance of columns, in millimetres."""

COLUMNS = 3
BETWEEN = 2.4
"""The space between groups of paragraphs."""

Groups = Callable[[float], list[list[Words]]]


def in_columns(page: Page, body: Box, groups: Groups) -> list[list[Shape]]:
    """Return groups of paragraphs in columns, at the greatest size at which one slide holds them.

    Parameters
    ----------
    groups
        Returns the groups at a size of type.
    """
    slides: list[list[Shape]] = []
    for size in SIZES:
        slides = [*_columns(page, body, groups(size))]
        if len(slides) < 2:
            break
    return slides


def _columns(page: Page, body: Box, groups: Sequence[Sequence[Words]]) -> Iterator[list[Shape]]:
    """Yield groups of paragraphs in columns, filled one after another."""
    width = (body.width - GAP * (COLUMNS - 1)) / COLUMNS
    heights = [page.metrics.heights(group, width) for group in groups]
    total = sum(heights) + BETWEEN * len(groups)
    # Columns of about one height, if all fit one slide.
    height = min(body.height, total / COLUMNS + max(heights, default=0.0) / 2)
    shapes: list[Shape] = []
    column: list[Words] = []
    taken = 0.0
    waiting = [tuple(group) for group in groups]
    while waiting:
        group = waiting.pop(0)
        needed = page.metrics.heights(group, width)
        limit = body.height if len(shapes) == COLUMNS - 1 else height
        if taken + needed <= limit:
            column += _spaced(group)
            taken += needed + BETWEEN
            continue
        if not column:
            shown, rest = within(group, page.metrics, width, limit)
            column += _spaced(shown)
            waiting.insert(0, rest)
        else:
            waiting.insert(0, group)
        shapes.append(_column(body, width, len(shapes), column))
        column, taken = [], 0.0
        if len(shapes) == COLUMNS:
            yield shapes
            shapes = []
    if column:
        shapes.append(_column(body, width, len(shapes), column))
    if shapes:
        yield shapes


def _spaced(group: Sequence[Words]) -> list[Words]:
    return [*group[:-1], replace(group[-1], after=BETWEEN)] if group else []


def _column(body: Box, width: float, place: int, column: Sequence[Words]) -> TextShape:
    box = Box(body.x + place * (width + GAP), body.y, width, body.height)
    return TextShape(box, tuple(column))
