"""Write native charts, with the workbook behind them that a reader edits."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Mm, Pt

from kit.blocks import Chart
from kit.exports.pptx.charts.bars import write_bars
from kit.exports.pptx.charts.curves import write_curves
from kit.exports.pptx.charts.intervals import add_error_bars
from kit.exports.pptx.charts.matrix import write_matrix
from kit.exports.pptx.palette import Palette
from kit.exports.pptx.shapes import SMALLEST, ChartShape
from kit.exports.pptx.workbook import as_printed, number_format, workbook
from kit.exports.pptx.xml import clean, describe, fill, language, qn
from kit.i18n import Texts

FIRST_AXIS = 500_000_001
"""The id of the first axis: python-pptx writes negative ones, which the schema forbids."""


def add_chart(slide: Any, shape: ChartShape, t: Texts, palette: Palette) -> None:
    """Add a chart to a slide."""
    chart = as_printed(shape.chart)
    kind, data = _data(chart)
    box = shape.box
    frame = slide.shapes.add_chart(kind, Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height), data)
    describe(frame, str(chart.caption), chart.alt)
    drawn = frame.chart
    drawn.has_title = False
    drawn.has_legend = False
    drawn.font.size = Pt(SMALLEST)
    match chart.kind:
        case "curves":
            write_curves(drawn, chart, palette)
        case "bars":
            write_bars(drawn, chart, palette)
        case "matrix":
            write_matrix(drawn, chart, palette)
    if chart.kind != "matrix":
        for place, series in enumerate(drawn._chartSpace.iter(qn("c:ser"))):
            add_error_bars(series, chart, place, palette)
    drawn.part.chart_workbook.update_from_xlsx_blob(workbook(chart))
    _tidy(drawn._chartSpace, t, palette)


def _data(chart: Chart) -> tuple[Any, Any]:
    if chart.kind == "matrix":
        xy = XyChartData(number_format=number_format(chart))
        points = xy.add_series(clean(str(chart.series[1].name)))
        for across, up in zip(chart.series[0].values, chart.series[1].values, strict=True):
            points.add_data_point(across, up)
        return XL_CHART_TYPE.XY_SCATTER, xy
    data = CategoryChartData(number_format=number_format(chart))
    data.categories = [clean(str(one)) for one in chart.categories]
    for series in chart.series:
        data.add_series(clean(str(series.name)), series.values)
    kind = XL_CHART_TYPE.LINE_MARKERS if chart.kind == "curves" else XL_CHART_TYPE.BAR_CLUSTERED
    return kind, data


def _tidy(space: Any, t: Texts, palette: Palette) -> None:
    """Name the language and the colour of a chart's texts, and give its axes positive ids."""
    ids = {axis.get("val") for axis in space.iter(qn("c:axId"))}
    positive = {old: str(FIRST_AXIS + n) for n, old in enumerate(sorted(ids))}
    for name in ("c:axId", "c:crossAx"):
        for found in space.iter(qn(name)):
            found.set("val", positive[found.get("val")])
    for old in space.findall(qn("c:lang")):
        space.remove(old)
    named = etree.Element(qn("c:lang"))
    named.set("val", language(t.lang))
    first = space.find(qn("c:date1904"))
    if first is not None:
        first.addnext(named)
    else:
        space.insert(0, named)
    for properties in (*space.iter(qn("a:defRPr")), *space.iter(qn("a:rPr"))):
        properties.set("lang", language(t.lang))
        if properties.find(qn("a:solidFill")) is None:
            properties.insert(0, fill(properties, palette.text))
