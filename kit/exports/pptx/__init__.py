"""Write a report as a deck of slides: native tables, charts and shapes that a reader edits.

The slides are measured and placed first, as plain records (:mod:`kit.exports.pptx.story`), and
written then (:mod:`kit.exports.pptx.writer`).
"""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kit.exports.html import NoReportError
from kit.exports.notebook import ExecutedNotebook, Frame
from kit.exports.pptx import base
from kit.exports.pptx.metrics import Metrics
from kit.exports.pptx.page import Page, Room
from kit.exports.pptx.shapes import SMALLEST, Slide
from kit.exports.pptx.story import story
from kit.exports.pptx.texts import cut
from kit.exports.pptx.writer import Writer
from kit.exports.pptx.xml import INKS, qn
from kit.i18n import RichText, Texts, joined, texts

if TYPE_CHECKING:
    from nbformat import NotebookNode

SUFFIX = ".pptx"

LONGEST_FOOT = 120
"""The most characters of the foot of a slide."""


def export(notebook: NotebookNode | ExecutedNotebook) -> bytes:
    """Return an executed notebook as a presentation.

    Raises
    ------
    NoReportError
        If the notebook has no frame.
    """
    executed = ExecutedNotebook.of(notebook)
    frame = executed.frame
    if frame is None:
        raise NoReportError
    t = texts(frame.lang)
    made = base.presentation(frame.theme)
    metrics = Metrics.of(frame.theme.fonts[0] if frame.theme.fonts else base.FONT)
    room = Room(base.TITLE, base.TITLE_SIZE, base.BODY, metrics, metrics)
    page = Page(room, frame, t)
    write(made, story(page, executed.sections), frame, t)
    return packed(made)


def write(made: Any, slides: list[Slide], frame: Frame, t: Texts) -> None:
    """Write slides into a presentation, with its properties."""
    writer = Writer(t)
    first, content = made.slide_layouts[0], made.slide_layouts[-1]
    cover = frame.cover
    named = (cover.client, cover.title, cover.edition, cover.date, cover.author)
    foot = joined([one for one in named if str(one)], " · ")
    for slide in slides:
        layout = first if slide.cover else content
        added = made.slides.add_slide(layout)
        writer.title(added.shapes.title, slide.title, slide.size)
        if slide.cover:
            writer.said(added.placeholders[1], slide.subtitle)
        else:
            _foot(writer, added, layout, foot)
        for shape in slide.shapes:
            writer.add(added, shape)
        _notes(writer, added, slide)
    properties = made.core_properties
    properties.title = str(frame.cover.title)
    properties.author = str(frame.cover.author)
    properties.subject = str(frame.cover.client)
    properties.language = t.lang
    properties.comments = str(frame.cover.status)
    properties.last_modified_by = "parcours-kit"


def _foot(writer: Writer, slide: Any, layout: Any, foot: RichText) -> None:
    """Give a slide the foot and the number that its layout has a place for."""
    for placeholder in layout.placeholders:
        kind = placeholder._element.xpath(".//p:ph")[0].get("type")
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
            writer.plain(body, [cut(foot, LONGEST_FOOT)], SMALLEST, INKS["muted"])


def _notes(writer: Writer, slide: Any, made: Slide) -> None:
    writer.plain(slide.notes_slide.notes_text_frame._txBody, made.notes)


def packed(made: Any) -> bytes:
    """Return a presentation as the bytes of its file, the same for the same contents."""
    written, again = BytesIO(), BytesIO()
    made.save(written)
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return again.getvalue()
