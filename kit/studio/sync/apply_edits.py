"""Apply edits in memory, before anything is written, and collect the outcome of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from kit.journey import Journey, problems
from kit.studio.sync.edit_errors import refused_by_model
from kit.studio.sync.edits import ClashError, Edit, RefusedError, apply_edit, single_edits
from kit.studio.sync.id_conflicts import resolve_ids
from kit.studio.sync.journal import Entry
from kit.studio.sync.places import to_dict
from kit.studio.sync.references import removal_refused, with_references, with_referrers

Outcome = Entry | RefusedError | ClashError
EntryLookup = Callable[[str], Entry | None]
"""Returns the journal's entry of an edit by the edit's id, or None where it was not made."""


@dataclass
class EditResult:
    """The result of applying edits to a journey.

    Attributes
    ----------
    journey
        The journey with every edit that could be applied.
    outcomes
        For each edit in order, its entry for the journal, or the error that refuses it.
    new
        The entries of edits that were not in the journal before, by the edit's id.
    """

    journey: Journey
    outcomes: list[Outcome] = field(default_factory=list)
    new: dict[str, Entry] = field(default_factory=dict)


def apply_edits(
    journey: Journey, data: dict[str, Any], edits: Sequence[Edit], known: EntryLookup
) -> EditResult:
    """Apply edits to a journey: each that is valid, and none that is not.

    Parameters
    ----------
    data
        The journey as plain data (:func:`~kit.studio.sync.places.to_dict`).
    known
        Looks an edit up in the journal; one that was sent twice is applied once.
    """
    try:
        return _apply_edits(journey, data, edits, known, each=False)
    except RefusedError:
        # The edits are valid together, as a rule. Where they are not, validate after each edit.
        return _apply_edits(journey, data, edits, known, each=True)


def _apply_edits(
    journey: Journey, data: dict[str, Any], edits: Sequence[Edit], known: EntryLookup, each: bool
) -> EditResult:
    edited = EditResult(journey)
    start = data

    def lookup(id: str) -> Entry | None:
        return edited.new.get(id) or known(id)

    for edit in edits:
        earlier = lookup(edit["id"])
        if earlier:  # sent again, since its reply never arrived
            edited.outcomes.append(earlier)
            continue
        try:
            resolved, names = resolve_ids(data, edit, lookup)
            if resolved["op"] == "rename":
                resolved = with_references(data, resolved)
            after, inverse = apply_edit(data, resolved)
            if each and inverse:
                edited.journey = validated(edited.journey, data, after, resolved)
                after = to_dict(edited.journey)
        except (RefusedError, ClashError) as error:
            edited.outcomes.append(error)
            continue
        data = after
        entry = Entry(edit["id"], _without_envelope(resolved), inverse, names=names)
        edited.outcomes.append(entry)
        if inverse:
            edited.new[entry.id] = entry
    if not each and edited.new:
        edited.journey = validated(journey, start, data)
    return edited


def validated(
    journey: Journey, data: dict[str, Any], after: dict[str, Any], edit: Edit | None = None
) -> Journey:
    """Return edited data as a journey.

    Parameters
    ----------
    journey, data
        The journey before the edit, as a model and as plain data.
    after
        The plain data after the edit.
    edit
        The single edit that was applied. Where it removes a record that others refer to, the error
        offers the edit that removes them, too.

    Raises
    ------
    RefusedError
        If the data is no valid journey.
    """
    try:
        edited = Journey.model_validate(after)
    except ValidationError as error:
        raise refused_by_model(after, error) from None
    problem = next(problems(edited), None)
    if problem:
        removes = edit and any(part.get("op") == "remove" for part in single_edits(edit))
        offer = with_referrers(data, edit) if edit and removes else None
        if edit and offer:
            raise removal_refused(journey, edit, offer)
        raise RefusedError(problem.message, problem.place.field)
    return edited


def _without_envelope(edit: Edit) -> Edit:
    return {name: v for name, v in edit.items() if name not in ("id", "new", "settles")}
