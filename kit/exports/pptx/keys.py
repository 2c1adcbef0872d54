"""Explain the signs of a chart in one line below it: marks, outlines and the lines of intervals."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Chart
from kit.exports.pptx.shapes import SMALLEST, Box, Ink, Run, TextShape, Words
from kit.figures.charts.basis import INTERVAL
from kit.figures.charts.pain_points import BOUNDS, OUTLINED
from kit.i18n import N_, RichText, Texts
from kit.sections.marks import ORIGIN_SHAPES
from kit.steps.emotions import ORIGINS
from kit.steps.pain_points import FEWEST_FOR_BAND

HEIGHT = 6.0
"""The height of a key, with the space above it, in millimetres."""

Sign = tuple[str, RichText]
"""A sign, or nothing where its words name it, and its meaning."""


def key_below(box: Box, signs: Sequence[Sign], t: Texts, ink: Ink = "text") -> TextShape:
    """Return signs with their meanings as a line that ends a place."""
    runs: list[Run] = []
    for place, (sign, meaning) in enumerate(signs):
        if place:
            runs.append(Run("     "))
        if sign:
            runs.append(Run(f"{sign}\u00a0", ink=ink))
        runs.append(Run(meaning, ink="muted"))
    line = Box(box.x, box.y + box.height - HEIGHT + 1.0, box.width, HEIGHT - 1.0)
    return TextShape(line, (Words(tuple(runs), SMALLEST),), t(N_("Key")))


def curve_signs(charts: Sequence[Chart], t: Texts) -> list[Sign]:
    """Return the signs on curves: the origins of scores (M4.2), intervals (F3).

    Of several curves, only assumed scores are set apart: each curve has marks of its own.
    """
    series = [one for chart in charts for one in chart.series]
    scored = [
        origin
        for one in series
        for value, origin in zip(one.values, one.origins, strict=False)
        if value is not None and origin is not None
    ]
    several = any(len(chart.series) > 1 for chart in charts)
    signs: list[Sign] = [
        (shape, t(ORIGINS[origin]))
        for origin, shape in ORIGIN_SHAPES.items()
        if origin in scored and (origin == "assumed" or not several)
    ]
    if any(any(one.intervals) for one in series):
        signs.append(("", _interval(t)))
    return signs


def bar_signs(chart: Chart, t: Texts) -> list[Sign]:
    """Return the signs on bars: intervals, and outlines where too few answers stand behind (F5)."""
    signs: list[Sign] = []
    if any(any(one.intervals) for one in chart.series):
        severity = chart.span[0] == 0
        signs.append(
            ("", t(BOUNDS) if severity else t.inline(N_("line: {text}"), text=t(INTERVAL)))
        )
    if any(any(one.outlined) for one in chart.series):
        signs.append(("", t(OUTLINED, least=FEWEST_FOR_BAND)))
    return signs


def _interval(t: Texts) -> RichText:
    return t.inline(N_("line: {text}"), text=t(INTERVAL))
