"""Cut the emotion curve of a map at the borders of its columns.

Each column holds its stretch as an SVG that is scaled to the column's width. The line is level at
every point, so that stretches join at any width: a cubic from point to point has its middle on the
border, where it is cut in two (de Casteljau).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.blocks import Point
from kit.steps.emotions import HIGHEST, LOWEST

MARGIN = 14.0
"""The room for labels above +2 and below −2, in hundredths of the height."""


@dataclass(frozen=True)
class Stretch:
    """The part of the curve in a column, in hundredths of the column's width and height.

    Attributes
    ----------
    y
        How far below the top the point is; None where there is no score.
    line, area
        The paths of the line, and of the ground between it and zero.
    """

    y: float | None
    line: str = ""
    area: str = ""


def height(score: float) -> float:
    """Return the distance of a score from the top."""
    share = (HIGHEST - score) / (HIGHEST - LOWEST)
    return round(MARGIN + share * (100 - 2 * MARGIN), 2)


def stretches(points: Sequence[Point]) -> tuple[Stretch, ...]:
    """Return the part of the curve in each column."""
    heights = [None if p.score is None else height(p.score) for p in points]
    found = []
    for number, here in enumerate(heights):
        if here is None:
            found.append(Stretch(None))
            continue
        before = heights[number - 1] if number else None
        after = heights[number + 1] if number + 1 < len(heights) else None
        start, line = 50, f"M50 {here:g}"
        if before is not None:
            edge = (before + here) / 2
            start = 0
            line = f"M0 {edge:g}C12.5 {(edge + here) / 2:g} 25 {here:g} 50 {here:g}"
        end = 50
        if after is not None:
            edge = (after + here) / 2
            end = 100
            line += f"C75 {here:g} 87.5 {(edge + here) / 2:g} 100 {edge:g}"
        zero = f"{height(0):g}"
        found.append(Stretch(here, line, f"{line}L{end} {zero}L{start} {zero}Z"))
    return tuple(found)
