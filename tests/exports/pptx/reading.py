"""Read a deck back, as its reader meets it."""

from __future__ import annotations

from io import BytesIO

from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn
from python_calamine import CalamineWorkbook


def deck(content):
    return Presentation(BytesIO(content))


def errors(content, tmp_path):
    """Return what Office would find wrong with a deck."""
    file = tmp_path / "deck.pptx"
    file.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


def texts(shapes):
    """Yield the texts of shapes, in reading order."""
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from texts(shape.shapes)
        elif getattr(shape, "has_table", False):
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame:
            yield shape.text_frame.text


def text_of(slide):
    return "\n".join(texts(slide.shapes))


def charts(made):
    """Return the charts of a deck, each with its slide."""
    return [
        (slide, shape.chart) for slide in made.slides for shape in slide.shapes if shape.has_chart
    ]


def rows(chart):
    """Return the rows of a chart's workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return book.get_sheet_by_index(0).to_python()


def described(slide):
    """Return the charts, tables, groups and pictures of a slide with their alternative texts."""
    found = []
    for shape in slide.shapes:
        if shape.shape_type == 6 or shape.has_chart or shape.has_table or hasattr(shape, "image"):
            found.append((shape.name, shape._element.xpath(".//p:cNvPr")[0].get("descr", "")))
    return found


def sizes(made):
    """Yield the sizes of type, in points, that slides and their charts name."""
    for slide in made.slides:
        roots = [slide._element]
        roots += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for root in roots:
            for element in root.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
                if size := element.get("sz"):
                    yield int(size) / 100


def runs_without_language(made):
    found = []
    for slide in made.slides:
        for part in (slide._element, slide.notes_slide._element):
            found += [run for run in part.iter(qn("a:rPr")) if not run.get("lang")]
            found += [run for run in part.iter(qn("a:r")) if run.find(qn("a:rPr")) is None]
    return [etree.tostring(run) for run in found]
