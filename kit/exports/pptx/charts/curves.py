"""Write curves over categories, each with a look of its own, labelled where it matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pptx.enum.chart import (
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from kit.blocks import Chart, Series
from kit.exports.pptx.charts.axes import MANY, draw_axis_line, place_plot, set_scale, slant_names
from kit.exports.pptx.charts.marks import (
    ORIGIN_SYMBOLS,
    SYMBOLS,
    MarkLook,
    add_marker,
    assumed,
    mark_point,
)
from kit.exports.pptx.palette import Palette
from kit.exports.pptx.shapes import SMALLEST, Ink
from kit.exports.pptx.xml import element, fill

SERIES: Sequence[Ink] = ("accent", "text", "very-good", "very-bad", "muted", "bad")
"""The colours of curves; their marks and lines differ as well."""

DASHES = ("solid", "sysDash", "sysDot")
APART = 0.3
"""The least distance of the ends of curves that carry their names."""


def write_curves(drawn: Any, chart: Chart, palette: Palette) -> None:
    """Write curves, their marks, and the labels that matter."""
    set_scale(drawn.value_axis, chart, palette)
    categories = drawn.category_axis
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.has_major_gridlines = False
    draw_axis_line(categories, palette.line)
    if len(chart.categories) > MANY:
        slant_names(categories)
        place_plot(drawn, 0.12, 0.06, 0.85, 0.6)
    else:
        place_plot(drawn, 0.05, 0.08, 0.93 if len(chart.series) == 1 else 0.84, 0.74)
    several = len(chart.series) > 1
    for place, series in enumerate(drawn.plots[0].series):
        colour = palette[SERIES[place % len(SERIES)]]
        series.smooth = False
        properties = series._element.get_or_add_spPr()
        line = element(properties, "a:ln", w=str(Pt(2.25)), cap="rnd")
        fill(line, colour)
        element(line, "a:prstDash", val=DASHES[place % 3] if several else "solid")
        look = MarkLook(SYMBOLS[place % len(SYMBOLS)], colour)
        add_marker(series._element, look, palette)
        _mark_origins(series, chart.series[place], look, several, palette)
    _add_labels(drawn, chart)


def _mark_origins(
    drawn: Any, series: Series, look: MarkLook, several: bool, palette: Palette
) -> None:
    """Mark the points by the origin of their scores; of several curves, the assumed ones (M4.2)."""
    for n, (value, origin) in enumerate(zip(series.values, series.origins, strict=False)):
        if value is None or origin is None:
            continue
        if origin == "assumed":
            mark_point(drawn, n, assumed(look), palette)
        elif not several and ORIGIN_SYMBOLS[origin] != look.symbol:
            mark_point(drawn, n, replace(look, symbol=ORIGIN_SYMBOLS[origin]), palette)


def _label(series: Any, n: int, position: Any, named: bool = False) -> None:
    """Label a point with its value and, where asked, with its series' name."""
    label = series.points[n].data_label
    label.position = position
    label.font.size, label.font.bold = Pt(SMALLEST), named
    if named:
        path = f"c:dLbls/c:dLbl[c:idx/@val='{n}']/c:showSerName"
        series._element.xpath(path)[0].set("val", "1")


def _add_labels(drawn: Any, chart: Chart) -> None:
    """Label one curve at its lowest, highest and last points, several where they are apart."""
    series = [*drawn.plots[0].series]
    for one in series:
        one.data_labels.show_value = False
    if len(series) == 1:
        scored = [(v, n) for n, v in enumerate(chart.series[0].values) if v is not None]
        extreme = {round(value, 1) for value, _ in (min(scored), max(scored))} if scored else set()
        for value, n in scored:
            if round(value, 1) in extreme or n == scored[-1][1]:
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
