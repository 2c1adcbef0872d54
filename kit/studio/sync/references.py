"""Follow references between records: remove them with a record, or give them its new id.

The links in the hints of the records state which fields hold references;
:func:`kit.journey.problems` finds those that refer to nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from kit import journey as journeys
from kit.diagnostics import Place
from kit.i18n import N_, NP_, Message, UserText, quote
from kit.journey import KEYED, Journey
from kit.studio.sync.edits import ClashError, Edit, RefusedError, apply_edit, single_edits
from kit.studio.sync.places import value_at
from kit.workshop.shapes import record_at

ROUNDS = 8
"""Longest chain of references that is followed; no journey has a longer one."""

LISTED = 5

NAMED_BY = N_(
    "{thing} is used by: {others}. Remove those too, or link them to something else first."
)
FEELING = N_("the emotion of {persona} at {at}")
AND_MORE = NP_("{count} more", "{count} more")

WIDENING = ("silenced", "effects")
"""Fields in which an empty reference would mean everything: the whole entry is removed."""


def with_referrers(data: dict[str, Any], edit: Edit) -> Edit | None:
    """Return a removal as a batch that removes all references to what it removes, too.

    Return None if it leaves no reference dangling, or one that no removal repairs.
    """
    repairs: list[Edit] = []
    try:
        after, _ = apply_edit(data, edit)
        for _ in range(ROUNDS):
            dangling = _dangling_places(after)
            if not dangling:
                break
            # From the end, so that what is removed from a list moves nothing still to be removed.
            for repair in reversed([_dereference(after, place) for place in dangling]):
                after, inverse = apply_edit(after, repair)
                repairs += [repair] if inverse else []
        else:
            return None
    except (ValidationError, RefusedError, ClashError):
        return None
    return {"op": "batch", "edits": [*repairs, edit]} if repairs else None


def removal_refused(journey: Journey, edit: Edit, offer: Edit) -> RefusedError:
    """Return the error of a removal that leaves references dangling.

    Parameters
    ----------
    offer
        The batch that removes them, too (:func:`with_referrers`).
    """
    gone = [part["place"] for part in single_edits(edit) if part.get("op") == "remove"]
    others: dict[str, Message] = {}
    for part in single_edits(offer):
        place = part["place"]
        if place[:2] not in gone:
            others.setdefault(repr(place[:2]), _label(journey, place))
    listed = [*others.values()][:LISTED]
    if len(others) > LISTED:
        listed.append(AND_MORE.filled(count=len(others) - LISTED))
    says = NAMED_BY.filled(thing=_label(journey, gone[0]), others=tuple(listed))
    return RefusedError(says, gone[0], offer)


def with_references(data: dict[str, Any], edit: Edit) -> Edit:
    """Return the renaming of a record as a batch that renames all references to it, too."""
    after, _ = apply_edit(data, edit)
    new = edit["value"]
    edits: list[Edit] = [{"op": "rename", "place": edit["place"], "value": new}]
    with contextlib.suppress(ValidationError):
        for place in _dangling_places(after):
            op = "set" if _is_field(place) or isinstance(place[-1], int) else "rename"
            edits.append({"op": op, "place": list(place), "value": new})
    return {"op": "batch", "edits": edits}


def _dangling_places(data: dict[str, Any]) -> list[Place]:
    return [problem.place.field for problem in journeys.problems(Journey.model_validate(data))]


def _dereference(data: dict[str, Any], place: Place) -> Edit:
    """Return the edit that removes the reference at a place."""
    *parent, name = place
    if _is_field(place):
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


def _is_field(place: Place) -> bool:
    """Return whether a place is a field of a record, rather than an item or an entry."""
    record = record_at(place[:-1])
    return record is not None and place[-1] in record.model_fields


def _label(journey: Journey, place: Sequence[Any]) -> Message:
    """Return the name, for people, of the record at a place or around it."""
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
