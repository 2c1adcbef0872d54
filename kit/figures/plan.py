"""Draw the impact–effort matrix of the improvements (M6.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kit.blocks import Chart, Picture
from kit.figures.lettering import SMALL, Fitted, fit, width
from kit.figures.marks import one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import N_, Texts
from kit.steps.improvements import HIGH, QUADRANTS, Quadrant
from kit.theme import Theme

AXIS = 15.0
"""The room for the words of the impact axis, at the left."""

CELL = (WIDTH - AXIS) / 5
SHORTEST = 7.5
NAME = 5.0
"""The room for the quadrants' names above their first row."""

TALLEST_PLANE = 90.0
"""The greatest height of a matrix with its texts in the cells."""
PITCH = 4.8
"""The distance between numbers in a cell that holds numbers alone."""


@dataclass(frozen=True)
class Note:
    """An improvement in the matrix: its number and, if there is room, its text."""

    number: str
    text: Fitted

    @property
    def height(self) -> float:
        """The height of its text in a cell."""
        return self.text.height + 1.2


def impact_effort(chart: Chart | None, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the impact–effort matrix (F6).

    Each stands in the cell of its two scores, with its text; where too many share a few cells, the
    cells hold numbers and the texts are listed below by quadrant.
    """
    if chart is None:
        return ()
    effort, impact = chart.series
    indent = max(width(str(len(chart.categories)), SMALL, bold=True), 2.0) + 1.2
    cells: dict[tuple[int, int], list[Note]] = {}
    for n, name in enumerate(chart.categories):
        note = Note(str(n + 1), fit(str(name), CELL - 3 - indent))
        at = int(impact.values[n] or 0), int(effort.values[n] or 0)
        cells.setdefault(at, []).append(note)
    heights = [
        max(
            SHORTEST,
            *(sum(n.height for n in cells.get((i, e), [])) + 2 for e in range(1, 6)),
        )
        for i in range(5, 0, -1)
    ]
    whole = all(note.text.whole for notes in cells.values() for note in notes)
    full = sum(heights) <= TALLEST_PLANE and whole
    if not full:
        per_line = int((CELL - 2) / PITCH)
        heights = [
            max(
                SHORTEST,
                *(ceil(len(cells.get((i, e), [])) / per_line) * PITCH + 2 for e in range(1, 6)),
            )
            for i in range(5, 0, -1)
        ]
    listed = [] if full else _listing(chart)
    return pictures(_matrix(cells, heights, full, listed, indent, t, theme), chart.alt, t)


def _matrix(
    cells: dict[tuple[int, int], list[Note]],
    heights: Sequence[float],
    full: bool,
    listed: Sequence[Text],
    indent: float,
    t: Texts,
    theme: Theme,
) -> list[Page]:
    """Draw the matrix with its cells, and under it the list of texts that do not fit in them."""
    tops = []
    bottom = 0.0
    for place, height in enumerate(heights):
        bottom += NAME if place in (0, 6 - HIGH) else 0.0
        tops.append(bottom)
        bottom += height
    below = bottom + 13
    list_pages = _list_pages(listed, below) if listed else []
    foot = below + list_pages[0][1] + 1 if list_pages else bottom + 9
    page = Page(WIDTH, foot, theme)
    _draw_quadrants(page, tops[6 - HIGH] - NAME, bottom, t)
    _draw_axes(page, tops, heights, bottom, t)
    for (impact, effort), notes in cells.items():
        _draw_cell(page, AXIS + (effort - 1) * CELL, tops[5 - impact], notes, full, indent)
    pages = [page]
    for number, (entries, height) in enumerate(list_pages):
        if number:
            pages.append(Page(WIDTH, height + 1, theme))
        _draw_list(pages[-1], entries, 0.0 if number else below, indent)
    return pages


def _draw_quadrants(page: Page, middle: float, bottom: float, t: Texts) -> None:
    """Draw the grounds and the names of the quadrants, the quick wins apart."""
    theme = page.theme
    across = AXIS + (HIGH - 1) * CELL
    right, upper, lower = WIDTH - across, middle - 0.6, bottom - middle - 0.6
    page.box(AXIS, 0, across - AXIS - 0.6, upper, theme.tint)
    page.box(across + 0.6, 0, right - 0.6, upper, theme.wash)
    page.box(AXIS, middle + 0.6, across - AXIS - 0.6, lower, theme.wash)
    page.box(across + 0.6, middle + 0.6, right - 0.6, lower, theme.wash)
    corners: dict[Quadrant, tuple[float, float]] = {
        "quick-win": (AXIS, 0.0),
        "big-bet": (across, 0.0),
        "fill-in": (AXIS, middle),
        "time-sink": (across, middle),
    }
    for quadrant, (x, top) in corners.items():
        colour = theme.accent if quadrant == "quick-win" else theme.muted
        page.text(one_line(_capital(t(QUADRANTS[quadrant]))), x + 1.6, top + 1.2, colour)


def _draw_axes(
    page: Page, tops: Sequence[float], heights: Sequence[float], bottom: float, t: Texts
) -> None:
    """Draw the steps of impact at the left and of effort below, with fine lines between them."""
    theme = page.theme
    for place, (top, height) in enumerate(zip(tops, heights, strict=True)):
        impact = one_line(str(5 - place))
        page.text(impact, AXIS - 1.5, top + (height - impact.height) / 2, theme.muted, "right")
        if place not in (0, 6 - HIGH):
            page.line([AXIS, WIDTH], [top, top], theme.line, 0.4, ":")
    for effort in range(1, 6):
        x = AXIS + (effort - 0.5) * CELL
        page.text(one_line(str(effort)), x, bottom + 0.8, theme.muted, "center")
        if effort not in (1, HIGH):
            page.line([x - CELL / 2] * 2, [NAME, bottom], theme.line, 0.4, ":")
    page.text(one_line(t(N_("Effort →"))), AXIS, bottom + 5, theme.ink)
    page.text(one_line(t(N_("↑ Impact"))), 0, 1.2, theme.ink)


def _draw_list(page: Page, entries: Sequence[Line], top: float, indent: float) -> None:
    """Write the texts of the improvements whose cells hold numbers alone."""
    for heading, fitted, number, x, y in entries:
        if heading:
            page.text(fitted, x, top + y, page.theme.accent)
        else:
            page.text(one_line(number), x, top + y)
            page.text(fitted, x + indent, top + y)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _draw_cell(
    page: Page, left: float, top: float, notes: Sequence[Note], full: bool, indent: float
) -> None:
    if full:
        y = top + 1.2
        for note in notes:
            page.text(one_line(note.number), left + 1.6, y, page.theme.accent)
            page.text(note.text, left + 1.6 + indent, y)
            y += note.height
        return
    per_line = int((CELL - 2) / PITCH)
    for place, note in enumerate(notes):
        x = left + 1 + (place % per_line + 0.5) * PITCH
        y = top + 1 + (place // per_line + 0.5) * PITCH
        number = one_line(note.number)
        page.mark(x, y, "o", 12.0, page.theme.accent)
        page.text(number, x, y - number.height / 2, page.theme.on_accent, "center")


Text = tuple[bool, Fitted, str]
"""A text of the list: whether it is a heading, the text, its number."""

Line = tuple[bool, Fitted, str, float, float]
"""A text of the list with its x and y."""


def _listing(chart: Chart) -> list[Text]:
    lines: list[Text] = []
    room = (WIDTH - 6) / 2 - 6
    for group in chart.groups:
        lines.append((True, fit(_capital(str(group.label)), room, bold=True), ""))
        for n in group.members:
            lines.append((False, fit(str(chart.categories[n]), room), str(n + 1)))
    return lines


def _list_pages(lines: Sequence[Text], taken: float) -> list[tuple[list[Line], float]]:
    """Set the list in two columns, on as many pages as it needs."""
    heights = [fitted.height + (1.2 if heading else 0.8) for heading, fitted, _ in lines]
    goal = max(sum(heights) / 2 + max(heights) + 4, 10.0)
    pages: list[tuple[list[Line], float]] = []
    room = min(goal, TALLEST - taken)
    entries: list[Line] = []
    x = y = deepest = 0.0
    for (heading, fitted, number), height in zip(lines, heights, strict=True):
        y += 1.6 if heading and y else 0.0
        if y and y + height + (5 if heading else 0) > room:
            x, y = x + (WIDTH + 6) / 2, 0.0
            if x > WIDTH:
                pages.append((entries, deepest))
                entries, x, deepest, room = [], 0.0, 0.0, min(goal, TALLEST)
        entries.append((heading, fitted, number, x, y))
        y += height
        deepest = max(deepest, y)
    return [*pages, (entries, deepest)]
