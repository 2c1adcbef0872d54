"""Set the map of a poster: widths of stages, heights of lanes, as few sheets as hold it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kit.figures.bands import (
    GAP,
    Band,
    Sheet,
    Sizes,
    band_of,
    column_height,
    cut,
    indent,
    joined,
    lines_of,
)
from kit.figures.curve_layout import longest_word
from kit.figures.lanes import ABOVE, BELOW, CURVE, Lane, LaneTexts
from kit.figures.lettering import fit, width
from kit.results import Moment, curve, stage_moment

MARGIN = 12.0
"""The margin of the page that is laid out, in millimetres."""

LINE_HEIGHT = 0.49
"""The height of a line in millimetres for each point of its size."""

LARGEST = 20.0
"""The largest size of detail, in points."""

PRECISION = 0.2
"""The points by which type may be smaller than the largest that fits."""

WORTH = 1.2
"""The factor by which type must be larger to give up lanes that run across."""

GROWS = 1.3
"""The points that main texts gain for each that detail gains."""

LABEL = 11.0
"""The largest size of lanes' names in points, where that is enough for the distance."""

WIDEST_WORD = 6.0
"""The longest word that widens a stage, in millimetres for each point; a longer one is broken."""

LOWEST_PLOT, HIGHEST_PLOT = 0.085, 0.3
"""The shares of a page's height that the plot takes at least, and where there is room."""

PLOT_GROWS = 0.02
"""The share that the lowest plot gains for each point that type is larger than it must be."""


@dataclass(frozen=True)
class Room:
    """The part of a page that the map may fill, and the least sizes of its type."""

    width: float
    height: float
    least: Sizes

    def sizes(self, detail: float) -> Sizes:
        """Return all sizes for one of detail."""
        main = self.least.main + GROWS * (detail - self.least.detail)
        return Sizes(main, detail, max(self.least.label, min(detail, LABEL)))


