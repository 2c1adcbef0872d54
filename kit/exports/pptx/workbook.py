"""Write the workbook behind a chart: what it shows, with intervals and n, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from kit.blocks import Chart, Series
from kit.exports.pptx.xml import clean

SHEET = "Sheet1"
"""The name that python-pptx gives the sheet to which charts refer."""

CREATED = datetime(2000, 1, 1)

SIGNED = "+General;\N{MINUS SIGN}General;0"
"""The number format of charts whose scale begins below zero."""

Numbers = Sequence[float | None]
Reference = tuple[str, tuple[float | None, ...]]


def number_format(chart: Chart) -> str:
    """Return the number format of a chart's values."""
    return SIGNED if chart.kind != "matrix" and chart.span[0] < 0 else "General"


def as_printed(chart: Chart) -> Chart:
    """Return a chart with its numbers rounded as :meth:`kit.i18n.Texts.number` writes them.

    Office rounds 1.25 up and the report to the even digit: the labels of a chart would differ from
    the texts beside it.
    """
    return replace(chart, series=tuple(map(_printed, chart.series)))


def _printed(series: Series) -> Series:
    values = tuple(None if value is None else _rounded(value) for value in series.values)
    intervals = tuple(
        None if found is None else (_rounded(found[0]), _rounded(found[1]))
        for found in series.intervals
    )
    return replace(series, values=values, intervals=intervals)


def _rounded(value: float) -> float:
    return round(value, 1) + 0.0  # of −0.0, 0.0


def columns(chart: Chart) -> list[tuple[str, Numbers]]:
    """Return the columns after the categories: the values of all series, then what is beside them.

    Of an interval, the distances from the value to its ends, as error bars take them.
    """
    found: list[tuple[str, Numbers]] = [(str(one.name), one.values) for one in chart.series]
    for one in chart.series if chart.kind != "matrix" else ():
        found += _beside(one)
    return found


def _beside(series: Series) -> list[tuple[str, Numbers]]:
    found: list[tuple[str, Numbers]] = []
    if any(series.intervals):
        found.append((f"{series.name}: + 95 %", distances(series, 1)))
        found.append((f"{series.name}: − 95 %", distances(series, 0)))
    if any(series.n):
        found.append((f"{series.name}: n", series.n))
    return found


def distances(series: Series, end: int) -> tuple[float | None, ...]:
    """Return how far the lower (0) or upper (1) end of each interval is from its value."""
    return tuple(
        None if found is None or value is None else round(abs(found[end] - value), 6)
        for value, found in zip(series.values, series.intervals, strict=False)
    )


def interval_columns(chart: Chart, place: int) -> tuple[Reference, Reference] | None:
    """Return the cells and the values of the upper and lower distances of a series."""
    series = chart.series[place]
    if not any(series.intervals):
        return None
    column = 1 + len(chart.series) + sum(len(_beside(one)) for one in chart.series[:place])
    rows = len(chart.categories)
    upper, lower = (
        (f"{SHEET}!{xl_range_abs(1, at, rows, at)}", distances(series, end))
        for at, end in ((column, 1), (column + 1, 0))
    )
    return upper, lower


def workbook(chart: Chart) -> bytes:
    """Return the workbook of a chart, laid out as python-pptx refers to it."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book: Any = Workbook(content, options)
    book.set_properties({"created": CREATED})  # the same numbers give the same bytes
    sheet: Any = book.add_worksheet(SHEET)
    found = columns(chart)
    # A program that edits the numbers takes the format of labels from here.
    style: Any = book.add_format({"num_format": number_format(chart)})
    styles = [style if place < len(chart.series) else None for place in range(len(found))]
    if chart.kind == "matrix":
        # A scatter chart's first columns are x and y; the texts come after them.
        for column, (name, values) in enumerate(found):
            _column(sheet, column, name, values, styles[column])
        for row, text in enumerate(chart.categories, 1):
            sheet.write_string(row, len(found), clean(str(text)))
    else:
        for row, text in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, clean(str(text)))
        for column, (name, values) in enumerate(found, 1):
            _column(sheet, column, name, values, styles[column - 1])
    book.close()
    return content.getvalue()


def _column(sheet: Any, column: int, name: str, values: Numbers, style: Any) -> None:
    sheet.write_string(0, column, clean(name))
    for row, value in enumerate(values, 1):
        if value is not None:
            sheet.write_number(row, column, value, style)
