"""Estimate whether the decision page fits one printed page and one screen.

Lengths are CSS pixels, as the style sheets set them; texts are measured with the kit's letters,
which run wider than the fonts of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Section,
)
from kit.figures.lettering import POINT, fit, width
from kit.i18n import RichText

BULLET, BETWEEN = 24.0, 3.0
"""The room before an item of a list, and between two."""

ACROSS = 3
"""The number of cards side by side."""

NARROWER, NARROWER_BOLD = 1.03, 1.06
"""The width of the kit's letters in terms of those of a report."""


@dataclass(frozen=True)
class Type:
    """A size of type with the height of its lines."""

    size: float
    line: float

    def height(self, text: str, room: float, *, bold: bool = False) -> float:
        """Return the height of a text in a room of a width."""
        ratio = NARROWER_BOLD if bold else NARROWER
        lines = fit(text, room / self.size * ratio, 1 / POINT, bold).lines  # an em is 1 mm
        return len(lines) * self.line


@dataclass(frozen=True)
class Medium:
    """A medium on which the page is to be seen whole.

    Attributes
    ----------
    width, height
        The room for the page.
    gap
        Between cards side by side.
    tallest
        The greatest height of a picture.
    around
        The height of all margins.
    """

    width: float
    height: float
    gap: float
    tallest: float
    around: float
    headline: Type
    lead: Type
    caption: Type
    heading: float
    title: Type
    entry: Type
    note: Type

    def holds(self, section: Section, spare: float) -> bool:
        """Return whether a section leaves so much of the room's height."""
        taken = self.around + self.headline.height(str(section.headline), self.width, bold=True)
        return taken + sum(map(self._block, section.blocks)) <= self.height - spare

    def _block(self, block: Block) -> float:
        match block:
            case Paragraph(said, "note" | "definition"):
                return self.note.height(str(said), self.width)
            case Paragraph(said):
                return self.lead.height(_with_numbers(said, block.sources), self.width)
            case Heading():
                return self.heading
            case Picture():
                caption = str(block.caption)
                under = self.caption.height(caption, self.width) if caption else 0.0
                return min(self.tallest, picture_height(block) * self.width / block.width) + under
            case Cards(cards):
                across = min(ACROSS, len(cards))
                rows = [cards[n : n + across] for n in range(0, len(cards), across)]
                return sum(max(self._card(card, across) for card in row) for row in rows)
            case Listing(items):
                room, sources = self.width - BULLET, block.sources or ((),) * len(items)
                texts = map(_with_numbers, items, sources)
                return sum(self.entry.height(text, room) + BETWEEN for text in texts)
            case _:
                return 0.0

    def _card(self, card: Card, across: int) -> float:
        room = (self.width - (across - 1) * self.gap) / across
        shown = _with_numbers(card.title, card.sources)
        title = " ".join([shown, *(str(mark.said) for mark in card.marks)])
        said = [f"{entry.label}  {'  '.join(cell_texts(entry.items))}" for entry in card.entries]
        entries = sum(self.entry.height(text, room) + 1.6 for text in said)
        return self.title.height(title, room, bold=True) + entries + 10


SCREEN = Medium(
    1072.0, 892.0, 24.0, 160.0, 106.0, Type(23, 28.75), Type(15, 21.75), Type(12, 16.2), 22.0,
    Type(15, 19.5), Type(13, 16.9), Type(12, 16.2),
)  # fmt: skip
"""A screen of 1440 × 900."""

PAPER = Medium(
    643.0, 1039.0, 19.0, 1000.0, 95.0, Type(17.2, 21.5), Type(12.7, 17.1), Type(10.7, 16.5), 21.0,
    Type(12.7, 16.5), Type(12.7, 16.5), Type(10.7, 13.9),
)  # fmt: skip
"""A page of A4."""


def fits(section: Section, spare: float = 0.0) -> bool:
    """Return whether the decision page is whole on a page and on a screen, with room to spare."""
    return PAPER.holds(section, spare) and SCREEN.holds(section, spare)


def width_in_ems(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in ems."""
    return width(text, 1 / POINT, bold)


def picture_height(picture: Picture) -> float:
    """Return the height of a picture in millimetres."""
    found = re.search(r'height="([\d.]+)pt"', picture.svg)
    return float(found[1]) * POINT if found else 0.0


def cell_texts(cells: Iterable[Cell]) -> Iterable[str]:
    """Yield the texts of cells, one after another."""
    for cell in cells:
        if isinstance(cell, tuple):
            yield from cell_texts(cell)
        else:
            yield _text(cell)


def _with_numbers(said: RichText, sources: Iterable[int]) -> str:
    """Return a text with the numbers of its sources, which are set smaller."""
    return " ".join([str(said), ", ".join(map(str, sources))]).rstrip()


def _text(cell: RichText | Mark) -> str:
    return f"{cell.shape} {cell.said}  " if isinstance(cell, Mark) else str(cell)
