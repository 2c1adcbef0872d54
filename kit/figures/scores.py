"""Draw emotion scores: the lines of their scale, the curve and the range of each score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from kit.blocks import Series, Spread
from kit.figures.area import Area
from kit.figures.shapes import Style
from kit.results import Moment
from kit.steps.emotions import HIGHEST, LOWEST, Origin
from kit.theme import Theme, mixed

SHAPES: dict[Origin, str] = {"measured": "o", "workshop": "s", "assumed": "D"}
"""The mark of a score, by its origin; that of an assumed one is hollow (M4.2)."""

MISSING_SHAPE = "x"
"""The mark of a missing measured value: it stands for no score."""

SPREAD = 0.55
"""The share of paper in the colour of a participants' range."""


@dataclass(frozen=True)
class Point:
    """A point of a chart's curve, by its place."""

    series: Series
    place: int

    @property
    def score(self) -> float | None:
        """The value, −2 to +2."""
        return self.series.values[self.place]

    @property
    def origin(self) -> Origin | None:
        """The origin of the score."""
        return self.series.origins[self.place]

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval."""
        return self.series.intervals[self.place]

    @property
    def spread(self) -> Spread | None:
        """The participants' scores."""
        return self.series.spreads[self.place]

    @property
    def n(self) -> int | None:
        """The number of answers."""
        return self.series.n[self.place]

    @property
    def truth(self) -> bool:
        """True at a moment of truth."""
        return self.place in self.series.truths

    @property
    def missing(self) -> bool:
        """True if a measured value could not be read."""
        return self.place in self.series.unread


Score: TypeAlias = Moment | Point
"""A score as it is drawn: of a journey or of a chart."""


def draw_scale(area: Area, start: float, end: float, theme: Theme) -> None:
    """Draw the lines of the scale on an area whose y is the score."""
    for score in range(LOWEST, HIGHEST + 1):
        colour, points = (theme.muted, 0.8) if score == 0 else (theme.line, 0.5)
        area.line([start, end], [score, score], colour, points, order=0.5)


def draw_scores(
    area: Area, points: Sequence[tuple[float, Score]], theme: Theme, larger: float = 1.0
) -> None:
    """Draw a curve on an area whose y is the score (M4.4).

    The interquartile range of the participants' scores is a bar (F2), the confidence interval of a
    measured one a line with ends (F3); where both are known, the workshop's median stands beside,
    as a hollow square. Over a moment without a score the line is dotted. A cross on the middle line
    marks a measured value that is missing.

    Parameters
    ----------
    points
        The moments in order, each with its x.
    larger
        The factor of marks and lines.
    """
    known = [
        (place, x, moment.score)
        for place, (x, moment) in enumerate(points)
        if moment.score is not None
    ]
    for (before, x, score), (after, next_x, next_score) in pairwise(known):
        style: Style = "-" if after == before + 1 else ":"
        area.line([x, next_x], [score, next_score], theme.ink, 1.3 * larger, style, "round")
    for x, moment in points:
        if moment.missing:
            area.mark(x, 0.0, MISSING_SHAPE, 6.0 * larger, theme.muted, points=1.4 * larger)
    for x, moment in points:
        if moment.score is not None:
            _draw_score(area, x, moment, moment.score, theme, larger)


def _draw_score(
    area: Area, x: float, moment: Score, score: float, theme: Theme, larger: float
) -> None:
    """Draw a score with its interval, its spread and the workshop's median."""
    colour, spread = theme.feeling(score), moment.spread
    if moment.interval is not None:
        area.line([x, x], moment.interval, theme.ink, 0.9 * larger, order=2.5)
        for end in moment.interval:
            area.mark(x, end, "_", 4.0 * larger, theme.ink, points=larger, order=2.5)
    if spread is not None and moment.origin == "measured":
        shape = SHAPES["workshop"]
        sizes = (4.5 * larger, 1.2 * larger)
        area.mark(x, spread.median, shape, sizes[0], theme.paper, theme.muted, sizes[1], order=2.6)
    if spread is not None and spread.high > spread.low:
        pale = mixed(colour, theme.paper, SPREAD)
        ends = [spread.low, spread.high]
        area.line([x, x], ends, pale, 4.0 * larger, cap="butt", order=1)
    origin = moment.origin or "assumed"
    face, size = (theme.paper, 5.0) if origin == "assumed" else (colour, 6.0)
    area.mark(x, score, SHAPES[origin], size * larger, face, colour, 1.4 * larger)
