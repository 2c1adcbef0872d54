"""Boxes, strokes and marks, as SVG elements and as artists of matplotlib's.

A report takes the SVG; PNG, PDF and figures in a notebook take the artists. Through matplotlib's
own SVG a report took three times as long: most of it went into axes, their ticks and transforms, of
which these pages show nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Rectangle

from kit.figures.lettering import POINT
from kit.figures.outlines import path_data, short

Style = Literal["-", ":", "--", "none"]
Cap = Literal["butt", "round", "projecting"]

DASHES = {":": (1.0, 1.65), "--": (3.7, 1.6)}
"""Dashes and gaps in widths of the line, as matplotlib has them."""


@dataclass(frozen=True)
class Box:
    """A filled rectangle from its upper left corner; lengths in millimetres, edge in points."""

    x: float
    y: float
    width: float
    height: float
    face: str
    edge: str = ""
    points: float = 0.0
    style: Style = "-"

    def svg(self) -> str:
        """Return the SVG element."""
        edge = f' stroke="{self.edge}"{_width(self.points)}{_dashes(self)}' if self.edge else ""
        size = f'width="{_at(self.width)}" height="{_at(self.height)}"'
        return f'<rect x="{_at(self.x)}" y="{_at(self.y)}" {size} fill="{self.face}"{edge}/>'

    def artist(self, scale: float = 1.0) -> Artist:
        """Return the artist of matplotlib's, in millimetres; points are enlarged by a scale."""
        return Rectangle(
            (self.x, self.y),
            self.width,
            self.height,
            facecolor=self.face,
            edgecolor=self.edge or "none",
            linewidth=self.points * scale,
            linestyle=self.style,
        )


@dataclass(frozen=True)
class Stroke:
    """A line through points; lengths in millimetres, its width in points."""

    xs: Sequence[float]
    ys: Sequence[float]
    colour: str
    points: float
    style: Style = "-"
    cap: Cap = "projecting"

    def svg(self) -> str:
        """Return the SVG element."""
        through = "L".join(f"{_at(x)} {_at(y)}" for x, y in zip(self.xs, self.ys, strict=True))
        cap = {"round": "round", "projecting": "square"}.get(self.cap)
        ends = f' stroke-linecap="{cap}"' if cap and self.style == "-" else ""
        look = f'stroke="{self.colour}"{_width(self.points)}{_dashes(self)}{ends}'
        return f'<path d="M{through}" fill="none" {look} stroke-linejoin="round"/>'

    def artist(self, scale: float = 1.0) -> Artist:
        """Return the artist of matplotlib's; points are enlarged by a scale."""
        return Line2D(
            self.xs,
            self.ys,
            color=self.colour,
            linewidth=self.points * scale,
            linestyle=self.style,
            solid_capstyle=self.cap,
        )


@dataclass(frozen=True)
class Mark:
    """A mark of one of matplotlib's shapes about a point; its size in points."""

    x: float
    y: float
    shape: str
    size: float
    face: str
    edge: str
    points: float = 1.0

    def svg(self) -> str:
        """Return the SVG element, which refers to the outline (:attr:`name`)."""
        at = f'x="{_at(self.x)}" y="{_at(self.y)}"'
        look = f'fill="{self.face}" stroke="{self.edge}"{_width(self.points)}'
        return f'<use href="#{self.name}" {at} {look}/>'

    @property
    def name(self) -> str:
        """The id of the outline; marks of one shape and size share it."""
        return _outline(self.shape, self.size)[0]

    @property
    def outline(self) -> str:
        """The outline as an SVG element."""
        return _outline(self.shape, self.size)[1]

    def artist(self, scale: float = 1.0) -> Artist:
        """Return the artist of matplotlib's; points are enlarged by a scale."""
        return Line2D(
            [self.x],
            [self.y],
            marker=self.shape,
            markersize=self.size * scale,
            markerfacecolor=self.face,
            markeredgecolor=self.edge,
            markeredgewidth=self.points * scale,
            linestyle="none",
        )


Shape = Box | Stroke | Mark


def to_svg(shapes: Iterable[Shape]) -> str:
    """Return shapes as SVG elements, the first at the bottom; in points, from the upper left."""
    shapes = list(shapes)
    outlines = dict.fromkeys(shape.outline for shape in shapes if isinstance(shape, Mark))
    return f"<defs>{''.join(outlines)}</defs>{''.join(shape.svg() for shape in shapes)}"


@cache
def _outline(shape: str, size: float) -> tuple[str, str]:
    """Return the id of a mark's outline, and the outline in points about its centre."""
    style = MarkerStyle(shape)
    path = style.get_path().transformed(style.get_transform())
    vertices: Any = path.vertices
    codes: Any = path.codes
    if codes is None:
        codes = [path.MOVETO, *[path.LINETO] * (len(vertices) - 1)]
    name = f"m{ord(shape):x}-{short(size)}"
    data, join = path_data(vertices * size, codes), style.get_joinstyle()
    join = getattr(join, "value", join)  # its name, or a member of an enumeration
    return name, f'<path id="{name}" d="{data}" stroke-linejoin="{join}"/>'


def _at(millimetres: float) -> str:
    return short(millimetres / POINT)


def _width(points: float) -> str:
    return f' stroke-width="{short(points)}"' if points != 1 else ""


def _dashes(shape: Box | Stroke) -> str:
    if shape.style not in DASHES:
        return ""
    lengths = ",".join(f"{length * shape.points:.3g}" for length in DASHES[shape.style])
    return f' stroke-dasharray="{lengths}"'
