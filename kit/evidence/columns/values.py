"""The values of a column that is understood, once the conventions of its file are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from kit.evidence.columns import numbers
from kit.evidence.columns.cells import Understood


def as_numbers(column: Understood, decimal: str) -> pa.Array:
    """Return the values of a column of numbers under a decimal mark."""
    if column.whole is not None:
        return spread(column.whole, column.cells.places)
    values: list[numbers.Value | None] = [None] * len(column.cells.texts)
    for place in column.held - column.odd:
        number = column.numbers.get(place)
        values[place] = number.value(decimal) if number else None
        if values[place] is None:
            column.odd.add(place)
    whole = all(value is None or isinstance(value, int) for value in values)
    return spread(pa.array(values, pa.int64() if whole else pa.float64()), column.cells.places)


def as_texts(column: Understood) -> pa.Array:
    """Return the texts of a column, without errors and blanks."""
    gone = column.errors | column.blank
    if not gone:
        return column.cells.column.combine_chunks()
    values = [None if place in gone else text for place, text in enumerate(column.cells.texts)]
    return spread(pa.array(values, pa.string()), column.cells.places)


def as_mapped(column: Understood, values: dict[int, float]) -> pa.Array:
    """Return a number for each text that has one (the words of a rating scale)."""
    listed = [values.get(place) for place in range(len(column.cells.texts))]
    whole = all(value is None or float(value).is_integer() for value in listed)
    if whole:
        ints = [None if value is None else int(value) for value in listed]
        return spread(pa.array(ints, pa.int64()), column.cells.places)
    return spread(pa.array(listed, pa.float64()), column.cells.places)


def spread(values: pa.Array, places: np.ndarray[Any, Any]) -> pa.Array:
    """Return for each row the value of its text."""
    rows = pa.array(places, pa.int64(), mask=places < 0)
    return values.take(rows)
