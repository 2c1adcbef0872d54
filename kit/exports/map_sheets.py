"""Fit a journey map to a landscape sheet: the size of its text, its columns, its curve.

A browser sets the table; the room that it will need is computed from the measures of the kit's
letters, which run wider than the fonts that the style sheet names. The lengths are those of the
style sheet for print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kit.blocks import Cell, Lane, Map, Mark
from kit.figures.lettering import POINT, width
from kit.i18n import RichText


@dataclass(frozen=True)
class Paper:
    """A landscape sheet, between its margins, in millimetres."""

    name: str
    width: float
    height: float


PAPERS = (Paper("a4", 273.0, 186.0), Paper("a3", 396.0, 273.0))
"""The papers tried in turn, until the text fits at :data:`SMALLEST`."""

LARGEST, SMALLEST, STEP = 9.0, 7.0, 0.25
"""Sizes of the text in points."""

LEADING = 1.25
LABEL = 23.0
"""The width of the lanes' names, in millimetres."""

SIDE, PAD, GAP = 1.4, 2.2, 0.8
"""The room at each side of a cell, above and below its lines together, and between entries."""

INDENT = 1.0
"""The indent of entries after their bullet, in ems."""

CURVE = (24.0, 55.0)
"""The least and the greatest height of the curve, in millimetres: it takes what is left."""

HEADING, COUNTS = 11.0, 8.0
"""The sizes of the map's heading, and of the line under it."""

NAME, PHASE = 1.15, 0.9
"""The sizes of a stage's name and phase, of that of the text."""

FILLED = 0.96
"""The share of a sheet's height that may be filled: what the browser sets may be taller."""

LONGEST_UNBROKEN = 10.0
"""The width in ems from which a word may be broken rather than the map split."""

MOMENT_OF_TRUTH = "★\N{NO-BREAK SPACE}moment of truth"
"""The mark of a moment of truth, to be measured: it is about as long in French."""

TEXT_SHARES = (0.0, 0.3, 0.6)
"""The parts of the columns' width given by the amount of their text, tried in turn."""


@dataclass(frozen=True)
class Sheet:
    """The stages of a map that go on one sheet, and how they are set.

    Attributes
    ----------
    paper
        ``a4`` or ``a3``.
    size
        Of the text, in points.
    curve
        The height of the curve, in millimetres.
    shares
        The width of each column in per cent of the table's.
    """

    columns: range
    paper: str
    size: float
    curve: float
    shares: tuple[float, ...]


def sheets(map: Map) -> tuple[Sheet, ...]:
    """Return the sheets of a map: one of A4, or one of A3 for more text.

    Only a map too large for that is split, between stages and as rarely as possible.
    """
    stages = len(map.stages)
    if not stages:
        return ()
    table = _Table(map)
    for paper in PAPERS:
        if found := table.fitted(paper, [range(stages)]):
            return found
    paper = PAPERS[-1]
    for count in range(2, stages + 1):
        if found := table.fitted(paper, _split(stages, count)):
            return found
    return tuple(
        Sheet(columns, paper.name, SMALLEST, CURVE[0], _shares([1.0] * len(columns), paper))
        for columns in _split(stages, stages)
    )


