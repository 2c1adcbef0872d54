"""Draw the roadmap: open improvements in time, with their owners (M6.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kit.blocks import Picture
from kit.figures.lettering import Fitted, fit
from kit.figures.marks import one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.steps.improvements import STATUSES, Improvement
from kit.theme import Theme

TEXT = 66.0
OWNER = 30.0
TRACK = WIDTH - TEXT - OWNER
"""The width of the time line, between the texts and the owners."""

SIDE = 9.0
"""The room at both ends of the track in which nothing is due, for the dates."""

STATUS_SHAPES = {"proposed": "o", "planned": "D", "under-way": ">"}
"""The mark of an improvement by its status; a proposed one is hollow."""


@dataclass(frozen=True)
class Lane:
    """An improvement with its texts."""

    improvement: Improvement
    what: Fitted
    owner: Fitted
    status: Fitted

    @property
    def height(self) -> float:
        """The height of the lane."""
        return max(self.what.height, self.owner.height + self.status.height) + 1.8


def roadmap(
    journey: Journey, t: Texts, theme: Theme, as_of: date | None = None
) -> tuple[Picture, ...]:
    """Draw the open improvements by due date, with owner and status (M6.6).

    Improvements without a date come last. With ``as_of``, that day is drawn, and improvements due
    before it are marked as late.
    """
    kept = [i for i in journey.improvements if i.open]
    if not kept:
        return ()
    kept.sort(key=lambda i: (i.due is None, i.due or date.max))
    lanes = [
        Lane(
            i,
            fit(i.solution.text, TEXT - 5),
            fit(i.owner or t(N_("no owner")), OWNER - 3),
            fit(t(STATUSES[i.status]), OWNER - 3),
        )
        for i in kept
    ]
    pages: list[list[Lane]] = [[]]
    room = TALLEST - 16
    for lane in lanes:
        if pages[-1] and room < lane.height:
            pages.append([])
            room = TALLEST - 16
        pages[-1].append(lane)
        room -= lane.height
    days = [i.due for i in kept if i.due] + ([as_of] if as_of else [])
    alt = _alt(journey, kept, as_of, t)
    return pictures((_draw(page, days, as_of, t, theme) for page in pages), alt, t)


def _draw(
    lanes: Sequence[Lane], days: Sequence[date], as_of: date | None, t: Texts, theme: Theme
) -> Page:
    head = 8.0
    height = head + sum(lane.height for lane in lanes)
    page = Page(WIDTH, height + 1, theme)
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    span = max((last - first).days, 1)

    def at(day: date) -> float:
        return TEXT + SIDE + (TRACK - 2 * SIDE) * (day - first).days / span

    edge = TEXT
    for start in _months(first, last) if days else []:
        said = one_line(t.month(start), bold=False)
        x = at(start)
        if edge + 2 < x - said.width / 2 and x + said.width / 2 < WIDTH - OWNER - 1:
            page.text(said, x, 3.9, theme.muted, "center")
            page.line([x, x], [head, height], theme.line, 0.4, ":")
            edge = x + said.width / 2
    if as_of:
        x = at(as_of)
        page.line([x, x], [head, height], theme.accent, 0.9)
        said = one_line(t.date(as_of, "medium"))
        low, high = TEXT + said.width / 2, WIDTH - OWNER - said.width / 2
        page.text(said, min(max(x, low), high), 0, theme.accent, "center")
    y = head
    for lane in lanes:
        page.line([0, WIDTH], [y, y], theme.line, 0.5)
        page.text(lane.what, 0, y + 0.9)
        page.text(lane.owner, WIDTH - OWNER + 2, y + 0.9)
        page.text(lane.status, WIDTH - OWNER + 2, y + 0.9 + lane.owner.height, theme.muted)
        _draw_due(page, lane, y + 0.9 + lane.status.leading / 2, at, as_of, t)
        y += lane.height
    page.line([0, WIDTH], [y, y], theme.line, 0.5)
    return page


def _draw_due(
    page: Page,
    lane: Lane,
    middle: float,
    at: Callable[[date], float],
    as_of: date | None,
    t: Texts,
) -> None:
    theme = page.theme
    due, status = lane.improvement.due, lane.improvement.status
    if due is None:
        said = one_line(t(N_("no date")), bold=False)
        page.text(said, TEXT + TRACK / 2, middle - said.height / 2, theme.muted, "center")
        return
    overdue = is_late(lane.improvement, as_of)
    colour = theme.feeling(-2) if overdue else theme.accent
    x = at(due)
    day = t.date(due, "medium")
    said = one_line(t(N_("{date}, late"), date=day) if overdue else day, bold=overdue)
    right = x + 2.2 + said.width < TEXT + TRACK
    left = x + 2.2 if right else x - 2.2 - said.width
    page.box(left - 0.4, middle - 1.8, said.width + 0.8, 3.6, theme.paper, over=True)
    page.text(said, left, middle - said.height / 2, colour if overdue else theme.ink)
    page.mark(x, middle, STATUS_SHAPES[status], 6.5, colour, status != "proposed")


def is_late(improvement: Improvement, as_of: date | None) -> bool:
    """Return whether an improvement is open and was due before a day."""
    return bool(as_of and improvement.due and improvement.due < as_of and improvement.open)


def _months(first: date, last: date) -> list[date]:
    """Return the first days of months to write on a time line, four at most."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months // s <= 3), 1200)
    starts = []
    for number in range(1, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        if month % step == 0 if step <= 12 else (month == 0 and year % (step // 12) == 0):
            starts.append(date(year, month + 1, 1))
    return starts


def _alt(journey: Journey, kept: Sequence[Improvement], as_of: date | None, t: Texts) -> str:
    said = [
        t.plural(
            "Roadmap of {count} improvement, by due date.",
            "Roadmap of {count} improvements, by due date.",
            len(kept),
        )
    ]
    for i in kept:
        day = t.date(i.due) if i.due else t(N_("no date"))
        if is_late(i, as_of):
            day = t(N_("{date}, late"), date=day)
        said.append(
            t(
                "{date}: {text} ({owner}, {status}).",
                date=day,
                text=journey.words(i.solution.text),
                owner=journey.words(i.owner) if i.owner else t(N_("no owner")),
                status=STATUSES[i.status],
            )
        )
    return " ".join(said)
