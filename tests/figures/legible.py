"""What makes a figure legible, asked of its artists."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from kit.figures.page import settings

SMALLEST = 7.0
HAIR = 0.008
"""In inches: what two boxes may share."""


def texts(figure: Figure) -> list[Text]:
    """Return the texts of a figure in the order in which they were written."""
    return [text for ax in figure.axes for text in ax.texts if text.get_text()]


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every text with the box in which the renderer sets it, in inches."""
    with settings():
        renderer = FigureCanvasAgg(figure).get_renderer()
        dpi = figure.dpi
        return [
            (
                text.get_text(),
                Bbox(text.get_window_extent(renderer).get_points() / dpi),
            )
            for text in texts(figure)
        ]


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts whose boxes share more than a hair."""
    placed = boxes(figure)
    corners = np.array([box.extents for _, box in placed]).reshape(-1, 4)
    low = np.maximum(corners[:, None, :2], corners[None, :, :2])
    high = np.minimum(corners[:, None, 2:], corners[None, :, 2:])
    shared = np.triu((high - low > HAIR).all(axis=2), 1)
    return [(placed[i][0], placed[j][0]) for i, j in np.argwhere(shared)]


def outside(figure: Figure) -> list[str]:
    """Return the texts that leave the figure."""
    width, height = figure.get_size_inches()
    return [
        text
        for text, box in boxes(figure)
        if box.x0 < -HAIR * 2
        or box.y0 < -HAIR * 2
        or box.x1 > width + HAIR * 2
        or box.y1 > height + HAIR * 2
    ]


def small(figure: Figure) -> list[str]:
    """Return the texts smaller than 7 points as printed."""
    return [text.get_text() for text in texts(figure) if text.get_fontsize() < SMALLEST]


def told(figures: Iterable[Figure]) -> str:
    """Return everything that figures say, without spaces and line breaks."""
    return "".join("".join(t.get_text().split()) for figure in figures for t in texts(figure))
