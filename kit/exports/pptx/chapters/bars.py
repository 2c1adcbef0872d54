"""Slides of bars beside a table of their texts, counts and intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.blocks import Chart, Section, Series
from kit.exports.pptx.chapters.blocks import charts, leads, title_of
from kit.exports.pptx.keys import HEIGHT, bar_signs, key_below
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import SMALLEST, Box, ChartShape, Shape, Slide, TableShape
from kit.exports.pptx.tables import CELL_X, CELL_Y, Row, row_height
from kit.exports.pptx.texts import shortened, words
from kit.i18n import N_, RichText, Texts, joined

MOST_ROWS = 10
"""The most bars on a slide; the report has the others."""

FEWEST = 5
"""The fewest bars for which texts are not cut."""

ROW = 15.0
"""The greatest height of a row, in millimetres."""

BARS = 92.0
"""The width of the bars, in millimetres."""


def bars(page: Page, section: Section) -> Iterator[Slide]:
    """Yield the bars of a section, each beside its text, its counts and its interval."""
    for chart in charts(section):
        if chart.kind == "bars":
            yield _bars(page, section, chart)


def _bars(page: Page, section: Section, whole: Chart) -> Slide:
    t = page.t
    signs = bar_signs(whole, t)
    body = page.body.upper(page.body.height - (HEIGHT if signs else 0.0))
    width = min(BARS, body.width * 0.34)
    columns = _columns(page, whole)
    text = body.width - width - sum(room for _, room, _ in columns)
    widths = (text, *(room for _, room, _ in columns), width)
    number = t.signed if whole.span[0] < 0 else t.number
    span = t.inline(N_("{low} to {high}"), low=number(whole.span[0]), high=number(whole.span[1]))
    axis = t.inline(N_("{label} ({text})"), label=_names(t, whole), text=span)
    head: Row = (
        *(
            (words(label, SMALLEST, bold=True, ink="accent"),)
            for label in ("", *(label for label, _, _ in columns))
        ),
        (words(axis, SMALLEST, bold=True, ink="accent"),),
    )
    top = row_height(head, widths, page.metrics)
    # As many rows as hold most of the texts; the few that are longer are cut.
    most = min(len(whole.categories), MOST_ROWS)
    tallest = _tallest(page, whole, columns, widths)
    while most > FEWEST and most * _usual(tallest[:most]) > body.height - top:
        most -= 1
    chart = first(whole, most)
    limit = min(ROW, (body.height - top) / most)
    rows = [_row(page, chart, n, columns, widths, limit) for n in range(most)]
    height = max(row_height(row, widths, page.metrics) for row in rows)
    height = min(max(height, 9.0), limit)
    heights = (top, *(height for _ in rows))
    placed = Box(body.x, body.y, sum(widths), sum(heights))
    table = TableShape(placed, widths, heights, (head, *rows), str(chart.caption))
    beside = Box(body.x + sum(widths[:-1]), body.y + top, width, height * most)
    notes = [chart.alt, *leads(section)]
    basis = chart.basis
    if most < len(whole.categories):
        said = t(N_("{count} of {n} shown"), count=most, n=len(whole.categories))
        basis = joined([basis, said], t(N_("; ")))
    shapes: list[Shape] = [table, ChartShape(beside, chart, beside=True)]
    if signs := bar_signs(chart, t):
        under = Box(body.x, placed.y + placed.height, body.width, HEIGHT)
        shapes.append(key_below(under, signs, t))
    return page.slide(title_of(section), shapes, notes, chart.sources, basis)


def _usual(heights: Sequence[float]) -> float:
    """Return the height that is enough for four rows of five."""
    return sorted(heights)[(len(heights) * 4 - 1) // 5]


def _tallest(
    page: Page, chart: Chart, columns: Sequence[Value], widths: Sequence[float]
) -> list[float]:
    """Return the height that each row needs."""
    rows = (_row(page, chart, n, columns, widths, 1000.0) for n in range(len(chart.categories)))
    return [row_height(row, widths, page.metrics) for row in rows]


Value = tuple[RichText, float, list[RichText]]


def _names(t: Texts, chart: Chart) -> RichText:
    """Return the names of the series, with the look of their bars where there are several."""
    if len(chart.series) == 1:
        return chart.series[0].name
    looks = ("□", *("■" for _ in chart.series[1:]))
    return t.listed(
        [joined([look, one.name], "\u00a0") for look, one in zip(looks, chart.series, strict=True)]
    )


def _columns(page: Page, chart: Chart) -> list[Value]:
    """Return the columns between the text and the bars: a heading, a width, a text a row."""
    t = page.t
    found: list[Value] = []
    if chart.notes:
        found.append((t(N_("Customers")), 28.0, [*chart.notes]))
    for series in chart.series:
        signed = chart.span[0] < 0
        texts = [_value(t, series, n, signed, not chart.notes) for n in range(len(series.values))]
        found.append((series.name, 46.0, texts))
    return found


def _value(t: Texts, series: Series, n: int, signed: bool, counted: bool) -> RichText:
    """Return a value with its interval and, where nothing else says it, its n."""
    value = series.values[n]
    if value is None:
        return series.gaps[n] if series.gaps else "–"
    number = t.signed if signed else t.number
    said = number(value)
    interval = series.intervals[n] if series.intervals else None
    if interval:
        low, high = (number(bound) for bound in interval)
        said = t(N_("{value} [{low}; {high}]"), value=said, low=low, high=high)
    count = series.n[n] if series.n else None
    if counted and count is not None:
        return t(N_("{value} (n\u00a0=\u00a0{n})"), value=said, n=count)
    return said


def _row(
    page: Page,
    chart: Chart,
    n: int,
    columns: Sequence[Value],
    widths: Sequence[float],
    limit: float,
) -> Row:
    said = page.t.inline(N_("{number}. {text}"), number=str(n + 1), text=chart.categories[n])
    room = limit - 2 * CELL_Y
    texts = (words(said, SMALLEST + 1), *(words(texts[n], SMALLEST) for _, _, texts in columns))
    cells = tuple(
        (shortened(one, page.metrics, width - 2 * CELL_X, room),)
        for one, width in zip(texts, widths, strict=False)
    )
    return (*cells, ())


def first(chart: Chart, most: int) -> Chart:
    """Return a chart of the first categories, with what bars show of them."""
    series = tuple(
        Series(
            one.name,
            one.values[:most],
            one.intervals[:most],
            one.n[:most],
            one.tones[:most],
            outlined=one.outlined[:most],
            gaps=one.gaps[:most],
        )
        for one in chart.series
    )
    return replace(
        chart,
        categories=chart.categories[:most],
        series=series,
        notes=chart.notes[:most],
        groups=(),
    )
