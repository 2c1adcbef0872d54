"""An error of the model, with the node of the file that it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.diagnostics import Place
from kit.fields import Count
from kit.i18n import UserText
from kit.workshop.document import Document
from kit.workshop.shapes import Shape, shapes
from kit.workshop.tree import Node

SHOWN = 60


class ModelError:
    """One error of the model, with what is known of its place."""

    def __init__(self, document: Document, error: Mapping[str, Any]) -> None:
        self.kind: str = error["type"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.node, self.place, self.rest = walked(document.root, error["loc"])
        self.shapes = shapes(self.place)
        self.item = self.node
        if self.node.kind == "text" and self.rest and isinstance(self.rest[0], int):
            # One of several numbers written as one text.
            parts = self.node.value.replace(",", " ").replace(";", " ").split()
            self.shapes = shapes((*self.place, self.rest[0]))
            self.written = parts[self.rest[0]] if self.rest[0] < len(parts) else self.node.value
        elif self.rest in (("[key]",), ("id",)):
            self.written = str(self.place[-1])
        else:
            self.written = self.node.value

    @property
    def value(self) -> UserText:
        """Return what is written, cut where it is long."""
        return UserText(self.written if len(self.written) <= SHOWN else self.written[:SHOWN] + "…")

    @property
    def blank(self) -> bool:
        """Return whether the field is there with nothing, or nothing but spaces, written in it."""
        return self.node.kind == "text" and (self.node.empty or not self.node.value.strip())

    @property
    def yes_no_or_count(self) -> bool:
        """Return whether the error belongs to a union's branch, named by the first of ``rest``."""
        return bool(self.rest) and {bool, Count} <= {shape.type for shape in self.shapes}

    @property
    def shape(self) -> Shape:
        """Return the first shape that the model allows at the place."""
        return self.shapes[0] if self.shapes else Shape(str, ())


def walked(root: Node, loc: tuple[str | int, ...]) -> tuple[Node, Place, Place]:
    """Return the node at a place of the model, its place in the file, and what the file lacks."""
    node = root
    place: list[str | int] = []
    for number, part in enumerate(loc):
        if node.kind == "mapping" and isinstance(part, int) and part < len(node.entries):
            entry: tuple[Node | None, Node] | None = node.entries[part]
        else:
            entry = node.entry(part)
        if entry is None:
            return node, tuple(place), loc[number:]
        key, node = entry
        place.append(key.value if key else part)
    return node, tuple(place), ()
