"""Write the parts of DrawingML for which python-pptx has no function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn as qualified

from kit.errors import legible
from kit.exports.pptx.palette import Colour

LANGUAGES: Mapping[str, str] = {
    "fr": "fr-FR",
    "en": "en-GB",
    "de": "de-DE",
    "es": "es-ES",
    "it": "it-IT",
    "nl": "nl-NL",
    "pt": "pt-PT",
}

qn = cache(qualified)
"""The qualified name of an element by its name with a prefix, which is asked for many times."""

FIRST_CHARACTER = 0x20
ALLOWED = "\t\n"


def language(code: str) -> str:
    """Return a language as PowerPoint names it."""
    return LANGUAGES.get(code, code)


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(
        sign
        for sign in legible(text)
        if (ord(sign) >= FIRST_CHARACTER or sign in ALLOWED) and ord(sign) not in (0xFFFE, 0xFFFF)
    )


def element(parent: Any, name: str, **attributes: str) -> Any:
    """Add an element to another, by its name with a prefix such as ``a:ln``."""
    return etree.SubElement(parent, qn(name), attributes)


def fill(parent: Any, colour: Colour) -> Any:
    """Add a fill in a colour of the theme."""
    solid = element(parent, "a:solidFill")
    chosen = element(solid, "a:schemeClr", val=colour.name)
    if colour.share < 1:
        element(chosen, "a:lumMod", val=str(round(100_000 * colour.share)))
        element(chosen, "a:lumOff", val=str(round(100_000 * (1 - colour.share))))
    return solid


def without_style(shape: Any) -> None:
    """Remove the style of a shape, which brings the effects of the theme."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def describe(shape: Any, name: str, alt: str) -> None:
    """Give a shape its name and its alternative text."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name))
    if alt:
        properties.set("descr", clean(alt))
