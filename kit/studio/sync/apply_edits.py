"""Edits made in memory, before anything is written: what would come of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from kit.journey import Journey, problems
from kit.studio.sync.edit_errors import why_refused
from kit.studio.sync.edits import ClashError, Edit, RefusedError, applied, parts
from kit.studio.sync.id_conflicts import named
from kit.studio.sync.journal import Entry
from kit.studio.sync.paths import plain
from kit.studio.sync.references import refusal, removal, renaming

Outcome = Entry | RefusedError | ClashError
Known = Callable[[str], Entry | None]
"""What tells an edit that has been made before from its id."""


@dataclass
class Trial:
    """What comes of some edits.

    Attributes
    ----------
    journey
        The journey with those that can be made.
    outcomes
        For each edit, what was made of it, or what stands against it.
    new
        By its id, what was made and was not made before.
    """

    journey: Journey
    outcomes: list[Outcome] = field(default_factory=list)
    new: dict[str, Entry] = field(default_factory=dict)


def tried(journey: Journey, data: dict[str, Any], edits: Sequence[Edit], known: Known) -> Trial:
    """Make edits of a journey whose plain data is given, as many of them as can be made."""
    try:
        return _run(journey, data, edits, known, each=False)
    except RefusedError:
        # One of them is at fault: now each is looked at before the next.
        return _run(journey, data, edits, known, each=True)


def _run(
    journey: Journey, data: dict[str, Any], edits: Sequence[Edit], known: Known, each: bool
) -> Trial:
    trial = Trial(journey)
    start = data

    def before(id: str) -> Entry | None:
        return trial.new.get(id) or known(id)

    for edit in edits:
        made = before(edit["id"])
        if made:  # sent once more, since its answer never arrived
            trial.outcomes.append(made)
            continue
        try:
            resolved, names = named(data, edit, before)
            if resolved["op"] == "rename":
                resolved = renaming(data, resolved)
            after, inverse = applied(data, resolved)
            if each and inverse:
                trial.journey = checked(trial.journey, data, after, resolved)
                after = plain(trial.journey)
        except (RefusedError, ClashError) as against:
            trial.outcomes.append(against)
            continue
        data = after
        entry = Entry(edit["id"], _bare(resolved), inverse, names=names)
        trial.outcomes.append(entry)
        if inverse:
            trial.new[entry.id] = entry
    if not each and trial.new:
        trial.journey = checked(journey, start, data)
    return trial


def checked(
    journey: Journey, data: dict[str, Any], after: dict[str, Any], edit: Edit | None = None
) -> Journey:
    """Return edited data as a journey, or raise the :class:`RefusedError` that says why it is none.

    Parameters
    ----------
    journey, data
        What it was before, as a journey and as plain data.
    edit
        The one edit that was made: where it removes what others name, they are offered with it.
    """
    try:
        edited = Journey.model_validate(after)
    except ValidationError as error:
        raise why_refused(after, error) from None
    problem = next(problems(edited), None)
    if problem:
        removes = edit and any(part.get("op") == "remove" for part in parts(edit))
        offer = removal(data, edit) if edit and removes else None
        if edit and offer:
            raise refusal(journey, edit, offer)
        raise RefusedError(problem.says, problem.place)
    return edited


def _bare(edit: Edit) -> Edit:
    return {name: v for name, v in edit.items() if name not in ("id", "new", "settles")}
