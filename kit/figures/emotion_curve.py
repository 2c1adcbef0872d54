"""Draw the emotion curve of one persona over the touchpoints (M4.1 to M4.4)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Chart, Picture
from kit.figures.charts.basis import INTERVAL
from kit.figures.curve_layout import (
    COMPACT_PLOT,
    PLOT,
    SCALE,
    Column,
    has_counts,
    has_names,
    height_of,
    lay_out,
    paginate,
    points_of,
)
from kit.figures.lettering import SMALL, fit, width
from kit.figures.marks import Key, Label, Sign, Strip, one_line
from kit.figures.page import WIDTH, Page, pictures
from kit.figures.scores import MISSING_SHAPE, SHAPES, SPREAD, Point, Score, draw_scale, draw_scores
from kit.i18n import N_, Texts
from kit.results.curves import printed
from kit.steps.emotions import ORIGINS, SCORE_LABELS
from kit.theme import Theme, mixed

REACH = 2.25
"""The highest and, negated, the lowest score on the plot."""


def emotion_curve(
    chart: Chart | None, t: Texts, theme: Theme, *, compact: bool = False
) -> tuple[Picture, ...]:
    """Draw one persona's emotion over the touchpoints, stage by stage (M4.4).

    Where only stages have scores, the points are the stages'. The chart's peaks are named (F9),
    moments of truth starred (M4.3), and the spread of participants' scores is drawn with its n
    (F2). A compact curve, for a summary, is one low row; it does not name the touchpoints, and its
    chart no peaks, as what heads a summary is chosen by its n (F18). Nothing is returned if it
    would need more rows.
    """
    if chart is None:
        return ()
    if compact:
        # Stages of equal width wrap their names least; otherwise each is as wide as its points.
        for least in ((WIDTH - SCALE) / len(chart.groups or chart.categories), 0.0):
            setting = lay_out(chart, t, named=False, least=[least])
            if len(setting) == 1:
                return pictures([_draw(setting, chart, t, theme, COMPACT_PLOT)], chart.alt, t)
        return ()
    setting = lay_out(chart, t, named=True)
    pages = (_draw(page_rows, chart, t, theme, PLOT) for page_rows in paginate(setting))
    return pictures(pages, chart.alt, t)


def _draw(
    page_rows: list[list[Column]],
    chart: Chart,
    t: Texts,
    theme: Theme,
    plot: float,
) -> Page:
    series = chart.series[0]
    peaks = [None if place is None else Point(series, place) for place in series.peaks]
    strips = [
        peak_strips(points_of(row), peaks, (SCALE, WIDTH), t, theme, plot) for row in page_rows
    ]
    points = [p for row in page_rows for column in row for p in column.part.points]
    key = Key(origin_signs(points, t, theme), WIDTH)
    tops = []
    y = 0.0
    for row, (above, below) in zip(page_rows, strips, strict=True):
        tops.append(y)
        y += (
            height_of(row)
            - 26
            - PLOT
            + plot
            + above.height
            + below.height
            + _stars(row)
            + (2 if plot == PLOT else 3)
        )
    page = Page(WIDTH, y + key.height + 1, theme)
    for row, (above, below), top in zip(page_rows, strips, tops, strict=True):
        _draw_row(page, row, above, below, top, plot, t)
    key.draw(page, 0, y)
    return page


def _stars(row: list[Column]) -> float:
    return 3.6 if any(point.truth for column in row for point in column.part.points) else 0.0


def level(score: float, height: float = PLOT) -> float:
    """Return the distance of a score from the upper edge of the plot."""
    return (REACH - score) / (2 * REACH) * height


def peak_strips(
    points: Sequence[tuple[float, Score]],
    peaks: Sequence[Score | None],
    room: tuple[float, float],
    t: Texts,
    theme: Theme,
    height: float = PLOT,
    size: float = 0.0,
) -> tuple[Strip, Strip]:
    """Return the labels of the best moments and the end, above, and of the worst, below (F9).

    Moments of the same origin whose score is printed alike are all named. On a poster they have a
    size in points, and n behind the score.

    Parameters
    ----------
    peaks
        The best, the worst and the last point, as far as they are to be named.
    """
    best, worst, end = peaks
    above: list[Label] = []
    below: list[Label] = []
    for x, moment in points:
        if moment.score is None:
            continue
        score = moment.score
        names = []
        low = _equal(moment, worst)
        if _equal(moment, best):
            names.append(t(N_("▲ best {score:+}"), score=score))
        if low:
            names.append(t(N_("▼ worst {score:+}"), score=score))
        if moment == end:
            names.append(t(N_("◆ end {score:+}"), score=score))
        if names:
            if size and moment.n:
                names.append(f"({t(N_('n = {n}'), n=moment.n)})")
            text = one_line("  ".join(names), size=size or SMALL)
            label = Label(text, x, level(score, height), theme.feeling(score))
            (below if low else above).append(label)
    return Strip(above, *room), Strip(below, *room)


def _equal(moment: Score, peak: Score | None) -> bool:
    """Return whether a score of the same origin is printed like a peak's."""
    if moment.score is None or peak is None or peak.score is None:
        return False
    return moment.origin == peak.origin and printed(moment.score) == printed(peak.score)


