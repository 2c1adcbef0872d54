"""A figure is drawn for its page, and not once more before that for a window that is not there.

pyplot redraws what has changed after every cell, since a figure may be on somebody's screen; the
inline backend then draws it again, to show it, and closes it. A figure that would be drawn the same
either way is told that it is up to date, and the first drawing, some 40 % of the time of a
notebook of figures, does not take place.
"""

from __future__ import annotations

import sys

INLINE = "module://matplotlib_inline.backend_inline"
"""The backend of a kernel's figures, as ipykernel sets it."""


def draw_once() -> None:
    """Have the figure of a cell drawn when it is shown only; called when the cell is done.

    A figure whose drawing changes it is left alone, so that it looks as a kernel's does: one that
    is laid out by an engine, or that calls the notebook when it is drawn. So are several at once:
    pyplot has no way to name them all without changing which is the current one. A figure that
    cannot be drawn is told once, where a kernel tells it of both attempts.
    """
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or len(pyplot.get_fignums()) != 1 or pyplot.get_backend() != INLINE:
        return
    figure = pyplot.gcf()
    if figure.get_layout_engine() is None and not figure.canvas.callbacks.callbacks.get(
        "draw_event"
    ):
        figure.stale = False
