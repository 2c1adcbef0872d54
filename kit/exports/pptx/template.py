"""Open a consultant's own template: its layouts by what they hold, its area, its colours.

The names of layouts are localised and each office has its own, so a layout is known by the types of
its placeholders. Only the design of the file is used (:mod:`kit.exports.pptx.sanitize`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from kit.client_files import TooLargeError, named
from kit.exports import FormatError
from kit.exports.pptx import base
from kit.exports.pptx.grounds import colour_of, grounds_of
from kit.exports.pptx.metrics import Metrics
from kit.exports.pptx.package import DAMAGED, HEAVY, LIGHTER, SAVE_AGAIN, PackageError
from kit.exports.pptx.page import SlideArea
from kit.exports.pptx.palette import KIT, Palette, palette_of
from kit.exports.pptx.panels import TOUCHED, add_panel, has_busy_ground
from kit.exports.pptx.prompts import adopt_prompt
from kit.exports.pptx.sanitize import design_of
from kit.exports.pptx.shapes import Box
from kit.exports.pptx.xml import qn
from kit.i18n import N_, UserText
from kit.theme import READABLE, VISIBLE, Theme, contrast

LARGEST = 60_000_000
"""The most bytes of a template."""

NARROWEST, LOWEST = 170.0, 85.0
"""The least room for the contents of a slide, in millimetres."""

UNUSABLE = N_("The template “{file}” cannot be used. {reason} {hint}")
NO_LAYOUT = N_(
    "The template “{file}” has no layout with a title and a place for contents. Add one to its "
    "slide master, such as “Title and Content”."
)
TOO_SMALL = N_(
    "In the template “{file}”, the layout “{layout}” leaves too little room for contents: {width} "
    "by {height} mm. Make its text placeholder at least {least_width} by {least_height} mm."
)

TITLES = ("title", "ctrTitle")
TEXTS = ("body", "obj")
AT_THE_FOOT = ("dt", "ftr", "sldNum", "hdr")


class TemplateError(FormatError):
    """A template on which no deck can be made."""


@dataclass(frozen=True)
class Template:
    """A presentation without slides, with what a deck needs to know of it.

    Attributes
    ----------
    cover, content
        The layouts of the first slide and of all others.
    """

    presentation: Any
    cover: Any
    content: Any
    area: SlideArea
    palette: Palette


def default_template(theme: Theme) -> Template:
    """Return the kit's template in the colours and the font of a report."""
    presentation = base.new_presentation(theme)
    metrics = Metrics.of(theme.fonts[0] if theme.fonts else base.FONT)
    area = SlideArea(
        base.TITLE,
        base.TITLE_SIZE,
        base.BODY,
        metrics,
        metrics,
        base.COVER_TITLE,
        base.COVER_TEXT,
        base.LOGOS,
    )
    layouts = presentation.slide_layouts
    return Template(presentation, layouts[0], layouts[-1], area, KIT)


def load_template(path: Path) -> Template:
    """Return the template in a file.

    Raises
    ------
    TemplateError
        If it is no presentation, too large, or leaves no room.
    OSError
        If it cannot be read.
    """
    file = UserText(path.name)
    folder, name = named(path)
    try:
        presentation = Presentation(BytesIO(design_of(folder.read_bytes(name, LARGEST))))
        return _template(presentation, file)
    except TooLargeError:
        raise TemplateError(UNUSABLE.filled(file=file, reason=HEAVY, hint=LIGHTER)) from None
    except PackageError as error:
        refused = UNUSABLE.filled(file=file, reason=error.says, hint=error.hint)
        raise TemplateError(refused) from None
    except (TemplateError, OSError):
        raise
    except Exception:  # python-pptx and lxml raise whatever a damaged file brings about
        refused = UNUSABLE.filled(file=file, reason=DAMAGED, hint=SAVE_AGAIN)
        raise TemplateError(refused) from None


# --- layouts ---------------------------------------------------------------------------------


def kind_of(placeholder: Any) -> str:
    """Return the type of a placeholder; one without a type holds any contents."""
    kind: str = placeholder._element.xpath(".//p:nvPr/p:ph")[0].get("type", "obj")
    return kind


def _kinds(layout: Any) -> list[str]:
    found = (kind_of(placeholder) for placeholder in layout.placeholders)
    return sorted(kind for kind in found if kind not in AT_THE_FOOT)


