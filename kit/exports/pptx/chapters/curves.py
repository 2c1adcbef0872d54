"""Slides of curves: personas compared, each persona, current and target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.blocks import Chart, Section
from kit.exports.pptx.chapters.blocks import charts, leads, title_of
from kit.exports.pptx.charts.axes import MANY
from kit.exports.pptx.keys import HEIGHT, curve_signs, key_below
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import TEXT, Box, ChartShape, Ink, Shape, Slide, TextShape
from kit.exports.pptx.texts import cut, unended, words
from kit.i18n import N_, RichText, joined

LONGEST_NAME = 30
"""The most characters of a slanted name; the notes have the whole one."""

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
