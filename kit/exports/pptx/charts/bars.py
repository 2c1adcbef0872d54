"""Write bars that stand beside the rows of a table, which name their categories."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from kit.blocks import Chart
from kit.exports.pptx.charts.axes import draw_axis_line, place_plot, set_scale
from kit.exports.pptx.palette import Colour, Palette
from kit.exports.pptx.xml import element, fill


def write_bars(drawn: Any, chart: Chart, palette: Palette) -> None:
    """Write bars in the tones of their values, those of the first of two series pale."""
    value, category = drawn.value_axis, drawn.category_axis
    set_scale(value, chart, palette)
    value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    category.reverse_order = True
    category.major_tick_mark = XL_TICK_MARK.NONE
    draw_axis_line(category, palette.muted)
    plot = drawn.plots[0]
    plot.gap_width = 60
    plot.overlap = 0
    place_plot(drawn, 0.02, 0.0, 0.96, 1.0)
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
            outlined = n < len(numbers.outlined) and numbers.outlined[n]
            _paint(series.points[n], palette[tone], outlined)


def _paint(point: Any, colour: Colour, outlined: bool) -> None:
    """Fill a bar, or draw its outline where too few answers stand behind it."""
    point.format.fill.solid()  # python-pptx adds the properties in their place
    properties = point._element.xpath(f"c:dPt[c:idx/@val='{point._idx}']/c:spPr")[0]
    for old in list(properties):
        properties.remove(old)
    if not outlined:
        fill(properties, colour)
        return
    element(properties, "a:noFill")
    line = element(properties, "a:ln", w=str(Pt(1.5)))
    fill(line, colour)
    element(line, "a:prstDash", val="sysDash")
