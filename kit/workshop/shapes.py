"""Expectations of the model at a place of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kit.diagnostics import Place
from kit.fields import Record, Statement, Text
from kit.framing import Note
from kit.hints import Hint
from kit.journey import KEYED, Journey

PRINTABLE = get_args(Text)[-1]
WRITTEN_AS_TEXT = (Statement, Note)
"""Records that may be written as a text alone."""


class Shape(NamedTuple):
    """One thing that a place can hold: its type, and what more is said of it."""

    type: Any
    said: tuple[Any, ...]

    @property
    def record(self) -> type[Record] | None:
        """The record that stands there, if one does."""
        is_record = isinstance(self.type, type) and issubclass(self.type, Record)
        return self.type if is_record else None

    @property
    def hint(self) -> Hint | None:
        """The hint that helps a person to fill it in."""
        return next((extra for extra in self.said if isinstance(extra, Hint)), None)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, where nothing else can stand there."""
        if isinstance(self.type, type) and issubclass(self.type, StrEnum):
            return tuple(self.type)
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def text(self) -> bool:
        """Return whether it takes free text."""
        return self.type in WRITTEN_AS_TEXT or (self.type is str and PRINTABLE in self.said)

    def limit(self, *names: str) -> Any:
        """Return a bound of a number or a length, such as ``ge`` or ``max_length``."""
        for extra in self.said:
            for name in names:
                if getattr(extra, name, None) is not None:
                    return getattr(extra, name)
        return None


@lru_cache(maxsize=4096)
def shapes(place: Place) -> tuple[Shape, ...]:
    """Return what a place can hold; nothing where no such place exists."""
    found: tuple[Shape, ...] = (Shape(Journey, ()),)
    for part in place:
        found = tuple(child for shape in found for child in _children(shape, part))
    return found


def record_at(place: Place) -> type[Record] | None:
    """Return the record that stands at a place, if one does."""
    return next((shape.record for shape in shapes(place) if shape.record), None)


def is_text(place: Place) -> bool:
    """Return whether a place takes free text."""
    return any(shape.text for shape in shapes(place))


def is_keyed(place: Sequence[str | int | Mapping[str, str]]) -> bool:
    """Return whether a place holds a collection of records, each under its id."""
    return (len(place) == 1 and place[0] in KEYED) or tuple(place[-1:]) == ("kpis",)


def _children(shape: Shape, part: str | int) -> Iterator[Shape]:
    origin, args = get_origin(shape.type), get_args(shape.type)
    if shape.record and isinstance(part, str) and part in shape.record.model_fields:
        yield from _of_field(shape.record, part)
    elif origin is tuple:
        yield from flat(args[0], ())
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from flat(args[1], ())


@cache
def _of_field(record: type[Record], name: str) -> tuple[Shape, ...]:
    info = record.model_fields[name]
    return tuple(flat(info.annotation, tuple(info.metadata)))


def flat(annotation: Any, said: tuple[Any, ...]) -> Iterator[Shape]:
    """Yield every type that an annotation allows, None apart."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from flat(args[0], (*said, *_metadata(args[1:])))
    elif origin in (Union, UnionType):
        for option in args:
            yield from flat(option, said)
    elif annotation is not NoneType:
        yield Shape(annotation, said)


def _metadata(extras: tuple[Any, ...]) -> Iterator[Any]:
    for extra in extras:
        if isinstance(extra, FieldInfo):
            yield from extra.metadata
        yield extra
