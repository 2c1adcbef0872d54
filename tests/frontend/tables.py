"""Tables of the model that the board needs too, written for it as a module of JavaScript.

``python -m tests.frontend.tables`` writes ``frontend/board/tables.js``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from kit.journey import KEYED, Journey
from kit.steps import emotions, improvements
from kit.workshop.shapes import Shape, flat

FILE = Path(__file__).parents[2] / "frontend" / "board" / "tables.js"

HEAD = """// Generated from the model by: python -m tests.frontend.tables
"""


def model_places(
    shape: Shape, place: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """Yield every place of the model with what it holds; an id or an index is ``*``."""
    yield place, shape
    args = get_args(shape.type)
    if shape.record:
        for name, info in shape.record.model_fields.items():
            for child in flat(info.annotation, tuple(info.metadata)):
                yield from model_places(child, (*place, name))
    elif get_origin(shape.type) is tuple:
        for child in flat(args[0], ()):
            yield from model_places(child, (*place, "*"))
    elif _is_mapping(shape):
        for child in flat(args[1], ()):
            yield from model_places(child, (*place, "*"))


def _is_mapping(shape: Shape) -> bool:
    origin = get_origin(shape.type)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def tables() -> dict[str, tuple[str, Any]]:
    """Return the tables by their names, each with the comment above it."""
    links = [(place, s) for place, s in model_places(Shape(Journey, ())) if s.hint and s.hint.links]
    fields = sorted({".".join(place) for place, shape in links if not _is_mapping(shape)})
    maps = sorted({".".join(place) for place, shape in links if _is_mapping(shape)})
    return {
        "KEYED": ("The collections whose records have an id; they share one id space.", KEYED),
        "LINK_FIELDS": ("Fields that hold the ids of records.", fields),
        "LINK_MAPS": ("Fields that hold values by the ids of records.", maps),
        "HIGH": ("From here on an impact or an effort is high (F6).", improvements.HIGH),
        "DISAGREEMENT": (
            "The interquartile range from which participants disagree (F2).",
            emotions.DISAGREEMENT,
        ),
    }


def text() -> str:
    """Return the module's text."""
    parts = [
        f"/** {comment} */\nexport const {name} = {_literal(value)};\n"
        for name, (comment, value) in tables().items()
    ]
    return "\n".join([HEAD, *parts])


def _literal(value: Any) -> str:
    if isinstance(value, str | int | float):
        return json.dumps(value)
    return "[\n" + "".join(f"  {json.dumps(item)},\n" for item in value) + "]"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
