"""Bring a figure that someone drew with matplotlib into the report's style."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO

from matplotlib import rc_context
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, ScalarFormatter

from kit.blocks import Picture
from kit.figures.lettering import SMALL, add_fonts, font, typeface
from kit.figures.page import INCH, TALLEST, WIDTH, settings
from kit.i18n import RichText, Texts
from kit.theme import Theme

CYCLE = (
    *("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd"),
    *("#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"),
)
"""The colours that matplotlib gives where none is chosen, in their order."""

RESOLUTION = 200
"""The dots an inch of a figure in pixels."""

BLACK = "#000000"
BOLD = 600
DECIMAL = re.compile(r"([-−+]?)(\d+\.\d+)(\s?%)?")
YEARS = (1900, 2100)


def styled_picture(
    figure: Figure, alt: str, theme: Theme, t: Texts, caption: RichText = ""
) -> Picture:
    """Return a figure as a picture of the report: its fonts, its colours, its numbers.

    Colours that were chosen stay; those that matplotlib gives become the theme's. A figure wider
    than the page is made narrower, with its texts at the size at which they are read, 7 pt at
    least. The figure is changed, and closed, so that the notebook does not show it once more.
    """
    add_fonts()
    width, height = (inches * INCH for inches in figure.get_size_inches())
    share = min(1.0, WIDTH / width, TALLEST / height)
    content, pixels = BytesIO(), BytesIO()
    with settings(), rc_context({"font.family": list(typeface(bold=False).names)}):
        figure.set_size_inches(width * share / INCH, height * share / INCH)
        figure.set_facecolor(theme.paper)
        if figure.get_layout_engine() is None:
            figure.set_layout_engine("constrained")
        for axis in _axes(figure):
            if isinstance(axis.get_major_formatter(), ScalarFormatter):
                axis.set_major_formatter(FuncFormatter(_Ticks(axis, t)))
        figure.draw_without_rendering()  # the labels of ticks are made now
        _colour(figure, theme)
        for text in figure.findobj(Text):
            _style_text(text, theme, t)
        figure.savefig(content, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(pixels, format="png", dpi=RESOLUTION, metadata={"Software": None})
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)
    svg = content.getvalue().decode()
    png = "data:image/png;base64," + b64encode(pixels.getvalue()).decode()
    return Picture(svg[svg.index("<svg") :], alt, caption, width * share, png)


def _axes(figure: Figure) -> Iterator[Axis]:
    for axes in figure.axes:
        yield from (axes.xaxis, axes.yaxis)


class _Ticks:
    """The labels of an axis's ticks, in the reader's numbers; years have no separator."""

    def __init__(self, axis: Axis, t: Texts) -> None:
        self._axis, self._t = axis, t

    def __call__(self, value: float, _: int | None = None) -> str:
        first, last = sorted(self._axis.get_view_interval())
        if YEARS[0] <= first and last <= YEARS[1]:
            return f"{value:.0f}" if value == round(value) else ""
        return _number(value, self._t)


def _number(value: float, t: Texts) -> str:
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return sign + t.number(abs(value), 3)


def _colour(figure: Figure, theme: Theme) -> None:
    """Give lines and areas the theme's colours where matplotlib chose them, and axes their grey."""
    ours = {colour: theme.series[place % len(theme.series)] for place, colour in enumerate(CYCLE)}
    for line in figure.findobj(Line2D):
        for get, set_ in (
            (line.get_color, line.set_color),
            (line.get_markerfacecolor, line.set_markerfacecolor),
            (line.get_markeredgecolor, line.set_markeredgecolor),
        ):
            if (found := _hex(get())) in ours:
                set_(ours[found])
    for patch in figure.findobj(Patch):
        if (face := _hex(patch.get_facecolor())) in ours:
            patch.set_facecolor(ours[face])
        if (edge := _hex(patch.get_edgecolor())) in ours:
            patch.set_edgecolor(ours[edge])
    for many in figure.findobj(Collection):
        faces = [_hex(colour) for colour in many.get_facecolor()]
        if faces and all(colour in ours for colour in faces):
            many.set_facecolor([ours[colour] for colour in faces])
            many.set_edgecolor("none")
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(theme.line)
        axes.tick_params(color=theme.line, labelcolor=theme.muted)


def _hex(colour: object) -> str:
    """Return a colour as ``#rrggbb``; empty for none and ``auto``."""
    try:
        return to_hex(colour)  # type: ignore[arg-type]
    except ValueError:
        return ""


def _style_text(text: Text, theme: Theme, t: Texts) -> None:
    weight = text.get_fontweight()
    bold = weight >= BOLD if isinstance(weight, int | float) else weight in ("bold", "semibold")
    text.set_fontproperties(font(max(float(text.get_fontsize()), SMALL), bold))
    text.set_parse_math(False)  # a $ is money
    if _hex(text.get_color()) == BLACK:
        text.set_color(theme.ink)
    if found := DECIMAL.fullmatch(text.get_text()):
        sign = found[1].replace("-", "\N{MINUS SIGN}")
        unit = "\N{NARROW NO-BREAK SPACE}%" if t.lang == "fr" else "%"
        text.set_text(sign + t.number(float(found[2]), 3) + (unit if found[3] else ""))
