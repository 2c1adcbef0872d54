"""Hold the cells of a file as texts, by column, before they are typed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.table import Conventions, Note

TEXT, NUMBER, DATE, ERROR = 0, 1, 2, 3
"""Kinds of cell: a workbook distinguishes them, a text file has only text."""

BATCH = 20_000
BATCH_CELLS = 2_000_000


class Sheet:
    """A grid of texts; a blank cell is null.

    Parameters
    ----------
    columns
        The cells, one array for each column.
    lines
        Line of each row in the file (its row in the workbook).
    widths
        Number of cells that each row of the file has.
    kinds
        Kind of each cell, one array for each column; None if the file does not distinguish kinds.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[pa.ChunkedArray],
        lines: np.ndarray[Any, Any],
        widths: np.ndarray[Any, Any],
        kinds: Sequence[np.ndarray[Any, Any]] | None = None,
    ) -> None:
        self.name = name
        self.columns = list(columns)
        self.lines = lines
        self.widths = widths
        self.kinds = list(kinds) if kinds is not None else None

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.lines)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.columns)

    def row(self, number: int) -> list[str]:
        """Return the cells of a row, blank ones as empty strings."""
        return [column[number].as_py() or "" for column in self.columns]

    def head(self, count: int) -> list[list[str]]:
        """Return the first rows, blank cells as empty strings."""
        if not self.columns:
            return []
        parts = [column.slice(0, count).to_pylist() for column in self.columns]
        return [[cell or "" for cell in row] for row in zip(*parts, strict=True)]

    def take(self, rows: np.ndarray[Any, Any]) -> Sheet:
        """Return a sheet of some rows, given by index or by a boolean mask."""
        if rows.dtype == bool:
            if rows.all():
                return self
            rows = np.flatnonzero(rows)
        picked = pa.array(rows, pa.int64())
        return Sheet(
            self.name,
            [column.take(picked) for column in self.columns],
            self.lines[rows],
            self.widths[rows],
            None if self.kinds is None else [kind[rows] for kind in self.kinds],
        )

    def rows(self, start: int, stop: int | None = None) -> Sheet:
        """Return the rows from ``start`` up to ``stop``."""
        stop = self.height if stop is None else stop
        return Sheet(
            self.name,
            [column.slice(start, max(0, stop - start)) for column in self.columns],
            self.lines[start:stop],
            self.widths[start:stop],
            None if self.kinds is None else [kind[start:stop] for kind in self.kinds],
        )

    def select(self, positions: Sequence[int]) -> Sheet:
        """Return a sheet of some columns, given by position."""
        return Sheet(
            self.name,
            [self.columns[p] for p in positions],
            self.lines,
            self.widths,
            None if self.kinds is None else [self.kinds[p] for p in positions],
        )

    def cell_counts(self) -> np.ndarray[Any, Any]:
        """Return the number of non-blank cells of each row."""
        counts = np.zeros(self.height, dtype=np.int32)
        for column in self.columns:
            counts += column.is_valid().to_numpy() if column.null_count else 1
        return counts

    def row_ends(self) -> np.ndarray[Any, Any]:
        """Return the number of cells of each row up to its last non-blank one."""
        ends = np.zeros(self.height, dtype=np.int32)
        for position, column in enumerate(self.columns, start=1):
            if column.null_count:
                ends[column.is_valid().to_numpy()] = position
            else:
                ends[:] = position
        return ends


@dataclass(frozen=True)
class Book:
    """An opened file: its sheets, its encoding and delimiter, and notes on how it was read."""

    path: str
    sheets: tuple[Sheet, ...]
    conventions: Conventions = field(default_factory=Conventions)
    notes: tuple[Note, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The first sheet."""
        return self.sheets[0]


class CellLimits(Protocol):
    """Anything that refuses tables with too many cells (:class:`kit.evidence.limits.Limits`)."""

    def check_cells(self, rows: int, columns: int) -> int:
        """Raise an error if a table has too many cells."""


class SheetBuilder:
    """Builds a sheet from rows of texts, in batches, so that row objects do not fill the memory.

    Every row is padded to the widest; ``limits`` are checked before.
    """

    def __init__(self, limits: CellLimits | None = None) -> None:
        self._limits = limits
        self._widest = 0
        self._held = 0
        self._batch: list[list[str]] = []
        self._chunks: list[list[pa.Array]] = []
        self._done: list[int] = []
        self._lines = array("q")
        self._widths = array("l")

    def add(self, line: int, cells: list[str]) -> None:
        """Add a row; ``line`` is its line in the file."""
        self._batch.append(cells)
        self._lines.append(line)
        self._widths.append(len(cells))
        self._widest = max(self._widest, len(cells))
        self._held = max(self._held, len(cells))
        if self._limits is not None:
            self._limits.check_cells(len(self._lines), self._widest)
        if len(self._batch) >= BATCH or len(self._batch) * self._held >= BATCH_CELLS:
            self._close()

    def _close(self) -> None:
        self._held = 0
        if not self._batch:
            return
        columns: Iterable[Any] = zip_longest(*self._batch, fillvalue="")
        arrays = [trim_cells(pa.array(cells, pa.string())) for cells in columns]
        before = sum(self._done)
        while len(self._chunks) < len(arrays):
            self._chunks.append([pa.nulls(before, pa.string())] if before else [])
        for position, chunks in enumerate(self._chunks):
            chunks.append(
                arrays[position]
                if position < len(arrays)
                else pa.nulls(len(self._batch), pa.string())
            )
        self._done.append(len(self._batch))
        self._batch = []

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of all rows added."""
        self._close()
        return Sheet(
            name,
            [pa.chunked_array(chunks, pa.string()) for chunks in self._chunks],
            np.array(self._lines, dtype=np.int64),
            np.array(self._widths, dtype=np.int32),
        )


def trim_cells(cells: pa.Array) -> pa.Array:
    """Return texts without white space around them, null where nothing is left."""
    trimmed = pc.utf8_trim_whitespace(cells)
    blank = pc.equal(trimmed, "")
    if not pc.any(blank).as_py():
        return trimmed
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)
