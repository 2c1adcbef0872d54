"""Read JSON: a list of records, one record per line, or a list of records under one key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeGuard

import numpy as np
import pyarrow as pa

from kit.evidence.containers.other_kinds import EXPORT_TABLE, NO_TABLE, NOT_READ
from kit.evidence.containers.sheet import NUMBER, TEXT, Book, Sheet, trim_cells
from kit.evidence.limits import CELL_CHARACTERS, DEPTH, Limits, check_bytes
from kit.evidence.table import UnreadableError
from kit.i18n import N_

Json = dict[str, "Json"] | list["Json"] | str | int | float | None
Record = dict[str, Json]

NO_RECORDS = N_("It contains no records.")
EXPORT_RECORDS = N_("Export a list of records.")
OCEL = {"eventTypes", "objectTypes", "events", "objects"}
"""Keys of an object-centric event log, version 2."""


def open_json(path: Path, limits: Limits) -> Book:
    """Return the records of a JSON file as a sheet whose first row is the header."""
    check_bytes(path.stat().st_size, limits.json_bytes, N_("Export it as CSV or Parquet."))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeError:
        raise UnreadableError(N_("It is not encoded in UTF-8."), N_("Export it again.")) from None
    records = _records(text)
    flat: list[Record] = []
    seen: dict[str, None] = {}
    for record in records:
        flat.append(_flatten(record, limits))
        seen.update(dict.fromkeys(flat[-1]))
        limits.check_cells(len(flat) + 1, len(seen))
    names = list(seen)
    if not names:
        raise UnreadableError(NO_RECORDS, EXPORT_RECORDS)
    columns, kinds = [], []
    for name in names:
        values = [record.get(name) for record in flat]
        cells = [
            name.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            *(_cell(value) for value in values),
        ]
        columns.append(pa.chunked_array([trim_cells(pa.array(cells, pa.string()))]))
        kinds.append(np.array([TEXT, *(_kind(value) for value in values)], dtype=np.uint8))
    height = len(flat) + 1
    sheet = Sheet(
        "",
        columns,
        np.arange(0, height, dtype=np.int64),
        np.full(height, len(names), dtype=np.int32),
        kinds,
    )
    return Book(str(path), (sheet,))


def _records(text: str) -> list[Record]:
    """Return the records of a list, of lines, or of the only list of records under a key."""
    found = _parse(text)
    if isinstance(found, dict):
        _refuse_documents(found)
        lists = [value for value in found.values() if _is_list(value)]
        if len(lists) != 1 and any(isinstance(value, dict | list) for value in found.values()):
            raise UnreadableError(NO_RECORDS, EXPORT_RECORDS)
        return lists[0] if len(lists) == 1 else [found]
    if not _is_list(found):
        raise UnreadableError(NO_RECORDS, EXPORT_RECORDS)
    return found


def _refuse_documents(found: Record) -> None:
    """Refuse notebooks and object-centric event logs, which are no list of records."""
    if "nbformat" in found and "cells" in found:
        raise UnreadableError(NO_TABLE.filled(kind="Jupyter notebook"), EXPORT_TABLE)
    if "@context" in found:
        raise UnreadableError(NO_TABLE.filled(kind="JSON-LD"), EXPORT_TABLE)
    if any(key.startswith("ocel:") for key in found) or found.keys() >= OCEL:
        raise UnreadableError(NOT_READ.filled(kind="OCEL"), N_("Export a flat event log as CSV."))


def _parse(text: str) -> Json:
    """Parse a text as JSON, else as one JSON value per line."""
    try:
        found: Json = json.loads(text, parse_constant=_blank_constant)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            return [json.loads(line, parse_constant=_blank_constant) for line in lines]
        except RecursionError:
            raise _too_deep() from None
        except ValueError:
            raise UnreadableError(
                N_("It is not JSON."),
                N_("Export it again, as JSON, CSV or XLSX."),
                row=getattr(error, "lineno", None),
            ) from None
    return found


def _is_list(value: Json) -> TypeGuard[list[Record]]:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _blank_constant(text: str) -> None:
    """Return None for NaN and Infinity, which are not numbers."""


def _too_deep() -> UnreadableError:
    return UnreadableError(
        N_("It is nested deeper than {most} levels.").filled(most=DEPTH),
        N_("Export a flat list of records."),
    )


def _flatten(record: Record, limits: Limits) -> Record:
    """Return a record with those nested in it flattened, names joined by points."""
    flat: Record = {}
    size = 0
    rest: list[tuple[str, int, Json]] = [("", 0, record)]
    while rest:
        name, depth, value = rest.pop()
        if depth > DEPTH:
            raise _too_deep()
        if isinstance(value, dict):
            size += sum(map(len, value)) + len(value) * len(name)
            limits.check_columns(len(value))
            if size > CELL_CHARACTERS:
                says = N_("The names in one record have more than {most} characters together.")
                raise UnreadableError(says.filled(most=CELL_CHARACTERS), N_("Export it as CSV."))
            inner = [(f"{name}.{key}" if depth else key, depth + 1, v) for key, v in value.items()]
            rest += reversed(inner)
        else:
            flat[name] = _join_list(value) if isinstance(value, list) else value
    return flat


def _join_list(values: list[Json]) -> str:
    if all(isinstance(item, str | int | float) for item in values):
        return ";".join(str(_cell(item)) for item in values)
    try:
        return json.dumps(values, ensure_ascii=False)
    except RecursionError:
        raise _too_deep() from None


def _kind(value: Json) -> int:
    return NUMBER if isinstance(value, int | float) and not isinstance(value, bool) else TEXT


def _cell(value: Json) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    # A lone surrogate is legal in JSON, not in text.
    return str(value).encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
