"""Adobe Analytics Workspace: stacked tables with two header rows, the dimension's total on top.

The row that bears the name of the dimension is its total. Rows of a breakdown have a second name;
they become a table of their own, as their sums are already in the rows above them.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import Block, Heading, looks_like_data, spanned, table_in, tidy
from kit.evidence.formats.stacked_tables import RULE, TOTAL, Part, measures, parts_of, period
from kit.evidence.table import Note
from kit.sources import Options


class AdobeAnalytics(Format):
    """Adobe Analytics Workspace, downloaded as CSV."""

    name = "adobe-analytics"
    label = "Adobe Analytics"
    kind = "web-analytics"
    rank = 14

    def recognises(self, book: Book) -> bool:
        """Whether it begins with Adobe's rule, and names a report suite."""
        rows = [row[0] for row in book.sheet.head(12) if row]
        said = " ".join(rows).casefold()
        ruled = any(re.match(r"#\s*={6,}", cell) for cell in rows[:3])
        return ruled or (any(re.match(r"#{6,}", cell) for cell in rows) and "report suite" in said)

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the tables; one with a breakdown gives two."""
        blocks: list[Block] = []
        said = ""
        parts = parts_of(book.sheet)
        known = period([comment for part in parts for comment in part.comments])
        for part in parts:
            names = [c for c in part.comments if not RULE.fullmatch(c)]
            said = names[-1] if names else said
            if part.rows:
                blocks += _blocks(book.sheet, part, said)
        for block in blocks:
            block.start, block.end = known
        full = [block for block in blocks if block.sheet.height]
        return full or blocks


def _blocks(sheet: Sheet, part: Part, name: str) -> list[Block]:
    body = sheet.rows(part.rows[0], part.rows[-1] + 1)
    rows = body.head(body.height)
    depth = next(
        (n for n, row in enumerate(rows) if any(looks_like_data(cell) for cell in row[1:])), 1
    )
    depth = max(1, depth)
    ends = [max((p for p, cell in enumerate(row, 1) if cell), default=0) for row in rows[:depth]]
    width = max(ends)
    dimensions = next((p for p, cell in enumerate(rows[0]) if cell), 1) or 1
    metrics = _metrics(rows[:depth], dimensions, width)
    sections = _sections(rows, depth, dimensions)
    blocks = []
    for start, stop in sections:
        dimension = tidy(rows[start][0]) if start < len(rows) else ""
        for level in range(1, dimensions + 1):
            chosen, totals = _level(rows, start, stop, level, dimensions)
            if level > 1 and not chosen:
                continue
            inner = {rows[t][level - 1] for t in totals if t != start} - {""}
            second = next(iter(inner)) if level > 1 and len(inner) == 1 else ""
            names = [Heading(dimension, as_text=True)]
            names += [Heading(second) for _ in range(1, dimensions)]
            block = table_in(
                _with_header(body, depth, chosen), 0, header=1, headings=[*names, *metrics]
            )
            block.name = f"{name}: {dimension}" if len(sections) > 1 else name
            if level > 1:
                block.name += f" / {second}" if second else f" ({level})"
            if level == 1 and dimensions > 1:
                block = _without(block, range(1, dimensions))
            measures(block)
            if totals:
                lines = tuple(int(body.lines[row]) for row in totals)
                block.notes.append(Note(TOTAL.filled(count=len(totals)), lines=lines))
            blocks.append(block)
    return blocks


def _with_header(body: Sheet, depth: int, chosen: list[int]) -> Sheet:
    return body.take(np.array([depth - 1, *chosen], dtype=np.int64))


def _metrics(rows: list[list[str]], dimensions: int, width: int) -> list[Heading]:
    """Return a heading for each metric: what the header rows say above it, once each."""
    filled = [spanned([tidy(cell) for cell in row[:width]]) for row in rows]
    headings = []
    for position in range(dimensions, width):
        said = list(dict.fromkeys(row[position] for row in filled if row[position]))
        headings.append(Heading(" / ".join(said)))
    return headings


def _sections(rows: list[list[str]], depth: int, dimensions: int) -> list[tuple[int, int]]:
    """Return where each dimension begins: at its total, which comes again for the next one."""
    starts = [depth]
    if dimensions == 1 and depth < len(rows):
        total = rows[depth][dimensions:]
        starts += [
            n for n in range(depth + 1, len(rows)) if rows[n][dimensions:] == total and any(total)
        ]
        if len(starts) > 1 and any(after - before < 2 for before, after in pairwise(starts)):
            starts = starts[:1]  # a single item that is all of the total is no new dimension
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


def _level(
    rows: list[list[str]], start: int, stop: int, level: int, dimensions: int
) -> tuple[list[int], list[int]]:
    """Return the rows of one level of a breakdown, and those that are totals."""
    chosen, totals = [], [start]
    above: list[str] = []
    for number in range(start + 1, stop):
        row = rows[number]
        depth = sum(bool(cell) for cell in row[:dimensions])
        if depth < level:
            above = row[dimensions:]
        elif depth == level:
            if level > 1 and row[dimensions:] == above:
                totals.append(number)
            else:
                chosen.append(number)
    return chosen, totals if level == 1 else totals[1:]


def _without(block: Block, positions: range) -> Block:
    kept = [p for p in range(len(block.headings)) if p not in positions]
    block.sheet = block.sheet.select(kept)
    block.headings = [block.headings[p] for p in kept]
    return block
