"""Compare two versions of a map: edits, the figures that each changed, and new data (F19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.missing import MISSING, missing
from kit.evidence.metrics.results import Measurements
from kit.journey import Journey
from kit.versions.edits import Edit, edits_between
from kit.versions.figures import FORMULAS, Figures, FrozenFigure, Key, figures_of
from kit.versions.shifts import Shift, shift


@dataclass(frozen=True)
class EditReport:
    """Edit, with the figures that it changed."""

    edit: Edit
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Changes from one version to the next (M6.9, F19).

    Attributes
    ----------
    edits
        Edits, with the figures that each alone changed.
    together
        Figures that several edits changed.
    data
        Figures that changed with the data of the sources.
    frozen
        Whether the older version has frozen figures; otherwise new data are not compared.
    """

    edits: tuple[EditReport, ...] = ()
    together: tuple[Shift, ...] = ()
    data: tuple[Shift, ...] = ()
    frozen: bool = True

    @property
    def nothing(self) -> bool:
        """Return whether nothing has changed."""
        return not (self.edits or self.together or self.data)


def compare(
    old: Journey, then: Figures | None, new: Journey, found: Measurements, as_of: date
) -> Comparison:
    """Compare a closed version with the current map.

    The effects of new data and of edits are separated by computing the older map on the data of
    today: ``then`` → older map, data of today → newer map, data of today.

    Parameters
    ----------
    old, new
        As the files state them, without measured values.
    then
        Figures frozen with the older version, or None.
    found
        Results of the sources today.
    as_of
        Last day of the indicators' values that count.
    """
    edits = edits_between(old, new)
    stages = _stages(old, new)
    now = figures_of(apply_to_map(new, found), found, as_of).figures
    between = figures_of(apply_to_map(old, found), found, as_of).figures
    by_data = _shifts(then.figures, between, then.formulas == FORMULAS) if then else {}
    by_data = _marked_missing(by_data, old, found, stages)
    by_declaration = {
        n: [m.key for m in by_data.values() if _declares(e, m)] for n, e in enumerate(edits)
    }
    redefined = {
        key: by_data.pop(key)
        for key in list(by_data)
        if any(_rests_on(key, keys, stages) for keys in by_declaration.values())
    }
    under: dict[int, list[Shift]] = {}
    together = []
    for moved in {**redefined, **_shifts(between, now)}.values():
        concerned = [
            n
            for n, edit in enumerate(edits)
            if _concerns(edit, moved.key, stages) or _rests_on(moved.key, by_declaration[n], stages)
        ]
        if len(edits) == 1 or len(concerned) == 1:
            under.setdefault(concerned[0] if concerned else 0, []).append(moved)
        else:
            together.append(moved)
    reports = (EditReport(edit, tuple(under.get(n, ()))) for n, edit in enumerate(edits))
    return Comparison(tuple(reports), tuple(together), tuple(by_data.values()), then is not None)


def _shifts(
    before: Mapping[Key, FrozenFigure], now: Mapping[Key, FrozenFigure], same_formula: bool = True
) -> dict[Key, Shift]:
    keys = dict.fromkeys((*before, *now))
    found = (shift(key, before.get(key), now.get(key), same_formula) for key in keys)
    return {one.key: one for one in found if one}


def _marked_missing(
    shifts: Mapping[Key, Shift],
    journey: Journey,
    found: Measurements,
    stages: Mapping[str, Sequence[str]],
) -> dict[Key, Shift]:
    """Mark figures that are missing because their source cannot be read."""
    lost: list[Key] = [("measure", one.measure.at) for one in missing(journey, found)]
    touched = {at for _, at in lost}
    return {
        key: replace(moved, why_not=MISSING)
        if moved.now is None and (touched & {*key[1:]} or _rests_on(key, lost, stages))
        else moved
        for key, moved in shifts.items()
    }


def _declares(edit: Edit, moved: Shift) -> bool:
    """Return whether an edit of a source's declaration changed the definition of a figure."""
    if edit.place[:1] != ("evidence",):
        return False
    figures = [one for one in (moved.before, moved.now) if one]
    questions = {one.question for one in figures}
    changed = len(questions) > 1 or len(figures) == 1
    return changed and edit.place[1] in {one.source for one in figures}


def _rests_on(key: Key, others: Sequence[Key], stages: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a figure is among others or computed from one of them."""
    kind, *ids = key
    if key in others:
        return True
    touched = {id for other in others for id in other[1:]}
    if kind == "severity":
        return ids[0] in touched
    if kind == "stage":
        return ids[1] in _near(touched, stages)
    return kind == "coverage" and bool(others) and (not ids or ids[0] in _near(touched, stages))


def _concerns(edit: Edit, key: Key, stages: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a figure depends on what an edit of the map changed."""
    kind, *ids = key
    collection, *places = edit.place
    if kind == "coverage":
        stated = collection in ("personas", "emotions", "pain_points") or "kpis" in places
        whole = collection in ("stages", "touchpoints") and (edit.added or edit.removed)
        return (stated or whole) and (not ids or ids[0] in _near(places, stages))
    if kind == "stage" and collection == "emotions":
        return ids[0] == places[0] and ids[1] in _near(places, stages)
    if kind == "stage":
        in_stage = collection in ("stages", "touchpoints") and ids[1] in _near(places, stages)
        return in_stage or (collection == "personas" and ids[0] in places)
    return set(ids) <= set(places) if collection == "emotions" else bool({*ids} & {*places})


def _near(places: Iterable[str], stages: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the stages of the ids in an edit's place."""
    return {stage for id in places for stage in stages.get(id, ())}


def _stages(*journeys: Journey) -> dict[str, list[str]]:
    """Return the stages, before and now, of each stage, touchpoint and pain point."""
    found: dict[str, list[str]] = {}
    for journey in journeys:
        ids = [(stage.id, stage.id) for stage in journey.stages]
        ids += [(touchpoint.id, touchpoint.stage) for touchpoint in journey.touchpoints]
        ids += [(pain.id, journey.stage_of(pain.at).id) for pain in journey.pain_points]
        for id, stage in ids:
            found.setdefault(id, []).append(stage)
    return found
