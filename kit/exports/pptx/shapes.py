"""Records of the shapes on a slide, measured and placed, before any is written.

Lengths are millimetres from the upper left corner of the slide, sizes of type are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.blocks import Chart, Point, Tone
from kit.i18n import RichText

Ink = Literal["text", "muted", "accent"] | Tone
"""A colour of the theme, by what it means."""

SMALLEST = 10.0
"""The least size of a slide's type."""

TEXT = 12.0


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph in one style."""

    said: RichText
    bold: bool = False
    ink: Ink = "text"


@dataclass(frozen=True)
class Words:
    """A paragraph.

    Attributes
    ----------
    size
        In points.
    after
        The space below it, in millimetres.
    bullet
        Whether it is an item of a list.
    """

    runs: tuple[Run, ...]
    size: float = TEXT
    after: float = 0.0
    bullet: bool = False
    align: Literal["left", "center", "right"] = "left"

    def __str__(self) -> str:
        return "".join(str(run.said) for run in self.runs)


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    x: float
    y: float
    width: float
    height: float

    def below(self, height: float) -> Box:
        """Return what is left under the upper part."""
        return Box(self.x, self.y + height, self.width, self.height - height)

    def upper(self, height: float) -> Box:
        """Return the upper part."""
        return Box(self.x, self.y, self.width, height)

    def column(self, start: float, end: float) -> Box:
        """Return the part between two shares of the width."""
        return Box(self.x + self.width * start, self.y, self.width * (end - start), self.height)


@dataclass(frozen=True)
class TextShape:
    """A text box."""

    box: Box
    words: tuple[Words, ...]
    name: str = ""


@dataclass(frozen=True)
class TableShape:
    """A table, its first row the header.

    Attributes
    ----------
    widths, heights
        Of columns and rows.
    rows
        The paragraphs of each cell.
    """

    box: Box
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    alt: str


@dataclass(frozen=True)
class ChartShape:
    """A chart.

    Attributes
    ----------
    beside
        Whether it stands beside the rows of a table, which name its categories.
    plain
        Whether it is without labels of values.
    """

    box: Box
    chart: Chart
    beside: bool = False
    plain: bool = False


@dataclass(frozen=True)
class CurveShape:
    """The curve of a map, drawn across the columns of its table.

    Attributes
    ----------
    centres
        The middle of each column.
    """

    box: Box
    points: tuple[Point, ...]
    centres: tuple[float, ...]
    alt: str
    start: float = 0.0
    """The left edge of the first column."""


@dataclass(frozen=True)
class PictureShape:
    """A picture of pixels, as a ``data:`` URL."""

    box: Box
    url: str
    alt: str


Shape = TextShape | TableShape | ChartShape | CurveShape | PictureShape


@dataclass(frozen=True)
class Slide:
    """A slide.

    Attributes
    ----------
    title
        Its message in one sentence, unlike that of any other slide.
    size
        The size of the title; 0 for the layout's.
    notes
        What to say and where the numbers come from, a paragraph each.
    cover
        Whether it is the first slide, with ``subtitle`` at its size.
    """

    title: RichText
    shapes: tuple[Shape, ...]
    notes: tuple[RichText, ...]
    size: float = 0.0
    cover: bool = False
    subtitle: tuple[RichText, ...] = ()
    subtitle_size: float = 0.0
