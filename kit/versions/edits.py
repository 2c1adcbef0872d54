"""List the edits between two versions of a map, by place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.journey import KEYED, Journey
from kit.plain_data import Data

FieldPath = tuple[str, ...]

UNEDITED: frozenset[FieldPath] = frozenset({("map", "last_review"), ("schema_version",)})
"""Places that the kit itself changes, on closing a version or with a new release."""


@dataclass(frozen=True)
class Edit:
    """Edit of one place.

    Attributes
    ----------
    place
        Such as ``("pain_points", "queue", "mentions")``. An emotion is identified by persona and
        place: ``("emotions", "lea", "till", "scores")``.
    before, after
        Content of the file there; None if there is none. For a reordered collection, the ids in
        order.
    """

    place: FieldPath
    before: Data = None
    after: Data = None

    @property
    def added(self) -> bool:
        """Return whether nothing stood there before."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Return whether nothing stands there now."""
        return self.after is None

    @property
    def reordered(self) -> bool:
        """Return whether the edit is a reordering of a collection."""
        return len(self.place) == 1 and self.place[0] in KEYED


def edits_between(old: Journey, new: Journey) -> tuple[Edit, ...]:
    """Return the edits between two versions, in the order of the file.

    >>> one = Journey.model_validate({"client": {"name": "A", "language": "en"}})
    >>> edits_between(one, one.replace(client=one.client.replace(name="B")))
    (Edit(place=('client', 'name'), before='A', after='B'),)
    """
    return tuple(
        edit for edit in _between((), _plain(old), _plain(new)) if edit.place not in UNEDITED
    )


def _plain(journey: Journey) -> Mapping[str, Data]:
    """Return a map as plain data, its emotions named by persona and place."""
    data: dict[str, Any] = journey.to_data()
    emotions: dict[str, dict[str, Data]] = {}
    for entry in data.pop("emotions", ()):
        rest = {name: value for name, value in entry.items() if name not in ("persona", "at")}
        emotions.setdefault(entry["persona"], {})[entry["at"]] = rest
    return {**data, "emotions": emotions} if emotions else data


def _between(place: FieldPath, old: Data, new: Data) -> Iterator[Edit]:
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


def _whole(place: FieldPath, old: Data, new: Data) -> Iterator[Edit]:
    """Yield the edits of an added or removed value: by record, or by field of the framing."""
    collection = len(place) == 1 and place[0] in KEYED
    emotions = place[:1] == ("emotions",) and len(place) < 3
    if collection or emotions:
        before, after = _entries(old), _entries(new)
        for name in before or after:
            yield from _whole((*place, name), before.get(name), after.get(name))
    elif len(place) == 1 and isinstance(old if new is None else new, Mapping):
        yield from _between(place, old or {}, new or {})
    else:
        yield Edit(place, old, new)


def _entries(value: Data) -> Mapping[str, Data]:
    return value if isinstance(value, Mapping) else {}


def _is_record_edge(place: FieldPath) -> bool:
    """Return whether a mapping is a single value, such as an indicator's values or a filter."""
    return place[-1:] in (("values",), ("where",), ("text",))
