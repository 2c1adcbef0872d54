"""Write the axes of charts, and the place of their plots."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.chart import XL_TICK_MARK
from pptx.util import Pt

from kit.blocks import Chart
from kit.exports.pptx.palette import Colour, Palette
from kit.exports.pptx.shapes import SMALLEST
from kit.exports.pptx.workbook import SIGNED
from kit.exports.pptx.xml import element, fill, qn

MANY = 9
"""The most categories whose names stand upright below a chart; those of more are slanted."""


def set_scale(axis: Any, chart: Chart, palette: Palette) -> None:
    """Give a value axis the span of a chart, with pale grid lines and no line of its own."""
    axis.minimum_scale, axis.maximum_scale = chart.span
    axis.major_unit = 1.0
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = True
    grid = axis.major_gridlines.format.line._get_or_add_ln()
    for old in list(grid):
        grid.remove(old)
    grid.set("w", str(Pt(0.5)))
    fill(grid, palette.pale)
    line = axis.format.line._get_or_add_ln()
    for old in list(line):
        line.remove(old)
    element(line, "a:noFill")
    if chart.span[0] < 0:
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = SIGNED, False


def draw_axis_line(axis: Any, colour: Colour) -> None:
    """Draw the line of an axis in a colour."""
    line = axis.format.line._get_or_add_ln()
    for old in list(line):
        line.remove(old)
    line.set("w", str(Pt(0.75)))
    fill(line, colour)


def slant_names(axis: Any) -> None:
    """Set the names on an axis at half a right angle, with the axis's type."""
    axis.tick_labels.font.size = Pt(SMALLEST)
    body = axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
    body.set("rot", str(-45 * 60_000))
    body.set("vert", "horz")


def place_plot(drawn: Any, x: float, y: float, width: float, height: float) -> None:
    """Place the inner area of a plot, in shares of the chart."""
    area = drawn._chartSpace.find(f".//{qn('c:plotArea')}")
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = etree.Element(qn("c:layout"))
        area.insert(0, layout)
    for old in list(layout):
        layout.remove(old)
    manual = element(layout, "c:manualLayout")
    element(manual, "c:layoutTarget", val="inner")
    element(manual, "c:xMode", val="edge")
    element(manual, "c:yMode", val="edge")
    for name, value in (("x", x), ("y", y), ("w", width), ("h", height)):
        element(manual, f"c:{name}", val=f"{value:g}")
