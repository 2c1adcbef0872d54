"""Write native charts: their axes, labels, error bars and the workbook behind them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Mm, Pt

from kit.blocks import Chart
from kit.exports.pptx.figures import MANY
from kit.exports.pptx.palette import Colour, Palette
from kit.exports.pptx.shapes import SMALLEST, ChartShape, Ink
from kit.exports.pptx.workbook import (
    SIGNED,
    as_printed,
    interval_columns,
    number_format,
    workbook,
)
from kit.exports.pptx.xml import (
    clean,
    describe,
    element,
    fill,
    language,
    qn,
)
from kit.i18n import Texts

SYMBOLS = ("circle", "square", "triangle", "diamond", "star", "x", "plus")
SERIES: Sequence[Ink] = ("accent", "text", "very-good", "very-bad", "muted", "bad")
"""The colours of curves; their marks and lines differ as well."""

DASHES = ("solid", "sysDash", "sysDot")
APART = 0.3
"""The least distance of the ends of curves that carry their names."""

NO_ENDS = '[=0]"";[=6]"";0'
"""A number format for the scale from 1 to 5, drawn from 0 to 6."""

FIRST_AXIS = 500_000_001
"""The id of the first axis: python-pptx writes negative ones, which the schema forbids."""

AFTER_ERROR_BARS = ("c:cat", "c:val", "c:xVal", "c:yVal", "c:smooth", "c:shape", "c:extLst")


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
            _curves(drawn, chart, palette)
        case "bars":
            _bars(drawn, chart, palette)
        case "matrix":
            _matrix(drawn, chart, palette)
    if chart.kind != "matrix":
        for place, series in enumerate(drawn._chartSpace.iter(qn("c:ser"))):
            _error_bars(series, chart, place, palette)
    drawn.part.chart_workbook.update_from_xlsx_blob(workbook(chart))
    _tidy(drawn._chartSpace, t)


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


# --- curves ----------------------------------------------------------------------------------


def _curves(drawn: Any, chart: Chart, palette: Palette) -> None:
    _scale(drawn.value_axis, chart, palette)
    categories = drawn.category_axis
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.has_major_gridlines = False
    _axis_line(categories, palette.line)
    if len(chart.categories) > MANY:
        _slant(categories)
        _layout(drawn, 0.12, 0.06, 0.85, 0.6)
    else:
        _layout(drawn, 0.05, 0.08, 0.93 if len(chart.series) == 1 else 0.84, 0.74)
    several = len(chart.series) > 1
    for place, series in enumerate(drawn.plots[0].series):
        colour = palette[SERIES[place % len(SERIES)]]
        series.smooth = False
        properties = series._element.get_or_add_spPr()
        line = element(properties, "a:ln", w=str(Pt(2.25)), cap="rnd")
        fill(line, colour)
        element(line, "a:prstDash", val=DASHES[place % 3] if several else "solid")
        _marker(series._element, SYMBOLS[place % len(SYMBOLS)], colour, palette)
    _curve_labels(drawn, chart)


def _slant(axis: Any) -> None:
    """Set the names on an axis at half a right angle, with the axis's type."""
    axis.tick_labels.font.size = Pt(SMALLEST)
    body = axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
    body.set("rot", str(-45 * 60_000))
    body.set("vert", "horz")


def _marker(series: Any, symbol: str, colour: Colour, palette: Palette, size: int = 8) -> None:
    old = series.find(qn("c:marker"))
    if old is not None:
        series.remove(old)
    marker = etree.Element(qn("c:marker"))
    element(marker, "c:symbol", val=symbol)
    element(marker, "c:size", val=str(size))
    properties = element(marker, "c:spPr")
    fill(properties, colour)
    fill(element(properties, "a:ln", w=str(Pt(1.0))), palette.paper)
    before = series.find(qn("c:spPr"))
    before.addnext(marker)


def _label(series: Any, n: int, position: Any, named: bool = False) -> None:
    """Label a point with its value and, where asked, with its series' name."""
    label = series.points[n].data_label
    label.position = position
    label.font.size, label.font.bold = Pt(SMALLEST), named
    if named:
        path = f"c:dLbls/c:dLbl[c:idx/@val='{n}']/c:showSerName"
        series._element.xpath(path)[0].set("val", "1")


def _curve_labels(drawn: Any, chart: Chart) -> None:
    """Label one curve at its lowest, highest and last point, several where they are apart."""
    series = [*drawn.plots[0].series]
    for one in series:
        one.data_labels.show_value = False
    if len(series) == 1:
        scored = [(v, n) for n, v in enumerate(chart.series[0].values) if v is not None]
        for n in {min(scored)[1], max(scored)[1], scored[-1][1]} if scored else ():
            _label(series[0], n, XL_LABEL_POSITION.RIGHT)
        return
    ends = [next((v for v in reversed(one.values) if v is not None), None) for one in chart.series]
    apart = sorted(end for end in ends if end is not None)
    direct = all(after - before >= APART for before, after in pairwise(apart))
    for n in range(len(chart.categories)):
        # Where curves all but touch, one number says both; a third curve has none of its own.
        found = [
            (v, m) for m, one in enumerate(chart.series[:2]) if (v := one.values[n]) is not None
        ]
        if not found:
            continue
        (low, under), (high, over) = min(found), max(found)
        last = direct and n == len(chart.categories) - 1
        right, above = XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.ABOVE
        _label(series[over], n, right if last else above, last)
        if under != over and high != low:
            _label(series[under], n, right if last else XL_LABEL_POSITION.BELOW, last)
    if not direct or len(series) > 2:
        drawn.has_legend = True
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(SMALLEST)


