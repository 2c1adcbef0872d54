"""Take the look of a layout's prompts where the layout states no style.

LibreOffice writes the size and the colour of a title into the prompt of its placeholder alone,
which a program that shows a slide does not look at: a white title would be black there.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from kit.exports.pptx.xml import element, qn

LOOK = ("sz", "b", "i")
LEVEL = f"{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"


def adopt_prompt(
    placeholder: Any, master: Any, kinds: tuple[str, ...], readable: Callable[[Any], bool]
) -> None:
    """Give a placeholder of a layout the style of its prompt, or of its master's.

    Nothing is done where the layout or the master states a style.

    Parameters
    ----------
    kinds
        The types of the master's placeholders from which it inherits.
    readable
        Returns whether a colour of DrawingML can be read there; another one is not taken.
    """
    own = placeholder._element
    inherited = [
        one._element
        for one in master.placeholders
        if one._element.xpath(".//p:nvPr/p:ph")[0].get("type", "obj") in kinds
    ]
    name = "p:titleStyle" if "title" in kinds else "p:bodyStyle"
    style = master._element.find(
        f"{qn('p:txStyles')}/{qn(name)}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    )
    stated = [one.find(f"{qn('p:txBody')}/{LEVEL}") for one in (own, *inherited)]
    if any(one is not None for one in (*stated, style)):
        return
    prompts = (found for one in (own, *inherited) for found in one.iter(qn("a:rPr")))
    prompt = next((one for one in prompts if one.get("sz") or len(one)), None)
    body = own.find(qn("p:txBody"))
    if prompt is None or body is None:
        return
    styles = body.find(qn("a:lstStyle"))
    if styles is None:
        styles = etree.Element(qn("a:lstStyle"))
        body.find(qn("a:bodyPr")).addnext(styles)
    level = styles.find(qn("a:lvl1pPr"))
    if level is None:
        level = etree.Element(qn("a:lvl1pPr"))
        styles.insert(0, level)
    look = element(level, "a:defRPr", **{n: prompt.get(n) for n in LOOK if prompt.get(n)})
    filled = prompt.find(qn("a:solidFill"))
    if filled is not None and readable(filled[0]):
        look.append(deepcopy(filled))
