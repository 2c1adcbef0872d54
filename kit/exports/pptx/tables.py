"""Lay out tables: row heights from measured texts, as many slides as the rows need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.exports.pptx.metrics import Metrics
from kit.exports.pptx.shapes import Box, TableShape, Words
from kit.exports.pptx.texts import within

CELL_X, CELL_Y = 1.6, 1.0
"""The margins of a cell."""

Row = tuple[tuple[Words, ...], ...]


def row_height(row: Row, widths: Sequence[float], metrics: Metrics) -> float:
    """Return the height of a row: that of its highest cell."""
    return 2 * CELL_Y + max(
        metrics.heights(_last_tight(cell), width - 2 * CELL_X)
        for cell, width in zip(row, widths, strict=True)
    )


def _last_tight(cell: tuple[Words, ...]) -> tuple[Words, ...]:
    """Return the paragraphs of a cell without the space below the last one."""
    return (*cell[:-1], replace(cell[-1], after=0.0)) if cell else ()


def tight(row: Row) -> Row:
    """Return a row whose cells have no space below their last paragraph."""
    return tuple(_last_tight(cell) for cell in row)


def fair_widths(rows: Sequence[Row], width: float, metrics: Metrics) -> list[float]:
    """Return the widths of columns: as wide as their texts, the widest made narrower first.

    No column is narrower than its longest word, if that is possible at all.
    """
    natural = [_widest(rows, n, metrics, whole=True) for n in range(len(rows[0]))]
    least = [_widest(rows, n, metrics, whole=False) for n in range(len(rows[0]))]
    if sum(natural) <= width:
        return [one * width / sum(natural) for one in natural]
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    # The limit to which the widest are cut so that all together are as wide as the table.
    low, high = 0.0, max(natural)
    for _ in range(40):
        limit = (low + high) / 2
        taken = sum(max(min(a, limit), b) for a, b in zip(natural, least, strict=True))
        low, high = (low, limit) if taken > width else (limit, high)
    return [max(min(a, low), b) for a, b in zip(natural, least, strict=True)]


def _widest(rows: Sequence[Row], column: int, metrics: Metrics, whole: bool) -> float:
    """Return the width of a column's longest line, or of its longest word, with the margins."""
    found = [
        metrics.width(text, words.size, any(run.bold for run in words.runs))
        for row in rows
        for words in row[column]
        for text in ([str(words)] if whole else str(words).split(" "))
    ]
    return 2 * CELL_X + max(found, default=0.0) + 0.5


def tables(
    box: Box,
    widths: Sequence[float],
    header: Row,
    rows: Sequence[Row],
    metrics: Metrics,
    alt: str,
) -> Iterator[TableShape]:
    """Yield as many tables as the rows need, each with the header.

    Parameters
    ----------
    widths
        Shares of the width; they need not sum to 1.
    """
    whole = sum(widths)
    columns = tuple(box.width * width / whole for width in widths)
    head = row_height(header, columns, metrics)
    room = box.height - head
    page: list[Row] = []
    heights: list[float] = []
    for row in _split(rows, columns, room, metrics):
        height = row_height(row, columns, metrics)
        if page and sum(heights) + height > room:
            yield _table(box, columns, [header, *page], [head, *heights], alt)
            page, heights = [], []
        page.append(row)
        heights.append(height)
    if page:
        yield _table(box, columns, [header, *page], [head, *heights], alt)


def _split(
    rows: Sequence[Row], columns: Sequence[float], room: float, metrics: Metrics
) -> Iterator[Row]:
    """Split rows that are higher than a slide, between paragraphs."""
    for whole in rows:
        row: Row = whole
        while row_height(row, columns, metrics) > room:
            parts = [
                within(cell, metrics, width - 2 * CELL_X, room - 2 * CELL_Y)
                for cell, width in zip(row, columns, strict=True)
            ]
            yield tuple(shown for shown, _ in parts)
            rest = tuple(left for _, left in parts)
            if not any(rest):
                break
            row = (rest[0] or parts[0][0], *rest[1:])  # the heading stands on each part
        else:
            yield row


def _table(
    box: Box,
    columns: Sequence[float],
    rows: Sequence[Row],
    heights: Sequence[float],
    alt: str,
) -> TableShape:
    placed = Box(box.x, box.y, sum(columns), sum(heights))
    return TableShape(placed, tuple(columns), tuple(heights), tuple(map(tight, rows)), alt)
