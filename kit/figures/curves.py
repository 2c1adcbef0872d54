"""The emotion curve of one persona over the touchpoints (M4.1 to M4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.blocks import Picture
from kit.figures.alts import curve_alt
from kit.figures.columns import rows
from kit.figures.lettering import SMALL, Fitted, fit, width
from kit.figures.marks import Key, Label, Sign, Strip, word
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.results import Extremes, Moment, curve, extremes, stage_curve
from kit.steps.emotions import (
    ORIGINS,
    SCORE_LABELS,
    SHAPES,
    draw_scale,
    draw_scores,
)
from kit.theme import Theme, mixed

SCALE = 20.0
"""The room for the words of the scale, at the left of a curve."""

PLOT = 40.0
"""How tall the plane of a curve is, from −2.25 to +2.25."""

REACH = 2.25
MOST_POINTS = 24
"""So many touchpoints of a stage stand in one row at most."""

NARROWEST = (17.0, 20.0, 30.0, 48.0, 72.0, WIDTH - SCALE)
"""The least width of a stage; a wider one is tried where names would run down the page."""


@dataclass(frozen=True)
class Part:
    """A stage, or a part of one, with its points."""

    name: str
    moments: tuple[Moment, ...]
    numbers: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A touchpoint's number and name under the curve."""

    number: str
    name: Fitted
    x: float
    y: float


@dataclass(frozen=True)
class Column:
    """A part set at its place in a row."""

    part: Part
    x: float
    width: float
    heading: Fitted
    entries: tuple[Entry, ...]
    depth: float

    @property
    def xs(self) -> list[float]:
        """Where its points stand."""
        step = self.width / len(self.part.moments)
        return [self.x + (i + 0.5) * step for i in range(len(self.part.moments))]


def emotion_curve(
    journey: Journey, persona: str, t: Texts, theme: Theme, named: bool = True
) -> tuple[Picture, ...]:
    """Draw one persona's emotion over the touchpoints, stage by stage (M4.4).

    Where only stages have scores, the points are the stages'. The best and the worst moment and the
    end are named (F9), moments of truth starred (M4.3), and the spread of participants' scores is
    drawn with its n (F2). The touchpoints are named under the curve, unless it is to be small.
    """
    found = extremes(journey, persona)
    if found is None:
        return ()
    moments = curve(journey, persona)
    if all(m.score is None for m in moments):
        moments = stage_curve(journey, persona)
    alt = curve_alt(journey, persona, t)
    pages = _pages(_rows(journey, moments, t, named))
    return pictures((_draw(page_rows, found, t, theme) for page_rows in pages), alt, t)


# --- laying out ------------------------------------------------------------------------------


def _rows(
    journey: Journey, moments: tuple[Moment, ...], t: Texts, named: bool
) -> list[list[Column]]:
    numbered = list(enumerate(moments, 1))
    texts = [str(n) for n, _ in numbered] + [t.number(m.n, 0) for m in moments if m.n]
    step = max(width(text) for text in texts) + 1.4
    most = min(MOST_POINTS, int((WIDTH - SCALE) / step))
    parts = []
    for stage in journey.stages:
        own = [(n, m) for n, m in numbered if m.stage == stage.id]
        for start in range(0, len(own), most):
            chunk = own[start : start + most]
            names = [
                str(t.say(journey.name_of(m.at))) if named and m.at != stage.id else ""
                for _, m in chunk
            ]
            parts.append(
                Part(
                    stage.name,
                    tuple(m for _, m in chunk),
                    tuple(n for n, _ in chunk),
                    tuple(names),
                )
            )
    for narrowest in NARROWEST:
        needs = [
            min(
                WIDTH - SCALE,
                max(narrowest, len(p.moments) * step, min(_unbroken(p), 45)),
            )
            for p in parts
        ]
        setting = []
        rest = iter(parts)
        for widths in rows(needs, WIDTH - SCALE):
            x = SCALE
            row = []
            for w in widths:
                row.append(_column(next(rest), x, w))
                x += w
            setting.append(row)
        if all(_height(row) < TALLEST - 12 for row in setting):
            break
    return setting


