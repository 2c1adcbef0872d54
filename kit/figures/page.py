"""A figure laid out in millimetres, from its upper left corner, and what it becomes.

No pyplot and nothing global: settings hold while a figure is drawn or written, and the same input
gives the same bytes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform, TransformedPath

from kit.blocks import Picture
from kit.figures.lettering import POINT, Fitted, font
from kit.figures.letters import Align, Line, letters
from kit.figures.slim import slimmed
from kit.i18n import N_, Texts
from kit.theme import Theme

INCH = 25.4
WIDTH = 170.0
"""How wide a figure of the report is, in millimetres: the text of an A4 page."""

TALLEST = 235.0
"""How tall a figure may be to stand on one A4 page with its caption."""

NO_CLIP = TransformedPath(Path.unit_rectangle(), IdentityTransform())
"""In the place of a clip, where there is none."""

ASCENT = 1.075
"""From the top of a line to its baseline, in ems."""

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
    """Hold the kit's settings while a figure is drawn or written.

    A character that no font has is drawn as a box; the report's texts and tables show it all the
    same, so matplotlib's warning would only alarm the reader of a notebook.
    """
    with rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


class Page:
    """A figure with one coordinate system, in millimetres, y downwards."""

    def __init__(self, width: float, height: float, theme: Theme) -> None:
        self.width, self.height, self.theme = width, height, theme
        with settings():
            self._drawing = Figure(figsize=(width / INCH, height / INCH), facecolor=theme.paper)
            self.ax = self.area(0, 0, width, height)
        self.ax.set_xlim(0, width)
        self.ax.set_ylim(height, 0)
        self._lines: list[Line] = []
        self._written: list[Text] = []

    @property
    def figure(self) -> Figure:
        """The page as a figure of matplotlib's, texts and all."""
        for line in self._lines[len(self._written) :]:
            self._written.append(
                self.ax.text(
                    line.x,
                    line.y,
                    line.text,
                    fontproperties=font(line.size, line.bold),
                    color=line.colour,
                    ha=line.align,
                    va="baseline",
                    parse_math=False,
                )
            )
        return self._drawing

    def area(self, x: float, y: float, width: float, height: float) -> Axes:
        """Return an Axes of its own over a part of the page, without frame or ticks."""
        ax = self._drawing.add_axes(
            (
                x / self.width,
                1 - (y + height) / self.height,
                width / self.width,
                height / self.height,
            )
        )
        ax.set_axis_off()
        return ax

    def text(
        self, fitted: Fitted, x: float, y: float, colour: str = "", align: Align = "left"
    ) -> float:
        """Write lines of text from a top edge; return the y under them."""
        for number, line in enumerate(fitted.lines):
            base = y + number * fitted.leading + ASCENT * fitted.size * POINT
            self._lines.append(
                Line(line, x, base, fitted.size, fitted.bold, colour or self.theme.ink, align)
            )
        return y + fitted.height

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, over: bool = False
    ) -> None:
        """Fill a rectangle, behind everything or over the lines."""
        self._add(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=colour,
                edgecolor="none",
                zorder=1.5 if over else 0,
            )
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        points: float = 0.6,
        style: Literal["-", ":", "--"] = "-",
    ) -> None:
        """Draw a line through points of the page."""
        self._add(Line2D(xs, ys, color=colour, linewidth=points, linestyle=style, zorder=1))

    def mark(
        self, x: float, y: float, shape: str, size: float, colour: str, filled: bool = True
    ) -> None:
        """Draw a mark of a size in points."""
        self._add(
            Line2D(
                [x],
                [y],
                marker=shape,
                markersize=size,
                markerfacecolor=colour if filled else self.theme.paper,
                markeredgecolor=colour,
                markeredgewidth=1.0,
                linestyle="none",
                zorder=3,
            )
        )

    def _add(self, artist: Artist) -> None:
        """Add an artist that is not clipped: finding a clip for each would take half the time."""
        artist.set_clip_path(NO_CLIP)
        artist.set_clip_on(False)
        self.ax.add_artist(artist)

    def picture(self, alt: str) -> Picture:
        """Return the page as a picture of the report."""
        for text in self._written:
            text.set_visible(False)
        drawn = svg(self._drawing)
        for text in self._written:
            text.set_visible(True)
        return Picture(
            drawn.replace("</svg>", letters(self._lines) + "</svg>"), alt, width=self.width
        )


def pictures(pages: Iterable[Page], alt: str, t: Texts) -> tuple[Picture, ...]:
    """Return pages as pictures; of several, each says which part it is."""
    drawn = list(pages)
    if len(drawn) == 1:
        return (drawn[0].picture(alt),)
    return tuple(
        page.picture(t(N_("Part {number} of {total}."), number=n, total=len(drawn)) + " " + alt)
        for n, page in enumerate(drawn, 1)
    )


def svg(figure: Figure) -> str:
    """Return a figure as an SVG element, the same bytes for the same figure."""
    out = BytesIO()
    with settings():
        figure.savefig(
            out,
            format="svg",
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    text = out.getvalue().decode()
    return slimmed(text[text.index("<svg") :])
