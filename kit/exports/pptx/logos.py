"""Show logos of kinds that Office takes only beside pixels, or not at all: SVG and WebP.

PowerPoint draws an SVG that a picture of pixels names (``asvg:svgBlip``); older programs show the
pixels. Nothing that the kit depends on turns an SVG into pixels, so they are the name of whom the
logo stands for.
"""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from typing import Any

from defusedxml import ElementTree
from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part

from kit.exports.pptx.xml import clean, element, qn
from kit.figures.lettering import FONTS

SVG_URL, WEBP_URL = "data:image/svg+xml;base64,", "data:image/webp;base64,"
DRAWN = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The id of the extension in which a picture names its SVG."""

EXTENSION = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?:px|pt|mm|cm|in|pc|)\s*\Z")
WIDEST = 12.0
"""The greatest ratio of the sides of a logo."""

PIXELS = 1200
INK = "#505a60"


def pixels_of(url: str, name: str) -> bytes:
    """Return the pixels that stand for a picture, given as a ``data:`` URL with its name."""
    content = b64decode(url.partition(",")[2])
    if url.startswith(SVG_URL):
        return name_picture(name, ratio_of(content))
    if url.startswith(WEBP_URL):
        converted = BytesIO()
        Image.open(BytesIO(content)).convert("RGBA").save(converted, "PNG")
        return converted.getvalue()
    return content


def ratio_of(svg: bytes) -> float:
    """Return the width of an SVG in heights, from its size or its view box; 3 if it has neither.

    >>> ratio_of(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"/>')
    4.0
    """
    root = ElementTree.fromstring(svg)
    sides = [NUMBER.match(root.get(name, "")) for name in ("width", "height")]
    found = [float(side[1]) for side in sides if side]
    if len(found) < 2:
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        found = [float(side[1]) for one in box[2:4] if (side := NUMBER.match(one))]
    if len(found) < 2 or not all(found):
        return 3.0
    return min(max(found[0] / found[1], 1 / WIDEST), WIDEST)


def name_picture(name: str, ratio: float) -> bytes:
    """Return a transparent PNG of a ratio of sides on which a name stands."""
    width = PIXELS if ratio > 1 else round(PIXELS * ratio)
    height = round(width / ratio)
    picture = Image.new("RGBA", (width, height))
    pen = ImageDraw.Draw(picture)
    font = str(FONTS / "NotoSans-SemiBold.ttf")
    size = round(height * 0.6)
    text = " ".join(clean(name).split())
    while size > 8 and pen.textlength(text, ImageFont.truetype(font, size)) > width * 0.98:
        size = round(size * 0.9)
    pen.text((0, height / 2), text, INK, ImageFont.truetype(font, size), anchor="lm")
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def add_svg(slide: Any, picture: Any, url: str) -> None:
    """Let a picture on a slide be drawn from an SVG where a program can."""
    svg = b64decode(url.partition(",")[2])
    package = slide.part.package
    name = package.next_partname("/ppt/media/drawing%d.svg")
    part = Part(name, "image/svg+xml", package, svg)
    blip = picture._element.find(f".//{qn('a:blip')}")
    extension = element(element(blip, "a:extLst"), "a:ext", uri=DRAWN)
    drawn = etree.SubElement(extension, f"{{{EXTENSION}}}svgBlip", nsmap={"asvg": EXTENSION})
    drawn.set(qn("r:embed"), slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
