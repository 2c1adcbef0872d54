"""Write measured slides with python-pptx: nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Mm, Pt

from kit.blocks import Point
from kit.exports.pptx.charts import add_chart
from kit.exports.pptx.logos import SVG_URL, add_svg, pixels_of
from kit.exports.pptx.metrics import BULLET
from kit.exports.pptx.palette import Colour, Palette
from kit.exports.pptx.shapes import (
    SMALLEST,
    Box,
    ChartShape,
    CurveShape,
    PictureShape,
    Shape,
    TableShape,
    TextShape,
    Words,
)
from kit.exports.pptx.tables import CELL_X, CELL_Y
from kit.exports.pptx.xml import (
    clean,
    describe,
    element,
    fill,
    language,
    qn,
    without_style,
)
from kit.i18n import RichText, Texts, UserText, pieces_of
from kit.sections.marks import FEELING_SHAPES, FEELING_TONES
from kit.theme import step_of

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style “No Style, No Grid”: lines are drawn here."""

ALIGN = {"left": "l", "center": "ctr", "right": "r"}
HIGHEST = 2.0
"""The highest and, negated, the lowest score on a map's curve."""

LABEL = 7.4
"""The space above and below a map's curve for its numbers, in millimetres."""


class Writer:
    """Write the shapes of slides in one language and in a template's colours.

    Parameters
    ----------
    t
        The texts of the deck's reader.
    palette
        The colours.
    """

    def __init__(self, t: Texts, palette: Palette) -> None:
        self.t, self.palette = t, palette

    def add(self, slide: Any, shape: Shape) -> None:
        """Add a shape to a slide."""
        match shape:
            case TextShape():
                self._text(slide, shape)
            case TableShape():
                self._table(slide, shape)
            case ChartShape():
                add_chart(slide, shape, self.t, self.palette)
            case CurveShape():
                self._curve(slide, shape)
            case PictureShape():
                self._picture(slide, shape)

    # --- texts ---------------------------------------------------------------------------------

    def _text(self, slide: Any, shape: TextShape) -> None:
        added = slide.shapes.add_textbox(*placed(shape.box))
        if shape.name:
            describe(added, shape.name, "")
        self.body(added.text_frame, shape.words)

    def body(self, frame: Any, some: Sequence[Words]) -> None:
        """Write paragraphs into a text frame, or an empty one where there are none."""
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        body = frame._txBody
        styles = body.find(qn("a:lstStyle"))
        if styles is None:
            styles = etree.Element(qn("a:lstStyle"))
            body.find(qn("a:bodyPr")).addnext(styles)
        # A text that replaces this one keeps its size: elsewhere it would be that of the template.
        size = some[0].size if some else SMALLEST
        element(element(styles, "a:lvl1pPr"), "a:defRPr", sz=str(round(size * 100)))
        self.paragraphs(body, some)

    def paragraphs(self, body: Any, some: Sequence[Words]) -> None:
        """Replace the paragraphs of a text body."""
        for old in body.findall(qn("a:p")):
            body.remove(old)
        for one in some:
            self._paragraph(body, one)
        if not some:
            self._end(element(body, "a:p"), SMALLEST)

    def _end(self, paragraph: Any, size: float) -> None:
        lang = language(self.t.lang)
        element(paragraph, "a:endParaRPr", lang=lang, sz=str(round(size * 100)))

    def _paragraph(self, body: Any, one: Words) -> None:
        paragraph = element(body, "a:p")
        properties = element(paragraph, "a:pPr", algn=ALIGN[one.align])
        if one.bullet:
            properties.set("marL", str(Mm(BULLET)))
            properties.set("indent", str(-Mm(BULLET)))
        else:
            properties.set("marL", "0")
            properties.set("indent", "0")
        spacing = element(properties, "a:lnSpc")
        element(spacing, "a:spcPct", val="100000")
        for name, points in (("a:spcBef", 0.0), ("a:spcAft", one.after / 25.4 * 72)):
            element(element(properties, name), "a:spcPts", val=str(round(points * 100)))
        if one.bullet:
            element(properties, "a:buFont", typeface="Arial")
            element(properties, "a:buChar", char="•")
        else:
            element(properties, "a:buNone")
        for run in one.runs:
            for piece in pieces_of(run.said):
                self.run(paragraph, piece, one.size, run.bold, self.palette[run.ink])
        if not str(one):  # or an empty line is as high as the template's type
            self._end(paragraph, one.size)

    def run(
        self, paragraph: Any, piece: str | UserText, size: float, bold: bool, ink: Colour | None
    ) -> None:
        """Add a piece of text to a paragraph, in its language; a size of 0 is the layout's."""
        lang = piece.lang if isinstance(piece, UserText) and piece.lang else self.t.lang
        for place, line in enumerate(clean(str(piece)).replace("\t", " ").split("\n")):
            if place:
                element(paragraph, "a:br")
            if not line:
                continue
            run = element(paragraph, "a:r")
            properties = element(run, "a:rPr", lang=language(lang))
            if size:
                properties.set("sz", str(round(size * 100)))
            if bold:
                properties.set("b", "1")
            if ink is not None:
                fill(properties, ink)
                element(properties, "a:latin", typeface="+mn-lt")
            element(run, "a:t").text = line

    def title(self, placeholder: Any, said: RichText, size: float = 0.0) -> None:
        """Write the title of a slide at a size, or at that of its layout."""
        self.said(placeholder, (said,), size)

    def said(self, placeholder: Any, texts: Sequence[RichText], size: float = 0.0) -> None:
        """Write paragraphs into a placeholder in the style of its layout."""
        self.plain(placeholder.text_frame._txBody, texts, size)

    def plain(
        self, body: Any, texts: Sequence[RichText], size: float = 0.0, ink: Colour | None = None
    ) -> None:
        """Replace the paragraphs of a text body by texts without a style of their own."""
        for old in body.findall(qn("a:p")):
            body.remove(old)
        for text in texts:
            paragraph = element(body, "a:p")
            for piece in pieces_of(text):
                self.run(paragraph, piece, size, False, ink)

    # --- tables --------------------------------------------------------------------------------

    def _table(self, slide: Any, shape: TableShape) -> None:
        rows, columns = len(shape.rows), len(shape.widths)
        frame = slide.shapes.add_table(rows, columns, *placed(shape.box))
        describe(frame, shape.alt, shape.alt)
        table = frame.table
        table.first_row, table.horz_banding = True, False
        properties = table._tbl.tblPr
        identity = properties.find(qn("a:tableStyleId"))
        if identity is None:
            identity = element(properties, "a:tableStyleId")
        identity.text = NO_STYLE
        for column, width in zip(table.columns, shape.widths, strict=True):
            column.width = Mm(width)
        for row, height in zip(table.rows, shape.heights, strict=True):
            row.height = Mm(height)
        for n, row in enumerate(shape.rows):
            for m, words in enumerate(row):
                cell = table.cell(n, m)
                self.body(cell.text_frame, words)
                cell.margin_left = cell.margin_right = Mm(CELL_X)
                cell.margin_top = cell.margin_bottom = Mm(CELL_Y)
                self._border(cell._tc, strong=n == 0)

    def _border(self, cell: Any, strong: bool) -> None:
        """Draw the line below a cell, and none around it."""
        properties = cell.get_or_add_tcPr()
        for name in ("a:lnL", "a:lnR", "a:lnT"):
            element(element(properties, name, w="0"), "a:noFill")
        below = element(properties, "a:lnB", w=str(Pt(1.25 if strong else 0.5)), cap="flat")
        fill(below, self.palette.accent if strong else self.palette.line)
        element(properties, "a:noFill")

    # --- the curve of a map --------------------------------------------------------------------

    def _curve(self, slide: Any, shape: CurveShape) -> None:
        """Draw a curve as one group: the zero line, the line, a mark and a number a stage."""
        group = slide.shapes.add_group_shape()
        box = shape.box

        def level(score: float) -> float:
            height = box.height - 2 * LABEL
            return box.y + LABEL + (HIGHEST - score) / (2 * HIGHEST) * height

        zero = _line(group, [(box.x + shape.start, level(0)), (box.x + box.width, level(0))])
        _stroke(zero, self.palette.line, 0.75)
        points = [
            (box.x + x, level(point.score), point)
            for x, point in zip(shape.centres, shape.points, strict=True)
            if point.score is not None
        ]
        if len(points) > 1:
            line = _line(group, [(x, y) for x, y, _ in points])
            _stroke(line, self.palette["accent"], 2.0)
        for x, y, point in points:
            self._point(group, x, y, point)
        describe(group, shape.alt.partition(",")[0] or "curve", shape.alt)

    def _point(self, group: Any, x: float, y: float, point: Point) -> None:
        score = point.score or 0.0
        tone = self.palette[FEELING_TONES[step_of(score)]]
        kind = MSO_SHAPE.STAR_5_POINT if point.truth else MSO_SHAPE.OVAL
        half = 2.2 if point.truth else 1.6
        dot = group.shapes.add_shape(kind, *placed(Box(x - half, y - half, 2 * half, 2 * half)))
        without_style(dot)
        _paint(dot, tone, self.palette.paper)
        label = f"{FEELING_SHAPES[step_of(score)]}\u00a0{self.t.signed(score)}"
        top = y + 2.2 if score < 0 else y - 7.2
        text = group.shapes.add_textbox(*placed(Box(x - 10, top, 20, 5)))
        body = text.text_frame
        body.word_wrap = False
        body.margin_left = body.margin_right = body.margin_top = body.margin_bottom = 0
        for old in body._txBody.findall(qn("a:p")):
            body._txBody.remove(old)
        paragraph = element(body._txBody, "a:p")
        element(paragraph, "a:pPr", algn="ctr")
        self.run(paragraph, label, SMALLEST, True, tone)

    # --- pictures ------------------------------------------------------------------------------

    def _picture(self, slide: Any, shape: PictureShape) -> None:
        box, content = shape.box, BytesIO(pixels_of(shape.url, shape.alt))
        picture = slide.shapes.add_picture(content, Mm(box.x), Mm(box.y))
        if shape.url.startswith(SVG_URL):
            add_svg(slide, picture, shape.url)
        scale = min(Mm(box.width) / picture.width, Mm(box.height) / picture.height)
        picture.width = Emu(round(picture.width * scale))
        picture.height = Emu(round(picture.height * scale))
        describe(picture, shape.alt, shape.alt)