def _template(presentation: Any, file: UserText) -> Template:
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    cover = _cover(layouts)
    whole = [one for one in layouts if _kinds(one) in (["body", "title"], ["obj", "title"])]
    if not whole or cover is None:
        raise TemplateError(NO_LAYOUT.filled(file=file))
    whole = [one for one in whole if not has_busy_ground(one, _place(one, TEXTS))] or whole
    content = max(whole, key=lambda one: _area(_place(one, TEXTS)))
    body = _place(content, TEXTS)
    if body.width < NARROWEST or body.height < LOWEST:
        raise TemplateError(
            TOO_SMALL.filled(
                file=file,
                layout=UserText(content.name),
                width=round(body.width),
                height=round(body.height),
                least_width=round(NARROWEST),
                least_height=round(LOWEST),
            )
        )
    title = _place(content, TITLES)
    same = [
        one
        for one in content.slide_master.slide_layouts
        if _kinds(one) == ["title"] and _place(one, TITLES) == title
    ]
    plain = same[0] if same else content
    theme = _theme(content.slide_master)
    colours = _colours(content.slide_master, theme)
    for layout in (cover, content, plain):
        _adopt_prompts(layout, colours)
    palette = None
    if not has_busy_ground(content, body, TOUCHED):
        palette = palette_of(colours, grounds_of(content, colours))
    if palette is None:
        for layout in {id(one): one for one in (content, plain)}.values():
            add_panel(layout, body, presentation)
        palette = palette_of(colours)
    area = SlideArea(
        _inset(title),
        _title_size(content),
        _inset(body),
        Metrics.of(_font(theme, "a:minorFont")),
        Metrics.of(_font(theme, "a:majorFont")),
        _inset(_place(cover, TITLES)),
        _inset(_place(cover, ("subTitle", *TEXTS))),
    )
    return Template(presentation, cover, plain, area, palette or KIT)


def _adopt_prompts(layout: Any, colours: Mapping[str, str]) -> None:
    """Give titles and texts of a layout the look of their prompts where no style is stated."""
    grounds = grounds_of(layout, colours)
    for placeholder in layout.placeholders:
        kind = kind_of(placeholder)
        if kind not in (*TITLES, "subTitle", *TEXTS):
            continue
        title = kind in TITLES
        least = VISIBLE if title else READABLE

        def readable(stated: Any, least: float = least) -> bool:
            named = colour_of(stated, colours)
            return all(contrast(named, ground) >= least for ground in grounds)

        adopt_prompt(placeholder, layout.slide_master, TITLES if title else TEXTS, readable)


def _cover(layouts: list[Any]) -> Any:
    """Return the layout of a title slide, or any with a title and a text."""
    for wanted in (["ctrTitle", "subTitle"], ["subTitle", "title"], ["body", "ctrTitle"]):
        found = [layout for layout in layouts if _kinds(layout) == wanted]
        texts = ("subTitle", *TEXTS)
        calm = [one for one in found if not has_busy_ground(one, _place(one, texts))]
        if found:
            return (calm or found)[0]
    titled = [one for one in layouts if {*TITLES} & {*_kinds(one)} and len(_kinds(one)) > 1]
    return titled[0] if titled else None


def _placeholder(layout: Any, kinds: tuple[str, ...]) -> Any:
    return next(one for one in layout.placeholders if kind_of(one) in kinds)


def _place(layout: Any, kinds: tuple[str, ...]) -> Box:
    """Return the place of a layout's placeholder in millimetres, inherited where it has none."""
    found = _placeholder(layout, kinds)
    sides = (found.left, found.top, found.width, found.height)
    x, y, width, height = (side.mm if side is not None else 0.0 for side in sides)
    return Box(x, y, width, height)


def _inset(box: Box) -> Box:
    """Return a place without the margins that texts have in it."""
    return Box(box.x + 2.54, box.y + 1.27, box.width - 5.08, box.height - 2.54)


def _area(box: Box) -> float:
    return box.width * box.height


def _title_size(layout: Any) -> float:
    """Return the size of a layout's titles, from itself, its master or the master's style."""
    root = layout.slide_master._element
    places = (
        _placeholder(layout, TITLES)._element.findall(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}"),
        [
            size
            for one in layout.slide_master.placeholders
            if kind_of(one) == "title"
            for size in one._element.findall(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        ],
        root.findall(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"),
    )
    found = [int(one.get("sz")) / 100 for place in places for one in place if one.get("sz")]
    return found[0] if found else base.TITLE_SIZE


# --- the theme -------------------------------------------------------------------------------


def _theme(master: Any) -> Any:
    return etree.fromstring(
        master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob,
        etree.XMLParser(resolve_entities=False, no_network=True),
    )


def _font(theme: Any, kind: str) -> str:
    found = theme.find(f".//{qn(kind)}/{qn('a:latin')}")
    return "" if found is None else found.get("typeface", "")


def _colours(master: Any, theme: Any) -> Mapping[str, str]:
    """Return the colours of a theme by the names that a master gives them."""
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    stated = {etree.QName(slot).localname: _hex(slot) for slot in scheme}
    names = master._element.find(qn("p:clrMap")).attrib
    return {name: stated.get(slot, "#000000") for name, slot in names.items()}


def _hex(slot: Any) -> str:
    colour = slot[0]
    value = colour.get("val") if colour.tag == qn("a:srgbClr") else colour.get("lastClr")
    return f"#{value or '000000'}".lower()