# --- bars ------------------------------------------------------------------------------------


def _bars(drawn: Any, chart: Chart, palette: Palette) -> None:
    value, category = drawn.value_axis, drawn.category_axis
    _scale(value, chart, palette)
    value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    category.reverse_order = True
    category.major_tick_mark = XL_TICK_MARK.NONE
    _axis_line(category, palette.muted)
    plot = drawn.plots[0]
    plot.gap_width = 60
    plot.overlap = 0
    _layout(drawn, 0.02, 0.0, 0.96, 1.0)
    for place, (series, numbers) in enumerate(zip(plot.series, chart.series, strict=True)):
        hollow = len(chart.series) > 1 and place == 0
        properties = series._element.get_or_add_spPr()
        series.invert_if_negative = False
        if hollow:
            fill(properties, palette.pale)
            fill(element(properties, "a:ln", w=str(Pt(1.0))), palette.muted)
            continue
        fill(properties, palette.accent)
        for n, tone in enumerate(numbers.tones):
            point = series.points[n].format.fill
            point.solid()
            _theme_fill(series.points[n], palette[tone])


def _theme_fill(point: Any, colour: Colour) -> None:
    properties = point._element.xpath(f"c:dPt[c:idx/@val='{point._idx}']/c:spPr")[0]
    for old in list(properties):
        properties.remove(old)
    fill(properties, colour)


# --- the matrix ------------------------------------------------------------------------------


def _matrix(drawn: Any, chart: Chart, palette: Palette) -> None:
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
        _axis_line(axis, palette.line)
    points = drawn.plots[0].series[0]
    properties = points._element.get_or_add_spPr()
    for old in list(properties):
        properties.remove(old)
    element(element(properties, "a:ln"), "a:noFill")
    _marker(points._element, "circle", palette.muted, palette, 12)
    together: dict[tuple[float, float], list[int]] = {}
    for n, (x, y) in enumerate(zip(across.values, up.values, strict=True)):
        together.setdefault((x or 0.0, y or 0.0), []).append(n)
    for members in together.values():
        for n in members:
            _point(points, n, palette[across.tones[n]])
        frame = points.points[members[0]].data_label.text_frame
        frame.text = ", ".join(str(n + 1) for n in members)
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(SMALLEST + 1), True
        points.points[members[0]].data_label.position = XL_LABEL_POSITION.ABOVE


def _point(series: Any, n: int, colour: Colour) -> None:
    point = series.points[n]
    point.marker.size = 12
    point.marker.style = XL_MARKER_STYLE.CIRCLE
    point.marker.format.fill.solid()
    point.format.fill.solid()
    for path in ("c:marker/c:spPr", "c:spPr"):
        properties = point._element.xpath(f"c:dPt[c:idx/@val='{n}']/{path}")[0]
        for old in list(properties):
            properties.remove(old)
        fill(properties, colour)
        line = element(properties, "a:ln", w=str(Pt(1.0)))
        if path == "c:spPr":  # from which LibreOffice takes the colour of a mark
            element(line, "a:noFill")
        else:
            fill(line, colour)


# --- what all have ---------------------------------------------------------------------------


def _scale(axis: Any, chart: Chart, palette: Palette) -> None:
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


def _axis_line(axis: Any, colour: Colour) -> None:
    line = axis.format.line._get_or_add_ln()
    for old in list(line):
        line.remove(old)
    line.set("w", str(Pt(0.75)))
    fill(line, colour)


def _layout(drawn: Any, x: float, y: float, width: float, height: float) -> None:
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


def _error_bars(series: Any, chart: Chart, place: int, palette: Palette) -> None:
    """Draw the intervals of a series as error bars that refer to the chart's workbook."""
    columns = interval_columns(chart, place)
    if columns is None:
        return
    bars = etree.Element(qn("c:errBars"))
    # Those of a line chart have one direction, which the schema wants named all the same.
    element(bars, "c:errDir", val="y")
    element(bars, "c:errBarType", val="both")
    element(bars, "c:errValType", val="cust")
    element(bars, "c:noEndCap", val="0")
    for name, (reference, values) in zip(("c:plus", "c:minus"), columns, strict=True):
        numeric = element(element(bars, name), "c:numRef")
        element(numeric, "c:f").text = reference
        cache = element(numeric, "c:numCache")
        element(cache, "c:formatCode").text = "General"
        element(cache, "c:ptCount", val=str(len(values)))
        for row, value in enumerate(values):
            if value is not None:
                element(element(cache, "c:pt", idx=str(row)), "c:v").text = f"{value:g}"
    properties = element(bars, "c:spPr")
    fill(element(properties, "a:ln", w=str(Pt(1.25))), palette.text)
    following = next(child for child in series if child.tag in {qn(n) for n in AFTER_ERROR_BARS})
    following.addprevious(bars)


def _tidy(space: Any, t: Texts) -> None:
    """Name the language of a chart, and give its axes positive ids."""
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
