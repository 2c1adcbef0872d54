"""Write a report as a deck of slides: native tables, charts and shapes that a reader edits.

The slides are measured and placed first, as plain records (:mod:`kit.exports.pptx.outline`), and
written then (:mod:`kit.exports.pptx.writer`), on the kit's template or on one's own.
"""

from __future__ import annotations

import gc
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kit.exports.html import NoReportError
from kit.exports.notebook import ExecutedNotebook, Frame
from kit.exports.pptx.metrics import Metrics
from kit.exports.pptx.outline import outline
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import SMALLEST, Slide
from kit.exports.pptx.template import (
    TEXTS,
    Template,
    TemplateError,
    default_template,
    kind_of,
    load_template,
)
from kit.exports.pptx.texts import cut
from kit.exports.pptx.writer import Writer
from kit.exports.pptx.xml import clean, qn
from kit.i18n import RichText, Texts, joined, texts

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["SUFFIX", "TemplateError", "export", "load_template"]

SUFFIX = ".pptx"

FOOT_MARGINS = 5.2
"""The margins at the sides of a foot, in millimetres, if a template does not set them."""

LONGEST_FOOT = 120
"""The most characters of the foot of a slide."""

LONGEST_PROPERTY = 255
"""The most characters of a property of the file, as the format of Office has it."""


def export(notebook: NotebookNode | ExecutedNotebook, template: Path | None = None) -> bytes:
    """Return an executed notebook as a presentation.

    Parameters
    ----------
    template
        A presentation whose masters and layouts are used; by default the kit's own.

    Raises
    ------
    NoReportError
        If the notebook has no frame.
    TemplateError
        If there is no room on the template.
    """
    executed = ExecutedNotebook.of(notebook)
    frame = executed.frame
    if frame is None:
        raise NoReportError
    t = texts(frame.lang)
    chosen = load_template(template) if template else default_template(frame.theme)
    write(chosen, outline(Page(chosen.area, frame, t), executed.sections), frame, t)
    content = packed(chosen.presentation)
    # Parts of a package refer to each other, and lxml's memory is none that Python counts: without
    # this, a process that makes one deck after another grows by a megabyte with each.
    del chosen
    gc.collect()
    return content


def write(template: Template, slides: list[Slide], frame: Frame, t: Texts) -> None:
    """Write slides into the presentation of a template, with its properties."""
    writer = Writer(t, template.palette)
    cover = frame.cover
    named = (cover.client, cover.title, cover.edition, cover.date, cover.author)
    foot = joined([one for one in named if str(one)], " · ")
    for slide in slides:
        layout = template.cover if slide.cover else template.content
        added = template.presentation.slides.add_slide(layout)
        writer.title(added.shapes.title, slide.title, slide.size)
        texts = [one for one in added.placeholders if one != added.shapes.title]
        if slide.cover:
            places = [one for one in texts if kind_of(one) in ("subTitle", *TEXTS)]
            writer.said(places[0], slide.subtitle, slide.subtitle_size)
            texts.remove(places[0])
        else:
            _foot(writer, added, layout, foot, template.area.metrics)
        for left in texts:  # what is to be filled in would stand there as a prompt
            left._element.getparent().remove(left._element)
        for shape in slide.shapes:
            writer.add(added, shape)
        notes = added.notes_slide.notes_text_frame
        writer.plain(notes._txBody, slide.notes)
    properties = template.presentation.core_properties
    properties.title = _property(cover.title)
    properties.author = _property(cover.author)
    properties.subject = _property(cover.client)
    properties.language = t.lang
    properties.comments = _property(cover.status)
    properties.last_modified_by = "parcours-kit"


def _property(said: RichText) -> str:
    """Return a text as a property of the file."""
    return clean(str(cut(said, LONGEST_PROPERTY))).replace("\n", " ")


def _foot(writer: Writer, slide: Any, layout: Any, foot: RichText, metrics: Metrics) -> None:
    """Give a slide the foot and the number that its layout has a place for."""
    for placeholder in layout.placeholders:
        kind = kind_of(placeholder)
        if kind not in ("ftr", "sldNum"):
            continue
        copied = deepcopy(placeholder._element)
        properties = copied.find(qn("p:spPr"))
        for old in list(properties):
            properties.remove(old)
        number = max(int(one) for one in slide.shapes._spTree.xpath("//@id") if one.isdigit())
        copied.xpath(".//p:cNvPr")[0].set("id", str(number + 1))
        slide.shapes._spTree.append(copied)
        if kind == "ftr":
            body = copied.find(qn("p:txBody"))
            most, room = LONGEST_FOOT, placeholder.width.mm - FOOT_MARGINS
            while most > 1 and metrics.width(str(cut(foot, most)), SMALLEST) > room:
                most -= 4
            writer.plain(body, [cut(foot, most)], SMALLEST)


def packed(presentation: Any) -> bytes:
    """Return a presentation as the bytes of its file, the same for the same contents."""
    written, again = BytesIO(), BytesIO()
    presentation.save(written)
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return again.getvalue()
