"""Draw the key of a figure, and strips of labels above and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.figures.lettering import SMALL, Fitted, fit
from kit.figures.page import Page


@dataclass(frozen=True)
class Sign:
    """A shape of the key with its meaning."""

    shape: str
    colour: str
    meaning: str
    filled: bool = True
    bar: bool = False
    """True to draw a bar in place of a mark."""


class Key:
    """The key of a figure, in one or more lines of type of a size in points."""

    def __init__(self, signs: Sequence[Sign], room: float, size: float = SMALL) -> None:
        self.placed: list[tuple[Sign, Fitted, float, float]] = []
        self.larger = size / SMALL
        self.gap, self.indent = 5.0 * self.larger, 3.6 * self.larger
        x = y = 0.0
        tallest = 0.0
        for sign in signs:
            fitted = fit(sign.meaning, room - self.indent, size)
            if x and x + self.indent + fitted.width > room:
                x, y = 0.0, y + tallest
                tallest = 0.0
            self.placed.append((sign, fitted, x, y))
            x += self.indent + fitted.width + self.gap
            tallest = max(tallest, fitted.height)
        self.height = y + tallest

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw the key from an upper left corner."""
        half, size = 1.2 * self.larger, 5.0 * self.larger
        for sign, fitted, x, y in self.placed:
            middle = top + y + fitted.leading / 2
            if sign.bar:
                ends = [middle - 1.3 * self.larger, middle + 1.3 * self.larger]
                page.line([left + x + half] * 2, ends, sign.colour, 4.0 * self.larger)
            else:
                page.mark(left + x + half, middle, sign.shape, size, sign.colour, sign.filled)
            page.text(fitted, left + x + self.indent, top + y, page.theme.muted)


@dataclass(frozen=True)
class Label:
    """A label of a point, in a strip above or below the plot."""

    fitted: Fitted
    x: float
    y: float
    colour: str


class Strip:
    """Labels over their points, in as many lines as they need in order not to overlap."""

    def __init__(self, labels: Sequence[Label], low: float, high: float) -> None:
        self.placed: list[tuple[Label, float, int]] = []
        taken: list[list[tuple[float, float]]] = []
        for label in labels:
            half = label.fitted.width / 2 + 0.8
            x = min(max(label.x, low + half), high - half)
            level = next(
                (
                    n
                    for n, line in enumerate(taken)
                    if all(x + half <= a or x - half >= b for a, b in line)
                ),
                len(taken),
            )
            if level == len(taken):
                taken.append([])
            taken[level].append((x - half, x + half))
            self.placed.append((label, x, level))
        self.leading = max((label.fitted.height for label in labels), default=0.0)
        self.height = len(taken) * self.leading

    def draw(self, page: Page, edge: float, origin: float, above: bool) -> None:
        """Draw the labels away from an edge, each with a fine line to its point.

        The points are given from ``origin`` downwards.
        """
        for label, x, level in self.placed:
            top = edge - (level + 1) * self.leading if above else edge + level * self.leading
            page.line([label.x, label.x], [edge, origin + label.y], page.theme.muted, 0.5, ":")
            page.text(label.fitted, x, top, label.colour, "center")


def one_line(text: str, bold: bool = True, size: float = SMALL) -> Fitted:
    """Return a short label on one line."""
    return fit(text, 1000, size, bold)
