"""Types of the columns of tables in memory, with the names that Ibis gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Kind:
    """The type of an expression.

    Attributes
    ----------
    timezone
        Time zone of timestamps with an offset from UTC, else empty.
    """

    name: Literal["boolean", "integer", "number", "text", "time", "other"]
    timezone: str = ""

    def is_boolean(self) -> bool:
        """Return whether values are true or false."""
        return self.name == "boolean"

    def is_numeric(self) -> bool:
        """Return whether values are numbers."""
        return self.name in ("integer", "number")

    def is_temporal(self) -> bool:
        """Return whether values are times."""
        return self.name == "time"

    is_timestamp = is_temporal


BOOLEAN, INTEGER, NUMBER = Kind("boolean"), Kind("integer"), Kind("number")
TEXT, TIME, OTHER = Kind("text"), Kind("time"), Kind("other")

CASTS = {
    "boolean": ("BOOLEAN", BOOLEAN),
    "float64": ("DOUBLE", NUMBER),
    "int16": ("SMALLINT", INTEGER),
    "string": ("VARCHAR", TEXT),
    "timestamp": ("TIMESTAMP", TIME),
}
"""Types of DuckDB by their names in Ibis."""


def kinds_of(schema: pa.Schema) -> dict[str, Kind]:
    """Return the type of each column of an Arrow table."""
    return {field.name: _kind(field.type) for field in schema}


def _kind(of: pa.DataType) -> Kind:
    from pyarrow import types

    if types.is_dictionary(of):
        return _kind(of.value_type)
    if types.is_timestamp(of):
        return Kind("time", of.tz or "")
    checks = (
        (types.is_boolean, BOOLEAN),
        (types.is_integer, INTEGER),
        (types.is_floating, NUMBER),
        (types.is_decimal, NUMBER),
        (types.is_string, TEXT),
        (types.is_large_string, TEXT),
        (types.is_date, TIME),
    )
    return next((kind for check, kind in checks if check(of)), OTHER)