def longest_word(text: str, size: float = 7.5, bold: bool = True) -> float:
    """Return how wide the widest word is, those of a heading if nothing else is said."""
    return max(width(w, size, bold) for w in text.replace("-", "- ").split() or [""])


def _unbroken(part: Part) -> float:
    """Return the width in which no word of a part has to be broken."""
    numbers = max((width(f"{n}", SMALL, bold=True) for n in part.numbers), default=0.0) + 3.4
    names = [longest_word(name, SMALL, bold=False) + numbers for name in part.names if name]
    return max([longest_word(part.name) + 2.2, *names])


def _column(part: Part, x: float, room: float) -> Column:
    heading = fit(part.name, room - 2, 7.5, bold=True)
    listed = [(str(n), name) for n, name in zip(part.numbers, part.names, strict=True) if name]
    side_by_side = max(1, min(len(listed), int((room - 1) / 34)))
    each = (room - 2) / side_by_side
    indent = max((width(n, SMALL, bold=True) for n, _ in listed), default=0.0) + 1.2
    fitted = [(n, fit(name, each - indent - 1)) for n, name in listed]
    goal = sum(f.height + 0.8 for _, f in fitted) / side_by_side
    entries = []
    y, lane, depth = 0.0, 0, 0.0
    for n, name in fitted:
        if y and lane < side_by_side - 1 and y + name.height / 2 > goal:
            y, lane = 0.0, lane + 1
        entries.append(Entry(n, name, x + 1 + lane * each, y))
        y += name.height + 0.8
        depth = max(depth, y)
    return Column(part, x, room, heading, tuple(entries), depth)


def _points(row: list[Column]) -> list[tuple[float, Moment]]:
    return [(x, m) for c in row for x, m in zip(c.xs, c.part.moments, strict=True)]


def _counted(row: list[Column]) -> bool:
    return any(m.n for column in row for m in column.part.moments)


def _listed(row: list[Column]) -> bool:
    return any(column.entries for column in row)


def _height(row: list[Column]) -> float:
    """Return how tall a row is at most, its strips of labels included."""
    head = max(c.heading.height for c in row) + 2
    under = max(c.depth for c in row) + (7.5 if _listed(row) else 0) + 3.5 * _counted(row)
    return head + 26 + PLOT + under


def _pages(setting: list[list[Column]]) -> list[list[list[Column]]]:
    pages: list[list[list[Column]]] = []
    room = 0.0
    for row in setting:
        if not pages or room < _height(row):
            pages.append([])
            room = TALLEST - 12
        pages[-1].append(row)
        room -= _height(row)
    return pages


# --- drawing ---------------------------------------------------------------------------------


def _draw(page_rows: list[list[Column]], found: Extremes, t: Texts, theme: Theme) -> Page:
    strips = [peak_strips(_points(row), found, (SCALE, WIDTH), t, theme) for row in page_rows]
    moments = [m for row in page_rows for column in row for m in column.part.moments]
    key = Key(origin_signs(moments, t, theme), WIDTH - SCALE)
    tops = []
    y = 0.0
    for row, (above, below) in zip(page_rows, strips, strict=True):
        tops.append(y)
        y += _height(row) - 26 + above.height + below.height + _stars(row) + 6
    page = Page(WIDTH, y + key.height + 1, theme)
    for row, (above, below), top in zip(page_rows, strips, tops, strict=True):
        _draw_row(page, row, above, below, top, t)
    key.draw(page, SCALE, y)
    return page


def _stars(row: list[Column]) -> float:
    return 3.6 if any(m.truth for column in row for m in column.part.moments) else 0.0


def level(score: float, height: float = PLOT) -> float:
    """Return how far under the upper edge of the plane a score lies."""
    return (REACH - score) / (2 * REACH) * height


def peak_strips(
    points: Sequence[tuple[float, Moment]],
    found: Extremes,
    room: tuple[float, float],
    t: Texts,
    theme: Theme,
    height: float = PLOT,
) -> tuple[Strip, Strip]:
    """Return the names of the best moment and the end, above, and of the worst, below (F9)."""
    above: list[Label] = []
    below: list[Label] = []
    for x, moment in points:
        if moment.score is None:
            continue
        score = moment.score
        names = []
        if moment == found.best:
            names.append(t(N_("▲ best {score:+}"), score=score))
        if moment == found.worst:
            names.append(t(N_("▼ worst {score:+}"), score=score))
        if moment == found.end:
            names.append(t(N_("◆ end {score:+}"), score=score))
        if names:
            text = word("  ".join(names))
            label = Label(text, x, level(score, height), theme.feeling(score))
            (below if moment == found.worst else above).append(label)
    return Strip(above, *room), Strip(below, *room)


