"""Blocks as plain text, for a terminal: tables with aligned columns, lists with dashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.blocks import Block, Cell, Details, Heading, Listing, Mark, Paragraph, Table
from kit.i18n import RichText

GAP = "  "
WIDEST = 46
"""Longest cell that is shown whole, in characters; the report shows all."""


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines that say what the blocks say."""
    for block in blocks:
        match block:
            case Heading():
                yield ""
                yield one_line(block.said)
            case Paragraph():
                yield one_line(block.said)
            case Listing():
                for number, item in enumerate(block.items, 1):
                    yield f"{f'{number}.' if block.ordered else '-'} {one_line(item)}"
            case Table():
                yield from _table(block)
            case Details():
                yield from lines(block.blocks)
            case _:
                raise TypeError(block)


def one_line(said: RichText) -> str:
    """Return a text on one line: a client's text makes no line that looks like the kit's."""
    return " ".join(line.strip() for line in str(said).splitlines())


def _text(cell: Cell) -> str:
    if isinstance(cell, Mark):
        return " ".join(part for part in (cell.shape, str(cell.said)) if part)
    if isinstance(cell, tuple):
        return " ".join(_text(one) for one in cell)
    return " ".join(str(cell).split())


def _table(table: Table) -> Iterator[str]:
    cells = [[_text(column.said) for column in table.columns]]
    cells += [[_text(cell) for cell in row] for row in table.rows]
    # The first column of words names the row, to be copied; behind the last one stands nothing.
    key = next((n for n, column in enumerate(table.columns) if not column.figures), 0)
    longest = [max(len(row[n]) for row in cells) for n in range(len(table.columns))]
    widths = [width if n == key else min(WIDEST, width) for n, width in enumerate(longest)]
    yield one_line(table.caption)
    for number, row in enumerate(cells):
        yield _row(row, widths, [column.figures for column in table.columns])
        if number == 0:
            yield GAP.join("─" * width for width in widths)


def _row(cells: list[str], widths: list[int], figures: list[bool]) -> str:
    last = len(cells) - 1
    shown = []
    for number, (cell, width, right) in enumerate(zip(cells, widths, figures, strict=True)):
        text = cell if number == last else _shortened(cell, width)
        shown.append(text.rjust(width) if right else text.ljust(width))
    return GAP.join(shown).rstrip()


def _shortened(text: str, width: int) -> str:
    """Return a text without its middle: questions of one matrix begin alike and end apart."""
    if len(text) <= width:
        return text
    end = width // 2
    return text[: width - end - 1] + "…" + text[-end:]
