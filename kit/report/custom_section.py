"""Write a section of one's own in a report: texts, tables and figures in the report's style."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import is_dataclass
from typing import get_args

from matplotlib.figure import Figure

from kit.blocks import Block, Chart, Column, Paragraph, Section, Table
from kit.fields import normalize
from kit.figures.house_style import styled_picture
from kit.i18n import N_, MixedText, RichText, Texts, UserText
from kit.theme import Theme

Part = RichText | Block | Figure
"""A part of a custom section: a paragraph's text, a block of :mod:`kit.blocks`, or a figure."""

BLOCKS = tuple(kind for kind in get_args(Block) if kind is not Chart)
"""The kinds of blocks that every format shows."""

LONGEST_ID = 40
NO_TITLE = N_("custom_section() needs a title as its first argument.")
NO_PART = N_(
    "custom_section() takes texts, matplotlib figures and blocks such as report.table(…), and no "
    "“{kind}”."
)
RAGGED = N_(
    "Row {row} of the table “{caption}” does not have as many cells as the table has columns."
)


def custom_section(
    title: str, headline: str, parts: Sequence[Part], taken: Collection[str], theme: Theme, t: Texts
) -> Section:
    """Return a section; a figure without a text of its own is described by the headline.

    Parameters
    ----------
    taken
        The ids of the other sections.

    Raises
    ------
    ValueError
        If there is no title.
    TypeError
        If a part is none.
    """
    if not title.strip():
        raise ValueError(t(NO_TITLE))
    blocks = tuple(_block(part, headline or title, theme, t) for part in parts)
    return Section(_id(title, taken), title, blocks, t.lang, headline)


def _block(part: Part, alt: str, theme: Theme, t: Texts) -> Block:
    if isinstance(part, Figure):
        return styled_picture(part, alt, theme, t)
    if isinstance(part, str | UserText | MixedText):
        return Paragraph(part)
    if is_dataclass(part) and type(part) in BLOCKS:
        return part
    raise TypeError(t(NO_PART, kind=UserText(type(part).__name__)))


def _id(title: str, taken: Collection[str]) -> str:
    """Return an id that no other section has."""
    stem = "own-" + (normalize(title).replace(" ", "-")[:LONGEST_ID] or "section")
    number, id = 1, stem
    while id in taken:
        number += 1
        id = f"{stem}-{number}"
    return id


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[str | int | float]], t: Texts
) -> Table:
    """Return a table with its numbers in the reader's language, to two decimals."""
    for number, row in enumerate(rows, 1):
        if len(row) != len(columns):
            raise ValueError(t(RAGGED, row=str(number), caption=UserText(caption)))
    return Table(
        caption,
        tuple(Column(name, _is_numeric(rows, place)) for place, name in enumerate(columns)),
        tuple(tuple(_cells(row, t)) for row in rows),
    )


def _is_numeric(rows: Sequence[Sequence[str | int | float]], place: int) -> bool:
    return bool(rows) and all(isinstance(row[place], int | float) for row in rows)


def _cells(row: Sequence[str | int | float], t: Texts) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, int | float):
            yield ("\N{MINUS SIGN}" if cell < 0 else "") + t.number(abs(cell), 2)
        else:
            yield cell
