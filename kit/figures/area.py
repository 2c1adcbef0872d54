"""Draw in units of one's own, such as scores upwards, on a part of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.figures.shapes import Box, Cap, Mark, Shape, Stroke, Style


class Area:
    """A part of a page with its own units on both axes.

    Parameters
    ----------
    add
        Adds a shape to the page, in millimetres of the page, with its order: shapes of a higher
        order lie over those of a lower one.
    left, top, width, height
        The place on the page, in millimetres.
    xs
        The units at the left and at the right edge.
    ys
        The units at the bottom and at the top edge.
    """

    def __init__(
        self,
        add: Callable[[Shape, float], None],
        left: float,
        top: float,
        width: float,
        height: float,
        xs: tuple[float, float],
        ys: tuple[float, float],
    ) -> None:
        self._add = add
        self._left, self._top = left, top
        self._x0, self._per_x = xs[0], width / (xs[1] - xs[0])
        self._y1, self._per_y = ys[1], height / (ys[1] - ys[0])

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        points: float,
        style: Style = "-",
        cap: Cap = "projecting",
        order: float = 2,
    ) -> None:
        """Draw a line through two or more points, so many typographic points wide."""
        if len(xs) > 1:
            places = [self._on_page(x, y) for x, y in zip(xs, ys, strict=True)]
            across, down = zip(*places, strict=True)
            self._add(Stroke(across, down, colour, points, style, cap), order)

    def mark(
        self,
        x: float,
        y: float,
        shape: str,
        size: float,
        face: str,
        edge: str = "",
        points: float = 1.0,
        order: float = 3,
    ) -> None:
        """Draw a mark about a point; its size and the width of its edge in typographic points."""
        self._add(Mark(*self._on_page(x, y), shape, size, face, edge or face, points), order)

    def bar(
        self,
        y: float,
        end: float,
        height: float,
        face: str,
        edge: str,
        points: float,
        style: Style = "-",
        order: float = 2,
    ) -> None:
        """Draw a bar from zero to an end, about its y."""
        left, one = self._on_page(0, y - height / 2)
        right, other = self._on_page(end, y + height / 2)
        place = (left, min(one, other), right - left, abs(other - one))
        self._add(Box(*place, face, edge, points, style), order)

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        """Return the millimetres from the left and from the top of the page."""
        return self._left + (x - self._x0) * self._per_x, self._top + (self._y1 - y) * self._per_y
