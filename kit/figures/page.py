"""Lay out a page in millimetres, and write it as SVG or as a figure of matplotlib's.

No global state: settings hold while a figure is drawn or written, and the same input gives the same
bytes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from kit.blocks import Picture
from kit.figures.area import Area
from kit.figures.lettering import POINT, Fitted, font
from kit.figures.letters import Align, Line, letters
from kit.figures.outlines import short
from kit.figures.shapes import Box, Mark, Shape, Stroke, Style, to_svg
from kit.i18n import N_, Texts
from kit.theme import Theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INCH = 25.4
WIDTH = 170.0
"""The width of a figure of the report in millimetres: the text of an A4 page."""

TALLEST = 235.0
"""The greatest height of a figure that stands on an A4 page with its caption."""

ASCENT = 1.075
"""The distance from the top of a line to its baseline, in ems."""

SETTINGS: dict[Any, object] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "parcours",
    "pdf.fonttype": 42,
    "text.hinting": "none",
    "font.enable_last_resort": False,
    "text.usetex": False,
    "axes.unicode_minus": True,
    "path.simplify": False,
}


@contextmanager
def settings() -> Iterator[None]:
    """Apply the kit's settings while a figure is drawn or written.

    A character without a glyph is drawn as a box; the report's texts and tables show it all the
    same, so matplotlib's warning would only alarm the reader of a notebook.
    """
    with rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


@dataclass(frozen=True)
class Bitmap:
    """A picture of pixels on a page: its upper left corner and size in millimetres."""

    pixels: NDArray[np.uint8]
    x: float
    y: float
    width: float
    height: float
    alt: str


class Page:
    """A page in millimetres: shapes, areas over parts of it, and texts over everything.

    Parameters
    ----------
    scale
        The factor by which its figure is larger than the page, with all type, lines and marks.
    """

    def __init__(self, width: float, height: float, theme: Theme, scale: float = 1.0) -> None:
        self.width, self.height, self.theme, self.scale = width, height, theme, scale
        self._shapes: list[tuple[int, float, Shape]] = []
        self._lines: list[Line] = []
        self._paragraphs = 0
        self._bitmaps: list[Bitmap] = []
        self._areas = 0

    def area(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        xs: tuple[float, float],
        ys: tuple[float, float],
    ) -> Area:
        """Return a part of the page with its own units; it covers the areas before it.

        ``xs`` are the units at its left and right edge, ``ys`` those at its bottom and top edge.
        """
        self._areas += 1
        layer = self._areas

        def add(shape: Shape, order: float) -> None:
            self.add(shape, order, layer)

        return Area(add, left, top, width, height, xs, ys)

    def add(self, shape: Shape, order: float, layer: int = 0) -> None:
        """Add a shape, over those of a lower order in its layer."""
        self._shapes.append((layer, order, shape))

    @property
    def shapes(self) -> list[Shape]:
        """The shapes from the lowest to the topmost."""
        return [shape for _, _, shape in sorted(self._shapes, key=lambda entry: entry[:2])]

    @property
    def figure(self) -> Figure:
        """The page as a figure of matplotlib's.

        The label of a text is the number of its paragraph, that of a picture its description:
        :func:`kit.figures.tagged_pages.tagged` reads them.
        """
        with settings():
            scale = self.scale
            size = (self.width * scale / INCH, self.height * scale / INCH)
            figure = Figure(figsize=size, facecolor=self.theme.paper)
            ax = figure.add_axes((0, 0, 1, 1))
            ax.set_axis_off()
            ax.set_xlim(0, self.width)
            ax.set_ylim(self.height, 0)
            shapes = self.shapes
            for place, shape in enumerate(shapes):
                artist = ax.add_artist(shape.artist(scale))
                artist.set_clip_on(False)
                artist.set_zorder(place)
            for line in self._lines:
                ax.text(
                    line.x,
                    line.y,
                    line.text,
                    fontproperties=font(line.size * scale, line.bold),
                    color=line.colour,
                    ha=line.align,
                    va="baseline",
                    parse_math=False,
                    zorder=len(shapes),
                    label=str(line.paragraph),
                )
            for one in self._bitmaps:
                sides = (one.x, one.x + one.width, one.y + one.height, one.y)
                ax.imshow(
                    one.pixels, extent=sides, aspect="auto", zorder=len(shapes), label=one.alt
                )
        return figure

    def text(
        self, fitted: Fitted, x: float, y: float, colour: str = "", align: Align = "left"
    ) -> float:
        """Write lines of text from their upper edge down, and return the y of the lower edge."""
        colour = colour or self.theme.ink
        self._paragraphs += 1
        for number, line in enumerate(fitted.lines):
            base = y + number * fitted.leading + ASCENT * fitted.size * POINT
            self._lines.append(
                Line(line, x, base, fitted.size, fitted.bold, colour, align, self._paragraphs)
            )
        return y + fitted.height

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, over: bool = False
    ) -> None:
        """Fill a rectangle, behind everything or over the lines."""
        self.add(Box(x, y, width, height, colour), 1.5 if over else 0)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        points: float = 0.6,
        style: Style = "-",
    ) -> None:
        """Draw a line through points of the page."""
        self.add(Stroke(xs, ys, colour, points, style), 1)

    def mark(
        self, x: float, y: float, shape: str, size: float, colour: str, filled: bool = True
    ) -> None:
        """Draw a mark of a size in points."""
        self.add(Mark(x, y, shape, size, colour if filled else self.theme.paper, colour), 3)

    def bitmap(self, pixels: NDArray[np.uint8], x: float, y: float, width: float, alt: str) -> None:
        """Place a picture of pixels (rows, columns, red green blue alpha), in its proportions.

        It is part of the figure alone, not of :meth:`picture`.
        """
        rows, columns, _ = pixels.shape
        self._bitmaps.append(Bitmap(pixels, x, y, width, width * rows / columns, alt))

    def picture(self, alt: str) -> Picture:
        """Return the page as a picture of the report."""
        width, height = short(self.width / POINT), short(self.height / POINT)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}">'
            f'<rect width="{width}" height="{height}" fill="{self.theme.paper}"/>'
            f"{to_svg(self.shapes)}{letters(self._lines)}</svg>"
        )
        return Picture(svg, alt, width=self.width)


def pictures(pages: Iterable[Page], alt: str, t: Texts) -> tuple[Picture, ...]:
    """Return pages as pictures; if there are several, each names its part."""
    to_svg = list(pages)
    if len(to_svg) == 1:
        return (to_svg[0].picture(alt),)
    return tuple(
        page.picture(t(N_("Part {number} of {total}."), number=n, total=len(to_svg)) + " " + alt)
        for n, page in enumerate(to_svg, 1)
    )
