"""Write impact and effort as numbered points."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import (
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from kit.blocks import Chart
from kit.exports.pptx.charts.axes import draw_axis_line
from kit.exports.pptx.charts.marks import MarkLook, add_marker, mark_point
from kit.exports.pptx.palette import Palette
from kit.exports.pptx.shapes import SMALLEST
from kit.exports.pptx.xml import clean, element

NO_ENDS = '[=0]"";[=6]"";0'
"""A number format for the scale from 1 to 5, drawn from 0 to 6."""

SIZE = 12
"""The size of the points."""


def write_matrix(drawn: Any, chart: Chart, palette: Palette) -> None:
    """Draw one series, formatted point by point: LibreOffice drops all but the longest.

    Improvements at one place share a label with all their numbers.
    """
    across, up = chart.series
    for axis, series in ((drawn.category_axis, across), (drawn.value_axis, up)):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 6, 1.0
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = NO_ENDS, False
        axis.has_title = True
        axis.axis_title.text_frame.text = clean(str(series.name))
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(SMALLEST), True
        draw_axis_line(axis, palette.line)
    points = drawn.plots[0].series[0]
    properties = points._element.get_or_add_spPr()
    for old in list(properties):
        properties.remove(old)
    element(element(properties, "a:ln"), "a:noFill")
    # Another size than that of the points: LibreOffice would draw them all in this colour.
    add_marker(points._element, MarkLook("circle", palette.muted, SIZE - 1), palette)
    together: dict[tuple[float, float], list[int]] = {}
    for n, (x, y) in enumerate(zip(across.values, up.values, strict=True)):
        together.setdefault((x or 0.0, y or 0.0), []).append(n)
    for members in together.values():
        for n in members:
            look = MarkLook("circle", palette[across.tones[n]], SIZE)
            mark_point(points, n, look, palette)
        frame = points.points[members[0]].data_label.text_frame
        frame.text = ", ".join(str(n + 1) for n in members)
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(SMALLEST + 1), True
        points.points[members[0]].data_label.position = XL_LABEL_POSITION.ABOVE
