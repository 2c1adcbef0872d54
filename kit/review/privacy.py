"""Contact details among the texts typed into a workshop, and editions without them (F17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.evidence.privacy.redaction import Found, Kind, contact_details, without
from kit.evidence.privacy.telephone import regions_of
from kit.fields import Record
from kit.i18n import N_
from kit.journey import Journey
from kit.review.case import concerned
from kit.rules import Finding, Place, Rule, Severity
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
"""What is looked for; addresses of websites and accounts are mostly the company’s own."""

APART = ("schema_version", "client", "author", "evidence", "silenced")
"""Who delivers the map is to be reached; sources and silences are the kit’s to read."""


@dataclass(frozen=True)
class Typed:
    """A text that holds contact details, and where it stands."""

    place: Place
    text: str
    details: tuple[Found, ...]


def check(journey: Journey) -> Iterator[Finding]:
    """Yield the texts that hold a telephone number, an e-mail address, an IBAN or a card number."""
    for typed in typed_details(journey):
        kinds = tuple(dict.fromkeys(DETAILS[found.kind] for found in typed.details))
        yield CONTACT_DETAILS.at(*typed.place, details=kinds)


def typed_details(journey: Journey) -> list[Typed]:
    """Return the texts of a journey that hold contact details, in the order of the file."""
    regions = regions_of(journey.client)
    found = []
    for place, text in _texts(journey.plain(), ()):
        if place[0] not in APART:
            details = tuple(d for d in contact_details(text, regions) if d.kind in DETAILS)
            if details and is_text(place):
                found.append(Typed(place, text, details))
    return found


def for_readers(journey: Journey) -> Journey:
    """Return a journey whose typed texts are redacted, for whatever leaves the team.

    A text stays where the file silences the rule at its place, with a reason: it is the company's
    own number, say. A silence of the whole file is about the findings alone.
    """
    for typed in typed_details(journey):
        ids = concerned(journey, typed.place)
        if not any(s.rule == CONTACT_DETAILS.id and s.at in ids for s in journey.silenced if s.at):
            journey = _replaced(journey, typed.place, without(typed.text, typed.details))
    return journey


def redacted_text(text: str, journey: Journey) -> str:
    """Return a text that stands beside the journey, such as a version's message, redacted."""
    details = contact_details(text, regions_of(journey.client))
    return without(text, [found for found in details if found.kind in DETAILS])


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(value, Sequence):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _replaced(value: Any, place: Place, text: str) -> Any:
    """Return a record, or what stands in one, with a text at a place of it replaced."""
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
