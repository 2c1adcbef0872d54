"""Convert instants to the local time of a time zone, in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from kit.evidence.query.expressions import Value

if TYPE_CHECKING:
    from ibis.expr import types as ir


def has_offset(moment: ir.Value) -> bool:
    """Return whether a column holds instants: timestamps with an offset from UTC."""
    kind = moment.type()
    return bool(kind.is_timestamp() and kind.timezone)


def to_local_time(moment: ir.Value, zone: str, backend: str) -> ir.TimestampValue:
    """Return instants as local times of a time zone.

    Parameters
    ----------
    moment
        A column of instants.
    zone
        Name in the IANA database.
    backend
        Ibis's name of the engine that evaluates the expression.
    """
    if isinstance(moment, Value):
        return moment.at_zone(zone)
    import ibis

    spark = backend == "pyspark"
    convert = ibis.udf.scalar.builtin(
        _computed_by_the_engine,
        name="from_utc_timestamp" if spark else "timezone",
        signature=((moment.type(), "string") if spark else ("string", moment.type()), "timestamp"),
    )
    return convert(moment, zone) if spark else convert(zone, moment)


def _computed_by_the_engine(first: ir.Value, second: ir.Value) -> NoReturn:
    """Declare the signature of an engine's function: Ibis writes its name into the query."""
    raise NotImplementedError
