"""Write sections into an executed notebook as JSON, and read them back.

A cell shows a section as HTML and carries its blocks as JSON beside it, under a mime type of the
kit's own. So a document export needs nothing but the executed notebook.

The JSON is one text: notebook tools copy and check every node of what they take for data, and a
section has thousands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

from kit import blocks, i18n
from kit.blocks import CitedSource, Section
from kit.sections import Cover, Edition
from kit.theme import FontFace, Theme

if TYPE_CHECKING:
    from nbformat import NotebookNode

SECTION = "application/vnd.parcours.section"
FRAME = "application/vnd.parcours.report"

KINDS: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (
        *(k for k in vars(blocks).values() if isinstance(k, type) and is_dataclass(k)),
        *(i18n.UserText, i18n.MixedText, Cover, Theme, FontFace),
    )
} | {"Words": i18n.UserText, "Inline": i18n.MixedText}
"""The types that :func:`from_json` may create, by the names in a notebook's JSON; 0.1.0 wrote the
last two names."""


@dataclass(frozen=True)
class Frame:
    """The frame of a report: language, cover, theme, and the sections that it must hold.

    Attributes
    ----------
    lang
        The reader's language.
    sections
        The ids of the sections that the report must hold, in order.
    cover
        The contents of the cover; a notebook without one is no report.
    dated
        A fingerprint of all that depends on the day of the report: if it is the same on another
        day, so is the report, except for its date.
    missing
        For each language, the sources and metrics that could not be read, a line each: their
        measured values are missing in the report.
    edition
        ``client`` or ``working``; empty for what is no report, such as a handout.
    sources
        The sources of evidence, in the order of their numbers.
    """

    lang: str
    sections: tuple[str, ...]
    cover: Cover
    theme: Theme
    dated: str = ""
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    edition: Edition | Literal[""] = ""
    sources: tuple[CitedSource, ...] = ()


def to_json(value: Section | Frame) -> str:
    """Return a section or a frame as JSON."""
    return json.dumps(value, default=to_dict, ensure_ascii=False, separators=(",", ":"))


def to_dict(value: Any) -> dict[str, Any]:
    """Return a record as a JSON object whose ``is`` names its type; records in it stay as they are.

    Raises
    ------
    TypeError
        If the value is no record.
    """
    kind: type = type(value)
    names = _field_names(kind)
    if not names:
        raise TypeError(value)
    return {"is": kind.__name__, **{name: getattr(value, name) for name in names}}


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields, or none for another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def from_json(text: str) -> Any:
    """Return the section or the frame that :func:`to_json` wrote."""
    return json.loads(text, object_hook=_record)


def _record(found: dict[str, Any]) -> Any:
    """Return the record of a JSON object, in which inner objects are records already."""
    name = found.pop("is")
    kind = Frame if name == "Frame" else KINDS[name]
    return kind(**{key: _as_tuple(v) if type(v) is list else v for key, v in found.items()})


def _as_tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_as_tuple(v) if type(v) is list else v for v in values)


def _texts(notebook: NotebookNode, mime: str) -> Iterator[str]:
    """Yield the outputs of a mime type in a notebook's cells, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if mime in output.get("data", {}):
                yield output["data"][mime]


class ExecutedNotebook:
    """An executed notebook with its report, which is decoded once.

    Parameters
    ----------
    notebook
        The notebook as nbformat has it.
    """

    def __init__(self, notebook: NotebookNode) -> None:
        self.notebook = notebook

    @classmethod
    def of(cls, notebook: NotebookNode | ExecutedNotebook) -> ExecutedNotebook:
        """Return a notebook with its report; one that has been wrapped is returned as it is."""
        return notebook if isinstance(notebook, ExecutedNotebook) else cls(notebook)

    @cached_property
    def frame(self) -> Frame | None:
        """The frame of the report; None if the notebook has none."""
        return next(map(from_json, _texts(self.notebook, FRAME)), None)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that the notebook shows, in order."""
        return tuple(map(from_json, _texts(self.notebook, SECTION)))


def without_blocks(notebook: NotebookNode) -> NotebookNode:
    """Return an executed notebook whose sections have HTML alone, without their blocks."""
    cells = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", ()):
            data = {k: v for k, v in output.get("data", {}).items() if k != SECTION}
            outputs.append(type(output)(output, data=data) if data else output)
        cells.append(type(cell)(cell, outputs=outputs) if outputs else cell)
    return type(notebook)(notebook, cells=cells)