def _draw_row(
    page: Page,
    row: list[Column],
    above: Strip,
    below: Strip,
    top: float,
    plot: float,
    t: Texts,
) -> None:
    theme = page.theme
    head = max(column.heading.height for column in row) + 2
    plane = top + head + _stars(row) + above.height + 1
    numbers = plane + plot + below.height + 0.5
    listed = has_names(row)
    names = numbers + (3.6 if listed else 0) + (3.5 if has_counts(row) else 0) + 1.5
    bottom = names + max(column.depth for column in row)
    for place, column in enumerate(row):
        if place % 2 == 0:
            page.box(column.x, top, column.width, bottom - top, theme.wash)
        page.text(column.heading, column.x + 1, top + 1, theme.accent)
    draw_scale_words(page, plane, t, plot)
    area = page.area(SCALE, plane, WIDTH - SCALE, plot, (SCALE, WIDTH), (-REACH, REACH))
    draw_scale(area, SCALE, WIDTH, theme)
    points = points_of(row)
    above.draw(page, plane, plane, above=True)
    below.draw(page, plane + plot, plane, above=False)
    draw_scores(area, points, theme)
    for x, moment in points:
        if moment.truth:
            page.mark(x, top + head + 1.8, "*", 7.5, theme.accent)
    if has_counts(row):
        page.text(
            one_line("n", bold=False), SCALE - 2, numbers + 3.5 * listed, theme.muted, "right"
        )
    for column in row:
        for number, point, x in zip(
            column.part.numbers, column.part.points, column.xs, strict=True
        ):
            if listed:
                page.text(one_line(str(number)), x, numbers, theme.ink, "center")
            if point.n:
                text = one_line(t.number(point.n, 0), bold=False)
                page.text(text, x, numbers + 3.5 * listed, theme.muted, "center")
        for entry in column.entries:
            page.text(one_line(entry.number), entry.x, names + entry.y)
            indent = max(width(e.number, SMALL, bold=True) for e in column.entries) + 1.2
            page.text(entry.name, entry.x + indent, names + entry.y)


def draw_scale_words(page: Page, plane: float, t: Texts, height: float = PLOT) -> None:
    """Write the words and numbers of the scale at the left of the plot; on a low one, every other.

    Parameters
    ----------
    plane
        The upper edge of the plot.
    height
        Its height.
    """
    for score, label in SCORE_LABELS.items():
        fitted = fit(t(label), SCALE - 8)
        y = plane + level(score, height)
        colour = page.theme.feeling(score)
        if height == PLOT or score % 2 == 0:
            page.text(fitted, SCALE - 7, y - fitted.height / 2, colour, "right")
        number = one_line(t.signed(score))
        page.text(number, SCALE - 1.5, y - number.height / 2, colour, "right")


def origin_signs(scores: Sequence[Score], t: Texts, theme: Theme) -> list[Sign]:
    """Return the signs of a curve: origins of scores, their spread, moments of truth (M4.2)."""
    used = {one.origin for one in scores if one.score is not None}
    signs = [
        Sign(SHAPES[origin], theme.ink, t(ORIGINS[origin]), filled=origin != "assumed")
        for origin in SHAPES
        if origin in used
    ]
    if any(one.spread and one.spread.high > one.spread.low for one in scores):
        bar = mixed(theme.ink, theme.paper, SPREAD)
        signs.append(Sign("", bar, t(N_("middle 50% of the participants’ scores")), bar=True))
    if any(one.interval for one in scores):
        signs.append(Sign("_", theme.ink, t(INTERVAL)))
    if any(one.origin == "measured" and one.spread for one in scores):
        signs.append(
            Sign("s", theme.muted, t(N_("median of the workshop scores beside it")), filled=False)
        )
    if any(one.missing for one in scores):
        signs.append(Sign(MISSING_SHAPE, theme.muted, t(N_("measured value missing"))))
    if any(one.truth for one in scores):
        signs.append(Sign("*", theme.accent, t(N_("moment of truth"))))
    return signs
