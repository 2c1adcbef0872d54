"""Lay out an emotion curve: stages in rows, rows on pages, names under points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.blocks import Chart, Group
from kit.figures.columns import rows
from kit.figures.lettering import SMALL, Fitted, fit, width
from kit.figures.page import TALLEST, WIDTH
from kit.figures.scores import Point
from kit.i18n import Texts

SCALE = 20.0
"""The room for the words of the scale, at the left of a curve."""

PLOT = 28.0
"""The height of a curve's plot, from −2.25 to +2.25."""

LOW_PLOT = 25.0
"""The height of a plot over stages alone."""

COMPACT_PLOT = 20.0
"""The height of the plot on a page that shows more than the curve."""

MOST_POINTS = 24
"""The most touchpoints of a stage in one row."""

NARROWEST = (17.0, 20.0, 30.0, 48.0, 72.0, WIDTH - SCALE)
"""The least width of a stage; a wider one is tried if names would run down the page."""


@dataclass(frozen=True)
class Part:
    """A stage, or a part of one, with its points."""

    name: str
    points: tuple[Point, ...]
    numbers: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A touchpoint's number and name under the curve."""

    number: str
    name: Fitted
    x: float
    y: float


@dataclass(frozen=True)
class Column:
    """A part set at its place in a row."""

    part: Part
    x: float
    width: float
    heading: Fitted
    entries: tuple[Entry, ...]
    depth: float

    @property
    def xs(self) -> list[float]:
        """The x of each point."""
        step = self.width / len(self.part.points)
        return [self.x + (i + 0.5) * step for i in range(len(self.part.points))]


def lay_out(
    chart: Chart, t: Texts, named: bool, least: Sequence[float] = NARROWEST
) -> list[list[Column]]:
    """Set the stages in rows, as narrow as their words and points allow.

    The least widths are tried in turn until names run down the page no more.

    Parameters
    ----------
    named
        Whether to name the touchpoints under the curve.
    """
    series = chart.series[0]
    points = [Point(series, n) for n in range(len(series.values))]
    texts = [str(point.place + 1) for point in points]
    texts += [t.number(point.n, 0) for point in points if point.n]
    step = max(width(text) for text in texts) + 1.4
    most = min(MOST_POINTS, int((WIDTH - SCALE) / step))
    # A chart over the stages has no groups: each category is a stage, whose heading names it.
    named = named and bool(chart.groups)
    stages = chart.groups or [Group(name, (n,)) for n, name in enumerate(chart.categories)]
    parts = []
    for stage in stages:
        for start in range(0, len(stage.members), most):
            places = stage.members[start : start + most]
            parts.append(
                Part(
                    str(stage.label),
                    tuple(points[n] for n in places),
                    tuple(n + 1 for n in places),
                    tuple(str(chart.categories[n]) if named else "" for n in places),
                )
            )
    for narrowest in least:
        needs = [
            min(
                WIDTH - SCALE,
                max(narrowest, len(p.points) * step, min(_unbroken(p), 45)),
            )
            for p in parts
        ]
        setting = []
        rest = iter(parts)
        for widths in rows(needs, WIDTH - SCALE):
            x = SCALE
            row = []
            for w in widths:
                row.append(_column(next(rest), x, w))
                x += w
            setting.append(row)
        if all(height_of(row) < TALLEST - 12 for row in setting):
            break
    return setting


def longest_word(text: str, size: float = 7.5, bold: bool = True) -> float:
    """Return the width of the widest word, in the type of a heading by default."""
    return max(width(w, size, bold) for w in text.replace("-", "- ").split() or [""])


def _unbroken(part: Part) -> float:
    """Return the least width at which no word of a part is broken."""
    numbers = max((width(f"{n}", SMALL, bold=True) for n in part.numbers), default=0.0) + 3.4
    names = [longest_word(name, SMALL, bold=False) + numbers for name in part.names if name]
    return max([longest_word(part.name) + 2.2, *names])


def _column(part: Part, x: float, room: float) -> Column:
    heading = fit(part.name, room - 2, 7.5, bold=True)
    shown = [(str(n), name) for n, name in zip(part.numbers, part.names, strict=True) if name]
    side_by_side = max(1, min(len(shown), int((room - 1) / 34)))
    each = (room - 2) / side_by_side
    indent = max((width(n, SMALL, bold=True) for n, _ in shown), default=0.0) + 1.2
    fitted = [(n, fit(name, each - indent - 1)) for n, name in shown]
    goal = sum(f.height + 0.8 for _, f in fitted) / side_by_side
    entries = []
    y, lane, depth = 0.0, 0, 0.0
    for n, name in fitted:
        if y and lane < side_by_side - 1 and y + name.height / 2 > goal:
            y, lane = 0.0, lane + 1
        entries.append(Entry(n, name, x + 1 + lane * each, y))
        y += name.height + 0.8
        depth = max(depth, y)
    return Column(part, x, room, heading, tuple(entries), depth)


def points_of(row: list[Column]) -> list[tuple[float, Point]]:
    """Return the points of a row, each with its x."""
    return [(x, point) for c in row for x, point in zip(c.xs, c.part.points, strict=True)]


def has_counts(row: list[Column]) -> bool:
    """Return whether n is written under some points of a row."""
    return any(point.n for column in row for point in column.part.points)


def has_names(row: list[Column]) -> bool:
    """Return whether touchpoints are named under a row."""
    return any(column.entries for column in row)


def height_of(row: list[Column]) -> float:
    """Return the greatest height of a row, its strips of labels included."""
    head = max(c.heading.height for c in row) + 2
    under = max(c.depth for c in row) + (7.5 if has_names(row) else 0) + 3.5 * has_counts(row)
    return head + 26 + PLOT + under


def paginate(setting: list[list[Column]]) -> list[list[list[Column]]]:
    """Distribute rows over pages."""
    pages: list[list[list[Column]]] = []
    room = 0.0
    for row in setting:
        if not pages or room < height_of(row):
            pages.append([])
            room = TALLEST - 12
        pages[-1].append(row)
        room -= height_of(row)
    return pages
