"""Make small type readable on pictures and coloured shapes: a panel in the colour of the paper."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.util import Mm

from kit.exports.pptx.palette import Colour
from kit.exports.pptx.shapes import Box
from kit.exports.pptx.xml import element, fill, qn

MARGIN = 3.0
"""The space between a panel and what stands on it, in millimetres."""

PAPER = Colour("bg1")
COVERED = 0.25
"""The share of a place from which on shapes count as its ground."""

TOUCHED = 0.02
"""The share of a place from which on texts may stand on a shape."""


def has_busy_ground(layout: Any, place: Box, share: float = COVERED) -> bool:
    """Return whether pictures or coloured shapes lie under a place, where small type is lost.

    Parameters
    ----------
    share
        The share of the place that they cover.
    """
    shapes = [*layout.shapes]
    if layout._element.get("showMasterSp") not in ("0", "false"):
        shapes += layout.slide_master.shapes
    for part in (layout, layout.slide_master):
        if part._element.xpath("./p:cSld/p:bg//a:blip"):
            return True
    covered = sum(_common(shape, place) for shape in shapes if _is_coloured(shape))
    return covered > share * place.width * place.height


def _is_coloured(shape: Any) -> bool:
    """Return whether a shape is a picture, a group, or filled in another colour than paper."""
    if shape.is_placeholder or shape.width is None or shape._element.tag == qn("p:cxnSp"):
        return False
    properties = shape._element.find(qn("p:spPr"))
    if properties is None or shape._element.tag == qn("p:pic"):
        return True
    if properties.find(qn("a:noFill")) is not None:
        return False
    paper = properties.xpath("./a:solidFill/a:schemeClr[@val='bg1' and not(*)]")
    filled = properties.xpath("./a:solidFill | ./a:gradFill | ./a:blipFill | ./a:pattFill")
    return bool(filled) and not paper


def _common(shape: Any, place: Box) -> float:
    """Return how much of a place a shape covers, in square millimetres."""
    left, top = max(shape.left.mm, place.x), max(shape.top.mm, place.y)
    right = min((shape.left + shape.width) / Mm(1), place.x + place.width)
    bottom = min((shape.top + shape.height) / Mm(1), place.y + place.height)
    return float(max(right - left, 0.0) * max(bottom - top, 0.0))


def add_panel(layout: Any, place: Box, presentation: Any) -> None:
    """Add a panel under a place of a layout: slides have it behind what stands on them."""
    left, top = max(place.x - MARGIN, 0.0), max(place.y - MARGIN, 0.0)
    right = min(place.x + place.width + MARGIN, presentation.slide_width.mm)
    bottom = min(place.y + place.height + MARGIN, presentation.slide_height.mm)
    tree = layout._element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    number = max(int(one) for one in tree.xpath(".//p:cNvPr/@id")) + 1
    panel = etree.SubElement(tree, qn("p:sp"))
    names = element(panel, "p:nvSpPr")
    element(names, "p:cNvPr", id=str(number), name="Panel")
    element(names, "p:cNvSpPr")
    element(names, "p:nvPr", userDrawn="1")
    properties = element(panel, "p:spPr")
    placed = element(properties, "a:xfrm")
    element(placed, "a:off", x=str(Mm(left)), y=str(Mm(top)))
    element(placed, "a:ext", cx=str(Mm(right - left)), cy=str(Mm(bottom - top)))
    element(element(properties, "a:prstGeom", prst="rect"), "a:avLst")
    fill(properties, PAPER)
    element(element(properties, "a:ln"), "a:noFill")
    # Behind the prompts of the layout, before its own shapes.
    first = next((one for one in tree.findall(qn("p:sp")) if one.xpath(".//p:nvPr/p:ph")), panel)
    if first is not panel:
        first.addprevious(panel)
