"""Convert a parsed column to an Arrow array, once the conventions of its file are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from kit.evidence.columns import numbers
from kit.evidence.columns.cells import ParsedColumn

MANY_ROWS = 100_000
"""Number of rows from which small numbers take one byte."""

SMALL = 128


def as_numbers(column: ParsedColumn, decimal: str) -> pa.Array:
    """Return the values of a column of numbers under a decimal mark."""
    if column.integers is not None:
        return expand(column.integers, column.cells.places)
    values: list[numbers.Value | None] = [None] * len(column.cells.texts)
    for place in column.present - column.unparsed:
        number = column.numbers.get(place)
        values[place] = number.value(decimal) if number else None
        if values[place] is None:
            column.unparsed.add(place)
    whole = all(value is None or isinstance(value, int) for value in values)
    return _expand_numbers(values, whole, column.cells.places)


def as_texts(column: ParsedColumn) -> pa.Array:
    """Return the texts of a column, null for errors and blanks."""
    excluded = column.errors | column.blank
    if not excluded:
        return expand(column.cells.distinct, column.cells.places)
    values = [None if place in excluded else text for place, text in enumerate(column.cells.texts)]
    return expand(pa.array(values, pa.string()), column.cells.places)


def as_mapped(column: ParsedColumn, values: dict[int, float]) -> pa.Array:
    """Return the number that each text stands for (the words of a rating scale), else null."""
    listed = [values.get(place) for place in range(len(column.cells.texts))]
    whole = all(value is None or float(value).is_integer() for value in listed)
    ints = [None if value is None else int(value) for value in listed] if whole else listed
    return _expand_numbers(ints, whole, column.cells.places)


def _expand_numbers(
    values: Sequence[float | None], whole: bool, places: np.ndarray[Any, Any]
) -> pa.Array:
    """Return the numbers of all rows; ratings of many rows in one byte each."""
    small = len(places) >= MANY_ROWS and all(v is None or abs(v) < SMALL for v in values)
    integer = pa.int8() if small else pa.int64()
    return expand(pa.array(values, integer if whole else pa.float64()), places)


def expand(values: pa.Array, places: np.ndarray[Any, Any]) -> pa.Array:
    """Return the value of each row from the values of the distinct texts.

    >>> expand(pa.array([10, 20]), np.array([1, 0, -1])).to_pylist()
    [20, 10, None]
    """
    blank = places < 0
    return values.take(pa.array(places, mask=blank) if blank.any() else pa.array(places))
