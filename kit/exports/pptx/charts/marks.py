"""Write the marks of points."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.util import Pt

from kit.exports.pptx.palette import Colour, Palette
from kit.exports.pptx.xml import element, fill, qn

SYMBOLS = ("circle", "square", "triangle", "diamond", "star", "x", "plus")


def add_marker(series: Any, symbol: str, colour: Colour, palette: Palette, size: int = 8) -> None:
    """Give a series the mark of its points."""
    old = series.find(qn("c:marker"))
    if old is not None:
        series.remove(old)
    marker = etree.Element(qn("c:marker"))
    element(marker, "c:symbol", val=symbol)
    element(marker, "c:size", val=str(size))
    properties = element(marker, "c:spPr")
    fill(properties, colour)
    fill(element(properties, "a:ln", w=str(Pt(1.0))), palette.paper)
    before = series.find(qn("c:spPr"))
    before.addnext(marker)
