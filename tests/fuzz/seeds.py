"""Files to begin with, generated anew each time."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.evidence.test_fuzz import GOOD
from tests.evidence.test_limits import ods

ROOT = Path(__file__).parents[2]
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "mac_roman")
PACKINGS = ("none", "snappy", "zstd", "gzip", "lz4", "brotli")


def workshop(random: Random) -> bytes:
    """Return a workshop file, or a part of one."""
    files = sorted([*ROOT.glob("workshops/*/workshop.yaml"), *ROOT.glob("templates/**/*.yaml")])
    lines = random.choice(files).read_bytes().splitlines(keepends=True)
    start = random.randrange(len(lines))
    return b"".join(lines if random.random() < 0.3 else lines[start : start + 30])


def csv(random: Random) -> bytes:
    """Return an export of one of the tools, in some encoding."""
    text = random.choice(sorted(GOOD.values()))
    if random.random() < 0.3:
        text = text.replace(",", random.choice(";\t|^"))
    return text.encode(random.choice(ENCODINGS), "replace")


def workbook(random: Random) -> bytes:
    """Return an XLSX with cells of every kind, or an ODS."""
    if random.random() < 0.3:
        return _ods(random)
    book = openpyxl.Workbook()
    for number in range(random.randint(1, 3)):
        sheet = book.active if not number else book.create_sheet(f"S{number}")
        sheet.append(["id", "date", "satisfaction", "commentaire"])
        for row in range(random.randint(0, 12)):
            sheet.append(
                [row, date(2026, 3, 1 + row), random.choice([1, 5.5, "#N/A", "=1+1"]), "é"]
            )
        sheet.sheet_state = random.choice(["visible", "visible", "hidden", "veryHidden"])
    book.active.sheet_state = "visible"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _ods(random: Random) -> bytes:
    cell = (
        '<table:table-cell office:value-type="{}" office:value="3"{}><text:p>3</text:p>'
        "</table:table-cell>"
    )
    repeated = f' table:number-columns-repeated="{random.choice([1, 3, 16384])}"'
    row = "<table:table-row>" + "".join(
        cell.format(random.choice(["float", "string", "date"]), repeated) for _ in range(4)
    )
    file = io.BytesIO()
    ods(file, (row + "</table:table-row>") * random.randint(1, 6))
    return file.getvalue()


def parquet(random: Random) -> bytes:
    """Return a Parquet file of random columns, encodings and packings."""
    height = random.choice([0, 1, 7, 300])
    columns = {name: _column(random, height) for name in "abcdef"[: random.randint(1, 6)]}
    file = io.BytesIO()
    pq.write_table(
        pa.table(columns),
        file,
        compression=random.choice(PACKINGS),
        use_dictionary=random.random() < 0.6,
        row_group_size=random.choice([5, 1000]),
        data_page_version=random.choice(["1.0", "2.0"]),
        store_schema=random.random() < 0.5,
    )
    return file.getvalue()


def _column(random: Random, height: int) -> pa.Array:
    values: list[Any] = random.choice(
        [
            [1, 5, None],
            [1.5, float("nan"), None],
            ["a", "é", "", None],
            [date(2026, 3, 1), None],
            [datetime(2026, 3, 1, 12, 30), None],
            [True, False],
            [b"\xff", None],
            [Decimal("1.50"), None],
            [["a", "b"], [], None],
            [{"x": 1, "y": "z"}, None],
            [None],
        ]
    )
    column = pa.array([values[n % len(values)] for n in range(height)])
    if pa.types.is_string(column.type) and random.random() < 0.3:
        return column.dictionary_encode()
    return column


SEEDS = {"workshop": workshop, "csv": csv, "workbook": workbook, "parquet": parquet}
