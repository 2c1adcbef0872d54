"""Draw the ranking of the pain points (M5.2 to M5.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.blocks import Chart, Picture, Tone
from kit.figures.area import Area
from kit.figures.charts.pain_points import BOUNDS, OUTLINED
from kit.figures.lettering import SMALL, Fitted, fit, width
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import Texts
from kit.steps.pain_points import BANDS, FEWEST_FOR_BAND
from kit.theme import Theme

TEXT, GAP = 82.0, 4.0
COUNT = 23.0
"""The room for k of n, at the right."""

HEADING = 5.4
"""The height of a group's heading; the first stands beside the names of the bands."""

BAR = WIDTH - TEXT - GAP - COUNT
ENDS = (1.0, 2.0, 3.0, 4.0)
"""The upper ends of the bands (F5)."""


@dataclass(frozen=True)
class Bar:
    """A pain point with its rank, its text, and its severity or the words in place of it."""

    rank: int
    what: Fitted
    count: Fitted
    value: float | None
    interval: tuple[float, float]
    tone: Tone
    outlined: bool
    gap: str

    @property
    def height(self) -> float:
        """The height of the row."""
        return max(self.what.height, self.count.height, 3.6) + 1.4


def pain_ranking(chart: Chart | None, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the pain points by severity, group by group of the ranking (F5)."""
    if chart is None:
        return ()
    indent = width(str(len(chart.categories)), SMALL, bold=True) + 1.6
    bars = [_bar(chart, n, indent) for n in range(len(chart.categories))]
    groups = [(str(one.label), [bars[n] for n in one.members]) for one in chart.groups]
    key = Key(_signs(bars, t, theme), WIDTH)
    pages: list[list[tuple[str, list[Bar]]]] = [[]]
    room = TALLEST - 14 - key.height
    for heading, members in groups:
        for place, bar in enumerate(members):
            opens = place == 0
            if room < bar.height + (8 if opens else 0):
                pages.append([])
                room = TALLEST - 14 - key.height
                opens = True
            if opens:
                pages[-1].append((heading, []))
                room -= HEADING
            pages[-1][-1][1].append(bar)
            room -= bar.height
    drawn = (_draw(page, key, indent, t, theme) for page in pages if page)
    return pictures(drawn, chart.alt, t)


def _bar(chart: Chart, n: int, indent: float) -> Bar:
    severity = chart.series[0]
    return Bar(
        n + 1,
        fit(str(chart.categories[n]), TEXT - indent - GAP),
        fit(str(chart.notes[n]), COUNT - 2),
        severity.values[n],
        severity.intervals[n] or (0.0, 0.0),
        severity.tones[n],
        severity.outlined[n],
        str(severity.gaps[n]),
    )


def _draw(
    groups: Sequence[tuple[str, list[Bar]]], key: Key, indent: float, t: Texts, theme: Theme
) -> Page:
    words = [fit(t(label), BAR / 4 - 1) for label in BANDS.values()]
    head = max(f.height for f in words) + 1
    top = max(head - HEADING, 0.0)
    height = top + sum(HEADING + sum(bar.height for bar in bars) for _, bars in groups)
    page = Page(WIDTH, height + 2 + key.height, theme)
    left = TEXT + GAP
    for place, (fitted, end) in enumerate(zip(words, ENDS, strict=True)):
        x = left + BAR * end / 4
        page.text(fitted, x - BAR / 8, 0, theme.muted, "center")
        if place % 2:
            page.box(x - BAR / 4, 0, BAR / 4, height, theme.wash)
    page.line([left, left], [head, height], theme.muted, 0.8)
    area = page.area(left, 0, BAR, page.height, (0, 4), (page.height, 0))
    y = top
    for heading, bars in groups:
        page.text(fit(heading, TEXT, 7.5, bold=True), 0, y + 0.8, theme.accent)
        y += HEADING
        for bar in bars:
            number = one_line(str(bar.rank))
            page.text(number, indent - 1.6, y, align="right")
            page.text(bar.what, indent, y)
            middle = y + number.height / 2
            _draw_bar(page, area, bar, y, middle, t)
            page.text(bar.count, WIDTH - COUNT + 2, y, theme.ink)
            y += bar.height
    key.draw(page, 0, height + 1.5)
    return page


def _draw_bar(page: Page, area: Area, bar: Bar, y: float, middle: float, t: Texts) -> None:
    """Draw a severity with its number, or write why there is none."""
    theme, left = page.theme, TEXT + GAP
    if bar.value is None:
        page.text(one_line(bar.gap, bold=False), left + 1.5, y, theme.muted)
        return
    _draw_severity(area, middle, 3.0, bar, bar.value, theme)
    high = bar.interval[1]
    inside = high > 3.7
    x = left + 1.2 if inside else left + BAR * high / 4 + 1.2
    colour = theme.paper if inside and not bar.outlined else theme.ink
    page.text(one_line(t.number(bar.value)), x, y, colour)


def _draw_severity(
    area: Area, y: float, height: float, bar: Bar, value: float, theme: Theme
) -> None:
    """Draw a severity as a bar on an area whose x is 0 to 4 (F5).

    A line across its end reaches from the value at the lower Wilson bound to that at the upper.
    Under n = 5, where there is no band, the bar is an outline.
    """
    colour = theme.feelings[0] if bar.tone == "very-bad" else theme.feelings[1]
    face = theme.paper if bar.outlined else colour
    area.bar(y, value, height, face, colour, 1.2, "--" if bar.outlined else "-")
    area.line(bar.interval, [y, y], theme.ink, 1.0, cap="butt", order=3)
    for x in bar.interval:
        area.line([x, x], [y - height / 4, y + height / 4], theme.ink, 1.0, order=3)


def _signs(bars: Sequence[Bar], t: Texts, theme: Theme) -> list[Sign]:
    signs = []
    if any(bar.value is not None for bar in bars):
        said = t(BOUNDS)
        signs.append(Sign("_", theme.ink, said))
    if any(bar.outlined for bar in bars):
        said = t(OUTLINED, least=FEWEST_FOR_BAND)
        signs.append(Sign("s", theme.feelings[1], said, filled=False))
    return signs
