"""List declared metrics that have no value because their source or the metric fails (M4.2).

A source fails if its file is missing or damaged, or its database cannot be reached or is not
allowed. Its metrics are reported as missing; workshop scores do not replace them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.diagnostics import Diagnostic
from kit.evidence.metrics.results import Measurements
from kit.i18n import N_
from kit.journey import Journey
from kit.sources import Measure, Source

MISSING = N_("measured value missing")
PARTS = ("measures", "steps")
"""Fields of a source that can fail while the rest of it is read."""


@dataclass(frozen=True)
class Missing:
    """Metric without a value, and the failure behind it.

    Attributes
    ----------
    number
        Position among the source's metrics, from 1.
    """

    source: Source
    number: int
    measure: Measure
    failure: Diagnostic


def failures_of(found: Measurements, source: str) -> Iterator[Diagnostic]:
    """Yield the failures of a source and of its metrics."""
    return (failure for failure in found.failures if failure.place.field[1] == source)


def missing(journey: Journey, found: Measurements) -> tuple[Missing, ...]:
    """Return the missing metrics of a journey, in the order of the file."""
    return tuple(_missing(journey, found))


def _missing(journey: Journey, found: Measurements) -> Iterator[Missing]:
    for source in journey.evidence:
        failures = {failure.place.field[2:]: failure for failure in failures_of(found, source.id)}
        whole = next((f for field, f in failures.items() if field[0] not in PARTS), None)
        own = {int(field[1]): f for field, f in failures.items() if field[0] == "measures"}
        for position, measure in enumerate(source.measures):
            if failure := whole or own.get(position):
                yield Missing(source, position + 1, measure, failure)


def personas_of(one: Missing, journey: Journey) -> tuple[str, ...]:
    """Return the personas whose score a missing emotion metric would have given."""
    if one.measure.persona:
        return (one.measure.persona,)
    return tuple(one.source.personas) or tuple(persona.id for persona in journey.personas)
