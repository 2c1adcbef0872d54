"""Invented tables with the figures that a reader must find in them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

Cell = str | int | float | date | datetime | None
Expected = dict[str, Any]


@dataclass
class Column:
    """A column: its header cells from top to bottom, its cells, and its expected figures."""

    headers: tuple[str, ...]
    cells: list[Cell]
    expected: Expected | None = None

    @property
    def name(self) -> str:
        """Return the key of the column in the expectations."""
        return self.headers[0]

    def headed(self, *headers: str) -> Column:
        """Return the column under other header cells; figures stay with the question's text."""
        return Column(headers, self.cells, self.expected)


@dataclass
class Table:
    """Columns of equal length, and lines that stand above and below them in the file."""

    columns: list[Column]
    title: str = ""
    above: list[list[Cell]] = field(default_factory=list)
    below: list[list[Cell]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Return the number of respondents, tickets or events."""
        return len(self.columns[0].cells)

    @property
    def depth(self) -> int:
        """Return the number of header rows."""
        return max(len(column.headers) for column in self.columns)

    def grid(self) -> list[list[Cell]]:
        """Return header rows and data rows, without the lines around them."""
        heads: list[list[Cell]] = [
            [c.headers[row] or None if row < len(c.headers) else None for c in self.columns]
            for row in range(self.depth)
        ]
        return [*heads, *([c.cells[row] for c in self.columns] for row in range(self.rows))]


@dataclass
class Document:
    """A file before it is written: tables on sheets or one below the other, or raw bytes."""

    tables: list[Table] = field(default_factory=list)
    expected: Expected = field(default_factory=dict)
    stacked: bool = False
    gap: int = 1
    raw: bytes | None = None
    suffix: str | None = None

    def reordered(self) -> Document:
        """Return the document with the columns of its tables in another order."""
        tables = [
            replace(table, columns=table.columns[1::2] + table.columns[::2])
            for table in self.tables
        ]
        return replace(self, tables=tables)

    def expectation(self) -> Expected:
        """Return what a reader must find, complete: see README.md for the fields."""
        found: Expected = {"outcome": "read", "message": "none"}
        if self.raw is None and len(self.tables) == 1:
            found |= figures(self.tables[0])
        found |= self.expected
        return found


def figures(table: Table) -> Expected:
    """Return rows, number of columns and the expected figures of the named columns."""
    return {
        "rows": table.rows,
        "columns": sum(
            any(c.headers) or any(x is not None for x in c.cells) for c in table.columns
        ),
        "figures": {
            c.expected["name"]: {
                "position": position,
                **{k: v for k, v in c.expected.items() if k != "name"},
            }
            for position, c in enumerate(table.columns)
            if c.expected is not None
        },
    }


def draw(rng: random.Random, values: Iterable[Any], n: int) -> Counter[Any]:
    """Return n answers as counts: each value once where n allows, the rest at random."""
    values = list(values)
    drawn = Counter(values[: min(n, len(values))])
    weights = [rng.uniform(0.2, 1.0) for _ in values]
    drawn.update(rng.choices(values, weights, k=n - drawn.total()))
    return drawn


def place(rng: random.Random, counts: Mapping[Any, int], rows: int) -> list[Any]:
    """Return a column of cells in random order, blank where no count fills it."""
    cells: list[Any] = [value for value, k in counts.items() for _ in range(k)]
    if len(cells) > rows:
        raise ValueError(f"{len(cells)} answers do not fit {rows} rows")
    cells += [None] * (rows - len(cells))
    rng.shuffle(cells)
    return cells