def placed(box: Box) -> tuple[int, int, int, int]:
    """Return a box as python-pptx places shapes."""
    return Mm(box.x), Mm(box.y), Mm(max(box.width, 0.1)), Mm(max(box.height, 0.1))


def _line(group: Any, points: Sequence[tuple[float, float]]) -> Any:
    """Add a line through points, in millimetres."""
    start, *rest = [(Mm(x), Mm(y)) for x, y in points]
    builder = group.shapes.build_freeform(*start, scale=1.0)
    builder.add_line_segments(rest, close=False)
    drawn = builder.convert_to_shape()
    without_style(drawn)
    return drawn


def _stroke(shape: Any, colour: Colour, points: float) -> None:
    properties = shape._element.spPr
    for old in properties.xpath("./a:ln | ./a:solidFill | ./a:noFill"):
        properties.remove(old)
    element(properties, "a:noFill")
    fill(element(properties, "a:ln", w=str(Pt(points))), colour)


def _paint(shape: Any, colour: Colour, paper: Colour) -> None:
    properties = shape._element.spPr
    for old in properties.xpath("./a:ln | ./a:solidFill | ./a:noFill"):
        properties.remove(old)
    fill(properties, colour)
    fill(element(properties, "a:ln", w=str(Pt(1.0))), paper)
