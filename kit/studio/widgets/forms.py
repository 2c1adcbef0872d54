"""Forms, built from the hints of the records: what a field is called, asked and filled in with.

Nothing is said here of any field by name. A record that gets a new field with a hint has it on its
form; the front end draws a form from this description alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from kit.fields import Count, Record, Statement
from kit.hints import Hint, Kind, hints
from kit.i18n import Message, Texts
from kit.kpi import Kpi
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
"""What a form can be asked for, with a place where such a record stands."""


def forms(t: Texts) -> dict[str, list[Field]]:
    """Return the form of every record that the file holds, in the reader's language."""
    made = {}
    for name, place in RECORDS.items():
        record = record_at(place)
        if record is not None:
            made[name] = form(record, t)
    return made


def form(record: type[Record], t: Texts) -> list[Field]:
    """Return the fields of a record that a person fills in, in their order.

    A group of which a person fills in nothing, such as the options of reading, is left out, and so
    is what is a table of its own, such as a filter: the file holds it, and the command writes it.
    """
    described = (
        field(record, name, hint, t) for name, hint in hints(record) if not _table(record, name)
    )
    return [one for one in described if one["kind"] != Kind.GROUP.value or "fields" in one]


def field(record: type[Record], name: str, hint: Hint, t: Texts) -> Field:
    """Return what a form must know of one field: nothing of what does not concern it."""
    info = record.model_fields[name]
    found = tuple(flat(info.annotation, tuple(info.metadata)))
    many = any(get_origin(shape.type) is tuple for shape in found)
    inner = _inner(found)
    described = {
        "name": name,
        "label": t(hint.label),
        "ask": _said(hint.ask, t),
        "kind": hint.kind.value,
        "required": info.is_required(),
        "default": None if info.is_required() else _plain_default(info.get_default()),
        "choices": [[key, t(label)] for key, label in hint.choices.items()],
        "free": bool(hint.choices) and not any(shape.choices for shape in found),
        "low": _said(hint.low, t),
        "high": _said(hint.high, t),
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
        described["by"] = list(hint.links) if _mapped(found) else []
    return {key: value for key, value in described.items() if _says_something(value)}


def labels(t: Texts) -> dict[str, Any]:
    """Return what the board knows outside any form: channels, feelings' scores, guesses."""
    return {
        "channels": {
            id: {"name": t(channel.name), "online": channel.online}
            for id, channel in CHANNELS.items()
        },
        "feelings": {id: [t(label), score] for id, (label, score) in WORDS.items()},
        "guesses": guesses(),
        "kpis": form(Kpi, t),
    }


def _inner(found: Sequence[Shape]) -> tuple[Shape, ...]:
    """Return what stands in a field, or in each item of it where it holds several."""
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


def _table(record: type[Record], name: str) -> bool:
    """Whether a field maps names to something else than records."""
    info = record.model_fields[name]
    found = tuple(flat(info.annotation, tuple(info.metadata)))
    return _mapped(found) and all(shape.record is None for shape in _inner(found))


def _mapped(found: Sequence[Shape]) -> bool:
    return any(_is_mapping(shape) for shape in found)


def _is_mapping(shape: Shape) -> bool:
    origin = get_origin(shape.type)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _bounds(inner: Sequence[Shape]) -> dict[str, Any]:
    """Return how far a number may go, and how long a list may be."""
    for shape in inner:
        if shape.type in (int, float):
            low, high = shape.limit("ge", "gt"), shape.limit("le", "lt")
            return {key: value for key, value in (("min", low), ("max", high)) if value is not None}
    return {}


def _says_something(value: Any) -> bool:
    return value is not None and value is not False and value != [] and value != ""


def _said(message: Message | None, t: Texts) -> str | None:
    return t(message) if message else None


def _plain_default(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) else None
