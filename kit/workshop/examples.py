"""Sections that a starter shows as comments: ``# personas:`` with an example below it.

Such a section has its place in the file already, beneath the words that explain it. When it is
filled, its name is uncommented and what is new stands above the example; when it is emptied, its
name becomes a comment again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from kit.journey import Journey
from kit.workshop.blocks import last_comment
from kit.workshop.tree import Node

SECTIONS = tuple(Journey.model_fields)
"""The sections of a workshop file in their order."""

MARK = "#"
"""The style of the name of a section that stands in the file as a comment."""

EXAMPLE = re.compile(r"^# ?([a-z_]+):(?=[ \t]*(?:#[^\r\n]*)?\r?\n# {2,}\S)", re.MULTILINE)


def with_examples(text: str, root: Node) -> Node:
    """Return the root of a file with its commented sections among its entries.

    It ends with the comments that belong to its last entry.
    """
    if root.style:
        return root
    known = {key.value for key, _ in root.entries if key}
    shown: list[tuple[Node | None, Node]] = []
    starts = [*(key.start for key, _ in root.entries if key), len(text)]
    for (_, child), following in zip(root.entries, starts[1:], strict=True):
        shown += _commented(text, child.end, following, known)
    entries = sorted([*root.entries, *shown], key=lambda entry: (entry[0] or entry[1]).start)
    return replace(root, entries=entries, end=last_comment(text, entries[-1][1].end))


def _commented(
    text: str, start: int, end: int, known: set[str]
) -> Iterator[tuple[Node | None, Node]]:
    for found in EXAMPLE.finditer(text, start, end):
        name = found[1]
        if name not in SECTIONS or name in known:
            continue
        known.add(name)
        line = text.count("\n", 0, found.start()) + 1
        yield (
            Node("text", MARK, found.start(), found.end() - 1, line, 1, name),
            Node("text", "", found.end(), found.end(), line, 1 + found.end() - found.start()),
        )


def is_example(key: Node | None) -> bool:
    """Return whether a name stands in the file as a comment."""
    return key is not None and key.style == MARK


def place_for(name: str, order: list[str], after: str | None, examples: Collection[str]) -> int:
    """Return where a new section comes: after another, and after the examples of earlier ones."""
    place = order.index(after) + 1 if after is not None else 0
    while place < len(order) and order[place] in examples and name in SECTIONS:
        if SECTIONS.index(order[place]) > SECTIONS.index(name):
            break
        place += 1
    return place
