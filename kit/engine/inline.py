"""A figure is drawn for its page, and not once more before that for a window that is not there.

pyplot redraws what has changed after every cell, since a figure may be on somebody's screen; the
inline backend then draws it again, to show it, and closes it. A figure that looks the same either
way is told that it is up to date, and the first drawing, a seventh of the time of a notebook of
three figures, does not take place.
"""

from __future__ import annotations

import contextlib
import sys

INLINE = "module://matplotlib_inline.backend_inline"
"""The backend of a kernel's figures, as ipykernel sets it."""

NAMES = (INLINE, "inline")
RASTER = frozenset({"png", "png2x", "retina", "jpeg", "jpg"})
"""The formats that are drawn on the figure's own canvas: what reads it later finds a drawing."""


def draw_once() -> None:
    """Have the figure of a cell drawn when it is shown only; called when the cell is done.

    A figure is left alone, so that it looks as a kernel's does, where it stays open, is shown in
    another format than pixels or at another size than its own, is laid out by an engine, or calls
    the notebook when it is drawn. So are several at once: pyplot has no way to name them all
    without changing which is the current one. What a drawing says (a warning, an error) is said
    once, where a kernel says it of both.
    """
    with contextlib.suppress(Exception):  # it would be told as an error of the notebook's
        _draw_once()


def _draw_once() -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or len(pyplot.get_fignums()) != 1 or pyplot.get_backend() not in NAMES:
        return
    from matplotlib_inline.config import InlineBackend

    shown = InlineBackend.instance()
    figure = pyplot.gcf()
    if (
        shown.close_figures
        and RASTER.issuperset(shown.figure_formats)
        and shown.print_figure_kwargs == {"bbox_inches": "tight"}
        and figure.get_layout_engine() is None
        and not figure.canvas.callbacks.callbacks.get("draw_event")
    ):
        figure.stale = False
