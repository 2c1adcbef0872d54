"""Blocks of a report's section, independent of the format: texts, tables, pictures.

Blocks hold no HTML: the exports decide how each is shown. A client's words are kept apart from the
kit's (:class:`kit.i18n.UserText`), so that every format can mark their language and escape them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kit.i18n import RichText


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes
    ----------
    role
        ``lead`` at the start of a section, ``definition`` of a figure, ``note`` in small type.
    sources
        The numbers of the evidence sources on which it rests.
    id
        Its id, if other parts lead to it.
    """

    said: RichText
    role: Literal["text", "lead", "definition", "note"] = "text"
    sources: tuple[int, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading within a section (level 3)."""

    said: RichText
    id: str = ""


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not.

    Attributes
    ----------
    sources
        The numbers of the evidence sources of each item, or nothing.
    """

    items: tuple[RichText, ...]
    ordered: bool = False
    sources: tuple[tuple[int, ...], ...] = ()


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
"""The colour of a mark: a feeling or a severity, the origin of a value, or the brand."""


@dataclass(frozen=True)
class Mark:
    """A short label set apart by colour and shape: a feeling, a severity, an origin.

    Attributes
    ----------
    shape
        A character drawn before the text, so that colour is never alone.
    sources
        For a mark of what a statement rests on, the numbers of its sources, none for an
        assumption: a format may show small numbers or the shape in place of the text.
    """

    said: RichText
    tone: Tone = "plain"
    shape: str = ""
    sources: tuple[int, ...] | None = None


Cell = RichText | Mark | tuple["Cell", ...]
"""The contents of a cell: a text, or several below each other, each with its marks."""


@dataclass(frozen=True)
class Column:
    """A column of a table; figures are aligned at the right."""

    said: RichText
    figures: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first cell of a row is its heading.

    Attributes
    ----------
    ids
        Ids of the rows to which other parts of the report lead, or none.
    """

    caption: RichText
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A figure as SVG, with its alternative text.

    Attributes
    ----------
    width
        The width at which it is read, in millimetres.
    png
        The figure as a PNG in a ``data:`` URL, for decks, which hold no SVG; empty for the kit's
        own figures, which decks draw from their charts.
    sources
        The numbers of the evidence sources on which it rests.
    """

    svg: str
    alt: str
    caption: RichText = ""
    width: float = 170
    png: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class Details:
    """Details that a reader can open. A report prints them in its annex, a handout in place."""

    summary: RichText
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Tile:
    """A figure to be read at a glance, with its label."""

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
    """A persona, a pain point or an improvement as a card.

    Attributes
    ----------
    sources
        The numbers of the evidence sources that no mark of it names.
    quoted
        The numbers of the quotation's sources, none for an assumption; None without a quotation.
    """

    title: RichText
    entries: tuple[Entry, ...]
    id: str = ""
    monogram: str = ""
    picture: str = ""
    """A ``data:`` URL, or nothing."""
    quotation: RichText = ""
    marks: tuple[Mark, ...] = ()
    wide: bool = False
    sources: tuple[int, ...] = ()
    quoted: tuple[int, ...] | None = None


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
    """The journey map: stages as columns, lanes as rows, the curve across.

    Attributes
    ----------
    counts
        How many of its statements rest on a source, for its head.
    """

    caption: RichText
    stages: tuple[RichText, ...]
    phases: tuple[RichText, ...]
    lanes: tuple[Lane, ...]
    curve_alt: str = ""
    counts: RichText = ""


Origin = Literal["measured", "workshop", "assumed"]
"""The origin of a score (M4.2)."""


@dataclass(frozen=True)
class Spread:
    """The median and the middle half of the participants' scores behind a value (F2)."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Series:
    """One curve or one row of bars of a chart.

    Each tuple but the last three has one entry a category, or is empty.

    Attributes
    ----------
    values
        None where there is none.
    intervals
        The 95 % interval of each value, None where there is none.
    n
        The number of answers behind each value, None if unknown.
    tones
        The tone of each value.
    origins
        The origin of each score, None where there is no score.
    spreads
        The participants' scores at each category, None where there are none.
    outlined
        Whether each value is drawn as an outline, as too few answers stand behind it.
    gaps
        The words in the place of a value that is missing, or nothing.
    unread
        The places of measured values that could not be read.
    truths
        The places of moments of truth.
    peaks
        The places of the best, the worst and the last value, as far as they are to be named (F9).
    """

    name: RichText
    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...] = ()
    n: tuple[int | None, ...] = ()
    tones: tuple[Tone, ...] = ()
    origins: tuple[Origin | None, ...] = ()
    spreads: tuple[Spread | None, ...] = ()
    outlined: tuple[bool, ...] = ()
    gaps: tuple[RichText, ...] = ()
    unread: tuple[int, ...] = ()
    truths: tuple[int, ...] = ()
    peaks: tuple[int | None, int | None, int | None] = (None, None, None)


@dataclass(frozen=True)
class Group:
    """Categories of a chart under one heading: a stage, a quadrant, a standing."""

    label: RichText
    members: tuple[int, ...]
    """The places of its categories."""


ChartKind = Literal["curves", "bars", "matrix"]


@dataclass(frozen=True)
class Chart:
    """The numbers of a figure: its pictures are drawn from them, and native charts of a deck.

    It stands before its pictures: a format shows one or the others.

    Attributes
    ----------
    id
        Such as ``pain-points``; the same in every language.
    kind
        ``curves`` over the categories, ``bars`` beside each category, or a ``matrix``, in which
        the first series is across and the second upwards.
    span
        The lowest and the highest value of the scale.
    finding
        What it shows in one sentence; empty if the section's headline says it.
    basis
        How many answers the values rest on.
    notes
        A remark on each category, such as k of n; or nothing.
    sources
        The numbers of the evidence sources behind it.
    groups
        The groups of its categories, in the order in which they are shown; or nothing.
    """

    id: str
    kind: ChartKind
    caption: RichText
    categories: tuple[RichText, ...]
    series: tuple[Series, ...]
    span: tuple[float, float]
    alt: str
    finding: RichText = ""
    basis: RichText = ""
    notes: tuple[RichText, ...] = ()
    sources: tuple[int, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def empty(self) -> bool:
        """True if no category has a value."""
        return all(value is None for one in self.series for value in one.values)


@dataclass(frozen=True)
class CitedSource:
    """A source of evidence as a format may cite it: its number, name, n and period."""

    number: int
    name: RichText
    n: int | None = None
    kind: RichText = ""
    period: RichText = ""


Block = Paragraph | Heading | Listing | Table | Picture | Details | Tiles | Cards | Map | Chart


@dataclass(frozen=True)
class Section:
    """A section of the report; its id is the same in every language and edition.

    Attributes
    ----------
    title
        The plain title, such as “Pain points”.
    headline
        The section's finding in one sentence; empty where the data state none.
    sources_at
        The id of its own list of sources; empty if numbers lead to that of the report.
    """

    id: str
    title: RichText
    blocks: tuple[Block, ...]
    lang: str = "en"
    headline: RichText = ""
    sources_at: str = ""


def flow(*blocks: Block | Sequence[Block] | None) -> tuple[Block, ...]:
    """Return the blocks in one sequence, flattening sequences and leaving out gaps."""
    flat: list[Block] = []
    for block in blocks:
        if block is None:
            continue
        if isinstance(block, Sequence):
            flat.extend(block)
        else:
            flat.append(block)
    return tuple(flat)
