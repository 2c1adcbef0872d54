"""Lists and mappings between brackets, written line by line where they have outgrown their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kit.workshop.writing import WIDTH, Written, YamlStyle
from kit.workshop.yaml_parser import BaseLoader


def outgrown(before: str, after: str, column: int) -> bool:
    """Return whether a list or a mapping should leave its line.

    It should where it did fit in the line and no longer does, and where a text of several lines
    came into it: between brackets that is quoted, its line ends escaped.

    Parameters
    ----------
    before, after
        Its text, each on one line.
    column
        Where it begins.
    """
    if column + len(before) > WIDTH:
        return False  # someone wrote it so
    if column + len(after) > WIDTH:
        return True
    return after.count(r"\n") > before.count(r"\n") and _holds_newline(_composed(after))


@dataclass(frozen=True)
class Unfolding:
    """Write a list or a mapping between brackets line by line, its words as they are spelt.

    Attributes
    ----------
    style
        How the file is written.
    before, after
        Its text before and after an edit, each on one line.
    """

    style: YamlStyle
    before: str
    after: str

    def written(self, column: int, key: str = "") -> Written:
        """Return it below a key, or beside a dash.

        Parameters
        ----------
        column
            Where its key (or dash) stands; the first field comes beside a dash.
        """
        node = _composed(self.after)
        if key:
            return Written("", tuple(self._entries(node, column, key)))
        first, *rest = self._entries(node, column, key)
        return Written(first.lstrip(" "), tuple(rest))

    def _entries(self, node: yaml.Node, column: int, key: str) -> Iterator[str]:
        if isinstance(node, yaml.SequenceNode):
            at = column + (self.style.dash if key else 2)
            for item in node.value:
                yield from self._entry(item, at, "-")
            return
        at = column + (self.style.step if key else 2)
        for name, item in node.value:
            yield from self._entry(item, at, f"{self._source(name)}:")

    def _entry(self, node: yaml.Node, column: int, opening: str) -> Iterator[str]:
        source = self._source(node)
        line = f"{' ' * column}{opening} {source}".rstrip()
        fits = len(line) <= WIDTH and (source in self.before or not _holds_newline(node))
        if fits or not node.value or _all_numbers(node):
            yield line
        elif isinstance(node, yaml.ScalarNode):
            written = self.style.text(node.value, column)
            yield f"{' ' * column}{opening} {written.head}"
            yield from written.lines
        elif opening == "-":
            first, *rest = self._entries(node, column, "")
            yield f"{' ' * column}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{' ' * column}{opening}"
            yield from self._entries(node, column, opening)

    def _source(self, node: yaml.Node) -> str:
        return self.after[node.start_mark.index : node.end_mark.index]


def _composed(text: str) -> Any:
    return yaml.compose(text, Loader=BaseLoader)


def _holds_newline(node: yaml.Node) -> bool:
    """Return whether a text of several lines is among those of a node."""
    if isinstance(node, yaml.ScalarNode):
        return "\n" in node.value
    parts = (part if isinstance(part, tuple) else (part,) for part in node.value)
    return any(_holds_newline(inner) for part in parts for inner in part)


def _all_numbers(node: yaml.Node) -> bool:
    """Return whether a node is a list of numbers: a room’s scores stay on one line."""
    return isinstance(node, yaml.SequenceNode) and all(
        re.fullmatch(r"[-+]?[\d.]+", str(item.value)) for item in node.value
    )
