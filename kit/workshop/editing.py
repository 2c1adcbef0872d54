"""An edit as the smallest change of the file's text.

What a file said and what it shall say are compared as plain data, and the text is put together
again: from slices of the old text wherever nothing differs, so that comments, order, wrapping and
spelling stay byte for byte; freshly written where something does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from kit.plain_data import Data
from kit.workshop.blocks import blocks_of
from kit.workshop.document import Document
from kit.workshop.examples import is_example, place_for, with_examples
from kit.workshop.layout import Change, CommentedOut, Fresh, Item, Kept, Layout
from kit.workshop.matching import paired, renamed, same
from kit.workshop.tree import Node
from kit.workshop.unfolding import Unfolding, outgrown
from kit.workshop.writing import Flow, Written, YamlStyle

REMARK_BELOW = re.compile(r"[^\r\n]*\r?\n(?:[ \t]*\r?\n)*( *)#")
"""From the end of a value: the line below it, where that is a comment."""


def edited(document: Document, old: Data, new: Data, coarse: bool = False) -> str:
    """Return the document's text saying ``new`` where it said ``old``.

    Parameters
    ----------
    old, new
        Plain data, as :meth:`kit.fields.Record.to_data` gives it.
    coarse
        Write every top-level field anew in which something differs.
    """
    editor = _Editor(document, coarse)
    root = editor.root
    change = editor.update(root, old, new)
    text = change if isinstance(change, str) else editor.layout.joined(change)
    return document.text[: root.start] + text + document.text[root.end :]


class _Editor:
    def __init__(self, document: Document, coarse: bool) -> None:
        self.text = document.text
        self.layout = Layout(document.text, document.newline)
        self.style = YamlStyle.of(document)
        self.root = with_examples(document.text, document.root)
        self.coarse = coarse

    def update(
        self, node: Node, old: Data, new: Data, column: int = 0, key: str = "", flow: Flow = ""
    ) -> Change:
        """Return a node's text with ``old`` made ``new``; ``column`` is that of its key."""
        if same(old, new):
            return self.text[node.start : node.end]
        old, new = _as_written(node, old), _as_written(node, new)
        within: Flow = "[" if node.style == "[" else "{" if node.style == "{" else flow
        whole = self.coarse and node is not self.root
        if new and not whole:
            braced = not node.style or self.text[node.start] == node.style
            if node.kind == "mapping" and isinstance(new, Mapping) and braced:
                known = old if isinstance(old, Mapping) else {}
                return self.layout.assembled(node, self.fields(node, known, new, within))
            if node.kind == "list" and isinstance(new, list) and braced and _aligned(old, node):
                return self.layout.assembled(node, self.items(node, old, new, key, within))
        in_a_line: Flow = flow or ("{" if self.overhung(node, column) else "")
        return self.style.write(new, column, key=key, flow=in_a_line, like=node)

    def overhung(self, node: Node, column: int) -> bool:
        """Return whether a comment below a value is indented so far that a block would take it."""
        if node.style in ("|", ">"):
            return False
        remark = REMARK_BELOW.match(self.text, node.end)
        return bool(remark and len(remark[1]) > column)

    def fields(
        self, node: Node, old: Mapping[str, Data], new: Mapping[str, Data], flow: Flow
    ) -> list[Item]:
        """Return the entries of a mapping in their new order."""
        old = {str(name): value for name, value in old.items()}
        new = {str(name): value for name, value in new.items()}
        there = {key.value: number for number, (key, _) in enumerate(node.entries) if key}
        for name, former in renamed(there, old, new).items():
            there = {name if k == former else k: number for k, number in there.items()}
            old = {name if k == former else k: value for k, value in old.items()}
        examples = {key.value for key, _ in node.entries if key and is_example(key)}
        emptied = self.emptied(node, old, new)
        order = [n for n in there if n in new or n not in old or n in emptied]
        common = [name for name in order if name in old and name in new]
        if [n for n in old if n in common] != [n for n in new if n in common]:
            moved = iter(n for n in new if n in common)
            order = [next(moved) if name in common else name for name in order]
        before: str | None = None
        for name in new:
            if name not in there:
                order.insert(place_for(name, order, before, examples), name)
            before = name
        # The top fields are no model for each other: each is of a kind of its own.
        siblings = [child for _, child in node.entries if node is not self.root]
        column = node.column - 1
        items: list[Item] = []
        for name in order:
            if name not in there:
                written = self.style.write(
                    new[name], column, key=name, flow=flow, siblings=siblings
                )
                items.append(Fresh(name, written))
                continue
            number = there[name]
            key, child = node.entries[number]
            if name in emptied:
                items.append(CommentedOut(number))
                continue
            change: Change | None = None
            if is_example(key) and name in new:  # as its example, line by line
                change = self.style.write(new[name], column, key=name, block=True)
            elif name in new and not (name in old and same(old[name], new[name])):
                changed = self.update(child, old.get(name), new[name], column, name, flow)
                change = changed if flow else self.unfolded(child, changed, column, name)
            uncommented = is_example(key) and change is not None
            new_key = name if key and (key.value != name or uncommented) else ""
            items.append(Kept(number, change, new_key))
        return items

    def emptied(self, node: Node, old: Mapping[str, Data], new: Mapping[str, Data]) -> set[str]:
        """Return the sections that are emptied, and have examples that stay."""
        if node is not self.root or node.style:
            return set()
        return {
            key.value
            for (key, child), block in zip(node.entries, blocks_of(self.text, node), strict=True)
            if key and key.value in old and key.value not in new
            if block.trail.strip() or "#" in self.text[block.opened : child.start]
        }

    def unfolded(self, node: Node, change: Change, column: int, key: str = "") -> Change:
        """Return a change line by line where what stood between brackets has outgrown its line."""
        if not node.style or not isinstance(change, str) or "\n" in change:
            return change
        if self.overhung(node, column):
            return change
        before = self.text[node.start : node.end]
        if not outgrown(before, change, node.column - 1):
            return change
        return Unfolding(self.style, before, change).written(column, key)

    def items(
        self, node: Node, old: Sequence[Data], new: Sequence[Data], key: str, flow: Flow
    ) -> list[Item]:
        """Return the entries of a list in their new order."""
        siblings = [child for _, child in node.entries]
        column = node.column - 1
        items: list[Item] = []
        for number, value in zip(paired(old, new), new, strict=True):
            if number is None:
                written = self.item(value, column, key, flow, siblings)
                items.append(Fresh("", written))
            elif same(old[number], value):
                items.append(Kept(number))
            else:
                child = node.entries[number][1]
                change = self.update(child, old[number], value, column, key, flow)
                if isinstance(change, Written) and isinstance(value, Mapping):
                    change = self.item(value, column, key, flow, siblings)
                elif not flow:
                    change = self.unfolded(child, change, column)
                items.append(Kept(number, change))
        return items

    def item(
        self, value: Data, column: int, key: str, flow: Flow, siblings: Sequence[Node]
    ) -> Written:
        """Return an entry of a list; the first field of a mapping stands beside the dash."""
        written = self.style.write(value, column, key=key, flow=flow, siblings=siblings)
        if not isinstance(value, Mapping) or not written.lines:
            return written
        inner = YamlStyle(2, self.style.dash, self.style.plus).write(
            value, column, siblings=[n for n in siblings if not n.style]
        )
        if not inner.lines:
            return inner
        first, *rest = inner.lines
        return Written(first.lstrip(" "), tuple(rest))


def _as_written(node: Node, value: Data) -> Data:
    """Return a value in the form in which the file has it, where the model allows several."""
    if node.kind == "mapping" and isinstance(value, str) and node.entry("text"):
        return {"text": value}
    if node.kind == "list" and value is not None and not isinstance(value, list | Mapping):
        return [value]
    if node.kind == "text" and not node.empty and isinstance(value, list) and len(value) == 1:
        return value[0] if isinstance(value[0], str) else value
    return value


def _aligned(old: Data, node: Node) -> TypeGuard[list[Data]]:
    return isinstance(old, list) and len(old) == len(node.entries)
