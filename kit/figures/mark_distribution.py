"""Draw how the marks of several learners are distributed, one row for each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kit.blocks import Picture
from kit.figures.alts import joined
from kit.figures.lettering import fit
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import WIDTH, Page, pictures
from kit.i18n import N_, Texts
from kit.theme import Theme

HIGHEST = 100
BAND = 10
"""The marks that one bar counts."""

BANDS = HIGHEST // BAND
NAME, GAP = 42.0, 4.0
LEFT = NAME + GAP
PLOT = WIDTH - LEFT - 4.0
BAR = 9.0
"""The height of the highest bar, in millimetres."""

ROW = BAR + 8.0
COUNT_ABOVE = 3.6
"""The distance of a number from the end of its bar."""


@dataclass(frozen=True)
class MarkRow:
    """The marks of a step.

    Attributes
    ----------
    marks
        The marks of the learners, 0 to 100, in no order.
    pass_mark
        The mark from which the step is passed; None where there is none.
    """

    name: str
    marks: tuple[int, ...]
    pass_mark: int | None = None


def band(mark: int) -> int:
    """Return the number of the band of a mark; 100 is in the last one.

    >>> band(9), band(10), band(100)
    (0, 1, 9)
    """
    return min(max(mark, 0) // BAND, BANDS - 1)


def limits(number: int) -> tuple[int, int]:
    """Return the lowest and the highest mark of a band."""
    return number * BAND, HIGHEST if number == BANDS - 1 else (number + 1) * BAND - 1


def mark_distribution(rows: Sequence[MarkRow], t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the number of learners in each band of marks, step by step."""
    if not any(row.marks for row in rows):
        return ()
    signs = [Sign("|", theme.ink, t(N_("pass mark")))] if any(r.pass_mark for r in rows) else []
    key = Key(signs, PLOT)
    bottom = len(rows) * ROW
    page = Page(WIDTH, bottom + 5 + key.height, theme)
    most = max(max(Counter(map(band, row.marks)).values(), default=0) for row in rows)
    for number, row in enumerate(rows):
        _draw_row(page, row, number * ROW, most, t)
    for mark in range(0, HIGHEST + 1, 2 * BAND):
        page.text(one_line(t.number(mark), bold=False), _x(mark), bottom, theme.muted, "center")
    key.draw(page, LEFT, bottom + 5)
    return pictures([page], _alt(rows, t), t)


def _draw_row(page: Page, row: MarkRow, top: float, most: int, t: Texts) -> None:
    theme, base = page.theme, top + ROW - 2.0
    name = fit(row.name, NAME)
    page.text(name, 0, base - name.height)
    page.line([_x(0), _x(HIGHEST)], [base, base], theme.line)
    for number, count in Counter(map(band, row.marks)).items():
        height = BAR * count / most
        left = _x(number * BAND)
        page.box(left + 0.4, base - height, _x(BAND) - _x(0) - 0.8, height, theme.accent)
        middle = left + (_x(BAND) - _x(0)) / 2
        page.text(one_line(t.number(count)), middle, base - height - COUNT_ABOVE, "", "center")
    if row.pass_mark:
        x = _x(row.pass_mark)
        page.line([x, x], [base - BAR - 2.5, base + 0.8], theme.ink, 0.9)


def _x(mark: int) -> float:
    return LEFT + PLOT * mark / HIGHEST


def _alt(rows: Sequence[MarkRow], t: Texts) -> str:
    """Describe every row: the number of learners in each band that has any."""
    said = [t(N_("Number of learners in each band of marks."))]
    for row in rows:
        counts = sorted(Counter(map(band, row.marks)).items())
        bands = [
            t(N_("{low} to {high}: {count}"), low=low, high=high, count=count)
            for (low, high), count in ((limits(number), count) for number, count in counts)
        ]
        if bands:
            said.append(t(N_("{label}: {text}."), label=row.name, text=joined(bands, t)))
    return " ".join(said)
