"""Draw the figures of a cell once, for the page, and not also for a window that is not there.

pyplot redraws changed figures after every cell, since one may be on somebody's screen; the inline
backend then draws it again, to show it, and closes it. A figure that looks the same either way is
marked as up to date, which saves the first drawing, a seventh of the time of a notebook of three
figures.
"""

from __future__ import annotations

import contextlib
import sys

INLINE = "module://matplotlib_inline.backend_inline"
"""The backend of a kernel's figures, as ipykernel sets it."""

NAMES = (INLINE, "inline")
RASTER = frozenset({"png", "png2x", "retina", "jpeg", "jpg"})
"""Formats drawn on the figure's own canvas, which can be read afterwards."""


def draw_once() -> None:
    """Mark the figure of a cell as up to date, so that it is drawn when it is shown only.

    Called when the cell is done. A figure is left alone if it stays open, is shown in a format
    other than pixels or at a size other than its own, is laid out by an engine, or calls the
    notebook when it is drawn: it would look otherwise than a kernel's. So are several at once:
    pyplot has no way to name them all without changing the current one. A warning or an error of a
    drawing appears once, where a kernel repeats it.
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
