"""What names a thing: removed with it, or told its new id.

Which fields name something is said once, by the links in the hints of the records; what no longer
names anything is found by :func:`kit.journey.problems`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from kit import journey as journeys
from kit.i18n import N_, NP_, Message, UserText, quote
from kit.journey import KEYED, Journey
from kit.rules import Place
from kit.studio.sync.edits import ClashError, Edit, RefusedError, applied, parts
from kit.studio.sync.paths import value_at
from kit.workshop.shapes import record_at

ROUNDS = 8
"""More links than this do not hang on one another in any journey."""

LISTED = 5

NAMED_BY = N_(
    "{thing} is used by: {others}. Remove those too, or link them to something else first."
)
FEELING = N_("the emotion of {persona} at {at}")
AND_MORE = NP_("{count} more", "{count} more")

WIDENING = ("silenced", "effects")
"""Where naming nobody would mean everybody, an entry goes with what it named."""


def removal(data: dict[str, Any], edit: Edit) -> Edit | None:
    """Return an edit together with the removal of all that names what it removes.

    None where it leaves nothing dangling, or something that no removal would mend.
    """
    mends: list[Edit] = []
    try:
        after, _ = applied(data, edit)
        for _ in range(ROUNDS):
            dangling = _dangling(after)
            if not dangling:
                break
            # From the end, so that what is removed from a list moves nothing still to be removed.
            for mend in reversed([_without(after, place) for place in dangling]):
                after, inverse = applied(after, mend)
                mends += [mend] if inverse else []
        else:
            return None
    except (ValidationError, RefusedError, ClashError):
        return None
    return {"op": "batch", "edits": [*mends, edit]} if mends else None


def refusal(journey: Journey, edit: Edit, offer: Edit) -> RefusedError:
    """Return why a removal is refused that leaves others dangling, with what could be done."""
    gone = [part["place"] for part in parts(edit) if part.get("op") == "remove"]
    others: dict[str, Message] = {}
    for part in parts(offer):
        place = part["place"]
        if place[:2] not in gone:
            others.setdefault(repr(place[:2]), _called(journey, place))
    listed = [*others.values()][:LISTED]
    if len(others) > LISTED:
        listed.append(AND_MORE.filled(count=len(others) - LISTED))
    says = NAMED_BY.filled(thing=_called(journey, gone[0]), others=tuple(listed))
    return RefusedError(says, gone[0], offer)


def renaming(data: dict[str, Any], edit: Edit) -> Edit:
    """Return a new id together with its use wherever the old one stands."""
    after, _ = applied(data, edit)
    new = edit["value"]
    edits: list[Edit] = [{"op": "rename", "place": edit["place"], "value": new}]
    with contextlib.suppress(ValidationError):
        for place in _dangling(after):
            op = "set" if _field(place) or isinstance(place[-1], int) else "rename"
            edits.append({"op": op, "place": list(place), "value": new})
    return {"op": "batch", "edits": edits}


def _dangling(data: dict[str, Any]) -> list[Place]:
    return [problem.place for problem in journeys.problems(Journey.model_validate(data))]


def _without(data: dict[str, Any], place: Place) -> Edit:
    """Return the edit by which nothing is named any more at a place."""
    *parent, name = place
    if _field(place):
        record = record_at(tuple(parent))
        required = record is not None and record.model_fields[str(name)].is_required()
        if not required and not any(part in WIDENING for part in parent):
            return {"op": "set", "place": list(place), "value": None}
        place = tuple(parent)
    entry = value_at(data, place)
    if place[0] == "emotions" and len(place) == 2:
        return {
            "op": "remove",
            "place": ["emotions", {"persona": entry["persona"], "at": entry["at"]}],
        }
    return {"op": "remove", "place": list(place), "was": entry}


def _field(place: Place) -> bool:
    """Whether a field of a record stands at a place, rather than an item or an entry."""
    record = record_at(place[:-1])
    return record is not None and place[-1] in record.model_fields


def _called(journey: Journey, place: Sequence[Any]) -> Message:
    """Return what a person calls the thing at a place, or the one that it belongs to."""
    if place[0] in KEYED and len(place) > 1 and journey.get(place[1]):
        return quote(journey.name_of(place[1]))
    if place[0] == "emotions" and len(place) > 1:
        if isinstance(place[1], Mapping):
            persona, at = place[1]["persona"], place[1]["at"]
        else:
            persona, at = journey.emotions[place[1]].persona, journey.emotions[place[1]].at
        return FEELING.filled(
            persona=quote(journey.name_of(persona)), at=quote(journey.name_of(at))
        )
    return quote(UserText(str(place[0])))
