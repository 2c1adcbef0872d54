"""Delete records from a JSON file, or rows from a Parquet file."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.plain_data import Data


def without_records(path: Path, lines: Sequence[int]) -> bytes:
    """Delete records by number, from 1; in Parquet, from 2, as if it had a header."""
    raw = path.read_bytes()
    return _parquet(path, lines) if raw.startswith(b"PAR1") else _json(raw, set(lines))


def _json(raw: bytes, gone: set[int]) -> bytes:
    text = raw.decode("utf-8-sig")
    bom = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
    try:
        whole = json.loads(text)
    except ValueError:
        return bom + _by_line(text, gone).encode()
    if isinstance(whole, list):
        return bom + _dumped(_kept(whole, gone), text)
    named = [name for name, value in whole.items() if _records(value)]
    if len(named) != 1:
        return b""
    return bom + _dumped({**whole, named[0]: _kept(whole[named[0]], gone)}, text)


def _by_line(text: str, gone: set[int]) -> str:
    kept, number = [], 0
    for line in text.splitlines(keepends=True):
        number += bool(line.strip())
        if not line.strip() or number not in gone:
            kept.append(line)
    return "".join(kept)


def _records(value: Data) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _kept(records: list[Any], gone: set[int]) -> list[Any]:
    return [record for number, record in enumerate(records, 1) if number not in gone]


def _dumped(value: Data, like: str) -> bytes:
    """Serialise JSON with the indentation and escapes of an earlier text."""
    indent = re.search(r"\n([ \t]+)\S", like)
    text = json.dumps(value, ensure_ascii=like.isascii(), indent=indent[1] if indent else None)
    return (text + ("\n" if like.endswith("\n") else "")).encode()


def _parquet(path: Path, lines: Sequence[int]) -> bytes:
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path, memory_map=False)
    kept = np.ones(table.num_rows, dtype=bool)
    kept[[line - 2 for line in lines]] = False
    sink = io.BytesIO()
    pq.write_table(table.filter(pa.array(kept)), sink)
    return sink.getvalue()
