"""List declared metrics that have no value because their source or the metric fails (M4.2).

A source fails if its file is missing or damaged, or its database cannot be reached or is not
allowed. Its metrics are reported as missing; workshop scores do not replace them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.evidence.metrics.results import Failure, Measurements
from kit.i18n import N_
from kit.journey import Journey
from kit.sources import Measure, Source

MISSING = N_("measured value missing")


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
    failure: Failure


def missing(journey: Journey, found: Measurements) -> tuple[Missing, ...]:
    """Return the missing metrics of a journey, in the order of the file."""
    return tuple(_missing(journey, found))


def _missing(journey: Journey, found: Measurements) -> Iterator[Missing]:
    for source in journey.evidence:
        failures = [failure for failure in found.failures if failure.place[1] == source.id]
        whole = next((t for t in failures if t.place[2:3] not in (("measures",), ("steps",))), None)
        own = {int(t.place[3]): t for t in failures if t.place[2] == "measures"}
        for position, measure in enumerate(source.measures):
            if failure := whole or own.get(position):
                yield Missing(source, position + 1, measure, failure)


def missing_at(
    journey: Journey, found: Measurements, id: str, *figures: str
) -> tuple[Missing, ...]:
    """Return the missing metrics at a place on the map, of some kinds or of all."""
    return tuple(
        one
        for one in missing(journey, found)
        if one.measure.at == id and (not figures or one.measure.figure in figures)
    )


def personas_of(one: Missing, journey: Journey) -> tuple[str, ...]:
    """Return the personas whose score a missing emotion metric would have given."""
    if one.measure.persona:
        return (one.measure.persona,)
    return tuple(one.source.personas) or tuple(persona.id for persona in journey.personas)
