"""Remedies in the words of the screen: a field by its label, a button in place of a command."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kit.diagnostics import Place
from kit.fields import Record
from kit.hints import Hint, hints
from kit.i18n import N_, Message, Value, quote
from kit.review import measured, touchpoints, upkeep
from kit.steps import persona
from kit.workshop.shapes import record_at
from kit.workshop.tree import IS_EMPTY

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

HOW_READ = N_("To see how each source was read, type “parcours evidence show” in a terminal.")

IN_SCREEN_WORDS: dict[str, Message] = {
    persona.MISSING.fix.text: N_(
        "Describe one typical customer under {personas}: a name, what they want, what they need "
        "and what frustrates them. The customer questionnaire helps: create it in the start "
        "notebook, under “Create files”."
    ),
    persona.GAPS.fix.text: N_(
        "Put the customer questionnaire to five customers: create it in the start notebook, under "
        "“Create files”. Headings that do not matter to this journey can stay empty."
    ),
    touchpoints.EMPLOYEES_LOW.fix.text: N_(
        "Ask the team what bothers it, what it may decide by itself and what happens after a "
        "mistake: the employee questionnaire is in the start notebook, under “Create files”. Then "
        "add an improvement that relieves it."
    ),
    upkeep.OVERDUE.fix.text: N_(
        "Go through the map with the team for an hour: what has gone, what is new, what do the "
        "indicators say? Then close the map review in the start notebook."
    ),
    upkeep.TOUCHPOINT_CHANGED.fix.text: N_(
        "Score it again, look for pain points that have gone or appeared, then close the map "
        "review in the start notebook."
    ),
    upkeep.PRODUCT_CHANGED.fix.text: N_(
        "Ask stage by stage what it changes for customers, then close the map review in the start "
        "notebook."
    ),
    upkeep.TOUCHPOINTS_DIFFER.fix.text: N_(
        "Check the neighbouring touchpoints too, and close the map review in the start notebook "
        "once the team has seen them."
    ),
    measured.SOURCE_UNREADABLE.fix.text: HOW_READ,
    measured.METRIC_IMPOSSIBLE.fix.text: HOW_READ,
    IS_EMPTY.text: N_(
        "The file is empty. Put a version from the client’s folder “history” in its place, or "
        "start again with a new client in the start notebook."
    ),
}
"""Texts of the screen in place of those that name a command, by the English of these."""


def on_screen(fix: Message, place: Place) -> Message:
    """Return the remedy of a rule in the words of the screen, its fields as forms label them.

    Parameters
    ----------
    place
        The place of the finding: a field is one of the record there, where that has such a field.
    """
    collection = str(place[0]) if place else ""
    named = {gap: _named(collection, gap) for gap in fix.values}
    return in_screen_words(fix).filled(**named)


def in_screen_words(message: Message) -> Message:
    """Return the text for the screen where one names a command, else the text itself."""
    return IN_SCREEN_WORDS.get(message.text, message)


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
