"""Draw workshop scores beside those measured on customers (M4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.blocks import Chart, Picture, Spread
from kit.figures.area import Area
from kit.figures.charts.basis import INTERVAL
from kit.figures.emotion_curve import REACH
from kit.figures.lettering import Fitted, fit
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.figures.scores import SHAPES, SPREAD
from kit.i18n import N_, Texts
from kit.steps.emotions import HIGHEST, LOWEST
from kit.theme import Theme, mixed

NAME, GAP = 52.0, 3.0
VALUE = 25.0
"""The room for a score with its n, at the right."""

PLOT = WIDTH - NAME - 2 * GAP - 2 * VALUE
LEFT = NAME + GAP
HEAD = 5.0
HEADING = 5.4
APART = 1.2
"""The distance of each score from the middle of its row, so that neither hides the other."""


@dataclass(frozen=True)
class Row:
    """A moment with its name and its two scores, each with n and how far it spreads."""

    name: Fitted
    room: Fitted
    customers: Fitted
    spread: Spread
    score: float
    interval: tuple[float, float] | None

    @property
    def height(self) -> float:
        """The height of the row."""
        return max(self.name.height, self.room.height, self.customers.height, 4.4) + 0.8


Group = tuple[str, list[Row]]


def workshop_scores(chart: Chart | None, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the moments that the workshop scored and customers, too, group by group."""
    if chart is None:
        return ()
    rows = [_row(chart, n, t) for n in range(len(chart.categories))]
    groups = [(str(one.label), [rows[n] for n in one.members]) for one in chart.groups]
    key = Key(_signs(rows, t, theme), WIDTH)
    pages = [_draw(page, key, t, theme) for page in _pages(groups, TALLEST - 14 - key.height)]
    return pictures(pages, chart.alt, t)


def _row(chart: Chart, n: int, t: Texts) -> Row:
    workshop, customers = chart.series
    spread = workshop.spreads[n]
    score = customers.values[n]
    if spread is None or score is None:
        raise ValueError("A moment needs a score of the workshop and one of customers.")
    return Row(
        fit(str(chart.categories[n]), NAME),
        fit(_score(spread.median, workshop.n[n], t), VALUE - 1),
        fit(_score(score, customers.n[n], t), VALUE - 1),
        spread,
        score,
        customers.intervals[n],
    )


def _score(score: float, n: int | None, t: Texts) -> str:
    return t(N_("{score:+} (n\u00a0=\u00a0{n})"), score=score, n=n or 0)


def _pages(groups: Sequence[Group], height: float) -> Iterator[list[Group]]:
    """Distribute the rows over pages; a group that goes on repeats its heading."""
    page: list[Group] = []
    room = height - HEAD
    for heading, members in groups:
        opens = True
        for row in members:
            if page and room < row.height + (HEADING if opens else 0):
                yield page
                page, room, opens = [], height - HEAD, True
            if opens:
                page.append((heading, []))
                room -= HEADING
                opens = False
            page[-1][1].append(row)
            room -= row.height
    if page:
        yield page


def _draw(groups: Sequence[Group], key: Key, t: Texts, theme: Theme) -> Page:
    height = sum(HEADING + sum(row.height for row in rows) for _, rows in groups)
    page = Page(WIDTH, height + 2 + key.height, theme)
    area = page.area(LEFT, 0, PLOT, page.height, (-REACH, REACH), (page.height, 0))
    for score in range(LOWEST, HIGHEST + 1):
        x = LEFT + PLOT * (score + REACH) / (2 * REACH)
        page.text(one_line(t.signed(score)), x, 0.5, theme.feeling(score), "center")
        colour, points = (theme.muted, 0.8) if score == 0 else (theme.line, 0.5)
        area.line([score, score], [HEAD, height], colour, points, order=0.5)
    right = LEFT + PLOT + GAP
    for place, said in enumerate((N_("Workshop", "scores"), N_("Customers", "scores"))):
        page.text(one_line(t(said)), right + place * VALUE, 0.5, theme.muted)
    y = 0.0  # the first heading stands beside the scale
    for heading, rows in groups:
        page.text(fit(heading, NAME if y == 0 else WIDTH, 7.5, bold=True), 0, y + 0.6, theme.accent)
        y += HEADING
        for row in rows:
            page.text(row.name, 0, y)
            page.text(row.room, right, y)
            page.text(row.customers, right + VALUE, y)
            _draw_pair(area, row, y + 1.7, theme)
            y += row.height
    key.draw(page, 0, height + 2)
    return page


def _draw_pair(area: Area, row: Row, y: float, theme: Theme) -> None:
    """Draw the participants' scores above those of the customers, on an area of scores by mm."""
    room, score = row.spread, row.score
    over, under = y - APART, y + APART
    if room.high > room.low:
        pale = mixed(theme.ink, theme.paper, SPREAD)
        area.line([room.low, room.high], [over, over], pale, 4.0, cap="butt", order=1)
    area.mark(room.median, over, SHAPES["workshop"], 5.0, theme.paper, theme.ink, 1.2)
    if row.interval:
        area.line(row.interval, [under, under], theme.ink, 0.9, order=2.5)
        for end in row.interval:
            area.line([end, end], [under - 0.7, under + 0.7], theme.ink, 0.9, order=2.5)
    colour = theme.feeling(score)
    area.mark(score, under, SHAPES["measured"], 5.5, colour, colour, 1.2)


def _signs(rows: Sequence[Row], t: Texts, theme: Theme) -> list[Sign]:
    shape = SHAPES["workshop"]
    signs = [Sign(shape, theme.ink, t(N_("workshop: median of the scores")), filled=False)]
    if any(row.spread.high > row.spread.low for row in rows):
        bar = mixed(theme.ink, theme.paper, SPREAD)
        signs.append(Sign("", bar, t(N_("middle 50% of the participants’ scores")), bar=True))
    signs.append(Sign(SHAPES["measured"], theme.ink, t(N_("customers: mean of the answers"))))
    if any(row.interval for row in rows):
        signs.append(Sign("_", theme.ink, t(INTERVAL)))
    return signs
