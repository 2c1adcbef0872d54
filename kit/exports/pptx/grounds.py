"""Read the colours of the ground on which a layout's texts stand."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Any

from lxml import etree

from kit.exports.pptx.xml import qn

COLOURS = (qn("a:srgbClr"), qn("a:schemeClr"), qn("a:sysClr"))


def grounds_of(layout: Any, colours: Mapping[str, str]) -> tuple[str, ...]:
    """Return the colours of a layout's background as ``#rrggbb``: several of a gradient.

    A picture or a pattern has none that is known. Where neither the layout nor its master states a
    background, it is that of the theme, ``bg1``.
    """
    for part in (layout, layout.slide_master):
        found = part._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if found is None:
            continue
        if found.find(f".//{qn('a:blipFill')}") is not None:
            return ()
        stated = [one for one in found.iter(*COLOURS) if one.getparent().tag != qn("a:pattFill")]
        return tuple(dict.fromkeys(colour_of(one, colours) for one in stated)) or (colours["bg1"],)
    return (colours["bg1"],)


def colour_of(stated: Any, colours: Mapping[str, str]) -> str:
    """Return a colour of DrawingML as ``#rrggbb``, lighter or darker where it says so."""
    name = etree.QName(stated).localname
    if name == "schemeClr":
        value = colours.get(stated.get("val", ""), "#000000")
    else:
        value = f"#{stated.get('val') if name == 'srgbClr' else stated.get('lastClr', '000000')}"
    changes = {etree.QName(one).localname: int(one.get("val", "0")) / 100_000 for one in stated}
    if not {"lumMod", "lumOff"} & {*changes}:
        return value.lower()
    red, green, blue = (int(value[n : n + 2], 16) / 255 for n in (1, 3, 5))
    hue, light, strength = rgb_to_hls(red, green, blue)
    light = min(1.0, light * changes.get("lumMod", 1.0) + changes.get("lumOff", 0.0))
    return "#" + "".join(f"{round(one * 255):02x}" for one in hls_to_rgb(hue, light, strength))
