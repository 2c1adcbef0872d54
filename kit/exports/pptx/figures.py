"""Slides of charts: curves, bars beside a table of their texts, and the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.blocks import Chart, Section, Series
from kit.exports.pptx.keys import HEIGHT, bar_signs, curve_signs, key_below
from kit.exports.pptx.lists import leads, title_of
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import (
    SMALLEST,
    TEXT,
    Box,
    ChartShape,
    Ink,
    Shape,
    Slide,
    TableShape,
    TextShape,
    Words,
)
from kit.exports.pptx.tables import CELL_X, CELL_Y, Row, row_height
from kit.exports.pptx.texts import capital, cut, shortened, unended, within, words
from kit.i18n import N_, RichText, Texts, joined

MANY = 9
"""The most categories whose names stand upright below a chart; those of more are slanted."""

LONGEST_NAME = 30
"""The most characters of a slanted name; the notes have the whole one."""

MOST_ROWS = 10
"""The most bars on a slide; the report has the others."""

FEWEST = 5
"""The fewest bars for which texts are not cut."""

ROW = 15.0
"""The greatest height of a row, in millimetres."""

SCORED = N_("Impact and effort, 1 to 5, as the team scored them; no customer was asked.")

BARS = 92.0
"""The width of the bars, in millimetres."""


def charts(section: Section, start: str = "") -> list[Chart]:
    """Return the charts of a section that have values, and whose ids begin with a text."""
    found = [block for block in section.blocks if isinstance(block, Chart) and not block.empty]
    return [chart for chart in found if chart.id.startswith(start)]


TARGETS = "emotions-target-"


def curves(page: Page, section: Section) -> Iterator[Slide]:
    """Yield the slide of the personas compared, or that of the curve of a single one."""
    main, _ = _by_rank(section)
    yield from _curves(page, section, main)


def further_curves(page: Page, section: Section) -> Iterator[Slide]:
    """Yield the slides of each persona's curve where they are compared, and of the targets."""
    _, others = _by_rank(section)
    targets = [one for one in others if one.id.startswith(TARGETS)]
    yield from _curves(page, section, [one for one in others if one not in targets])
    for start in range(0, len(targets), 2):
        yield _targets(page, targets[start : start + 2], leads(section))


def _by_rank(section: Section) -> tuple[list[Chart], list[Chart]]:
    """Return the curves that are presented, and those that one looks up."""
    found = charts(section, "emotions-")
    main = [chart for chart in found if chart.id == "emotions-compared"]
    main = main or [chart for chart in found if not chart.id.startswith(TARGETS)]
    return main, [chart for chart in found if chart not in main]


def _curves(page: Page, section: Section, some: Sequence[Chart]) -> Iterator[Slide]:
    """Yield a slide for each chart of curves."""
    for chart in some:
        title = unended(chart.finding) if str(chart.finding) else title_of(section)
        if len(chart.categories) > MANY:
            names = tuple(cut(name, LONGEST_NAME) for name in chart.categories)
            chart = replace(chart, categories=names)
        shapes = _with_key(page, page.body, chart)
        notes = [chart.alt, *leads(section)]
        yield page.slide(title, shapes, notes, chart.sources, chart.basis)


def _with_key(page: Page, body: Box, chart: Chart) -> list[Shape]:
    """Return a chart of curves with its key below it."""
    signs = curve_signs([chart], page.t)
    if not signs:
        return [ChartShape(body, chart)]
    ink: Ink = "accent" if len(chart.series) == 1 else "text"
    key = key_below(body, signs, page.t, ink)
    return [ChartShape(body.upper(body.height - HEIGHT), chart), key]


def _targets(page: Page, some: Sequence[Chart], notes: Sequence[RichText]) -> Slide:
    """Return the current and the target curves of one persona or two, one above the other."""
    t, body = page.t, page.body
    title = _largest_change(page, some)
    signs = curve_signs(some, t)
    shapes: list[Shape] = []
    height = (body.height - (HEIGHT if signs else 0.0)) / len(some)
    for place, chart in enumerate(some):
        box = Box(body.x, body.y + place * height, body.width, height)
        head = words(chart.caption, TEXT, bold=True, ink="accent")
        top = page.metrics.height(head, body.width)
        shapes += [TextShape(box.upper(top), (head,)), ChartShape(box.below(top), chart)]
    if signs:
        shapes.append(key_below(body, signs, t, "accent"))
    cited = {n for chart in some for n in chart.sources}
    basis = joined([chart.basis for chart in some], t(N_("; ")))
    return page.slide(title, shapes, [*(chart.alt for chart in some), *notes], cited, basis)


def _largest_change(page: Page, some: Sequence[Chart]) -> RichText:
    """Return the captions with the greatest change that the improvements are to bring."""
    t = page.t
    captions = t.listed([chart.caption for chart in some])
    found = [
        (aim - now, chart.categories[n], aim)
        for chart in some
        for n, (now, aim) in enumerate(
            zip(chart.series[0].values, chart.series[1].values, strict=False)
        )
        if now is not None and aim is not None
    ]
    change, at, _ = max(found, key=lambda one: one[0], default=(0.0, "", 0.0))
    if change < 0.05:
        return captions
    return t.inline(
        N_("The improvements decided on are to lift “{stage}” most ({change} points)"),
        stage=at,
        change=t.signed(change),
    )


# --- bars beside a table -----------------------------------------------------------------------


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


# --- the matrix ------------------------------------------------------------------------------


def matrix(page: Page, section: Section) -> Iterator[Slide]:
    """Yield impact and effort, with the numbered improvements beside them."""
    for chart in charts(section, "impact-effort"):
        body = page.body
        left, right = body.column(0, 0.46), body.column(0.48, 1.0)
        items: list[Words] = []
        for size in (SMALLEST + 2, SMALLEST + 1, SMALLEST):
            items = _numbered(page, chart, size)
            if page.metrics.heights(items, right.width) <= right.height:
                break
        shown, rest = within(items, page.metrics, right.width, right.height)
        shapes: list[Shape] = [ChartShape(left, chart), TextShape(right, shown)]
        notes = [chart.alt, *leads(section)]
        yield page.slide(title_of(section), shapes, notes, (), page.t(SCORED))
        while rest:
            shown, rest = within(rest, page.metrics, body.width, body.height)
            yield page.slide(chart.caption, [TextShape(body, shown)], notes, (), page.t(SCORED))


def _numbered(page: Page, chart: Chart, size: float) -> list[Words]:
    """Return the improvements by their numbers, under the names of their quadrants."""
    items: list[Words] = []
    effort, impact = chart.series
    for group in chart.groups:
        tone = effort.tones[group.members[0]]
        items.append(words(capital(group.label), size, bold=True, ink=tone, after=0.5))
        for n in group.members:
            place = page.t.inline(
                N_("{number}. {text} (impact {impact}, effort {effort})"),
                number=str(n + 1),
                text=chart.categories[n],
                effort=page.t.number(effort.values[n] or 0),
                impact=page.t.number(impact.values[n] or 0),
            )
            items.append(words(place, size, after=1.0))
    return items
