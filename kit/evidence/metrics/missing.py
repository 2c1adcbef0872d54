"""Measured values that are declared and cannot be had: their source or their measure fails (M4.2).

A source may be missing for any reason: its file is gone or damaged, its database cannot be reached
or has not been allowed. What was to be measured is then neither taken from the room nor left out
without a word: it is missing, and shown so.
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
    """A measure of which there is no figure, and why.

    Attributes
    ----------
    number
        Which of the source's measures it is, from 1.
    """

    source: Source
    number: int
    measure: Measure
    failure: Failure


def missing(journey: Journey, found: Measurements) -> tuple[Missing, ...]:
    """Return the measures of a journey that are missing, in the order of the file."""
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
    """Return what is missing somewhere on the map."""
    return tuple(
        one
        for one in missing(journey, found)
        if one.measure.at == id and (not figures or one.measure.figure in figures)
    )


def personas_of(one: Missing, journey: Journey) -> tuple[str, ...]:
    """Return the personas whose score an emotion measure would have given."""
    if one.measure.persona:
        return (one.measure.persona,)
    return tuple(one.source.personas) or tuple(persona.id for persona in journey.personas)
