"""Draw several curves over the stages: personas (M1.3), current and target (F10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kit.blocks import Chart, Picture
from kit.figures.area import Area
from kit.figures.columns import apart, rows
from kit.figures.curve_layout import COMPACT_PLOT, LOW_PLOT, SCALE, longest_word
from kit.figures.emotion_curve import REACH, draw_scale_words, level
from kit.figures.lettering import Fitted, fit
from kit.figures.marks import Key, Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.figures.scores import draw_scale
from kit.figures.shapes import Style
from kit.i18n import N_, Texts
from kit.theme import Theme

WIDEST_NAME = 24.0
"""The greatest width of the curves' names, at their right."""

CHANGES = 6.0
"""The height of the strip of changes under a plot, in millimetres: the scale's words reach in."""

NARROWEST = 16.0
SHAPES = ("o", "s", "^", "v", "P", "X", "D")


@dataclass(frozen=True)
class Curve:
    """One curve over the stages."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    shape: str
    style: Style = "-"
    hollow: tuple[bool, ...] = ()


def personas_compared(
    chart: Chart | None, t: Texts, theme: Theme, *, compact: bool = False
) -> tuple[Picture, ...]:
    """Draw the emotion per stage (F1) of all personas; lower if compact, for a summary."""
    if chart is None:
        return ()
    drawn = [
        Curve(
            str(series.name),
            series.values,
            theme.series[n % len(theme.series)],
            SHAPES[n % len(SHAPES)],
            "-",
            tuple(origin == "assumed" for origin in series.origins),
        )
        for n, series in enumerate(chart.series)
    ]
    signs = []
    if any(any(curve.hollow) for curve in drawn):
        signs.append(Sign("o", theme.ink, t(N_("hollow: assumed")), filled=False))
    plot = COMPACT_PLOT if compact else LOW_PLOT
    stages = [str(stage) for stage in chart.categories]
    return pictures(draw_curves(stages, drawn, signs, t, theme, plot=plot), chart.alt, t)


def target_curves(chart: Chart | None, t: Texts, theme: Theme) -> tuple[Picture, ...]:
    """Draw the current against the target curve (F10), and that with those proposed."""
    if chart is None:
        return ()
    looks: Sequence[tuple[str, str, Style]] = (
        (theme.ink, "o", "-"),
        (theme.accent, "^", "--"),
        (theme.muted, "D", ":"),
    )
    drawn = [
        Curve(str(series.name), series.values, *look, (n > 0,) * len(series.values))
        for n, (series, look) in enumerate(zip(chart.series, looks, strict=False))
    ]
    stages = [str(stage) for stage in chart.categories]
    return pictures(draw_curves(stages, drawn, [], t, theme, changes=True), chart.alt, t)


def draw_curves(
    stages: Sequence[str],
    drawn: Sequence[Curve],
    signs: Sequence[Sign],
    t: Texts,
    theme: Theme,
    changes: bool = False,
    plot: float = LOW_PLOT,
) -> list[Page]:
    """Draw curves over columns with the names of stages, each curve with its name at its end.

    Parameters
    ----------
    signs
        The key of the figure.
    changes
        Whether to draw the change from the first curve to the second.
    plot
        The height of the plot, in millimetres.
    """
    labels = [fit(s.name, WIDEST_NAME, 7.5, bold=True) for s in drawn]
    room = WIDTH - SCALE - max(f.width for f in labels) - 4.5
    setting, headings = _headings(stages, room, TALLEST - 14 - plot)
    heights = [max(h.height for h in row) + 2 + plot for row in headings]
    corner = ""
    if plot == COMPACT_PLOT and len(setting) > 1:  # a low figure is one row
        setting, headings, numbered = _one_row(stages, room)
        heights = [max(h.height for h in headings[0]) + 2 + plot]
        corner = t(N_("Stage")) if numbered else ""
    key = Key(signs, room)
    pages: list[Page] = []
    least = sum(f.height + 0.5 for f in labels)
    strip = CHANGES if changes else 0.0
    heights = [max(height, least) + strip + 6 for height in heights]
    done = 0
    for group in _pages(heights, TALLEST - key.height - 1):
        page = Page(WIDTH, sum(heights[n] for n in group) - 3.5 + key.height, theme)
        pages.append(page)
        if corner:
            page.text(fit(corner, SCALE - 2), SCALE - 1.5, 1, theme.muted, "right")
        top = 0.0
        for n in group:
            part = slice(done, done + len(setting[n]))
            _draw_row(
                page,
                top,
                heights[n] - strip - 6,
                setting[n],
                headings[n],
                labels,
                [_part(s, part) for s in drawn],
                changes,
                plot,
                t,
            )
            top += heights[n]
            done += len(setting[n])
        key.draw(page, SCALE, top - 3.5)
    return pages


def _headings(
    stages: Sequence[str], room: float, tallest: float
) -> tuple[list[list[float]], list[list[Fitted]]]:
    """Return the widths of columns by row, and the names in them: wider where names are long."""
    needs = [min(max(NARROWEST, longest_word(name) + 2.2), room) for name in stages]
    for factor in (1, 1.5, 2.5, 4, 8):
        setting = rows([min(need * factor, room) for need in needs], room)
        names = iter(stages)
        headings = [[fit(next(names), w - 2, 7.5, bold=True) for w in row] for row in setting]
        if max(h.height for row in headings for h in row) < tallest:
            break
    return setting, headings


def _pages(heights: Sequence[float], room: float) -> list[list[int]]:
    """Return the rows of each page, which has room for rows of so much height together.

    >>> _pages([40, 50, 60], 100)
    [[0, 1], [2]]
    """
    groups: list[list[int]] = []
    left = 0.0
    for number, height in enumerate(heights):
        if not groups or left < height:
            groups.append([])
            left = room
        groups[-1].append(number)
        left -= height
    return groups


def _one_row(
    names: Sequence[str], room: float
) -> tuple[list[list[float]], list[list[Fitted]], bool]:
    """Set the stages in one row of equal columns, by number if their names would be broken.

    Returns
    -------
    tuple
        The widths and the headings, row by row, and whether the headings are numbers.
    """
    wide = room / len(names)
    headings = [fit(name, wide - 2, 7.5, bold=True) for name in names]
    numbered = not all(heading.whole for heading in headings)
    if numbered:
        headings = [fit(str(n), wide - 2, 7.5, bold=True) for n in range(1, len(names) + 1)]
    return [[wide] * len(names)], [headings], numbered


def _part(curve: Curve, part: slice) -> Curve:
    return Curve(
        curve.name,
        curve.values[part],
        curve.colour,
        curve.shape,
        curve.style,
        curve.hollow[part],
    )


Point = tuple[float, float, bool]
"""A point of a curve: its x, its score, and whether it is hollow."""


def _runs(values: Sequence[float | None], points: Sequence[Point]) -> list[list[Point]]:
    """Split the points of a curve into runs without a gap."""
    runs: list[list[Point]] = []
    drawn = iter(points)
    before: float | None = None
    for value in values:
        if value is not None:
            if before is None:
                runs.append([])
            runs[-1].append(next(drawn))
        before = value
    return runs


def _draw_row(
    page: Page,
    top: float,
    height: float,
    widths: Sequence[float],
    headings: Sequence[Fitted],
    labels: Sequence[Fitted],
    drawn: Sequence[Curve],
    changes: bool,
    height_of_plot: float,
    t: Texts,
) -> None:
    """Draw a row of stages: their names, the scale, the curves with their names, the changes."""
    head = max(h.height for h in headings) + 2
    x, centres = SCALE, []
    for place, (w, heading) in enumerate(zip(widths, headings, strict=True)):
        if place % 2 == 0:
            page.box(x, top, w, head + height_of_plot + changes * CHANGES, page.theme.wash)
        page.text(heading, x + 1, top + 1, page.theme.accent)
        centres.append(x + w / 2)
        x += w
    plot = top + head
    draw_scale_words(page, plot, t, height_of_plot)
    area = page.area(SCALE, plot, x - SCALE, height_of_plot, (SCALE, x), (-REACH, REACH))
    draw_scale(area, SCALE, x, page.theme)
    ends: dict[int, tuple[float, float]] = {}
    for place, curve in enumerate(drawn):
        # Personas stand beside each other, so that none hides another; a change is read upwards.
        dodge = 0.0 if changes else (place - (len(drawn) - 1) / 2) * 1.6
        if points := _draw_curve(area, curve, [centre + dodge for centre in centres], page.theme):
            ends[place] = points[-1][0], plot + level(points[-1][1], height_of_plot)
    _draw_names(page, x, (top, top + height), ends, labels, drawn)
    if changes:
        _draw_changes(page, plot, height_of_plot, centres, drawn[0].values, drawn[1].values, t)


def _draw_curve(area: Area, curve: Curve, xs: Sequence[float], theme: Theme) -> list[Point]:
    """Draw a curve, dotted over stages without a score, and return its points."""
    points = [
        (x, v, bool(curve.hollow and curve.hollow[i]))
        for i, (x, v) in enumerate(zip(xs, curve.values, strict=True))
        if v is not None
    ]
    runs = _runs(curve.values, points)
    lines: list[tuple[list[Point], Style]] = [(run, curve.style) for run in runs]
    lines += [([one[-1], other[0]], ":") for one, other in pairwise(runs)]
    for line, style in lines:
        area.line([p[0] for p in line], [p[1] for p in line], curve.colour, 1.5, style)
    for x, v, hollow in points:
        face = theme.paper if hollow else curve.colour
        area.mark(x, v, curve.shape, 6.0, face, curve.colour, 1.3)
    return points


def _draw_names(
    page: Page,
    x: float,
    room: tuple[float, float],
    ends: Mapping[int, tuple[float, float]],
    labels: Sequence[Fitted],
    drawn: Sequence[Curve],
) -> None:
    """Write the names of the curves at the right, each joined to the end of its curve."""
    wanted = [y for _, y in ends.values()]
    middles = apart(wanted, [labels[i].height + 0.5 for i in ends], *room)
    for (i, (end, y)), middle in zip(ends.items(), middles, strict=True):
        page.line([end + 1.5, x + 1, x + 3], [y, y, middle], drawn[i].colour, 0.5, ":")
        page.text(labels[i], x + 3.5, middle - labels[i].height / 2, drawn[i].colour)


def _draw_changes(
    page: Page,
    plot: float,
    height: float,
    centres: Sequence[float],
    current: Sequence[float | None],
    target: Sequence[float | None],
    t: Texts,
) -> None:
    """Draw the change of each stage as a line between two curves, its number in a strip below."""
    theme = page.theme
    y = plot + height + 2.2
    page.text(one_line(t(N_("Change", "curve")), bold=False), SCALE - 1.5, y, theme.muted, "right")
    for centre, now, aim in zip(centres, current, target, strict=True):
        if now is None or aim is None:
            continue
        changed = abs(aim - now) >= 0.05
        number = one_line(t.signed(aim - now if changed else 0), bold=changed)
        page.text(number, centre, y, theme.accent if changed else theme.muted, "center")
        if changed:
            ends = [plot + level(now, height), plot + level(aim, height)]
            page.line([centre, centre], ends, theme.accent, 0.8)