def _split(stages: int, count: int) -> list[range]:
    wide = -(-stages // count)
    return [range(first, min(first + wide, stages)) for first in range(0, stages, wide)]


def _shares(widths: Sequence[float], paper: Paper) -> tuple[float, ...]:
    """Return widths of any unit as per cent of a table that has its label column, too."""
    room = (paper.width - LABEL) / paper.width * 100
    return tuple(round(one / sum(widths) * room, 2) for one in widths)


@dataclass(frozen=True)
class _MeasuredText:
    """The words of a text: the width of each in ems, alone and with the space after it."""

    lines_of: tuple[tuple[tuple[float, float], ...], ...]

    def lines(self, room: float) -> int:
        """Return the number of lines in a room of so many ems."""
        count = 0
        for words in self.lines_of:
            count += 1
            taken = 0.0
            for bare, whole in words:
                if taken and taken + bare > room:
                    count, taken = count + 1, 0.0
                if bare > room:  # the word is broken
                    count += int(bare // room)
                    taken = bare % room
                else:
                    taken += whole
        return count

    @cached_property
    def longest(self) -> float:
        """The width of the widest word that is not to be broken."""
        bare = (alone for words in self.lines_of for alone, _ in words)
        return max((wide for wide in bare if wide <= LONGEST_UNBROKEN), default=0.0)

    @cached_property
    def length(self) -> float:
        """The width of the whole text in one line."""
        return sum(whole for words in self.lines_of for _, whole in words)


def _measure(text: str, scale: float = 1.0, *, bold: bool = False) -> _MeasuredText:
    em = scale / POINT  # the width at this size in millimetres is the width in ems
    return _MeasuredText(
        tuple(
            tuple(
                (width(word.rstrip(), em, bold), width(word, em, bold))
                for word in re.findall(r"[^ \t-]*(?:-+|[ \t]+|$)", line)
                if word
            )
            for line in text.split("\n")
        )
    )


@dataclass(frozen=True)
class _Row:
    """A row of the table: the name of a lane, and the entries of each column."""

    label: _MeasuredText
    cells: tuple[tuple[_MeasuredText, ...], ...]
    indent: float = 0.0
    """The indent of its entries, in ems."""

    def height(self, columns: range, widths: Sequence[float], em: float) -> float:
        """Return the height in millimetres, for columns of some widths and the size of an em."""
        line = em * LEADING
        tallest = self.label.lines((LABEL - 2 * SIDE) / em) * line
        for column, wide in zip(columns, widths, strict=True):
            entries = self.cells[column]
            room = (wide - 2 * SIDE) / em - self.indent
            lines = sum(entry.lines(room) for entry in entries)
            tallest = max(tallest, lines * line + max(0, len(entries) - 1) * GAP)
        return tallest + PAD


class _Table:
    """A map measured once, to be set at several sizes."""

    def __init__(self, map: Map) -> None:
        stages = len(map.stages)
        self.rows = [_stages(map), *(_lane(lane, stages) for lane in map.lanes)]
        self.curves = sum(bool(lane.curve) for lane in map.lanes)
        self.heading = _measure(str(map.caption), bold=True)
        self.counts = _measure(str(map.counts))

    def fitted(self, paper: Paper, parts: Sequence[range]) -> tuple[Sheet, ...]:
        """Return the sheets of some parts, all with text of one size, or none if one is full."""
        found: list[tuple[range, float, tuple[float, ...]]] = []
        for columns in parts:
            largest = self._largest(paper, columns)
            if largest is None:
                return ()
            found.append((columns, *largest))
        size = min(size for _, size, _ in found)
        return tuple(self._sheet(paper, columns, size, widths) for columns, _, widths in found)

    def _largest(self, paper: Paper, columns: range) -> tuple[float, tuple[float, ...]] | None:
        """Return the largest size of the text that fits, with the widths of the columns."""
        best: tuple[float, tuple[float, ...]] | None = None
        for widths in self._widths(paper, columns):
            least = SMALLEST if best is None else best[0] + STEP
            if least > LARGEST or not self._fits(paper, columns, widths, least):
                continue
            size = LARGEST
            while size > least and not self._fits(paper, columns, widths, size):
                size -= STEP
            best = size, widths
        return best

    def _widths(self, paper: Paper, columns: range) -> Iterator[tuple[float, ...]]:
        """Yield widths of the columns in millimetres: equal, then more and more by their text."""
        room = paper.width - LABEL
        amounts = [
            sum(entry.length for row in self.rows for entry in row.cells[column])
            for column in columns
        ]
        total = sum(amounts) or 1.0
        for share in TEXT_SHARES:
            equal = (1 - share) / len(columns)
            yield tuple(room * (equal + share * amount / total) for amount in amounts)

    def _fits(self, paper: Paper, columns: range, widths: Sequence[float], size: float) -> bool:
        em = size * POINT
        for column, room in zip(columns, widths, strict=True):
            longest = max(
                (entry.longest for row in self.rows for entry in row.cells[column]), default=0.0
            )
            if longest * em > room - 2 * SIDE:
                return False
        return self._height_left(paper, columns, widths, size) >= 0

    def _height_left(
        self, paper: Paper, columns: range, widths: Sequence[float], size: float
    ) -> float:
        """Return the height that is left on a sheet whose curves are as low as they may be."""
        em = size * POINT
        head = sum(
            words.lines(paper.width / (points * POINT)) * points * POINT * 1.4
            for words, points in ((self.heading, HEADING), (self.counts, COUNTS))
        )
        rows = sum(row.height(columns, widths, em) for row in self.rows)
        return paper.height * FILLED - head - 4.0 - rows - self.curves * CURVE[0]

    def _sheet(self, paper: Paper, columns: range, size: float, widths: Sequence[float]) -> Sheet:
        least, most = CURVE
        left = self._height_left(paper, columns, widths, size)
        curve = min(most, least + max(left, 0.0) / max(self.curves, 1))
        return Sheet(columns, paper.name, size, round(curve, 1), _shares(widths, paper))


def _stages(map: Map) -> _Row:
    """Return the row of headings: phase and name of each stage."""
    phases = [*map.phases, *[""] * len(map.stages)]
    cells = []
    for place, (name, phase) in enumerate(zip(map.stages, phases, strict=False)):
        over = [_measure(str(phase), PHASE)] if str(phase) else []
        cells.append((*over, _measure(f"{place + 1} {name}", NAME, bold=True)))
    return _Row(_measure(""), tuple(cells))


def _lane(lane: Lane, stages: int) -> _Row:
    bold = lane.kind == "goal"
    cells: list[tuple[_MeasuredText, ...]] = []
    for column in range(stages):
        said = [*_point_texts(lane, column)] if column < len(lane.curve) else []
        if not lane.curve and column < len(lane.cells):
            said = [*_entries(lane.cells[column])]
        cells.append(tuple(_measure(text, bold=bold) for text in said))
    indent = 0.0 if lane.curve or lane.kind == "goal" else INDENT
    return _Row(_measure(str(lane.label), bold=True), tuple(cells), indent)


def _point_texts(lane: Lane, column: int) -> Iterator[str]:
    """Yield what stands under a point of the curve: the feeling, its marks, what is behind it."""
    point = lane.curve[column]
    if str(point.label):
        yield str(point.label)
    marks = [_cell_text(mark) for mark in point.marks] + [MOMENT_OF_TRUTH] * point.truth
    if marks:
        yield " ".join(marks)
    if str(point.note):
        yield str(point.note)


def _entries(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield the entries of a cell, each with the marks that follow it."""
    for group in groups(cells):
        if isinstance(group[0], tuple):
            for part in group:
                yield from _entries(part if isinstance(part, tuple) else (part,))
        else:
            yield " ".join(_cell_text(part) for part in group if not isinstance(part, tuple))


def _cell_text(cell: RichText | Mark) -> str:
    if not isinstance(cell, Mark):
        return str(cell)
    if cell.sources is None:
        return f"{cell.shape}\N{NO-BREAK SPACE}{cell.said}"
    return ", ".join(map(str, cell.sources)) or cell.shape


def groups(cell: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yield the lines of a cell: each text with the marks that follow it."""
    group: list[Cell] = []
    for item in cell:
        if group and not isinstance(item, Mark):
            yield group
            group = []
        group.append(item)
    if group:
        yield group
