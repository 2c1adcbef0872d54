"""Read Adobe Analytics Workspace exports: stacked tables with two header rows.

The row named after the dimension is its total. The rows of a breakdown, which have a second name,
become a table of their own, as the rows above them already contain their sums.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.layout import (
    clean_header,
    extract_table,
    fill_merged,
    last_filled,
    looks_like_data,
)
from kit.evidence.formats.stacked_tables import (
    RULE,
    TOTAL,
    Part,
    assign_roles,
    parse_period,
    split_parts,
)
from kit.evidence.table import Note
from kit.sources import Options


class AdobeAnalytics(Format):
    """Adobe Analytics Workspace, downloaded as CSV."""

    name = "adobe-analytics"
    label = "Adobe Analytics"
    kind = "web-analytics"
    rank = 14

    def recognises(self, book: Book) -> bool:
        """Return whether the file begins with Adobe's rule, or names a report suite below one."""
        rows = [row[0] for row in book.sheet.head(12) if row]
        head = " ".join(rows).casefold()
        ruled = any(re.match(r"#\s*={6,}", cell) for cell in rows[:3])
        return ruled or (any(re.match(r"#{6,}", cell) for cell in rows) and "report suite" in head)

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tables; a table with a breakdown gives two."""
        tables: list[RawTable] = []
        title = ""
        parts = split_parts(book.sheet)
        period = parse_period([comment for part in parts for comment in part.comments])
        for part in parts:
            names = [c for c in part.comments if not RULE.fullmatch(c)]
            title = names[-1] if names else title
            if part.rows:
                tables += _part_tables(book.sheet, part, title)
        for table in tables:
            table.start, table.end = period
        full = [table for table in tables if table.sheet.height]
        return full or tables


def _part_tables(sheet: Sheet, part: Part, name: str) -> list[RawTable]:
    body = sheet.rows(part.rows[0], part.rows[-1] + 1)
    rows = body.head(body.height)
    depth = next(
        (n for n, row in enumerate(rows) if any(looks_like_data(cell) for cell in row[1:])), 1
    )
    depth = max(1, depth)
    width = max(last_filled(row) for row in rows[:depth])
    dimensions = next((p for p, cell in enumerate(rows[0]) if cell), 1) or 1
    metrics = _metrics(rows[:depth], dimensions, width)
    titled = _names_dimension(rows, depth)
    sections = [(depth - 1, len(rows))] if titled else _sections(rows, depth, dimensions)
    tables = []
    for start, stop in sections:
        dimension = clean_header(rows[start][0]) if start < len(rows) else ""
        for level in range(1, dimensions + 1):
            chosen, totals = _level_rows(rows, start, stop, level, dimensions)
            totals = [row for row in totals if row >= depth]
            if level > 1 and not chosen:
                continue
            inner = {rows[t][level - 1] for t in totals if t != start} - {""}
            second = next(iter(inner)) if level > 1 and len(inner) == 1 else ""
            names = [Heading(dimension, as_text=True)]
            names += [Heading(second) for _ in range(1, dimensions)]
            table = extract_table(
                _with_header(body, depth, chosen), 0, header=1, headings=[*names, *metrics]
            )
            table.name = f"{name}: {dimension}" if len(sections) > 1 else name
            if level > 1:
                table.name += f" / {second}" if second else f" ({level})"
            if level == 1 and dimensions > 1:
                table = _drop_columns(table, range(1, dimensions))
            assign_roles(table)
            if totals:
                lines = tuple(int(body.lines[row]) for row in totals)
                table.notes.append(Note(TOTAL.filled(count=len(totals)), lines=lines))
            tables.append(table)
    return tables


def _names_dimension(rows: list[list[str]], depth: int) -> bool:
    """Return whether the header names the dimension, so that no row of totals does."""
    name = rows[depth - 1][0]
    return bool(name) and depth < len(rows) and rows[depth][0].casefold() != name.casefold()


def _with_header(body: Sheet, depth: int, chosen: list[int]) -> Sheet:
    return body.take(np.array([depth - 1, *chosen], dtype=np.int64))


def _metrics(rows: list[list[str]], dimensions: int, width: int) -> list[Heading]:
    """Return a heading for each metric, joined from the distinct cells of the header rows."""
    filled = [fill_merged([clean_header(cell) for cell in row[:width]]) for row in rows]
    headings = []
    for position in range(dimensions, width):
        names = dict.fromkeys(row[position] for row in filled if row[position])
        headings.append(Heading(" / ".join(names)))
    return headings


def _sections(rows: list[list[str]], depth: int, dimensions: int) -> list[tuple[int, int]]:
    """Return the first and last row of each dimension, which begins at its total."""
    starts = [depth]
    if dimensions == 1 and depth < len(rows):
        total = rows[depth][dimensions:]
        starts += [
            n for n in range(depth + 1, len(rows)) if rows[n][dimensions:] == total and any(total)
        ]
        if len(starts) > 1 and any(after - before < 2 for before, after in pairwise(starts)):
            starts = starts[:1]  # an item equal to the total does not begin a dimension
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))


def _level_rows(
    rows: list[list[str]], start: int, stop: int, level: int, dimensions: int
) -> tuple[list[int], list[int]]:
    """Return the indexes of the rows of one level of a breakdown, and of its totals."""
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


def _drop_columns(table: RawTable, positions: range) -> RawTable:
    kept = [p for p in range(len(table.headings)) if p not in positions]
    table.sheet = table.sheet.select(kept)
    table.headings = [table.headings[p] for p in kept]
    return table
