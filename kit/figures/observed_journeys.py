"""Draw observed journeys: the share of customers who met each step, and who left there."""

from __future__ import annotations

from dataclasses import dataclass

from kit.blocks import Picture
from kit.evidence.paths.observed_journeys import ObservedJourneys, Step
from kit.evidence.query.segments import ALL
from kit.figures.alts import joined
from kit.figures.lettering import Fitted, fit
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.theme import Theme

TEXT, GAP = 62.0, 4.0
SHARE = 16.0
"""The room for the share, at the right."""

BAR = WIDTH - TEXT - GAP - SHARE
THICK, FINE = 4.0, 2.6
EDGE = 0.35
"""The width of a hollow bar's edge, in millimetres."""


@dataclass(frozen=True)
class Row:
    """A step with its name; touchpoints stand under their stage."""

    step: Step
    name: Fitted
    stage: bool
    end: bool
    """True for the last stage and the last touchpoint: a customer last seen there has arrived."""

    @property
    def height(self) -> float:
        """The height of the row."""
        return max(self.name.height, THICK) + (2.4 if self.stage else 0.6)


def observed_journeys(
    journey: Journey, log: ObservedJourneys, t: Texts, theme: Theme
) -> tuple[Picture, ...]:
    """Draw for each step of the map the share of customers who met it, and who left there."""
    if ALL not in log.stages:
        return ()
    rows = list(_rows(journey, log, t))
    signs = [
        Sign("s", theme.accent, t(N_("of all customers, reached it and went on"))),
        Sign("s", theme.accent, t(N_("reached it last: dropped off")), filled=False),
        Sign("s", theme.muted, t(N_("reached; drop-off suppressed"))),
    ]
    suppressed = any(row.step.left is None and row.step.met.k for row in rows)
    key = Key(signs if suppressed else signs[:2], WIDTH - TEXT)
    pages: list[list[Row]] = [[]]
    room = TALLEST - key.height - 8
    for row in rows:
        if pages[-1] and row.height > room:
            pages.append([])
            room = TALLEST - key.height - 8
        pages[-1].append(row)
        room -= row.height
    alt = _alt(journey, log, t)
    return pictures((_draw(page, key, t, theme) for page in pages), alt, t)


def _rows(journey: Journey, log: ObservedJourneys, t: Texts) -> list[Row]:
    touchpoints = log.steps[ALL].steps
    rows = []
    for stage in journey.stages:
        step = log.stages[ALL].steps.get(stage.id)
        if step is None:
            continue
        end = stage.id == log.stages[ALL].last
        rows.append(Row(step, fit(stage.name, TEXT, 8.0, bold=True), True, end))
        for touchpoint in journey.touchpoints_of(stage.id):
            if touchpoint.id in touchpoints:
                name = str(t.say(journey.name_of(touchpoint.id)))
                arrived = touchpoint.id == log.steps[ALL].last
                rows.append(Row(touchpoints[touchpoint.id], fit(name, TEXT - 4), False, arrived))
    return rows


def _draw(rows: list[Row], key: Key, t: Texts, theme: Theme) -> Page:
    head = 5.0
    bottom = head + sum(row.height for row in rows)
    page = Page(WIDTH, bottom + 3 + key.height, theme)
    left = TEXT + GAP
    for percent in (0, 25, 50, 75, 100):
        x = left + BAR * percent / 100
        page.line([x, x], [head - 0.5, bottom], theme.line, 0.5)
        page.text(one_line(t.percent(percent / 100), bold=False), x, 0, theme.muted, "center")
    y = head
    for row in rows:
        if row.stage:
            page.line([0, WIDTH], [y + 0.4, y + 0.4], theme.line, 0.6)
        top = y + (1.6 if row.stage else 0.4)
        page.text(row.name, 0 if row.stage else 4, top, theme.ink if row.stage else theme.muted)
        _bar(page, row, left, top, theme)
        met = row.step.met
        said = one_line(t.percent(met.value), bold=row.stage)
        page.text(said, left + BAR + 2, top)
        y += row.height
    key.draw(page, left, bottom + 3)
    return page


def _bar(page: Page, row: Row, left: float, top: float, theme: Theme) -> None:
    """Draw the bar of a step; its hollow end stands for customers who went no further."""
    thick = THICK if row.stage else FINE
    y = top + (THICK - thick) / 2
    met = row.step.met.value
    if row.end or row.step.left is None:
        colour = theme.accent if row.end else theme.muted
        page.box(left, y, BAR * met, thick, colour, over=True)
        return
    page.box(left, y, BAR * met, thick, theme.accent, over=True)
    hollow = BAR * met * row.step.left.value - 2 * EDGE
    if hollow > 0:
        start = left + BAR * met - EDGE - hollow
        page.box(start, y + EDGE, hollow, thick - 2 * EDGE, theme.paper, over=True)


def _alt(journey: Journey, log: ObservedJourneys, t: Texts) -> str:
    path = log.stages[ALL]
    opening = t.plural(
        "Share of {count} customer who reached each stage, and who dropped off.",
        "Share of {count} customers who reached each stage, and who dropped off.",
        path.n,
    )
    parts = []
    for id, step in path.steps.items():
        name = t.say(journey.name_of(id))
        met = t.percent(step.met.value)
        if id == path.last:
            parts.append(f"{name} {met}")
            continue
        left = t(N_("suppressed")) if step.left is None else t.percent(step.left.value)
        said = N_("{place} {met}, of whom {left} dropped off")
        parts.append(t(said, place=name, met=met, left=left))
    return t(N_("{opening} {parts}."), opening=opening, parts=joined(parts, t))
