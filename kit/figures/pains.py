"""Draw the ranking of the pain points (M5.2 to M5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.blocks import Picture
from kit.figures.alts import joined
from kit.figures.area import Area
from kit.figures.lettering import SMALL, Fitted, fit, width
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.results import ranked_pains
from kit.steps.pain_points import (
    BANDS,
    FEWEST_FOR_BAND,
    STANDINGS,
    PainPoint,
    PainSeverity,
    Standing,
)
from kit.theme import Theme

TEXT, GAP = 82.0, 4.0
COUNT = 23.0
"""The room for k of n, at the right."""

HEADING = 5.4
"""The height of a group's heading; the first stands beside the names of the bands."""

BAR = WIDTH - TEXT - GAP - COUNT
ENDS = (1.0, 2.0, 3.0, 4.0)
"""The upper ends of the bands (F5)."""

GROUPS: Mapping[Standing, Message] = {
    "counted": N_("Counted"),
    "to-be-counted": N_("To be counted"),
    "isolated": N_("Isolated: named by one customer"),
    "not-observed": N_("Not observed: named by nobody"),
}
"""The headings of the groups in which pain points are ranked (F5)."""


@dataclass(frozen=True)
class Bar:
    """A pain point with its rank and its text."""

    pain: PainPoint
    rank: int
    what: Fitted
    count: Fitted

    @property
    def height(self) -> float:
        """The height of the row."""
        return max(self.what.height, self.count.height, 3.6) + 1.4


def pain_ranking(journey: Journey, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the pain points by severity, group by group of the ranking (F5)."""
    ranked = ranked_pains(journey)
    if not ranked:
        return ()
    indent = width(str(len(ranked)), SMALL, bold=True) + 1.6
    bars = [
        Bar(
            pain,
            rank,
            fit(pain.what.text, TEXT - indent - GAP),
            fit(frequency(pain, t), COUNT - 2),
        )
        for rank, pain in enumerate(ranked, 1)
    ]
    groups = [
        (t(heading), [bar for bar in bars if bar.pain.standing == standing])
        for standing, heading in GROUPS.items()
    ]
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
    alt = pain_alt(ranked, t)
    return pictures((_draw(page, key, indent, t, theme) for page in pages if page), alt, t)


def frequency(pain: PainPoint, t: Texts) -> str:
    """Return how many customers named a pain point, out of how many (F4)."""
    if pain.mentions is None:
        return t(N_("frequency unknown"))
    if pain.mentions.n is None:
        return t(N_("{k}, n unknown"), k=pain.mentions.k)
    return t(N_("{k} of {n}"), k=pain.mentions.k, n=pain.mentions.n)


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
            _draw_bar(page, area, bar.pain, y, middle, t)
            page.text(bar.count, WIDTH - COUNT + 2, y, theme.ink)
            y += bar.height
    key.draw(page, 0, height + 1.5)
    return page


def _draw_bar(page: Page, area: Area, pain: PainPoint, y: float, middle: float, t: Texts) -> None:
    """Draw a severity with its number, or write why there is none."""
    theme, left, severity = page.theme, TEXT + GAP, pain.severity
    if severity is None:
        page.text(one_line(_no_severity(pain, t), bold=False), left + 1.5, y, theme.muted)
        return
    draw_severity(area, middle, 3.0, severity, theme)
    inside = severity.high > 3.4
    x = left + 1.2 if inside else left + BAR * severity.high / 4 + 1.2
    colour = theme.paper if inside and severity.band else theme.ink
    page.text(one_line(t.number(severity.value)), x, y, colour)


def draw_severity(
    area: Area, y: float, height: float, severity: PainSeverity, theme: Theme
) -> None:
    """Draw a severity as a bar on an area whose x is 0 to 4 (F5).

    A line across its end reaches from the value at the lower Wilson bound to that at the upper.
    Under n = 5, where there is no band, the bar is an outline.
    """
    colour = theme.feelings[0] if severity.value >= 2 else theme.feelings[1]
    face = colour if severity.band else theme.paper
    area.bar(y, severity.value, height, face, colour, 1.2, "-" if severity.band else "--")
    ends = [severity.low, severity.high]
    area.line(ends, [y, y], theme.ink, 1.0, cap="butt", order=3)
    for x in ends:
        area.line([x, x], [y - height / 4, y + height / 4], theme.ink, 1.0, order=3)


def _no_severity(pain: PainPoint, t: Texts) -> str:
    if pain.standing in ("to-be-counted", "not-observed"):
        return t(STANDINGS[pain.standing])
    return t(N_("not rated")) if pain.frequency_known else t(N_("not computed"))


def _signs(bars: Sequence[Bar], t: Texts, theme: Theme) -> list[Sign]:
    rated = [bar.pain.severity for bar in bars if bar.pain.severity]
    signs = []
    if rated:
        said = t(N_("line across a bar: severity at the 95% bounds of k of n"))
        signs.append(Sign("_", theme.ink, said))
    if not all(severity.band for severity in rated):
        said = t(N_("outline: no band, fewer than {least} asked"), least=FEWEST_FOR_BAND)
        signs.append(Sign("s", theme.feelings[1], said, filled=False))
    return signs


def pain_alt(ranked: Sequence[PainPoint], t: Texts) -> str:
    """Describe the pain points in their order, with severity, interval and frequency."""
    said = t.plural(
        "{count} pain point ranked by severity, 0 to 4, at its lower 95% bound.",
        "{count} pain points ranked by severity, 0 to 4, at its lower 95% bound.",
        len(ranked),
    )
    each = [
        t(
            N_("{rank}. {what}: {rated}, {count}", "pain point"),
            rank=rank,
            what=pain.what.text,
            rated=_rated(pain, t),
            count=frequency(pain, t),
        )
        for rank, pain in enumerate(ranked, 1)
    ]
    return f"{said} {joined(each, t)}."


def _rated(pain: PainPoint, t: Texts) -> str:
    severity = pain.severity
    if severity is None:
        return _no_severity(pain, t)
    numbers = {"severity": severity.value, "low": severity.low, "high": severity.high}
    figures = {name: t.number(value) for name, value in numbers.items()}
    if severity.band is None:
        return t(N_("{severity} (95% CI: {low} to {high})", "severity"), **figures)
    message = N_("{severity} (95% CI: {low} to {high}), {band}", "severity")
    return t(message, band=BANDS[severity.band], **figures)
