"""Every field of the model, and a workshop file with something else written in one of them.

The fields come from the model itself: a field that is added to a record is crossed with all the
values without a change here, and fails in :func:`everything` until the example states it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from kit.journey import Journey
from kit.workshop.shapes import Shape, flat
from tests.hostile.planting import TEXT, plain

ABSENT = "absent"
VALUES = {
    ABSENT: ABSENT,
    "nothing": "",
    "tilde": "~",
    "null": "null",
    "Null": "Null",
    "empty quotes": '""',
    "a space": '" "',
    "a number": "7",
    "a list": "[a, b]",
    "an empty list": "[]",
    "a map": "{a: b}",
    "an empty map": "{}",
}
"""What is written in a field, as the text of the file."""

HERE = "written here"
EXPORT = "Id,Date,Visite,Avis\n" + "".join(
    f"{n},2026-01-{n % 28 + 1:02},{n % 5 + 1},Une longue attente à la caisse {n}\n"
    for n in range(40)
)
SOURCE = {
    "file": "enquete.csv",
    "options": {
        "format": "table",
        "header": "1",
        "encoding": "utf-8",
        "delimiter": ",",
        "decimal": ".",
        "dates": "ymd",
        "scales": {"Visite": "1-5"},
        "roles": {"Visite": "rating", "Avis": "text"},
    },
    "personas": {"lea": {"Visite": ["<= 5"]}},
    "measures": [
        {
            "at": "caisse",
            "figure": "emotion",
            "column": ["Visite"],
            "where": {"Visite": [">= 1"]},
            "persona": "lea",
            "every": "month",
            "start": "2026-01-01",
            "end": "2026-12-31",
        },
    ],
}


class Field(NamedTuple):
    """A field of the model: its place in the example, and whether the file must have it."""

    place: tuple[str | int, ...]
    required: bool

    def __str__(self) -> str:
        return ".".join(map(str, self.place))


def everything() -> dict[str, Any]:
    """Return what a file says in which (nearly) every field of the model is filled."""
    return copy.deepcopy(_everything())


@cache
def _everything() -> dict[str, Any]:
    def worded(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: worded(item) for key, item in value.items()}
        if isinstance(value, list):
            return [worded(item) for item in value]
        return "quelques mots" if value == TEXT else value

    stated: dict[str, Any] = worded(plain())
    stated["evidence"]["enquete"] |= copy.deepcopy(SOURCE)
    stated["stages"]["chercher"]["kpis"]["visites"]["better"] = "higher"
    return stated


def fields() -> list[Field]:
    """Return every field of the model, in the model's order."""
    return list(dict.fromkeys(_fields(Shape(Journey, ()), (), everything())))


def _fields(shape: Shape, place: tuple[str | int, ...], stated: Any) -> Iterator[Field]:
    origin = get_origin(shape.type)
    if shape.record:
        given = stated if isinstance(stated, dict) else {}
        for name, info in shape.record.model_fields.items():
            if name == "id":  # the key of the entry
                continue
            inner = (*place, name)
            yield Field(inner, info.is_required())
            for child in flat(info.annotation, tuple(info.metadata)):
                yield from _fields(child, inner, given.get(name))
    elif origin is tuple:
        (item, *_) = flat(get_args(shape.type)[0], ())
        keys: list[str | int] = list(stated)[:1] if isinstance(stated, dict) else [0]
        for key in keys:
            inner = (*place, key)
            below = stated[key] if isinstance(stated, dict) else next(iter(stated or ()), None)
            yield Field(inner, required=False)
            yield from _fields(item, inner, below)
    elif isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(stated, dict):
        for key in list(stated)[:1]:
            yield Field((*place, key), required=False)
            for item in flat(get_args(shape.type)[1], ()):
                yield from _fields(item, (*place, key), stated[key])


def written(place: tuple[str | int, ...], value: str) -> str:
    """Return the example's text with the value of one field written as ``value`` says."""
    stated = everything()
    at: Any = stated
    for part, following in pairwise(place):
        if isinstance(at, list) and not at:
            at.append(None)
        given = at[part] if isinstance(at, list) else at.get(part)
        if not isinstance(given, dict | list):
            at[part] = _opened(given, following)
        at = at[part]
    if value == ABSENT:
        if isinstance(at, dict):
            at.pop(place[-1], None)
        else:
            del at[:1]
    elif isinstance(at, list):
        at[:1] = [HERE]
    else:
        at[place[-1]] = HERE
    return "\n".join(_lines(stated, 0)).replace(json.dumps(HERE), value) + "\n"


def _opened(given: Any, field: str | int) -> Any:
    """Return a text or a count as the fields that it stands for."""
    if isinstance(field, int):
        return []
    if field == "evidence":
        return {"text": given or "quelques mots"}
    return {"k": 3} if field == "n" else {}


def _lines(value: Any, indent: int) -> Iterator[str]:
    for key, item in value.items() if isinstance(value, dict) else ((None, i) for i in value):
        start = " " * indent + ("-" if key is None else f"{json.dumps(key)}:")
        if isinstance(item, dict | list) and item:
            yield start
            yield from _lines(item, indent + 2)
        else:
            yield f"{start} {json.dumps(item)}"


def put(folder: Path, text: str) -> Path:
    """Write a client's folder with its export; return the workshop's file."""
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    (folder / "evidence" / "enquete.csv").write_text(EXPORT, "utf-8")
    path = folder / "workshop.yaml"
    path.write_text(text, "utf-8")
    return path
