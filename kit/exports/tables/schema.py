"""Define a table of the data export: named columns of four types, filled from a workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import pyarrow as pa

from kit.evidence.metrics.results import Measurements
from kit.i18n import Message, Texts
from kit.journey import Journey
from kit.review import Review

Type = Literal["text", "integer", "number", "date", "boolean"]

ARROW: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True)
class Known:
    """A workshop with its evidence, from which tables are filled.

    Attributes
    ----------
    journey
        With what was measured in its place.
    """

    journey: Journey
    found: Measurements = field(default_factory=Measurements)
    review: Review = field(default_factory=Review)


@dataclass(frozen=True)
class Column:
    """A column: its name never changes; its label is for readers."""

    name: str
    type: Type
    label: Message


@dataclass(frozen=True)
class Table:
    """A table of the export, one row a record."""

    name: str
    label: Message
    columns: tuple[Column, ...]
    rows: Callable[[Known, Texts], Iterable[tuple[Any, ...]]]

    def filled(self, known: Known, t: Texts) -> pa.Table:
        """Return the rows of a workshop as typed values."""
        rows = list(self.rows(known, t))
        schema = pa.schema([(c.name, ARROW[c.type]) for c in self.columns])
        arrays = [
            pa.array([row[n] for row in rows], type=field.type) for n, field in enumerate(schema)
        ]
        return pa.Table.from_arrays(arrays, schema=schema)


def text(name: str, label: Message) -> Column:
    """Return a column of texts."""
    return Column(name, "text", label)


def integer(name: str, label: Message) -> Column:
    """Return a column of whole numbers."""
    return Column(name, "integer", label)


def number(name: str, label: Message) -> Column:
    """Return a column of numbers."""
    return Column(name, "number", label)


def day(name: str, label: Message) -> Column:
    """Return a column of dates."""
    return Column(name, "date", label)


def flag(name: str, label: Message) -> Column:
    """Return a column of yes and no."""
    return Column(name, "boolean", label)
