"""Write the marks of points: a look for each curve, and points that look otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.util import Pt

from kit.blocks import Origin
from kit.exports.pptx.palette import Colour, Palette
from kit.exports.pptx.xml import element, fill, qn

SYMBOLS = ("circle", "square", "triangle", "star", "x", "plus")
"""The marks of several curves. A diamond is that of an assumed score, whatever the curve."""

ORIGIN_SYMBOLS: Mapping[Origin, str] = {
    "measured": "circle",
    "workshop": "square",
    "assumed": "diamond",
}
"""The marks on the curve of one persona, as figures of the report have them (M4.2)."""

STROKES = ("star", "x", "plus")
"""Marks without a face: their line is all that is seen of them."""


@dataclass(frozen=True)
class MarkLook:
    """The look of a mark: its symbol and colour, its size in points, and whether it is hollow."""

    symbol: str
    colour: Colour
    size: int = 8
    hollow: bool = False


def add_marker(series: Any, look: MarkLook, palette: Palette) -> None:
    """Give a series the mark of its points."""
    old = series.find(qn("c:marker"))
    if old is not None:
        series.remove(old)
    series.find(qn("c:spPr")).addnext(_marker(look, palette))


def mark_point(series: Any, n: int, look: MarkLook, palette: Palette) -> None:
    """Give one point of a series another mark; the line to it stays that of the series.

    LibreOffice takes the mark of a point where its symbol or its size is not that of the series,
    and draws it in one colour: a hollow mark is filled there, and its symbol has to tell it.
    """
    series.points[n].marker.size = look.size  # python-pptx adds the point in its place
    point = series._element.xpath(f"c:dPt[c:idx/@val='{n}']")[0]
    for name in ("c:marker", "c:spPr"):
        for old in point.findall(qn(name)):
            point.remove(old)
    before = [*point.findall(qn("c:idx")), *point.findall(qn("c:invertIfNegative"))][-1]
    before.addnext(_marker(look, palette))
    properties = element(point, "c:spPr")
    line = series._element.find(f"{qn('c:spPr')}/{qn('a:ln')}")
    properties.append(etree.fromstring(etree.tostring(line)))


def assumed(look: MarkLook) -> MarkLook:
    """Return the look of an assumed score on a curve: a hollow diamond (M4.2)."""
    return replace(look, symbol=ORIGIN_SYMBOLS["assumed"], hollow=True)


def _marker(look: MarkLook, palette: Palette) -> Any:
    marker = etree.Element(qn("c:marker"))
    element(marker, "c:symbol", val=look.symbol)
    element(marker, "c:size", val=str(look.size))
    properties = element(marker, "c:spPr")
    if look.symbol in STROKES:
        element(properties, "a:noFill")
    else:
        fill(properties, palette.paper if look.hollow else look.colour)
    outlined = look.hollow or look.symbol in STROKES
    line = element(properties, "a:ln", w=str(Pt(1.75 if outlined else 1.0)))
    fill(line, look.colour if outlined else palette.paper)
    return marker
