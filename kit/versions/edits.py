"""Edits between two versions of a map, place by place, as the file writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.journey import KEYED, Journey

Place = tuple[str, ...]

UNEDITED: frozenset[Place] = frozenset({("map", "last_review"), ("schema_version",)})
"""Places that closing a version, or a newer release of the kit, writes by itself."""


@dataclass(frozen=True)
class Edit:
    """A change of one place; None where there was, or is, nothing.

    Attributes
    ----------
    place
        As in ``("pain_points", "queue", "mentions")``; an emotion is named by its persona and
        where it is felt: ``("emotions", "lea", "till", "scores")``.
    before, after
        What the file says there. Of a collection put into another order, the ids in order.
    """

    place: Place
    before: Any = None
    after: Any = None

    @property
    def added(self) -> bool:
        """Return whether nothing stood there before."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Return whether nothing stands there any more."""
        return self.after is None

    @property
    def reordered(self) -> bool:
        """Return whether a collection was put into another order, and nothing else."""
        return len(self.place) == 1 and self.place[0] in KEYED


def edits_between(old: Journey, new: Journey) -> tuple[Edit, ...]:
    """List what was edited, each change once, in the order of the file.

    >>> one = Journey.model_validate({"client": {"name": "A", "language": "en"}})
    >>> edits_between(one, one.but(client=one.client.but(name="B")))
    (Edit(place=('client', 'name'), before='A', after='B'),)
    """
    return tuple(
        edit for edit in _between((), _plain(old), _plain(new)) if edit.place not in UNEDITED
    )


def _plain(journey: Journey) -> dict[str, Any]:
    """Return a map as plain data, its emotions named by persona and place."""
    data: dict[str, Any] = journey.to_data()
    feelings: dict[str, dict[str, Any]] = {}
    for entry in data.pop("emotions", ()):
        said = {name: value for name, value in entry.items() if name not in ("persona", "at")}
        feelings.setdefault(entry["persona"], {})[entry["at"]] = said
    return {**data, "emotions": feelings} if feelings else data


def _between(place: Place, old: Any, new: Any) -> Iterator[Edit]:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping) or _is_record_edge(place):
        if old != new:
            yield Edit(place, old, new)
        return
    for name in dict.fromkeys((*old, *new)):
        if name not in old or name not in new:
            yield from _whole((*place, str(name)), old.get(name), new.get(name))
        else:
            yield from _between((*place, str(name)), old[name], new[name])
    if len(place) == 1 and place[0] in KEYED:
        order = [[id for id in one if id in other] for one, other in ((old, new), (new, old))]
        if order[0] != order[1]:
            yield Edit(place, order[0], order[1])


def _whole(place: Place, old: Any, new: Any) -> Iterator[Edit]:
    """Yield what came or went whole: record by record, and field by field of what frames a map."""
    collection = len(place) == 1 and place[0] in KEYED
    feelings = place[:1] == ("emotions",) and len(place) < 3
    if collection or feelings:
        for name in old or new:
            yield from _whole((*place, name), (old or {}).get(name), (new or {}).get(name))
    elif len(place) == 1 and isinstance(old if new is None else new, Mapping):
        yield from _between(place, old or {}, new or {})
    else:
        yield Edit(place, old, new)


def _is_record_edge(place: Place) -> bool:
    """Return whether a mapping is one value, such as an indicator's values or a filter."""
    return place[-1:] in (("values",), ("where",), ("text",))
