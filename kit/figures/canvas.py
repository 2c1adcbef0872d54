"""Blank canvases for the wall, one for each step: printed, then written and stuck on.

A canvas is laid out for A4 and drawn larger on larger paper, lettering and all: what is read at an
arm's length on A4 is read from the back of the room on A1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from kit.figures.lettering import Fitted, fit
from kit.figures.letters import Align
from kit.figures.page import Page
from kit.figures.shapes import Style
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.theme import Theme

PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "A1": (841.0, 594.0)}
"""Landscape, in millimetres."""

WIDTH, HEIGHT = PAPERS["A4"]
MARGIN = 10.0
HEAD = 24.0
"""How far below the upper edge the canvas begins."""

MOST = 7
"""So many stages on a canvas: there is room for notes in each."""

UNNAMED = 6
"""So many columns where no stages are known yet."""

TALLEST_NAME = 5
"""So many lines of a stage's name; what is longer is cut, for the wall needs its room."""

TITLES: dict[str, tuple[Message, Message]] = {
    "persona": (
        N_("Persona"),
        N_("A typical customer: who they are, what they want, what stands in their way."),
    ),
    "stages": (
        N_("Stages"),
        N_("The moments of the journey in their order, in the customer’s words."),
    ),
    "touchpoints": (
        N_("Touchpoints"),
        N_("Every contact, one per note, under its stage: before, during and after the purchase."),
    ),
    "emotions": (
        N_("Emotions"),
        N_("First alone, then together: what does the persona feel, from −2 to +2?"),
    ),
    "pain-points": (
        N_("Pain points"),
        N_("What exactly goes wrong, where, and for whom? One sentence per note."),
    ),
    "improvements": (
        N_("Improvements"),
        N_("What removes a pain point: how much is gained, and how much work is it?"),
    ),
}


@dataclass(frozen=True)
class Blank:
    """A canvas to be drawn on: in millimetres of A4, whatever the paper.

    Attributes
    ----------
    stages
        The stages of this page, by name; empty names are to be written in.
    """

    page: Page
    scale: float
    t: Texts
    stages: tuple[str, ...]

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
        """Write a text that wraps within a room, and return where it ends."""
        k = self.scale
        fitted = fit(text, room * k, size * k, bold)
        if lines and len(fitted.lines) > lines:
            kept = (*fitted.lines[: lines - 1], fitted.lines[lines - 1].rstrip() + "…")
            fitted = Fitted(kept, fitted.size, fitted.bold)
        at = {"left": x, "center": x + room / 2, "right": x + room}[align]
        return self.page.text(fitted, at * k, y * k, colour, align) / k

    def box(self, x: float, y: float, width: float, height: float, colour: str = "") -> None:
        """Draw a box; with a colour it is filled."""
        k = self.scale
        if colour:
            self.page.box(x * k, y * k, width * k, height * k, colour)
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
        self.page.line(
            [x * k for x in xs],
            [y * k for y in ys],
            colour or self.page.theme.muted,
            points * k,
            style,
        )

    def field(
        self, label: str, x: float, y: float, width: float, height: float, size: float = 7.0
    ) -> None:
        """Draw a field to be filled in, its label at the top."""
        self.box(x, y, width, height)
        self.write(label, x + 1.5, y + 1, width - 3, size, colour=self.page.theme.muted)

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.page.theme

    @property
    def inside(self) -> tuple[float, float, float, float]:
        """Where the canvas is: x, y, width and height."""
        return MARGIN, HEAD, WIDTH - 2 * MARGIN, HEIGHT - HEAD - MARGIN


Draw = Callable[[Blank], None]


def canvas(
    step: str,
    t: Texts,
    theme: Theme,
    paper: str = "A4",
    journey: Journey | None = None,
) -> list[Figure]:
    """Draw the blank canvas of a step; stages that are known are its columns.

    Returns
    -------
    list of Figure
        One page, or several where there are more stages than one has room for.
    """
    from kit.figures.blanks import BLANKS, BY_STAGE

    names = tuple(stage.name for stage in journey.stages) if journey else ()
    pages = _pages(names) if step in BY_STAGE else [()]
    return [
        _drawn(step, BLANKS[step], t, theme, paper, journey, stages, (number, len(pages)))
        for number, stages in enumerate(pages, 1)
    ]


def _pages(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return stages in pages that are about as full."""
    if not names:
        return [("",) * UNNAMED]
    count = -(-len(names) // MOST)
    size = -(-len(names) // count)
    return [names[first : first + size] for first in range(0, len(names), size)]


def _drawn(
    step: str,
    draw: Draw,
    t: Texts,
    theme: Theme,
    paper: str,
    journey: Journey | None,
    stages: tuple[str, ...],
    place: tuple[int, int],
) -> Figure:
    width, height = PAPERS[paper]
    blank = Blank(Page(width, height, theme), width / WIDTH, t, stages)
    _head(blank, step, journey, place)
    draw(blank)
    return blank.page.figure


def _head(blank: Blank, step: str, journey: Journey | None, place: tuple[int, int]) -> None:
    t, theme = blank.t, blank.theme
    number = list(TITLES).index(step) + 1
    title, says = TITLES[step]
    heading = t(N_("{number}. {title}"), number=number, title=t(title))
    if place[1] > 1:
        heading += " " + t(N_("({number} of {total})"), number=place[0], total=place[1])
    blank.write(heading, MARGIN, 7, 110, 16, bold=True, colour=theme.accent)
    blank.write(t(says), MARGIN, 15.5, 150, 8, colour=theme.muted, lines=2)
    known = _known(journey)
    x = 172.0
    for label, width in ((N_("Client"), 44.0), (N_("Persona"), 38.0), (N_("Date"), 33.0)):
        said = known.get(label.text, "")
        blank.write(t(label), x, 8, width - 4, 7, colour=theme.muted)
        if said:
            blank.write(said, x, 11.5, width - 4, 9, bold=True, lines=2)
        else:
            blank.line((x, x + width - 4), (17.5, 17.5))
        x += width


def _known(journey: Journey | None) -> Mapping[str, str]:
    """Return what need not be written in by hand."""
    if journey is None:
        return {}
    persona = journey.personas[0].name if len(journey.personas) == 1 else ""
    return {"Client": journey.client.name, "Persona": persona}
