"""Draw the emotion curves of several journeys, aligned by phase (F1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from kit.blocks import Picture
from kit.figures.alts import joined
from kit.figures.area import Area
from kit.figures.compared import SHAPES, WIDEST_NAME, Curve, draw_curves
from kit.figures.emotion_curve import REACH, level
from kit.figures.lettering import SMALL, Fitted, fit
from kit.figures.marks import Sign, one_line
from kit.figures.page import TALLEST, WIDTH, Page, pictures
from kit.figures.scores import draw_scale
from kit.figures.shapes import Style
from kit.i18n import N_, RichText, Texts
from kit.theme import Theme

TOGETHER = 6
"""The most curves that are told apart in one plot; more are drawn as small multiples."""

TALLEST_NAMES = 60.0
"""The greatest height of the curves' names beside one plot, in millimetres."""

ACROSS = 3
"""The number of small multiples side by side."""

GAP = 5.0
"""The room between small multiples, in millimetres."""

SMALL_PLOT = 30.0
LOWEST_LABEL = -1.5
"""The score down to which there is room for a number under its point."""

SCALE_NUMBERS = 6.0
"""The room for the numbers of the scale, at the left of a small multiple."""


@dataclass(frozen=True)
class PhaseCurve:
    """The emotion of one journey over the phases.

    Attributes
    ----------
    name
        The name of the journey.
    scores
        One score for each phase; None where the journey has no such phase, or no score.
    assumed
        For each phase, whether a score behind it is assumed.
    """

    name: RichText
    scores: tuple[float | None, ...]
    assumed: tuple[bool, ...]


def curves_by_phase(
    curves: Sequence[PhaseCurve], phases: Sequence[str], t: Texts, theme: Theme
) -> tuple[Picture, ...]:
    """Draw curves over phases in one plot, or each in its own where there are many.

    Nothing is returned without a score.
    """
    scored = [one for one in curves if any(score is not None for score in one.scores)]
    if not scored:
        return ()
    signs = []
    if any(any(one.assumed) for one in scored):
        signs.append(Sign("o", theme.ink, t(N_("hollow: assumed")), filled=False))
    names = [fit(str(one.name), WIDEST_NAME, 7.5, bold=True) for one in scored]
    if len(scored) <= TOGETHER and sum(name.height for name in names) <= TALLEST_NAMES:
        series = [
            Curve(
                str(one.name),
                one.scores,
                theme.series[number % len(theme.series)],
                SHAPES[number % len(SHAPES)],
                "-",
                one.assumed,
            )
            for number, one in enumerate(scored)
        ]
        pages = draw_curves(phases, series, signs, t, theme)
    else:
        pages = _small_multiples(scored, phases, t, theme)
    return pictures(pages, _alt(scored, phases, t), t)


def _alt(curves: Sequence[PhaseCurve], phases: Sequence[str], t: Texts) -> str:
    """Describe every curve, phase by phase."""
    said = [t(N_("Emotion per phase, journey by journey:"))]
    for one in curves:
        scores = [
            t("{name} {score:+}", name=phase, score=score)
            for phase, score in zip(phases, one.scores, strict=True)
            if score is not None
        ]
        said.append(t("{name} ({scores}).", name=one.name, scores=joined(scores, t)))
    return " ".join(said)


def _small_multiples(
    curves: Sequence[PhaseCurve], phases: Sequence[str], t: Texts, theme: Theme
) -> list[Page]:
    """Draw each curve on its own, three in a row, with its scores and the numbers of phases."""
    width = (WIDTH - (ACROSS - 1) * GAP) / ACROSS
    key = fit("   ".join(f"{n}\u00a0{_unbroken(name)}" for n, name in enumerate(phases, 1)), WIDTH)
    rows = [curves[first : first + ACROSS] for first in range(0, len(curves), ACROSS)]
    titles = [[fit(str(one.name), width, 7.5, bold=True) for one in row] for row in rows]
    heights = [max(title.height for title in row) + SMALL_PLOT + 12.0 for row in titles]
    pages = []
    for group in _grouped(heights, TALLEST - key.height - 2):
        page = Page(WIDTH, sum(heights[number] for number in group) + key.height, theme)
        top = page.text(key, 0, 0, theme.muted) + 2
        for number in group:
            for place, (one, title) in enumerate(zip(rows[number], titles[number], strict=True)):
                left = place * (width + GAP)
                room = (left, top + heights[number] - SMALL_PLOT - 8.0, width)
                _draw_one(page, one, title, top, room, t)
            top += heights[number]
        pages.append(page)
    return pages


def _unbroken(name: str) -> str:
    return name.replace(" ", "\u00a0")


def _grouped(heights: Sequence[float], room: float) -> list[list[int]]:
    """Distribute rows over pages."""
    pages: list[list[int]] = []
    left = 0.0
    for number, height in enumerate(heights):
        if not pages or left < height:
            pages.append([])
            left = room
        pages[-1].append(number)
        left -= height
    return pages


def _draw_one(
    page: Page,
    curve: PhaseCurve,
    title: Fitted,
    top: float,
    room: tuple[float, float, float],
    t: Texts,
) -> None:
    """Draw one curve: its name at ``top``, and its plot at left, top and width of ``room``."""
    left, plot, width = room
    theme = page.theme
    page.text(title, left, top, theme.accent)
    start, end = left + SCALE_NUMBERS, left + width
    area = page.area(start, plot, end - start, SMALL_PLOT, (start, end), (-REACH, REACH))
    draw_scale(area, start, end, theme)
    for score in (2, 0, -2):
        number = one_line(t.signed(score), bold=False)
        y = plot + level(score, SMALL_PLOT) - number.height / 2
        page.text(number, start - 1.2, y, theme.muted, "right")
    step = (end - start) / len(curve.scores)
    points = [
        (place, start + (place + 0.5) * step, score)
        for place, score in enumerate(curve.scores)
        if score is not None
    ]
    for place in range(len(curve.scores)):
        number = one_line(str(place + 1), bold=False)
        x = start + (place + 0.5) * step
        page.text(number, x, plot + SMALL_PLOT + 0.3, theme.muted, "center")
    _draw_points(page, area, curve, points, plot, t)


def _draw_points(
    page: Page,
    area: Area,
    curve: PhaseCurve,
    points: Sequence[tuple[int, float, float]],
    plot: float,
    t: Texts,
) -> None:
    """Draw the points of a curve, each with its score, which stands away from the lines.

    The line is dotted over phases without a score.
    """
    theme = page.theme
    for (before, x, score), (after, next_x, next_score) in pairwise(points):
        style: Style = "-" if after == before + 1 else ":"
        area.line([x, next_x], [score, next_score], theme.accent, 1.3, style)
    scores = [score for _, _, score in points]
    for number, (place, x, score) in enumerate(points):
        face = theme.paper if curve.assumed[place] else theme.accent
        area.mark(x, score, "o", 4.5, face, theme.accent, 1.1)
        label = fit(t.signed(score), 100, SMALL)
        y = plot + level(score, SMALL_PLOT)
        below = score > LOWEST_LABEL and score < fmean(scores[max(0, number - 1) : number + 2])
        page.text(label, x, y + 1.0 if below else y - label.height - 1.0, theme.ink, "center")
