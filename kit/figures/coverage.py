"""Draw the coverage matrix: touchpoints by stage and channel, and the gaps (M3.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.blocks import Picture
from kit.figures.columns import rows
from kit.figures.curve_layout import longest_word
from kit.figures.lettering import Fitted, fit
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.steps.stages import Stage
from kit.steps.touchpoints import NATURES
from kit.theme import Theme

CHANNELS = 40.0
"""The room for the channels' names, at the left."""

TOTALS = 9.0
"""The room for the number of touchpoints of a channel, at the right."""

NARROWEST = 15.0
LOWEST = 5.2
PAIR = 7.0
"""The room for a mark and its count."""

NATURE_MARKS = {"positive": ("^", 1), "irritant": ("v", -1), None: ("o", 0)}
"""The shape of a touchpoint by its nature, and the score whose colour it takes (M3.6)."""

Cells = Mapping[tuple[str, str | None], Counter[str | None]]
"""The number of touchpoints of each nature, by stage and channel."""


@dataclass(frozen=True)
class Row:
    """A channel with its name."""

    id: str | None
    name: Fitted
    height: float


def coverage_matrix(journey: Journey, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the coverage matrix, stage × channel, positive and irritant apart (M3.4, M3.6).

    A channel is listed if a touchpoint uses it, and so is “not said”; an empty cell is a gap.
    """
    if not journey.touchpoints or not journey.stages:
        return ()
    cells: dict[tuple[str, str | None], Counter[str | None]] = {}
    for touchpoint in journey.ordered_touchpoints():
        cell = cells.setdefault((touchpoint.stage, touchpoint.channel), Counter())
        cell[touchpoint.nature] += 1
    alt = _alt(journey, cells, t)
    return pictures(_pages(journey, cells, t, theme), alt, t)


def _channels(journey: Journey, t: Texts) -> list[tuple[str | None, str]]:
    """Return the channels used with their names, online before offline, in the order met.

    Touchpoints whose channel nobody has said stand last, under a name of their own (M3.2).
    """
    used = list(dict.fromkeys(touchpoint.channel for touchpoint in journey.ordered_touchpoints()))
    used.sort(key=lambda id: (id is None, not journey.channel(id).online))
    unsaid = t(N_("not specified", "channel"))
    return [(id, str(t.say(journey.name_of(id))) if id else unsaid) for id in used]


def _pages(journey: Journey, cells: Cells, t: Texts, theme: Theme) -> list[Page]:
    room = WIDTH - CHANNELS - TOTALS
    needs = [min(max(NARROWEST, longest_word(s.name) + 2.2), room) for s in journey.stages]
    for factor in (1.0, 1.6, 2.5, 8.0):
        setting = rows([min(need * factor, room) for need in needs], room)
        rest = iter(journey.stages)
        headings = [
            [(stage := next(rest), fit(stage.name, w - 2, 7.5, bold=True), w) for w in row]
            for row in setting
        ]
        if max(f.height for row in headings for _, f, _ in row) < TALLEST / 3:
            break
    pages = []
    for row in headings:
        channels = []
        for id, name in _channels(journey, t):
            fitted = fit(name, CHANNELS - 3)
            stacked = max(_stacked(cells.get((stage.id, id)), w) for stage, _, w in row)
            channels.append(Row(id, fitted, max(LOWEST, fitted.height + 1.6, stacked + 1.6)))
        head = max(f.height for _, f, _ in row) + 2
        chunk: list[Row] = []
        for channel in channels:
            if chunk and head + sum(r.height for r in chunk) + channel.height > TALLEST - 20:
                pages.append(_draw(row, chunk, head, cells, t, theme))
                chunk = []
            chunk.append(channel)
        pages.append(_draw(row, chunk, head, cells, t, theme))
    return pages


def _stacked(found: Counter[str | None] | None, room: float) -> float:
    """Return the height of a cell's marks if they must stand one under another."""
    kinds = len(found) if found else 0
    return 0.0 if kinds * PAIR <= room - 2 else kinds * 3.8


def _draw(
    stages: Sequence[tuple[Stage, Fitted, float]],
    channels: Sequence[Row],
    head: float,
    cells: Cells,
    t: Texts,
    theme: Theme,
) -> Page:
    key = Key(nature_signs(t, theme), WIDTH - CHANNELS)
    label = fit(t(N_("Touchpoints in all")), CHANNELS - 3, bold=True)
    foot = max(LOWEST, label.height + 2)
    bottom = head + sum(row.height for row in channels)
    page = Page(WIDTH, bottom + foot + 3 + key.height, theme)
    x = CHANNELS
    for _, heading, room in stages:
        page.text(heading, x + room / 2, head - 1 - heading.height, theme.accent, "center")
        x += room
    right = x
    y = head
    for row in channels:
        page.line([0, right + TOTALS], [y, y], theme.line, 0.5)
        page.text(row.name, 0, y + (row.height - row.name.height) / 2)
        x, total = CHANNELS, 0
        for stage, _, room in stages:
            found = cells.get((stage.id, row.id))
            if found:
                total += found.total()
                _draw_cell(page, x, y, room, row.height, found)
            x += room
        _write_count(page, right + TOTALS / 2, y, row.height, total)
        y += row.height
    page.line([0, right + TOTALS], [y, y], theme.muted, 0.8)
    page.text(label, 0, y + (foot - label.height) / 2)
    x = CHANNELS
    for stage, _, room in stages:
        total = sum(count.total() for (of, _), count in cells.items() if of == stage.id)
        _write_count(page, x + room / 2, y, foot, total)
        x += room
    key.draw(page, CHANNELS, y + foot + 3)
    return page


def _draw_cell(
    page: Page, x: float, y: float, room: float, height: float, found: Counter[str | None]
) -> None:
    present = [nature for nature in NATURE_MARKS if found[nature]]
    page.box(x + 0.5, y + 0.6, room - 1, height - 1.2, page.theme.wash)
    if len(present) * PAIR <= room - 2:
        left = x + (room - len(present) * PAIR) / 2
        spots = [(left + i * PAIR + 1.6, y + height / 2) for i in range(len(present))]
    else:
        top = y + (height - len(present) * 3.8) / 2 + 1.9
        spots = [(x + room / 2 - 1.8, top + i * 3.8) for i in range(len(present))]
    for nature, (left, middle) in zip(present, spots, strict=True):
        draw_nature(page, left, middle, nature)
        said = one_line(str(found[nature]))
        page.text(said, left + 2.0, middle - said.height / 2)


def _write_count(page: Page, x: float, y: float, height: float, count: int) -> None:
    theme = page.theme
    said = one_line(str(count))
    colour = theme.muted if count else theme.feeling(-2)
    page.text(said, x, y + (height - said.height) / 2, colour, "center")


def draw_nature(page: Page, x: float, y: float, nature: str | None, larger: float = 1.0) -> None:
    """Draw the mark of a touchpoint: a positive moment, an irritant or neither (M3.6)."""
    shape, feeling = NATURE_MARKS[nature]
    colour = page.theme.feeling(feeling)
    size = (6.5 if nature else 5.0) * larger
    page.mark(x, y, shape, size, colour, filled=nature is not None)


def nature_signs(t: Texts, theme: Theme) -> list[Sign]:
    """Return the signs of touchpoints: positive, irritant, and without a nature."""
    return [
        Sign(
            shape,
            theme.feeling(feeling),
            t(NATURES[nature]) if nature else t(N_("not rated positive or negative")),
            filled=nature is not None,
        )
        for nature, (shape, feeling) in NATURE_MARKS.items()
    ]


def _alt(journey: Journey, cells: Cells, t: Texts) -> str:
    said = [
        t.plural(
            "{count} touchpoint by stage and channel.",
            "{count} touchpoints by stage and channel.",
            sum(count.total() for count in cells.values()),
        )
    ]
    for stage in journey.stages:
        parts = []
        for id, name in _channels(journey, t):
            found = cells.get((stage.id, id))
            if found:
                natures = [f"{t(label)} {found[n]}" for n, label in NATURES.items() if found[n]]
                detail = f" ({', '.join(natures)})" if natures else ""
                parts.append(f"{name} {found.total()}{detail}")
        said.append(
            t(
                "{name}: {values}",
                name=journey.words(stage.name),
                values=", ".join(parts) or t(N_("no touchpoint")),
            )
            + "."
        )
    return " ".join(said)
