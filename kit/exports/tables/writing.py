"""Write tables as Parquet, CSV and XLSX, in which no text becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kit.i18n import Value

SUFFIXES = ("parquet", "csv", "xlsx")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of a text that a spreadsheet would take for a formula (OWASP, CSV injection)."""

WORKBOOK = "tables.xlsx"


def written(format: str, tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a format with their contents: one per table, or one workbook of all.

    Raises
    ------
    KeyError
        If there is no such format.
    """
    if format == "xlsx":
        yield WORKBOOK, _xlsx(tables)
        return
    write: Callable[[pa.Table], bytes] = {"parquet": _parquet, "csv": _csv}[format]
    for name, table in tables.items():
        yield f"{name}.{format}", write(table)


def _parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _csv(table: pa.Table) -> bytes:
    """Return a table as CSV by RFC 4180, in UTF-8 with the mark by which Excel knows it.

    A text that would be a formula gets an apostrophe in front; a number stays a number.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in _rows(table):
        writer.writerow([_plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _plain(value: Value) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, bool):
        return str(value).lower()
    return value


def _xlsx(tables: Mapping[str, pa.Table]) -> bytes:
    """Return all tables as one workbook, with text cells for texts and dates for dates."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        dated = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, table in tables.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.column_names):
                sheet.write_string(0, place, column, head)
            for number, row in enumerate(_rows(table), 1):
                for place, value in enumerate(row):
                    if isinstance(value, bool):
                        sheet.write_boolean(number, place, value)
                    elif isinstance(value, str):
                        sheet.write_string(number, place, value)
                    elif isinstance(value, date):
                        sheet.write_datetime(number, place, value, dated)
                    elif value is not None:
                        sheet.write_number(number, place, value)
            sheet.autofilter(0, 0, max(1, table.num_rows), max(0, table.num_columns - 1))
            sheet.set_column(0, max(0, table.num_columns - 1), 18)
    return out.getvalue()
