"""Draw the blank canvases for the wall, one for each step, to print and to write on.

A canvas is laid out for A4 and drawn larger on larger paper, lettering and all: text that is read
at an arm's length on A4 is read from the back of the room on A1.
"""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from kit.figures.canvas_fields import BY_STAGE, FIELDS
from kit.figures.canvas_page import HEIGHT, MARGIN, WIDTH, CanvasPage
from kit.figures.page import Page
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.theme import Theme

PAPERS = {"A4": (WIDTH, HEIGHT), "A3": (420.0, 297.0), "A1": (841.0, 594.0)}
"""Landscape, in millimetres."""

MOST = 7
"""The most stages on a page, so that each has room for notes."""

Column = tuple[str, str | None]
"""The name and the phase of a stage."""

UNNAMED = 6
"""The number of columns where no stages are known yet."""

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
    known = tuple((stage.name, stage.phase) for stage in journey.stages) if journey else ()
    pages = _pages(known) if step in BY_STAGE else [()]
    width, height = PAPERS[paper]
    figures = []
    for number, stages in enumerate(pages, 1):
        names, phases = tuple(name for name, _ in stages), tuple(phase for _, phase in stages)
        page = CanvasPage(Page(width, height, theme), width / WIDTH, t, names, phases)
        _head(page, step, journey, (number, len(pages)))
        FIELDS[step](page)
        figures.append(page.sheet.figure)
    return figures


def _pages(stages: tuple[Column, ...]) -> list[tuple[Column, ...]]:
    """Return the stages of each page: as few pages as they need, about equally full."""
    if not stages:
        return [(("", None),) * UNNAMED]
    count = -(-len(stages) // MOST)
    size = -(-len(stages) // count)
    return [stages[first : first + size] for first in range(0, len(stages), size)]


def _head(page: CanvasPage, step: str, journey: Journey | None, place: tuple[int, int]) -> None:
    """Write the heading: title and subtitle, and the fields that say whose map it is."""
    t, theme = page.t, page.theme
    number = list(TITLES).index(step) + 1
    title, subtitle = TITLES[step]
    heading = t(N_("{number}. {title}"), number=number, title=t(title))
    if place[1] > 1:
        heading += " " + t(N_("({number} of {total})"), number=place[0], total=place[1])
    page.write(heading, MARGIN, 7, 110, 16, bold=True, colour=theme.accent)
    page.write(t(subtitle), MARGIN, 15.5, 150, 8, colour=theme.muted, lines=2)
    known = _known(journey)
    x = 172.0
    for label, width in ((N_("Client"), 44.0), (N_("Persona"), 38.0), (N_("Date"), 33.0)):
        value = known.get(label.text, "")
        page.write(t(label), x, 8, width - 4, 7, colour=theme.muted)
        if value:
            page.write(value, x, 11.5, width - 4, 9, bold=True, lines=2)
        else:
            page.line((x, x + width - 4), (17.5, 17.5))
        x += width


def _known(journey: Journey | None) -> Mapping[str, str]:
    """Return the values of the heading that are known and need not be written by hand."""
    if journey is None:
        return {}
    persona = journey.personas[0].name if len(journey.personas) == 1 else ""
    return {"Client": journey.client.name, "Persona": persona}
