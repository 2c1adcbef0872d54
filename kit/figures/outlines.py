"""Write an outline of matplotlib's as SVG path data, with few characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from matplotlib.path import Path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS: dict[Any, str] = {
    Path.MOVETO: "M",
    Path.LINETO: "L",
    Path.CURVE3: "Q",
    Path.CURVE4: "C",
}


def short(number: float) -> str:
    """Write a number to a hundredth, without trailing zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def path_data(
    vertices: NDArray[np.float64], codes: Iterable[int], said: Callable[[float], str] = short
) -> str:
    """Return an outline as SVG path data, y downwards.

    Parameters
    ----------
    vertices, codes
        As a ``matplotlib.path.Path`` has them.
    said
        How a coordinate is written.
    """
    data, last = [], ""
    for (x, y), code in zip(vertices.tolist(), codes, strict=True):
        if code == Path.CLOSEPOLY:
            data.append("Z")
            last = ""
            continue
        step = STEPS[code]
        # Further points of a curve have its code too; a step that repeats may be left out.
        data.append(f"{step if step != last else ' '}{said(x)} {said(-y)}")
        last = step if code != Path.MOVETO else ""
    return "".join(data)
