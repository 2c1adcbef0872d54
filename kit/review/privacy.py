"""Redact contact details and suppress scores of few employees in what leaves the team (F17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.diagnostics import Place, Severity
from kit.evidence.metrics.statistics import LEAST
from kit.evidence.privacy.redaction import Found, Kind, contact_details, without
from kit.evidence.privacy.telephone import regions_of
from kit.fields import Record
from kit.i18n import N_
from kit.journey import Journey
from kit.plain_data import Data
from kit.review.context import ids_at
from kit.rules import Finding, Rule
from kit.workshop.shapes import is_text

CONTACT_DETAILS = Rule(
    "contact-details-typed",
    Severity.WARNING,
    says=N_("This text contains {details}."),
    why=N_(
        "Contact details do not belong in a map that is passed on. They are redacted in the "
        "client edition, the poster, the tables and the handouts. The file and the working "
        "edition show them as typed."
    ),
    fix=N_(
        "Remove it from the text. If it is the company’s own number or address, silence the "
        "rule at this place (at) and give the reason: it is then shown."
    ),
    method=("F17",),
)

DETAILS: dict[Kind, Any] = {
    "telephone": N_("a telephone number"),
    "email": N_("an email address"),
    "iban": N_("an IBAN"),
    "card": N_("a card number"),
}
"""Kinds that are found anywhere."""

IN_VERBATIMS: dict[Kind, Any] = {
    **DETAILS,
    "url": N_("a web address"),
    "handle": N_("an account name"),
}
"""Kinds that are found in customers' own words; elsewhere they are mostly the company's own."""

VERBATIMS = {"verbatims", "quotation", "thought", "thoughts"}
"""Fields that hold customers' own words."""

APART = ("schema_version", "client", "author", "evidence", "silenced")
"""Parts without redaction: contacts of client and author, and parts that the kit reads."""


@dataclass(frozen=True)
class TextWithDetails:
    """Text of a workshop that contains contact details, with its place."""

    place: Place
    text: str
    details: tuple[Found, ...]


def check(journey: Journey) -> Iterator[Finding]:
    """Yield texts that contain contact details; in customers' own words, web addresses too."""
    for typed in find_contact_details(journey):
        kinds = tuple(dict.fromkeys(IN_VERBATIMS[found.kind] for found in typed.details))
        yield CONTACT_DETAILS.at(*typed.place, details=kinds)


def find_contact_details(journey: Journey) -> list[TextWithDetails]:
    """Return the texts of a journey that contain contact details, in the order of the file."""
    regions = regions_of(journey.client)
    found = []
    for place, text in _texts(journey.to_data(), ()):
        if place[0] not in APART:
            kinds = IN_VERBATIMS if VERBATIMS & {*place} else DETAILS
            details = tuple(d for d in contact_details(text, regions) if d.kind in kinds)
            if details and is_text(place):
                found.append(TextWithDetails(place, text, details))
    return found


def redact_journey(journey: Journey) -> Journey:
    """Return a journey for editions that leave the team: texts redacted, small teams suppressed.

    A text is kept if the file silences the rule at its place, as for the company's own number. A
    silence without a place hides findings and keeps no text. A score given by fewer employees than
    a metric of customers needs is suppressed like one (F17).
    """
    for typed in find_contact_details(journey):
        ids = ids_at(journey, typed.place)
        if not any(s.rule == CONTACT_DETAILS.id and s.at in ids for s in journey.silenced if s.at):
            journey = _replaced(journey, typed.place, without(typed.text, typed.details))
    return _with_small_teams_suppressed(journey)


def _with_small_teams_suppressed(journey: Journey) -> Journey:
    counts = {source.id: source.n for source in journey.evidence}
    sides = {one.id: one.employee.suppressed_under(LEAST, counts) for one in journey.touchpoints}
    if not any(side.suppressed for side in sides.values()):
        return journey
    return journey.replace(
        touchpoints=tuple(one.replace(employee=sides[one.id]) for one in journey.touchpoints)
    )


def redacted_text(text: str, journey: Journey) -> str:
    """Redact a text outside the journey, such as the message of a version."""
    details = contact_details(text, regions_of(journey.client))
    return without(text, [found for found in details if found.kind in DETAILS])


def _texts(value: Data | Record, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(value, Sequence):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _replaced(value: Any, place: Place, text: str) -> Any:
    """Return a record, or a value in one, with the text at a place replaced."""
    if not place:
        return value.replace(text=text) if isinstance(value, Record) else text
    part, *rest = place
    if isinstance(value, Record):
        return value.replace(**{str(part): _replaced(getattr(value, str(part)), tuple(rest), text)})
    if isinstance(value, Mapping):
        return {**value, part: _replaced(value[part], tuple(rest), text)}
    return tuple(
        _replaced(item, tuple(rest), text)
        if part in (number if isinstance(part, int) else getattr(item, "id", None),)
        else item
        for number, item in enumerate(value)
    )
