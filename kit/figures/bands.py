"""Cells, lanes and sheets of a poster: what is set on them, and how a tall sheet is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.figures.lanes import Cell, Item, Lane
from kit.figures.lettering import POINT, Fitted, fit, width
from kit.steps.stages import Stage

GAP = 2.0
"""Millimetres between a cell's text and its sides."""


@dataclass(frozen=True)
class Sizes:
    """Type sizes in points: of main texts, of all others, and of the lanes' names."""

    main: float
    detail: float
    label: float

    def of(self, lane: Lane) -> float:
        """Return the size of a lane's texts."""
        return self.main if lane.main else self.detail


@dataclass(frozen=True)
class Line:
    """A line of text in a cell; the first of an item carries its mark and number."""

    text: Fitted
    item: Item | None
    gap: float
    heading: bool = False


@dataclass(frozen=True)
class Band:
    """A lane, or the part of it on one sheet; the curve has no cells."""

    name: str
    cells: tuple[tuple[Line, ...], ...]
    height: float
    curve: bool = False
    inset: float = GAP
    """The distance of the cells' text from the upper edge."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its stages with their widths, and its lanes, under a heading of a height."""

    stages: tuple[tuple[Stage, Fitted, float], ...]
    bands: tuple[Band, ...]
    sizes: Sizes
    labels: float
    """The room for the lanes' names, at the left."""

    @property
    def headings(self) -> float:
        """The height of the stages' names."""
        return max(name.height for _, name, _ in self.stages) + 2 * GAP

    @property
    def height(self) -> float:
        """The height of stages and lanes."""
        return self.headings + sum(band.height for band in self.bands)


def indent(item: Item | None, points: float) -> float:
    """Return the room for an item's mark and number before its text."""
    if item is None:
        return 0.0
    mark = 0.5 * points if item.mark != "" else 0.0
    lead = max(width(item.lead, points, bold=True), 0.8 * points * POINT) + 0.17 * points
    return mark + (lead if item.lead else 0.0)


def lines_of(cell: Cell, room: float, points: float) -> tuple[Line, ...]:
    """Break the items of a cell into lines for a width, at a size in points."""
    lines = []
    for place, item in enumerate(cell):
        fitted = fit(item.text, room - indent(item, points), points)
        for number, line in enumerate(fitted.lines):
            gap = 0.13 * points if place and not number else 0.0
            lines.append(Line(Fitted((line,), points), item if not number else None, gap))
    return tuple(lines)


def band_of(name: str, cells: Sequence[tuple[Line, ...]], lowest: float = 0.0) -> Band:
    """Return a lane as tall as the tallest of its cells."""
    return Band(name, tuple(cells), max(lowest, *map(_height, cells)) + 2 * GAP)


def _height(cell: Sequence[Line]) -> float:
    return sum(line.text.height + line.gap for line in cell)


def column_height(sheet: Sheet, column: int) -> float:
    """Return the height of all texts of a stage."""
    return sum(_height(band.cells[column]) for band in sheet.bands if band.cells)


def joined(bands: Sequence[Band], widths: Sequence[float], sizes: Sizes) -> Band:
    """Return lanes as one, in which they follow on one another in each stage under their names."""
    cells = []
    for column, room in enumerate(widths):
        lines: list[Line] = []
        for band in bands:
            if band.cells[column]:
                name = fit(band.name, room - 2 * GAP, sizes.detail, bold=True)
                gap = 0.4 * sizes.detail if lines else 0.0
                lines += [Line(name, None, gap, heading=True), *band.cells[column]]
        cells.append(tuple(lines))
    return band_of("", cells)


def cut(sheet: Sheet, room: float) -> list[Sheet]:
    """Return the parts of a sheet that is taller than its room, about as tall as each other.

    A lane is cut only if it is taller than the room.
    """
    fewest = list(_parts(sheet, room))
    for share in (0.6, 0.7, 0.8, 0.9):
        even = list(_parts(sheet, room * share))
        if len(even) == len(fewest):
            return even
    return fewest


def _parts(sheet: Sheet, room: float) -> Iterator[Sheet]:
    page: list[Band] = []
    left = room
    for band in sheet.bands:
        following: Band | None = band
        while following is not None:
            fits, following = _split(following, left, room)
            if fits is not None:
                page.append(fits)
                left -= fits.height
            if following is not None:
                yield replace(sheet, bands=tuple(page))
                page, left = [], room
    yield replace(sheet, bands=tuple(page))


def _split(band: Band, left: float, room: float) -> tuple[Band | None, Band | None]:
    """Split a lane at a height; return the part that fits and the part for the next sheet."""
    if band.height <= left:
        return band, None
    if band.curve or band.height <= room or left < room / 8:
        return None, band
    first, second = [], []
    for cell in band.cells:
        y = 2 * GAP
        count = 0
        for line in cell:
            y += line.text.height + line.gap
            if y > left:
                break
            count += 1
        first.append(cell[:count])
        second.append(cell[count:])
    return band_of(band.name, first), band_of(band.name, second)
