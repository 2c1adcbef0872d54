"""Draw on a page of a canvas, on paper of any size as on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.figures.lettering import Fitted, fit
from kit.figures.letters import Align
from kit.figures.page import Page
from kit.figures.shapes import Style
from kit.i18n import Texts
from kit.theme import Theme

WIDTH, HEIGHT = 297.0, 210.0
"""A4 landscape, in millimetres."""

MARGIN = 10.0
HEAD = 24.0
"""The height of the heading, margin included."""


@dataclass(frozen=True)
class CanvasPage:
    """A page of a canvas, drawn in millimetres of A4 on any paper.

    Attributes
    ----------
    scale
        Millimetres of the paper to one of A4.
    stages
        The stages of this page, by name; empty names are to be written in.
    phases
        Their phases, where they are known.
    """

    sheet: Page
    scale: float
    t: Texts
    stages: tuple[str, ...]
    phases: tuple[str | None, ...] = ()

    def write(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        size: float = 8.0,
        bold: bool = False,
        colour: str = "",
        align: Align = "left",
        lines: int = 0,
    ) -> float:
        """Write a text wrapped to the width of ``room``, and return the y of its lower end."""
        k = self.scale
        fitted = fit(text, room * k, size * k, bold)
        if lines and len(fitted.lines) > lines:
            kept = (*fitted.lines[: lines - 1], fitted.lines[lines - 1].rstrip() + "…")
            fitted = Fitted(kept, fitted.size, fitted.bold)
        at = {"left": x, "center": x + room / 2, "right": x + room}[align]
        return self.sheet.text(fitted, at * k, y * k, colour, align) / k

    def box(self, x: float, y: float, width: float, height: float, colour: str = "") -> None:
        """Draw a box, filled if it has a colour."""
        k = self.scale
        if colour:
            self.sheet.box(x * k, y * k, width * k, height * k, colour)
        edges = (x, x + width, x + width, x, x), (y, y, y + height, y + height, y)
        self.line(*edges)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str = "",
        points: float = 0.7,
        style: Style = "-",
    ) -> None:
        """Draw a line."""
        k = self.scale
        self.sheet.line(
            [x * k for x in xs],
            [y * k for y in ys],
            colour or self.sheet.theme.muted,
            points * k,
            style,
        )

    def field(
        self, label: str, x: float, y: float, width: float, height: float, size: float = 7.0
    ) -> None:
        """Draw a field to be filled in, its label at the top."""
        self.box(x, y, width, height)
        self.write(label, x + 1.5, y + 1, width - 3, size, colour=self.sheet.theme.muted)

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.sheet.theme

    @property
    def inside(self) -> tuple[float, float, float, float]:
        """The place of the canvas under its heading: x, y, width and height."""
        return MARGIN, HEAD, WIDTH - 2 * MARGIN, HEIGHT - HEAD - MARGIN
