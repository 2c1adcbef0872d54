"""Remove from a master, a layout or a theme all that is no design: links, data, remarks, texts."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kit.exports.pptx.package import OFFICE
from kit.exports.pptx.xml import element, qn

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"

ALTERNATIVE, FALLBACK = f"{{{COMPATIBILITY}}}AlternateContent", f"{{{COMPATIBILITY}}}Fallback"
REFERENCE = f"{{{OFFICE}}}"
EMBED, RELATION_ID = qn("r:embed"), qn("r:id")

UNCOPIED = {
    qn(name)
    for name in (
        *("a:extLst", "p:extLst", "p:custDataLst", "p:controls", "p:timing", "p:transition"),
        *("p:contentPart", "a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver"),
    )
}
"""Elements of a master or a layout that hold data of programs, movement, sounds or links."""

REMARKS = ("descr", "title", "bmk")
"""Attributes of shapes and texts that hold words which no slide shows."""

WITH_TEXT = (qn("a:t"), qn("a:tableStyleId"))
FILLED_BY_SLIDES = ("ftr", "dt", "hdr")
"""Placeholders whose text a program copies from slides to their layout."""


def clean_part(root: Any) -> None:
    """Remove from a part whatever is no drawing, refers to another part, or is not shown."""
    _choose_fallbacks(root)
    for one in [*root.iter()]:
        namespace = etree.QName(one).namespace
        if one.tag in UNCOPIED or namespace not in (DRAWING, SLIDES) or _refers(one):
            _remove(one)
        elif one.tag == qn("a:graphicData") and one.get("uri") != TABLE:
            _remove(next(one.iterancestors(qn("p:graphicFrame")), one))
    for one in root.iter():
        one.tail = None
        if one.tag not in WITH_TEXT:
            one.text = None
        for attribute in [*one.attrib]:
            foreign = attribute.startswith("{") and attribute not in (EMBED, RELATION_ID)
            if foreign or attribute in REMARKS:
                del one.attrib[attribute]
    for properties in [*root.iter(qn("p:cNvPr"))]:
        _shape(properties)
    etree.cleanup_namespaces(root, top_nsmap={"a": DRAWING, "r": OFFICE, "p": SLIDES})


def _choose_fallbacks(root: Any) -> None:
    """Replace alternatives by that for programs which know no extension."""
    for choice in [*root.iter(ALTERNATIVE)]:
        fallback = choice.find(FALLBACK)
        for one in [] if fallback is None else [*fallback]:
            choice.addprevious(one)
        _remove(choice)


def _refers(one: Any) -> bool:
    """Return whether an element refers to a part other than a picture or a layout."""
    named = {name for name in one.attrib if name.startswith(REFERENCE)}
    if one.tag == qn("a:blip"):
        return False
    return bool(named - ({RELATION_ID} if one.tag == qn("p:sldLayoutId") else set()))


def _shape(properties: Any) -> None:
    """Give a shape a plain name; empty the text that slides fill; drop a shape that is hidden."""
    shape = properties.getparent().getparent()
    if shape is None or shape.getparent() is None:
        return
    placeholder = shape.find(f"*/{qn('p:nvPr')}/{qn('p:ph')}")
    kind = etree.QName(shape).localname if placeholder is None else placeholder.get("type", "obj")
    properties.set("name", f"{kind} {properties.get('id', '')}")
    if placeholder is None and properties.get("hidden") in ("1", "true"):
        _remove(shape)
    elif placeholder is not None and kind in FILLED_BY_SLIDES:
        body = shape.find(qn("p:txBody"))
        for paragraph in [] if body is None else body.findall(qn("a:p")):
            body.remove(paragraph)
        if body is not None:
            element(body, "a:p")


def remove_picture(blip: Any) -> None:
    """Remove what shows a picture that is not copied; a ground of it becomes no fill."""
    parent = blip.getparent()
    if parent.tag == qn("a:buBlip"):
        _remove(parent)
    elif parent.tag == qn("p:blipFill"):
        _remove(parent.getparent())
    else:
        parent.addprevious(etree.Element(qn("a:noFill")))
        _remove(parent)


def _remove(one: Any) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)
