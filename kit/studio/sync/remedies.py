"""Remedies in the words of the screen: a field by its label, not by its name in the file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kit.diagnostics import Place
from kit.fields import Record
from kit.hints import Hint, hints
from kit.i18n import N_, Message, Value, quote
from kit.workshop.shapes import record_at

SECTIONS: dict[str, Message] = {
    "scenario": N_("Scenario"),
    "map": N_("Upkeep of the map"),
    "team": N_("Participants"),
    "goals": N_("Company goals"),
    "evidence": N_("Sources"),
    "personas": N_("Personas"),
    "kpis": N_("Indicators"),
}
"""Parts of the file that are no field of a record, as the screen names them."""

COLLECTIONS = (
    *("stages", "touchpoints", "emotions", "pain_points", "improvements", "personas"),
    *("scenario", "map", "goals", "evidence"),
)
YES = "true"


def on_screen(fix: Message, place: Place) -> Message:
    """Return the remedy of a rule with its fields named as forms label them.

    Parameters
    ----------
    place
        The place of the finding: a field is one of the record there, where that has such a field.
    """
    return fix.filled(**{gap: _named(str(place[0]) if place else "", gap) for gap in fix.values})


def fields_of(fix: Message) -> list[str]:
    """Return the names of the fields that a remedy names, in their order."""
    names = (gap.partition("__")[0] for gap in fix.values)
    return [name for name in dict.fromkeys(names) if name not in ("scenario", "map")]


def _named(collection: str, gap: str) -> Value:
    """Return the label of a field, with that of a value where a gap names one."""
    name, _, value = gap.partition("__")
    hint = _hint(collection, name)
    label = hint.label if hint else SECTIONS[name]
    if not value or value == YES or hint is None:
        return quote(label)
    return quote(N_("{label}: {value}").filled(label=label, value=hint.choices[value]))


@cache
def _hint(collection: str, name: str) -> Hint | None:
    """Return the hint of a field: of the record there first, else of any record."""
    if name == collection or (name in SECTIONS and name not in _names(collection)):
        return None
    places = (collection, *COLLECTIONS)
    return next((found for one in places for found in _hints(one, name)), None)


def _names(collection: str) -> set[str]:
    return {name for record in _records(collection) for name, _ in hints(record)}


def _records(collection: str) -> Iterator[type[Record]]:
    """Yield the record of a part of the file."""
    if not collection:
        return
    for place in ((collection,), (collection, "-"), (collection, 0)):
        if record := record_at(place):
            yield record


def _hints(collection: str, name: str) -> Iterator[Hint]:
    for record in _records(collection):
        yield from (hint for field, hint in hints(record) if field == name)
