"""Describe forms from the hints of the records, for the front end to draw.

No field is named here: a new field with a hint appears on its record's form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from kit.fields import Count, Record, Statement
from kit.hints import Hint, Kind, hints
from kit.i18n import Message, Texts
from kit.kpi import Kpi
from kit.plain_data import Data
from kit.steps.emotions import WORDS
from kit.steps.touchpoints import CHANNELS
from kit.studio.widgets.guesses import guesses
from kit.workshop.shapes import Shape, flat, record_at

Field = dict[str, Any]

RECORDS: dict[str, tuple[str | int, ...]] = {
    "client": ("client",),
    "author": ("author",),
    "scenario": ("scenario",),
    "map": ("map",),
    "team": ("team", 0),
    "goals": ("goals", "-"),
    "evidence": ("evidence", "-"),
    "channels": ("channels", "-"),
    "personas": ("personas", "-"),
    "stages": ("stages", "-"),
    "touchpoints": ("touchpoints", "-"),
    "emotions": ("emotions", 0),
    "pain_points": ("pain_points", "-"),
    "improvements": ("improvements", "-"),
}
"""The records that have a form, each with a place where one stands."""


def forms(t: Texts) -> dict[str, list[Field]]:
    """Return the form of every record that the file holds, in the reader's language."""
    records = {name: record_at(place) for name, place in RECORDS.items()}
    return {name: form(record, t) for name, record in records.items() if record is not None}


def form(record: type[Record], t: Texts) -> list[Field]:
    """Return the fields of a record that a person fills in, in their order.

    Left out are groups without such fields, such as the options of reading, and mappings to
    something other than records, such as a filter: the command writes those.
    """
    described = (
        field(record, name, hint, t) for name, hint in hints(record) if not _is_table(record, name)
    )
    return [one for one in described if one["kind"] != Kind.GROUP.value or "fields" in one]


def field(record: type[Record], name: str, hint: Hint, t: Texts) -> Field:
    """Return the description of one field, without properties that do not apply to it."""
    info = record.model_fields[name]
    found = tuple(flat(info.annotation, tuple(info.metadata)))
    many = any(get_origin(shape.type) is tuple for shape in found)
    inner = _item_shapes(found)
    described = {
        "name": name,
        "label": t(hint.label),
        "ask": _optional_text(hint.ask, t),
        "kind": hint.kind.value,
        "required": info.is_required(),
        "default": None if info.is_required() else _plain_default(info.get_default()),
        "choices": [[key, t(label)] for key, label in hint.choices.items()],
        "meanings": {key: t(meaning) for key, meaning in hint.meanings.items()},
        "free": bool(hint.choices) and not any(shape.choices for shape in found),
        "low": _optional_text(hint.low, t),
        "high": _optional_text(hint.high, t),
        "links": list(hint.links),
        "many": many,
        "statement": any(shape.type is Statement for shape in inner),
        "count": any(shape.type is Count for shape in inner),
        "whole": any(shape.type is int for shape in inner),
        **_bounds(inner),
    }
    parts = next((s.record for s in inner if s.record not in (None, Statement, Count)), None)
    if parts is not None:
        described["fields"] = form(parts, t)
        described["by"] = list(hint.links) if _has_mapping(found) else []
    return {key: value for key, value in described.items() if _is_informative(value)}


def labels(t: Texts) -> dict[str, Any]:
    """Return labels that the board uses outside forms: channels, words for feelings, guesses."""
    return {
        "channels": {
            id: {
                "name": t(channel.name),
                "online": channel.online,
                "controlled": channel.controlled,
            }
            for id, channel in CHANNELS.items()
        },
        "feelings": {id: [t(label), score] for id, (label, score) in WORDS.items()},
        "guesses": guesses(),
        "kpis": form(Kpi, t),
    }


def _item_shapes(found: Sequence[Shape]) -> tuple[Shape, ...]:
    """Return the shapes of a field's value, or of its items where it holds several."""
    inner: list[Shape] = []
    for shape in found:
        args = get_args(shape.type)
        if get_origin(shape.type) is tuple:
            inner += flat(args[0], shape.said)
        elif _is_mapping(shape):
            inner += flat(args[1], ())
        else:
            inner.append(shape)
    return tuple(inner)


def _is_table(record: type[Record], name: str) -> bool:
    """Return whether a field maps names to something other than records."""
    info = record.model_fields[name]
    found = tuple(flat(info.annotation, tuple(info.metadata)))
    return _has_mapping(found) and all(shape.record is None for shape in _item_shapes(found))


def _has_mapping(found: Sequence[Shape]) -> bool:
    return any(_is_mapping(shape) for shape in found)


def _is_mapping(shape: Shape) -> bool:
    origin = get_origin(shape.type)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _bounds(inner: Sequence[Shape]) -> dict[str, Any]:
    """Return the limits of a number."""
    for shape in inner:
        if shape.type in (int, float):
            low, high = shape.limit("ge", "gt"), shape.limit("le", "lt")
            return {key: value for key, value in (("min", low), ("max", high)) if value is not None}
    return {}


def _is_informative(value: Data) -> bool:
    return value is not None and value is not False and value not in ([], {}, "")


def _optional_text(message: Message | None, t: Texts) -> str | None:
    return t(message) if message else None


def _plain_default(value: Data) -> Data:
    return value if isinstance(value, str | int | float | bool) else None
