"""Write intervals as error bars that take their lengths from the chart's workbook."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.util import Pt

from kit.blocks import Chart
from kit.exports.pptx.palette import Palette
from kit.exports.pptx.workbook import interval_columns
from kit.exports.pptx.xml import element, fill, qn

AFTER_ERROR_BARS = ("c:cat", "c:val", "c:xVal", "c:yVal", "c:smooth", "c:shape", "c:extLst")


def add_error_bars(series: Any, chart: Chart, place: int, palette: Palette) -> None:
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
