"""Write the parts of DrawingML for which python-pptx has no function."""

from __future__ import annotations

import re
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

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters that XML cannot hold, that control, or that turn the direction of writing round."""

LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")


def language(code: str) -> str:
    """Return a language as PowerPoint names it."""
    return LANGUAGES.get(code, code)


def clean(text: str) -> str:
    r"""Return a text without characters that a slide cannot show or that act on others.

    >>> clean("in\u202evoice\r\nJune\x07")
    'invoice\nJune'
    """
    return UNSEEN.sub("", LINE_ENDS.sub("\n", legible(text)))


def element(parent: Any, name: str, /, **attributes: str) -> Any:
    """Add an element to another, by its name with a prefix such as ``a:ln``."""
    return etree.SubElement(parent, qn(name), attributes)


def fill(parent: Any, colour: Colour) -> Any:
    """Add a fill in a colour of the theme."""
    solid = element(parent, "a:solidFill")
    chosen = element(solid, "a:schemeClr", val=colour.name)
    if colour.share < 1 and colour.clear:
        element(chosen, "a:alpha", val=str(round(100_000 * colour.share)))
    elif colour.share < 1:
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
