"""A workshop file's text as a tree of nodes, each knowing where it stands.

Of YAML only the events are used: what a word means is the model's business, so ``name: no`` stays
“no” and ``12:30`` a text. The tree is what errors are located by and what saving edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from kit.diagnostics import FilePosition, Place
from kit.i18n import N_, Message, UserText
from kit.workshop.errors import WorkshopError
from kit.workshop.yaml_errors import NO_NAME, STAR

DEEPEST = 50
EMPTY = ("", "~", "null", "Null", "NULL")
IS_EMPTY = N_("The file is empty. Start again from a template with “parcours new”.")
NOT_MAPPING = N_(
    "This file does not begin with fields such as “client:” and “stages:”. Check that it is a "
    "workshop file."
)
TAG = N_(
    "Put a text that begins with “!” in quotation marks. In YAML, “!” names a type, which "
    "workshop files do not have."
)
SEVERAL = N_("A second document begins here. Keep one workshop per file.")
TOO_DEEP = N_("More than 50 levels are nested here. No workshop needs that many.")
TWICE = N_("“{name}” is already set on line {line}. Keep only one.")


@dataclass(slots=True, eq=False)
class Node:
    """A text, a list or a mapping of the file.

    Attributes
    ----------
    style
        Of a text, the character that opens it (``'`` ``"`` ``|`` ``>``), or nothing where it is
        plain. Of a list or a mapping, its bracket, or nothing where it is written line by line.
    start, end
        Where it stands in the text, counted in characters. What is written line by line ends with
        its last line.
    entries
        A list's or a mapping's children, each with its key (None in a list).
    """

    kind: Literal["text", "list", "mapping"]
    style: str
    start: int
    end: int
    line: int
    column: int
    value: str = ""
    entries: list[tuple[Node | None, Node]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Return whether the node is an empty value."""
        return self.kind == "text" and not self.style and self.value in EMPTY

    @property
    def data(self) -> Any:
        """The node as plain data: every scalar a text, an empty one None."""
        if self.kind == "text":
            return None if self.empty else self.value
        if self.kind == "list":
            return [child.data for _, child in self.entries]
        return {key.value: child.data for key, child in self.entries if key}

    def entry(self, part: str | int) -> tuple[Node | None, Node] | None:
        """Return a child with its key, by name or by position."""
        if isinstance(part, int):
            return self.entries[part] if 0 <= part < len(self.entries) else None
        return next((e for e in self.entries if e[0] and e[0].value == part), None)

    def walk(self, place: Place = ()) -> Iterator[tuple[Place, Node]]:
        """Yield every node below this one, and itself, with its place."""
        yield place, self
        for number, (key, child) in enumerate(self.entries):
            yield from child.walk((*place, key.value if key else number))


def tree(path: Path, text: str, events: Iterator[Any]) -> Node:
    """Return the root of a text, or raise a :class:`WorkshopError` for what workshop files lack."""
    return _Tree(path, text).root(events)


class _Tree:
    """Build nodes from YAML's events, and refuses what workshop files do not have."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text

    def root(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self.refuse(event, SEVERAL)
        if root is None or root.empty:
            raise WorkshopError.at(FilePosition(self.path, 1, 1), IS_EMPTY)
        if root.kind != "mapping":
            raise WorkshopError.at(FilePosition(self.path, root.line, root.column), NOT_MAPPING)
        return root

    def refuse(self, event: Any, says: Message) -> None:
        mark = event.start_mark
        raise WorkshopError.at(FilePosition(self.path, mark.line + 1, mark.column + 1), says)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if event.anchor is not None:
            self.refuse(event, STAR)
        if event.tag is not None:
            self.refuse(event, TAG)
        if depth > DEEPEST:
            self.refuse(event, TOO_DEEP)
        start, end = event.start_mark, event.end_mark
        at = start.index, end.index, start.line + 1, start.column + 1
        if isinstance(event, yaml.ScalarEvent):
            node = Node("text", event.style or "", *at, value=event.value)
            if node.style in ("|", ">"):
                node.end = node.start + len(self.text[node.start : node.end].rstrip(" \t\r\n"))
            return node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Node("list", "[" if event.flow_style else "", *at)
            self.fill_list(node, events, depth)
        else:
            node = Node("mapping", "{" if event.flow_style else "", *at)
            self.fill_mapping(node, events, depth)
        return node

    def fill_list(self, node: Node, events: Iterator[Any], depth: int) -> None:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.close(node, event)
                return
            node.entries.append((None, self.node(event, events, depth + 1)))

    def fill_mapping(self, node: Node, events: Iterator[Any], depth: int) -> None:
        lines: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self.close(node, event)
                return
            key = self.node(event, events, depth + 1)
            if key.kind != "text":
                self.refuse(event, NOT_MAPPING)
            if not key.value:
                self.refuse(event, NO_NAME)
            if key.value in lines:
                self.refuse(
                    event, TWICE.filled(name=UserText(key.value), line=str(lines[key.value]))
                )
            lines[key.value] = key.line
            child = self.node(next(events), events, depth + 1)
            between = re.sub("#.*", "", self.text[key.end : child.start])
            if child.start == child.end and ":" not in between:
                # “? name” alone: the parsers disagree on where its value is missing.
                child.start = child.end = key.end
                child.line, child.column = key.line, key.column
            node.entries.append((key, child))

    def close(self, node: Node, event: Any) -> None:
        if node.style:
            node.end = event.end_mark.index
        else:
            # The parser ends a block where the next thing starts; its last line says more.
            last_key, last = node.entries[-1]
            node.end = max(last.end, last_key.end if last_key else 0)
            rest = re.compile(r"[^\r\n]*").match(self.text, node.end)
            comment = rest[0] if rest else ""
            if comment.lstrip(" \t").startswith("#"):
                node.end += len(comment.rstrip(" \t"))