def _draw_row(
    page: Page, row: list[Column], above: Strip, below: Strip, top: float, t: Texts
) -> None:
    theme = page.theme
    head = max(column.heading.height for column in row) + 2
    plane = top + head + _stars(row) + above.height + 1
    numbers = plane + PLOT + below.height + 0.5
    listed = _listed(row)
    names = numbers + (3.6 if listed else 0) + (3.5 if _counted(row) else 0) + 1.5
    bottom = names + max(column.depth for column in row)
    for place, column in enumerate(row):
        if place % 2 == 0:
            page.box(column.x, top, column.width, bottom - top, theme.wash)
        page.text(column.heading, column.x + 1, top + 1, theme.accent)
    draw_scale_words(page, plane, t)
    area = page.area(SCALE, plane, WIDTH - SCALE, PLOT)
    area.set_xlim(SCALE, WIDTH)
    area.set_ylim(-REACH, REACH)
    draw_scale(area, SCALE, WIDTH, theme)
    points = _points(row)
    above.draw(page, plane, plane, above=True)
    below.draw(page, plane + PLOT, plane, above=False)
    draw_scores(
        area,
        [x for x, _ in points],
        [m.score for _, m in points],
        [m.origin for _, m in points],
        [m.spread for _, m in points],
        theme,
        [m.interval for _, m in points],
    )
    for x, moment in points:
        if moment.truth:
            page.mark(x, top + head + 1.8, "*", 7.5, theme.accent)
    if _counted(row):
        page.text(word("n", bold=False), SCALE - 2, numbers + 3.5 * listed, theme.muted, "right")
    for column in row:
        for number, moment, x in zip(
            column.part.numbers, column.part.moments, column.xs, strict=True
        ):
            if listed:
                page.text(word(str(number)), x, numbers, theme.ink, "center")
            if moment.n:
                text = word(t.number(moment.n, 0), bold=False)
                page.text(text, x, numbers + 3.5 * listed, theme.muted, "center")
        for entry in column.entries:
            page.text(word(entry.number), entry.x, names + entry.y)
            indent = max(width(e.number, SMALL, bold=True) for e in column.entries) + 1.2
            page.text(entry.name, entry.x + indent, names + entry.y)


def draw_scale_words(page: Page, plane: float, t: Texts) -> None:
    """Write the scale's words and numbers at the left of a plane."""
    for score, label in SCORE_LABELS.items():
        fitted = fit(t(label), SCALE - 8)
        y = plane + level(score)
        colour = page.theme.feeling(score)
        page.text(fitted, SCALE - 7, y - fitted.height / 2, colour, "right")
        number = word(t.signed(score))
        page.text(number, SCALE - 1.5, y - number.height / 2, colour, "right")


def origin_signs(moments: Sequence[Moment], t: Texts, theme: Theme) -> list[Sign]:
    """Return the signs of a curve: what scores rest on, their spread, moments of truth (M4.2)."""
    used = {m.origin for m in moments if m.score is not None}
    signs = [
        Sign(SHAPES[origin], theme.ink, t(ORIGINS[origin]), filled=origin != "assumed")
        for origin in SHAPES
        if origin in used
    ]
    if any(m.spread and m.spread.high > m.spread.low for m in moments):
        bar = mixed(theme.ink, theme.paper, 0.55)
        signs.append(Sign("", bar, t(N_("middle half of the participants’ scores")), bar=True))
    if any(m.interval for m in moments):
        signs.append(Sign("_", theme.ink, t(N_("95% interval of a measured score"))))
    if any(m.measured and m.spread for m in moments):
        signs.append(Sign("s", theme.muted, t(N_("the room’s median beside it")), filled=False))
    if any(m.truth for m in moments):
        signs.append(Sign("*", theme.accent, t(N_("moment of truth"))))
    return signs
