"""Distribute the lanes of the poster over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.figures.columns import rows
from kit.figures.lanes import LANES, Cell, Item, LaneTexts
from kit.figures.lettering import Fitted, fit, width
from kit.steps.stages import Stage

MARGIN = 12.0
LABELS = 28.0
"""The room for the lanes' names, at the left."""

NARROWEST = 44.0
"""The least width of a stage."""

PLOT = 0.16
"""The share of a page that the lane of the curve takes."""


@dataclass(frozen=True)
class Line:
    """A line of text in a cell; the first of an item carries its mark and number."""

    text: Fitted
    item: Item | None
    gap: float


@dataclass(frozen=True)
class Band:
    """A lane, or the part of it on one page; the curve has no cells."""

    name: str
    cells: tuple[tuple[Line, ...], ...]
    height: float
    curve: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page: its stages with their widths, and its lanes."""

    stages: tuple[tuple[Stage, Fitted, float], ...]
    bands: tuple[Band, ...]


def sheets_of(
    words: LaneTexts, size: tuple[float, float], head: float, points: float
) -> list[Sheet]:
    """Set the map at a text size on as many pages as it needs.

    Parameters
    ----------
    size
        The width and the height of a page, in millimetres.
    head
        How tall is what stands over the stages.
    points
        The size of the text.
    """
    stages = words.journey.stages
    room = size[0] - 2 * MARGIN - LABELS
    sheets = []
    rest = iter(stages)
    for widths in rows([NARROWEST] * len(stages), room):
        row = tuple(
            (stage := next(rest), fit(stage.name, w - 5, points + 2, bold=True), w) for w in widths
        )
        headings = max(f.height for _, f, _ in row) + 4
        tall = size[1] - 2 * MARGIN - head - headings - 2
        bands = [
            Band(str(words.t(name)), (), PLOT * size[1], curve=True)
            if fill is None
            else _band(
                str(words.t(name)), [_lines(fill(words, s), w - 4, points) for s, _, w in row]
            )
            for name, fill in LANES
        ]
        page: list[Band] = []
        left = tall
        for band in bands:
            if not band.curve and not any(band.cells):
                continue
            following: Band | None = band
            while following is not None:
                fits, following = _split(following, left, tall)
                if fits is not None:
                    page.append(fits)
                    left -= fits.height
                if following is not None:
                    sheets.append(Sheet(row, tuple(page)))
                    page, left = [], tall
        sheets.append(Sheet(row, tuple(page)))
    return [sheet for sheet in sheets if sheet.bands]


def _lines(cell: Cell, room: float, points: float) -> tuple[Line, ...]:
    lines = []
    for place, item in enumerate(cell):
        fitted = fit(item.text, room - indent(item, points), points)
        for number, line in enumerate(fitted.lines):
            gap = 0.9 if place and not number else 0.0
            lines.append(Line(Fitted((line,), points), item if not number else None, gap))
    return tuple(lines)


def indent(item: Item | None, points: float) -> float:
    """Return the room for an item's mark and number before its text."""
    if item is None:
        return 0.0
    mark = 3.6 if item.mark != "" else 0.0
    return mark + (max(width(item.lead, points, bold=True), 2.0) + 1.2 if item.lead else 0.0)


def _band(name: str, cells: Sequence[tuple[Line, ...]]) -> Band:
    tallest = max(sum(line.text.height + line.gap for line in cell) for cell in cells)
    return Band(name, tuple(cells), max(tallest, fit(name, LABELS - 4, 9, bold=True).height) + 4)


def _split(band: Band, room: float, page: float) -> tuple[Band | None, Band | None]:
    """Split a lane at a height; return the part that fits and the part for the next page.

    Only a lane taller than a whole page is split.
    """
    if band.height <= room:
        return band, None
    if band.curve or band.height <= page or room < 30:
        return None, band
    first, second = [], []
    for cell in band.cells:
        y = 4.0
        count = 0
        for line in cell:
            y += line.text.height + line.gap
            if y > room:
                break
            count += 1
        first.append(cell[:count])
        second.append(cell[count:])
    return _band(band.name, first), _band(band.name, second)
