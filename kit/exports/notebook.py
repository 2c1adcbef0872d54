"""Sections inside an executed notebook: how they are written there, and read back.

Every section shows itself in the notebook as HTML and carries its blocks as JSON beside it, under a
mime type of the kit's own. So a document export needs the executed notebook and nothing else.

The JSON is one text: notebook tools copy and check every node of what they take for data, and a
section has thousands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from kit import blocks, i18n
from kit.blocks import Section
from kit.sections import Cover
from kit.theme import Theme

SECTION = "application/vnd.parcours.section"
FRAME = "application/vnd.parcours.report"

KINDS: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (
        *(k for k in vars(blocks).values() if isinstance(k, type) and is_dataclass(k)),
        *(i18n.UserText, i18n.MixedText, Cover, Theme),
    )
} | {"Words": i18n.UserText, "Inline": i18n.MixedText}
"""What may stand in a notebook's JSON; nothing else is ever made from it. The last two are names
that release 0.1.0 wrote."""


@dataclass(frozen=True)
class Frame:
    """What a report is as a whole: its language, its cover, its look, what it must hold.

    Attributes
    ----------
    lang
        The reader's language.
    sections
        The ids of the sections that the report must hold, in order.
    cover
        What stands on the cover; a notebook without one makes no report.
    dated
        What the day of the report changes in it, as one number: where that is the same on another
        day, the report is too, but for its date.
    missing
        For each language, which sources and figures could not be had, a line each: measured values
        are missing in the report.
    """

    lang: str
    sections: tuple[str, ...]
    cover: Cover
    theme: Theme
    dated: str = ""
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()


def told(value: Any) -> str:
    """Return a section or a frame as JSON."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """Return blocks as JSON knows them: every record names its kind."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    kind: Any = type(value)
    if names := _names(kind):
        found = {name: plain(getattr(value, name)) for name in names}
        return {"is": kind.__name__, **found}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields; of anything else, none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def revived(text: str) -> Any:
    """Return the section or the frame that :func:`told` wrote."""
    return json.loads(text, object_hook=_revived)


def _revived(found: dict[str, Any]) -> Any:
    """Return the record that a JSON object, whose own objects are records already, stands for."""
    name = found.pop("is")
    kind = Frame if name == "Frame" else KINDS[name]
    return kind(**{key: _tupled(v) if type(v) is list else v for key, v in found.items()})


def _tupled(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_tupled(v) if type(v) is list else v for v in values)


def _texts(notebook: Any, mime: str) -> Iterator[str]:
    """Yield what the notebook's cells carry under a mime type of the kit's, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if mime in output.get("data", {}):
                yield output["data"][mime]


def sections(notebook: Any) -> tuple[Section, ...]:
    """Return the sections that an executed notebook shows."""
    return tuple(map(revived, _texts(notebook, SECTION)))


def section_ids(notebook: Any) -> tuple[str, ...]:
    """Return the ids of the sections that an executed notebook shows."""
    return tuple(json.loads(text)["id"] for text in _texts(notebook, SECTION))


def without_blocks(notebook: Any) -> Any:
    """Return an executed notebook with its sections as they are shown, without their blocks."""
    cells = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", ()):
            data = {k: v for k, v in output.get("data", {}).items() if k != SECTION}
            outputs.append(type(output)(output, data=data) if data else output)
        cells.append(type(cell)(cell, outputs=outputs) if outputs else cell)
    return type(notebook)(notebook, cells=cells)


def frame(notebook: Any) -> Frame | None:
    """Return what the executed notebook says of its report, or None where it opened none."""
    return next(map(revived, _texts(notebook, FRAME)), None)
