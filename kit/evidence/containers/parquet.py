"""Read Parquet files, whose columns are typed already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kit.evidence.containers.sheet import DATE, NUMBER, TEXT, Book, Sheet
from kit.evidence.limits import (
    DEPTH,
    FULL,
    MB,
    SMALLER,
    LimitExceededError,
    Limits,
)
from kit.evidence.table import UnreadableError
from kit.i18n import N_

NOT_PARQUET = N_("It is not a Parquet file that can be read.")
AGAIN = N_("Export it again.")

FOOTER_BYTES = 64 * MB
SMALL_FOOTER_BYTES = MB // 16
PACKED = {"UNCOMPRESSED": 1, "SNAPPY": 24}
"""Largest ratio of unpacked to packed size, by codec; others have no bound."""

ENCODINGS = {"PLAIN", "RLE", "BIT_PACKED", "PLAIN_DICTIONARY", "RLE_DICTIONARY"}
"""Encodings that Arrow can read as a dictionary."""

SMALL_BYTES = 1 << 30
"""Memory up to which a file is read in the calling process."""

AS_TEXT = 24
"""Bytes of a number or a date as text."""

WIDTHS = {"BOOLEAN": 1, "INT32": 4, "FLOAT": 4, "INT64": 8, "DOUBLE": 8, "INT96": 12}
"""Bytes of a value, by physical type."""


def open_parquet(path: Path, limits: Limits) -> Book:
    """Return the columns of a Parquet file as a sheet whose first row is the header."""
    try:
        texts = check_footer(path, limits)
        with pq.ParquetFile(path, read_dictionary=texts) as file:
            table = file.read()
    except (pa.ArrowMemoryError, MemoryError):
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError):
        raise UnreadableError(NOT_PARQUET, AGAIN) from None
    FULL.check_cells(table.num_rows + 1, table.num_columns)
    limits.check_text(sum(_unpacked_text(column) for column in table.columns))
    return Book(str(path), (sheet_of(table),))


def check_footer(path: Path, limits: Limits = FULL) -> list[str]:
    """Check the sizes in the footer of a Parquet file, before anything else is read.

    A footer may lie. Under limits narrower than :data:`FULL` a file passes only if it cannot hold
    more than its footer announces: packed by a codec with a bound, and without lists.

    Returns
    -------
    list of str
        The text columns that can be read as dictionaries, each distinct text once.

    Raises
    ------
    LimitExceededError
        If it announces more than the limits allow, or might hold more under narrower ones.
    """
    leaves = check_columns(path, FOOTER_BYTES if limits is FULL else SMALL_FOOTER_BYTES)
    with pq.ParquetFile(path) as file:
        meta = file.metadata
        groups = [meta.row_group(number) for number in range(meta.num_row_groups)]
        rows = max(meta.num_rows, sum(group.num_rows for group in groups))
        FULL.check_cells(rows + 1, meta.num_columns)
        columns = range(meta.num_columns)
        FULL.check_values(sum(g.column(n).num_values for g in groups for n in columns))
        texts = [leaf.path for n, leaf in enumerate(leaves) if _is_packed_text(leaf, n, groups)]
        if limits is not FULL:
            codecs = _codecs(path)
            most = (_max_bytes(g, leaves, texts, codecs[n]) for n, g in enumerate(groups))
            if sum(most) > SMALL_BYTES:
                raise LimitExceededError(
                    NOT_PARQUET, SMALLER
                )  # tried again in a process of its own
        return texts


def _is_packed_text(leaf: pq.ColumnSchema, number: int, groups: list[pq.RowGroupMetaData]) -> bool:
    """Return whether a column holds texts that Arrow can read as a dictionary."""
    return (
        leaf.physical_type == "BYTE_ARRAY"
        and leaf.converted_type == "UTF8"
        and not leaf.max_repetition_level
        and all(ENCODINGS.issuperset(group.column(number).encodings) for group in groups)
    )


def _unpacked_text(column: pa.ChunkedArray) -> int:
    """Return the size in bytes of the texts of a column with its dictionary expanded."""
    if pa.types.is_string(column.type) or pa.types.is_binary(column.type):
        return int(column.nbytes)
    if not pa.types.is_dictionary(column.type) or not pa.types.is_string(column.type.value_type):
        return 0
    sizes = (pc.binary_length(chunk.dictionary).take(chunk.indices) for chunk in column.chunks)
    return sum(pc.sum(size.cast(pa.int64())).as_py() or 0 for size in sizes)


def check_columns(path: Path, most_bytes: int = FOOTER_BYTES) -> list[pq.ColumnSchema]:
    """Return the leaf columns of a Parquet file.

    Raises
    ------
    LimitExceededError
        If the footer is too large, or there are too many columns.
    UnreadableError
        If they are nested too deeply.
    """
    _check_footer_size(path, most_bytes)
    with pq.ParquetFile(path) as file:
        leaves = [file.schema.column(number) for number in range(file.metadata.num_columns)]
    FULL.check_columns(len(leaves))
    if any(leaf.path.count(".") > DEPTH for leaf in leaves):
        says = N_("It is nested deeper than {most} levels.").filled(most=DEPTH)
        raise UnreadableError(says, N_("Export a flat list of records."))
    return leaves


def _check_footer_size(path: Path, most: int) -> None:
    with path.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(0, end - 8))
        size = int.from_bytes(file.read(4), "little")
    if size > most:
        says = N_("Its footer has {size} KB; at most {most} KB are read.")
        raise LimitExceededError(says.filled(size=size >> 10, most=most >> 10), SMALLER)


def _codecs(path: Path) -> dict[int, list[str]]:
    """Return the codec of each column, by row group, as DuckDB reads them in the footer.

    Arrow would end this process where a footer names a codec that it does not know.
    """
    import duckdb

    if set("*?[") & set(str(path)):  # DuckDB would look for other files
        raise LimitExceededError(NOT_PARQUET, SMALLER)  # tried again in a process of its own
    found: dict[int, list[str]] = defaultdict(list)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=settings) as connection:
        asked = "select row_group_id, compression from parquet_metadata(?) order by 1, column_id"
        try:
            rows = connection.execute(asked, [str(path)]).fetchall()
        except duckdb.Error:
            raise UnreadableError(NOT_PARQUET, AGAIN) from None
    for group, codec in rows:
        found[group].append(codec)
    return found


def _max_bytes(
    group: pq.RowGroupMetaData,
    leaves: list[pq.ColumnSchema],
    texts: list[str],
    codecs: Sequence[str],
) -> int:
    """Return an upper bound of the bytes that a row group takes; texts count as dictionaries."""
    if len(codecs) != len(leaves):
        raise LimitExceededError(NOT_PARQUET, SMALLER)  # tried again in a process of its own
    most = 0
    for number, (leaf, codec) in enumerate(zip(leaves, codecs, strict=True)):
        chunk = group.column(number)
        values = max(chunk.num_values, group.num_rows)
        if codec not in PACKED or leaf.max_repetition_level:
            raise LimitExceededError(NOT_PARQUET, SMALLER)  # tried again in a process of its own
        if leaf.path in texts:
            most += 8 * values + chunk.total_compressed_size * PACKED[codec]
        elif leaf.physical_type in WIDTHS:
            most += (WIDTHS[leaf.physical_type] + AS_TEXT) * values
        else:
            raise LimitExceededError(NOT_PARQUET, SMALLER)  # tried again in a process of its own
    return most


def sheet_of(table: pa.Table) -> Sheet:
    """Return an Arrow table as a sheet, the column names as its first row."""
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
