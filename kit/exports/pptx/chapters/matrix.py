"""Slides of impact and effort, with the numbered improvements beside them."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Chart, Section
from kit.exports.pptx.chapters.blocks import charts, leads, title_of
from kit.exports.pptx.page import Page
from kit.exports.pptx.shapes import SMALLEST, ChartShape, Shape, Slide, TextShape, Words
from kit.exports.pptx.texts import capital, within, words
from kit.i18n import N_

SCORED = N_("Impact and effort, 1 to 5, as the team scored them; no customer was asked.")


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
