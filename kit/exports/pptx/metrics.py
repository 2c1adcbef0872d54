"""Measure the texts of slides, in the fonts of their theme.

The widths are those of the kit's own font, which is at hand, times how much wider or narrower a
font of the theme is; a font that is not known is taken for a wide one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.exports.pptx.shapes import SMALLEST, Words
from kit.figures.lettering import KIT, POINT, fit, using, width

RELATIVE_WIDTHS: Mapping[str, tuple[float, float]] = {
    "arial": (0.96, 0.985),
    "helvetica": (0.96, 0.985),
    "liberation sans": (0.96, 0.985),
    "calibri": (0.88, 0.87),
    "carlito": (0.88, 0.87),
    "aptos": (0.96, 0.98),
    "segoe ui": (0.98, 1.0),
    "times new roman": (0.89, 0.92),
    "garamond": (0.86, 0.9),
    "cambria": (0.94, 0.97),
    "georgia": (1.0, 1.1),
    "verdana": (1.1, 1.2),
    "noto sans": (1.0, 1.02),
    "open sans": (1.0, 1.02),
}
"""The widths of fonts beside Noto Sans, plain and bold: those of Arial and Calibri are measured on
their twins Liberation Sans and Carlito, with sentences of reports in both languages."""

UNKNOWN = (1.08, 1.15)
VARIATION = 1.03
"""The factor by which a line may be wider than measured: relative widths are means of sentences."""

LEADING = 1.2
"""The distance between lines in sizes of type, of Arial, Calibri and their like."""

BULLET = 4.5
"""The indent of an item of a list, in millimetres."""


@dataclass(frozen=True)
class Metrics:
    """The measures of texts in a font.

    Attributes
    ----------
    wide
        How wide it is beside Noto Sans, plain and bold.
    """

    wide: tuple[float, float] = RELATIVE_WIDTHS["arial"]

    @classmethod
    def of(cls, font: str) -> Metrics:
        """Return the measures of a font by its name."""
        return cls(RELATIVE_WIDTHS.get(font.lower(), UNKNOWN))

    def lines(self, text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
        """Return the lines into which a text breaks."""
        with using(KIT):
            return fit(text, max(room, 1.0) / (self.wide[bold] * VARIATION), size, bold).lines

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of a line, in millimetres."""
        with using(KIT):
            return width(text, size, bold) * self.wide[bold]

    def height(self, words: Words, room: float) -> float:
        """Return the height of a paragraph with the space below it, in millimetres."""
        bold = any(run.bold for run in words.runs)
        room -= BULLET if words.bullet else 0.0
        lines = self.lines(str(words), room, words.size, bold)
        return len(lines) * words.size * POINT * LEADING + words.after

    def heights(self, words: Sequence[Words], room: float) -> float:
        """Return the height of paragraphs one under another, in millimetres."""
        return sum(self.height(one, room) for one in words)

    def size_for(
        self, text: str, room: float, height: float, largest: float, bold: bool = False
    ) -> float:
        """Return the greatest size, in points, at which a text fits; the least size if none."""
        size = largest
        while size > SMALLEST:
            lines = self.lines(text, room, size, bold)
            if len(lines) * size * POINT * LEADING <= height:
                return size
            size -= 1.0
        return SMALLEST
