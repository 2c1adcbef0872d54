"""Times with an offset, in SQL: instants, and what a time zone's clock shows."""

from __future__ import annotations

from typing import Any, NoReturn


def has_offset(moment: Any) -> bool:
    """Return whether a column holds instants: times that say how far they are from UTC."""
    kind = moment.type()
    return bool(kind.is_timestamp() and kind.timezone)


def on_the_clock(moment: Any, zone: str, backend: str) -> Any:
    """Return instants as the clock of a time zone shows them.

    Parameters
    ----------
    moment
        A column of instants.
    zone
        As in the IANA database.
    backend
        The name of the engine that computes it.
    """
    import ibis

    spark = backend == "pyspark"
    convert: Any = ibis.udf.scalar.builtin(
        _computed_by_the_engine,
        name="from_utc_timestamp" if spark else "timezone",
        signature=((moment.type(), "string") if spark else ("string", moment.type()), "timestamp"),
    )
    return convert(moment, zone) if spark else convert(zone, moment)


def _computed_by_the_engine(first: Any, second: Any) -> NoReturn:
    """Stand for a function of the engine's own: Ibis only writes its name."""
    raise NotImplementedError
