"""A part of a page on which a step draws as on an Axes of matplotlib's: ``plot`` and ``barh``.

Steps know the words of drawing and nothing of pages; so what they draw could stand on an Axes, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.figures.shapes import Box, Cap, Mark, Shape, Stroke, Style


class Plane:
    """A part of a page with coordinates of its own.

    Parameters
    ----------
    add
        Takes each shape, in the page's millimetres, with its order.
    left, top, width, height
        Where the part is on the page.
    """

    def __init__(
        self,
        add: Callable[[Shape, float], None],
        left: float,
        top: float,
        width: float,
        height: float,
    ) -> None:
        self._add = add
        self._left, self._top, self._width, self._height = left, top, width, height
        self.set_xlim(0, width)
        self.set_ylim(height, 0)

    def set_xlim(self, left: float, right: float) -> None:
        """Say which x are at the left and at the right edge."""
        self._x0, self._per_x = left, self._width / (right - left)

    def set_ylim(self, bottom: float, top: float) -> None:
        """Say which y are at the bottom and at the top edge."""
        self._y1, self._per_y = top, self._height / (top - bottom)

    def plot(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: str = "",
        linewidth: float = 1.5,
        linestyle: Style = "-",
        solid_capstyle: Cap = "projecting",
        marker: str = "",
        markersize: float = 6.0,
        markerfacecolor: str = "",
        markeredgecolor: str = "",
        markeredgewidth: float = 1.0,
        zorder: float = 2,
    ) -> None:
        """Draw a line through points, a mark at each, or both."""
        points = [self._placed(x, y) for x, y in zip(xs, ys, strict=True)]
        if linestyle != "none" and len(points) > 1:
            across, down = zip(*points, strict=True)
            self._add(Stroke(across, down, color, linewidth, linestyle, solid_capstyle), zorder)
        for x, y in points if marker else ():
            face, edge = markerfacecolor or color, markeredgecolor or color
            self._add(Mark(x, y, marker, markersize, face, edge, markeredgewidth), zorder)

    def barh(
        self,
        ys: Sequence[float],
        widths: Sequence[float],
        *,
        height: float,
        facecolor: str,
        edgecolor: str,
        linewidth: float,
        linestyle: Style = "-",
        zorder: float = 1,
    ) -> None:
        """Draw bars from zero rightwards, each about its y."""
        for y, width in zip(ys, widths, strict=True):
            (left, one), (right, other) = (
                self._placed(0, y - height / 2),
                self._placed(width, y + height / 2),
            )
            place = (left, min(one, other), right - left, abs(other - one))
            self._add(Box(*place, facecolor, edgecolor, linewidth, linestyle), zorder)

    def _placed(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is on the page."""
        return self._left + (x - self._x0) * self._per_x, self._top + (self._y1 - y) * self._per_y
