"""The kit's own template: python-pptx's, made wide, quiet and in the report's colours.

It is made each time from the presentation that python-pptx carries, so that no file of it has to be
kept: three layouts (title, title with text, title alone) and a theme of ten colours and two fonts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Mm

from kit.exports.pptx.palette import Colour
from kit.exports.pptx.sanitize import design_of
from kit.exports.pptx.shapes import Box
from kit.exports.pptx.xml import element, fill, qn
from kit.theme import READABLE, Theme, darkened

WIDTH, HEIGHT = 338.667, 190.5
"""A slide of 16 to 9, in millimetres."""

MARGIN = 14.0
FONT = "Arial"
TITLE_SIZE = 24.0

TITLE = Box(MARGIN, 8.0, WIDTH - 2 * MARGIN, 22.0)
BODY = Box(MARGIN, 35.0, WIDTH - 2 * MARGIN, 143.0)
FOOT = 180.5
COVER_TITLE = Box(MARGIN, 40.0, 270.0, 52.0)
COVER_TEXT = Box(MARGIN, 98.0, 270.0, 70.0)

LOGOS = (Box(MARGIN, 14.0, 80.0, 18.0), Box(WIDTH - MARGIN - 80.0, 14.0, 80.0, 18.0))

KEPT = (0, 1, 5)
"""The layouts of python-pptx's presentation that stay: title, title and content, title only."""


def new_presentation(theme: Theme) -> Any:
    """Return an empty presentation in a report's colours and font."""
    presentation: Any = Presentation(BytesIO(_design()))
    presentation.slide_width, presentation.slide_height = Mm(WIDTH), Mm(HEIGHT)
    layouts = [*presentation.slide_layouts]
    for place, layout in enumerate(layouts):
        if place not in KEPT:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_masters[0]
    _colour(master, theme)
    _place(master.placeholders, cover=False)
    for layout in presentation.slide_layouts:
        _place(layout.placeholders, cover=layout == presentation.slide_layouts[0])
    _style(master)
    return presentation


@cache
def _design() -> bytes:
    """Return the design of the presentation that python-pptx carries, without its properties."""
    content = BytesIO()
    Presentation().save(content)
    return design_of(content.getvalue())


def _colour(master: Any, theme: Theme) -> None:
    """Write the colours and the font of a report into a master's theme."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    scheme = root.find(f".//{qn('a:clrScheme')}")
    for name, colour in colours(theme).items():
        slot = scheme.find(qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        element(slot, "a:srgbClr", val=colour.lstrip("#"))
    font = theme.fonts[0] if theme.fonts else FONT
    for kind in ("a:majorFont", "a:minorFont"):
        root.find(f".//{qn(kind)}/{qn('a:latin')}").set("typeface", font)
    scheme.set("name", "parcours")
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def colours(theme: Theme) -> Mapping[str, str]:
    """Return the colours of a presentation's theme: the brand, and the feelings from −2 to +2."""
    feelings = (darkened(colour, theme.paper, READABLE) for colour in theme.feelings)
    named = dict(zip((f"accent{n}" for n in range(2, 7)), feelings, strict=True))
    return {
        "dk1": theme.ink,
        "lt1": theme.paper,
        "dk2": theme.muted,
        "lt2": theme.wash,
        "accent1": theme.accent,
        **named,
        "hlink": theme.accent,
        "folHlink": theme.muted,
    }


def _place(placeholders: Any, cover: bool) -> None:
    """Give the placeholders of a master or a layout their places on a wide slide."""
    third = (WIDTH - 2 * MARGIN) / 6
    places = {
        "title": TITLE,
        "ctrTitle": COVER_TITLE,
        "subTitle": COVER_TEXT,
        "body": BODY,
        "obj": BODY,
        "ftr": Box(MARGIN, FOOT, 4 * third, 6),
        "dt": Box(MARGIN + 4 * third, FOOT, third, 6),
        "sldNum": Box(MARGIN + 5 * third, FOOT, third, 6),
    }
    for placeholder in placeholders:
        kind = placeholder._element.xpath(".//p:ph")[0].get("type", "obj")
        if box := places.get(kind):
            placeholder.left, placeholder.top = Mm(box.x), Mm(box.y)
            placeholder.width, placeholder.height = Mm(box.width), Mm(box.height)
        if cover and kind in ("ctrTitle", "subTitle"):
            _cover_style(placeholder, kind == "ctrTitle")


def _body_properties(placeholder: Any, anchor: str) -> None:
    properties = placeholder._element.xpath(".//a:bodyPr")[0]
    for old in list(properties):
        properties.remove(old)
    for name in ("lIns", "tIns", "rIns", "bIns"):
        properties.set(name, "0")
    properties.set("anchor", anchor)
    element(properties, "a:normAutofit")


def _cover_style(placeholder: Any, title: bool) -> None:
    _body_properties(placeholder, "b" if title else "t")
    styles = placeholder._element.xpath(".//a:lstStyle")[0]
    for old in list(styles):
        styles.remove(old)
    level = element(styles, "a:lvl1pPr", marL="0", indent="0", algn="l")
    if not title:
        element(element(level, "a:spcBef"), "a:spcPts", val="600")
    element(level, "a:buNone")
    run = element(level, "a:defRPr", sz="3600" if title else "1600", b="1" if title else "0")
    fill(run, Colour("accent1" if title else "tx1"))


def _style(master: Any) -> None:
    """Set titles small, bold and at the left, and the foot in the smallest type."""
    root = master._element
    title = root.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    run = title.find(qn("a:defRPr"))
    run.set("sz", str(round(TITLE_SIZE * 100)))
    run.set("b", "1")
    for level, size in enumerate((18, 16, 14, 12, 12), 1):
        found = root.find(f".//{qn('p:bodyStyle')}/{qn(f'a:lvl{level}pPr')}/{qn('a:defRPr')}")
        found.set("sz", str(size * 100))
    for placeholder in master.placeholders:
        kind = placeholder._element.xpath(".//p:ph")[0].get("type", "obj")
        if kind in ("title", "body"):
            _body_properties(placeholder, "b" if kind == "title" else "t")
        else:
            _body_properties(placeholder, "ctr")
            level = placeholder._element.find(f".//{qn('a:lvl1pPr')}")
            level.set("algn", "l" if kind == "ftr" else "r")
            found = level.find(qn("a:defRPr"))
            found.set("sz", "1000")
            for old in list(found):
                found.remove(old)
            fill(found, Colour("tx2"))
