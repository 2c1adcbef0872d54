"""Parquet files: columns that already know what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kit.evidence.sheet import DATE, NUMBER, TEXT, Book, Sheet
from kit.evidence.table import Unreadable
from kit.i18n import N_


def open_parquet(path: Path) -> Book:
    """Return the columns of a Parquet file as a sheet whose first row is the header."""
    try:
        table = pq.read_table(path, memory_map=False)
    except (pa.ArrowException, OSError, ValueError):
        raise Unreadable(
            N_("It is not a Parquet file that can be read."), N_("Export it again.")
        ) from None
    return Book(str(path), (sheet_of(table),))


def sheet_of(table: pa.Table) -> Sheet:
    """Return an Arrow table as a sheet: a header row, and every cell with its kind."""
    columns, kinds = [], []
    height = table.num_rows + 1
    for name, column in zip(table.column_names, table.columns, strict=True):
        texts, kind = _texts(column)
        columns.append(pa.chunked_array([pa.array([name or None], pa.string()), *texts.chunks]))
        kinds.append(np.full(height, kind, np.uint8))
        kinds[-1][0] = TEXT
    return Sheet(
        "",
        columns,
        np.arange(1, height + 1, dtype=np.int64),
        np.full(height, len(columns), dtype=np.int32),
        kinds,
    )


def _texts(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, int]:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    of = column.type
    if pa.types.is_integer(of) or pa.types.is_floating(of) or pa.types.is_decimal(of):
        return _as_text(column), NUMBER
    if pa.types.is_date(of) or pa.types.is_timestamp(of):
        zone = "%z" if pa.types.is_timestamp(of) and of.tz else ""
        whole = column.cast(pa.timestamp("s", getattr(of, "tz", None)), safe=False)
        return _as_text(pc.strftime(whole, format=f"%Y-%m-%d %H:%M:%S{zone}")), DATE
    if pa.types.is_nested(of) or pa.types.is_binary(of) or pa.types.is_large_binary(of):
        return pa.chunked_array([[None if v is None else str(v) for v in column.to_pylist()]]), TEXT
    texts = _as_text(column)
    trimmed = pc.utf8_trim_whitespace(texts)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed), TEXT


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
    return column.cast(pa.string())
