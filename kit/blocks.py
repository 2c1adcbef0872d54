"""What a section of a report is made of, whatever the format it will be read in.

A section holds texts, tables and pictures, never HTML: the exports decide how each is shown. Words
of the client's stay apart from the kit's (:class:`kit.i18n.UserText`), so every format can mark
them with their language and escape them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kit.i18n import RichText


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    said: RichText
    role: Literal["text", "lead", "definition", "note"] = "text"
    """``lead`` opens a section; ``definition`` says how a figure is computed; ``note`` is small."""


@dataclass(frozen=True)
class Heading:
    """A heading within a section (level 3)."""

    said: RichText
    id: str = ""


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not."""

    items: tuple[RichText, ...]
    ordered: bool = False


Tone = Literal[
    "plain",
    "very-bad",
    "bad",
    "good",
    "very-good",
    "measured",
    "workshop",
    "assumed",
    "accent",
]
"""What colours a mark: a feeling or a severity, where a figure comes from, or the brand."""


@dataclass(frozen=True)
class Mark:
    """A short label that colour and a shape set apart: a feeling, a severity, an origin."""

    said: RichText
    tone: Tone = "plain"
    shape: str = ""
    """A character drawn before the text, so that colour is never alone."""


Cell = RichText | Mark | tuple["Cell", ...]
"""What stands in a cell; several things stand one under another, a mark beside what it follows."""


@dataclass(frozen=True)
class Column:
    """A column of a table; figures are aligned at the right."""

    said: RichText
    figures: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first cell of a row is its heading."""

    caption: RichText
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A figure as SVG, with the text that says what it shows."""

    svg: str
    alt: str
    caption: RichText = ""
    width: float = 170
    """How wide it is read, in millimetres."""


@dataclass(frozen=True)
class Details:
    """Depth for those who want it; open in print."""

    summary: RichText
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Tile:
    """A figure to be read at a glance, with what it counts."""

    value: RichText
    label: RichText
    note: RichText = ""


@dataclass(frozen=True)
class Tiles:
    """Figures side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Entry:
    """A heading of a card with the statements under it."""

    label: RichText
    items: tuple[Cell, ...]


@dataclass(frozen=True)
class Card:
    """A persona, a pain point or an improvement as a card."""

    title: RichText
    entries: tuple[Entry, ...]
    id: str = ""
    monogram: str = ""
    picture: str = ""
    """A ``data:`` URL, or nothing."""
    quotation: RichText = ""
    marks: tuple[Mark, ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Cards:
    """Cards side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Point:
    """A point of the curve that a map draws across its columns: −2 to +2, or None.

    Attributes
    ----------
    label
        The word that names the feeling.
    truth
        Whether it is a moment of truth.
    note
        What is behind it: the thought, or what the score was computed from.
    marks
        What the score rests on.
    """

    score: float | None
    label: RichText
    truth: bool = False
    note: RichText = ""
    marks: tuple[Mark, ...] = ()


LaneKind = Literal[
    "goal",
    "actions",
    "thoughts",
    "touchpoints",
    "emotion",
    "pains",
    "opportunities",
    "kpis",
    "backstage",
    "",
]


@dataclass(frozen=True)
class Lane:
    """A row of the journey map, one cell a stage.

    Attributes
    ----------
    cells
        What stands in each stage's cell: several things one under another, or nothing.
    curve
        For the emotion lane, one point a stage; the line joins them across the columns. The cells
        of such a lane say the same in words, for a format that draws no curve.
    kind
        What the lane tells; its look follows from it.
    """

    label: RichText
    cells: tuple[tuple[Cell, ...], ...]
    curve: tuple[Point, ...] = ()
    kind: LaneKind = ""


@dataclass(frozen=True)
class Map:
    """The journey map: stages as columns, lanes as rows, the curve across."""

    caption: RichText
    stages: tuple[RichText, ...]
    phases: tuple[RichText, ...]
    lanes: tuple[Lane, ...]
    curve_alt: str = ""


Block = Paragraph | Heading | Listing | Table | Picture | Details | Tiles | Cards | Map


@dataclass(frozen=True)
class Section:
    """A section of the report; its id is the same in every language and edition."""

    id: str
    title: RichText
    blocks: tuple[Block, ...]
    lang: str = "en"


def flow(*blocks: Block | Sequence[Block] | None) -> tuple[Block, ...]:
    """Return the blocks in one row, sequences taken apart and gaps left out."""
    flat: list[Block] = []
    for block in blocks:
        if block is None:
            continue
        if isinstance(block, Sequence):
            flat.extend(block)
        else:
            flat.append(block)
    return tuple(flat)