class Setting:
    """The texts of a map, set in a room.

    Parameters
    ----------
    words
        The sources of the texts.
    room
        The part of each sheet that the map may fill.
    """

    def __init__(self, words: LaneTexts, room: Room) -> None:
        self.words, self.room = words, room
        stages = words.journey.stages
        self._heights: dict[tuple[range, bool], float] = {}
        self.cells = {
            lane.name: [lane.fill(words, stage) for stage in stages] for lane in (*ABOVE, *BELOW)
        }

    @cached_property
    def moments(self) -> list[list[Moment]]:
        """The moments of the curve, by stage; the stage's own where no touchpoint has a score."""
        words = self.words
        found = curve(words.journey, words.persona)
        scored = any(m.score is not None for m in found)
        return [
            ([m for m in found if m.stage == stage.id] if scored else [])
            or [stage_moment(words.journey, words.persona, stage.id)]
            for stage in words.journey.stages
        ]

    def sheets(self, most: int = 0) -> list[Sheet]:
        """Return as few sheets as hold the map, in type as large as they hold.

        Stages stay whole. Lanes run across; where that takes more sheets or makes type much
        smaller, those below the curve follow on one another in each stage. A stage that is taller
        than a sheet is cut, at the least size.

        Parameters
        ----------
        most
            The most sheets; nothing is returned where they do not hold the map. 0 for any number.
        """
        found = []
        for flowing in (False, True):
            groups = self._groups(self.room.height, flowing)
            whole = all(self._height(g, flowing) <= self.room.height for g in groups)
            if whole and len(groups) <= (most or len(groups)):
                found.append(self._largest(self._balanced(groups, flowing), flowing))
        if not found:
            return [] if most else self._cut()
        best, *others = found
        for other in others:
            larger = other[0].sizes.detail > WORTH * best[0].sizes.detail
            if len(other) < len(best) or (len(other) == len(best) and larger):
                best = other
        return self._filled(best)

    def _largest(self, groups: Sequence[range], flowing: bool) -> list[Sheet]:
        """Return a sheet for each group of stages, in the largest type that fits; none if none."""
        low, high = self.room.least.detail, LARGEST
        best = self._fitting(groups, low, flowing)
        while best and high - low > PRECISION:
            middle = (low + high) / 2
            found = self._fitting(groups, middle, flowing)
            best, low, high = (found, middle, high) if found else (best, low, middle)
        return best

    def _cut(self) -> list[Sheet]:
        """Return the map at the least size, with stages cut that are taller than a sheet."""
        sizes = self.room.sizes(self.room.least.detail)
        sheets = (self._sheet(g, sizes, False) for g in self._groups(self.room.height, False))
        return self._filled(
            [
                part
                for sheet in sheets
                if sheet is not None
                for part in cut(sheet, self.room.height - sheet.headings)
            ]
        )

    def _groups(self, height: float, flowing: bool) -> list[range]:
        """Distribute the stages over sheets of a height, at the least size, each as full as it is.

        A stage alone is a group, whether it fits or not.
        """
        groups, start = [], 0
        count = len(self.words.journey.stages)
        while start < count:
            end = start + 1
            while end < count and self._height(range(start, end + 1), flowing) <= height:
                end += 1
            groups.append(range(start, end))
            start = end
        return groups

    def _balanced(self, groups: list[range], flowing: bool) -> list[range]:
        """Distribute the stages over as many sheets as before, about equally full."""
        low, high = 0.0, self.room.height
        for _ in range(6):
            middle = (low + high) / 2
            found = self._groups(middle, flowing)
            if len(found) == len(groups) and all(
                self._height(group, flowing) <= self.room.height for group in found
            ):
                groups, high = found, middle
            else:
                low = middle
        return groups

    def _height(self, group: range, flowing: bool) -> float:
        """Return the height of a sheet of stages at the least size; infinite for too many."""
        key = (group, flowing)
        if key not in self._heights:
            sheet = self._sheet(group, self.room.sizes(self.room.least.detail), flowing)
            self._heights[key] = sheet.height if sheet else math.inf
        return self._heights[key]

    def _areas(self, sizes: Sizes) -> list[float]:
        """Return how much text each stage has, in square millimetres."""
        areas = [1.0] * len(self.words.journey.stages)
        for lane in (*ABOVE, *BELOW):
            size = sizes.of(lane)
            for place, cell in enumerate(self.cells[lane.name]):
                across = sum(width(i.text, size) + 2 * size for i in cell)
                areas[place] += across * size * LINE_HEIGHT
        return areas

    def _fitting(self, groups: Sequence[range], detail: float, flowing: bool) -> list[Sheet]:
        """Return a sheet for each group of stages, or none if one of them does not fit."""
        sheets = []
        for group in groups:
            sheet = self._sheet(group, self.room.sizes(detail), flowing)
            if sheet is None or sheet.height > self.room.height:
                return []
            sheets.append(sheet)
        return sheets

    def _sheet(self, group: range, sizes: Sizes, flowing: bool) -> Sheet | None:
        """Set stages side by side, or return None if a word would be broken for their number.

        What the words do not need is shared out: first by the texts of each stage, then once more
        to those that came out tallest.
        """
        labels = self._labels(sizes, flowing)
        needs = [self._need(place, sizes) for place in group]
        spare = self.room.width - labels - sum(needs)
        if spare < 0 and len(group) > 1:
            return None
        areas = self._areas(sizes)
        shares = [areas[place] for place in group]
        best: Sheet | None = None
        for _ in range(3):
            parts = [spare * share / sum(shares) for share in shares]
            widths = [need + part for need, part in zip(needs, parts, strict=True)]
            sheet = self._set(group, widths, sizes, labels, flowing)
            best = sheet if best is None or sheet.height < best.height else best
            tall = [column_height(sheet, column) + sizes.detail for column in range(len(group))]
            shares = [share * height for share, height in zip(shares, tall, strict=True)]
        return best

    def _labels(self, sizes: Sizes, flowing: bool) -> float:
        lanes = ABOVE if flowing else (*ABOVE, *BELOW)
        names = [str(self.words.t(name)) for name in (*(lane.name for lane in lanes), CURVE)]
        return max(longest_word(name, sizes.label) for name in names) + 2 * GAP + 1

    def _need(self, place: int, sizes: Sizes) -> float:
        """Return the least width of a stage: its longest word, or its points of the curve."""
        stage = self.words.journey.stages[place]
        found = [longest_word(stage.name, sizes.main * 1.1) + 1]
        for lane in (*ABOVE, *BELOW):
            size = sizes.of(lane)
            found += [
                min(longest_word(i.text, size, bold=False), WIDEST_WORD * size) + indent(i, size)
                for i in self.cells[lane.name][place]
            ]
        moments = self.moments[place]
        counts = [self.words.t.number(m.n, 0) for m in moments if m.n]
        counts += [self.words.t.signed(m.score) for m in moments if m.score is not None] or [""]
        numbers = [str(self.words.numbers.get(m.at, "")) for m in moments]
        step = max(
            *(width(count, sizes.detail) for count in counts),
            *(width(number, sizes.detail, bold=True) for number in numbers),
        )
        most = WIDEST_WORD * sizes.main
        return max(min(max(found), most) + 2 * GAP, len(moments) * (step + 0.2 * sizes.detail))

    def _set(
        self, group: range, widths: Sequence[float], sizes: Sizes, labels: float, flowing: bool
    ) -> Sheet:
        stages = self.words.journey.stages
        named = tuple(
            (stages[place], fit(stages[place].name, w - 5, sizes.main * 1.1, bold=True), w)
            for place, w in zip(group, widths, strict=True)
        )
        above = [self._band(lane, group, widths, sizes) for lane in ABOVE]
        below = [self._band(lane, group, widths, sizes) for lane in BELOW]
        bands = [
            *above,
            Band(str(self.words.t(CURVE)), (), self._lowest_curve(sizes), curve=True),
            *([joined(below, widths, sizes)] if flowing else below),
        ]
        shown = tuple(band for band in bands if band.curve or any(band.cells))
        return Sheet(named, shown, sizes, labels)

    def _band(self, lane: Lane, group: range, widths: Sequence[float], sizes: Sizes) -> Band:
        name = str(self.words.t(lane.name))
        cells = self.cells[lane.name]
        size = sizes.of(lane)
        return band_of(
            name,
            [lines_of(cells[p], w - 2 * GAP, size) for p, w in zip(group, widths, strict=True)],
            fit(name, 1000, sizes.label, bold=True).height,
        )

    def _lowest_curve(self, sizes: Sizes) -> float:
        """Return the least height of the curve's lane: larger type asks for a larger plot."""
        grown = PLOT_GROWS * (sizes.detail - self.room.least.detail)
        share = min(LOWEST_PLOT + grown, HIGHEST_PLOT)
        return above_plot(sizes) + below_plot(sizes) + share * self.room.height

    def _filled(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """Let sheets fill their room: the plot grows first, on all by as much, then every lane."""
        grown = min((self._growth(sheet) for sheet in sheets if _has_curve(sheet)), default=0.0)
        return [self._filled_sheet(sheet, grown * _has_curve(sheet)) for sheet in sheets]

    def _growth(self, sheet: Sheet) -> float:
        """Return how much higher the plot of a sheet can be."""
        most = above_plot(sheet.sizes) + below_plot(sheet.sizes) + HIGHEST_PLOT * self.room.height
        return min(self.room.height - sheet.height, most - self._lowest_curve(sheet.sizes))

    def _filled_sheet(self, sheet: Sheet, grown: float) -> Sheet:
        others = sum(not band.curve for band in sheet.bands)
        more = (self.room.height - sheet.height - grown) / (others or 1)
        bands = (
            replace(band, height=band.height + (grown if others else grown + more))
            if band.curve
            else replace(band, height=band.height + more, inset=band.inset + more / 2)
            for band in sheet.bands
        )
        return replace(sheet, bands=tuple(bands))


def _has_curve(sheet: Sheet) -> bool:
    return any(band.curve for band in sheet.bands)


def above_plot(sizes: Sizes) -> float:
    """Return the room above the plot, for moments of truth and two lines of labels."""
    return 2.6 * LINE_HEIGHT * sizes.detail


def below_plot(sizes: Sizes) -> float:
    """Return the room below the plot: labels, the touchpoints' numbers, their scores, n."""
    return 4.3 * LINE_HEIGHT * sizes.detail
