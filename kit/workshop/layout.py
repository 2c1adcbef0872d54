"""Assemble the text of a list or a mapping from slices of the old text and new entries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.workshop.blocks import Block, blocks_of, usual_gap
from kit.workshop.tree import Node
from kit.workshop.writing import Written

HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")

Change = str | Written
"""New text in place of a node, or a value to be written in its place."""


@dataclass(frozen=True)
class Kept:
    """An entry that the file has already."""

    number: int
    change: Change | None = None
    key: str = ""


@dataclass(frozen=True)
class CommentedOut:
    """A section that is emptied, and stays as a comment above its example."""

    number: int


@dataclass(frozen=True)
class Fresh:
    """An entry to be written."""

    key: str
    written: Written


Item = Kept | CommentedOut | Fresh


class Layout:
    """Assembles the entries of a list or a mapping.

    Parameters
    ----------
    text
        The old text.
    newline
        How its lines end.
    """

    def __init__(self, text: str, newline: str) -> None:
        self.text, self.newline = text, newline

    def joined(self, written: Written) -> str:
        """Return a value without a key."""
        return self.newline.join(part for part in (written.head, *written.lines) if part)

    def assembled(self, node: Node, items: list[Item]) -> str:
        """Return the text of a node with its new entries."""
        return self._bracketed(node, items) if node.style else self._stacked(node, items)

    def _bracketed(self, node: Node, items: list[Item]) -> str:
        """Assemble a list or a mapping in brackets."""
        spans = [self._span(key, child) for key, child in node.entries]
        opening, closing = self.text[node.start], self.text[node.end - 1]
        if not items:
            return opening + closing
        prefix = suffix = ""
        usual = ", "
        if spans:
            prefix = self.text[node.start + 1 : spans[0][0]]
            suffix = self.text[spans[-1][1] : node.end - 1]
        if len(spans) > 1 and "#" not in self.text[spans[0][1] : spans[1][0]]:
            usual = self.text[spans[0][1] : spans[1][0]]
        out: list[str] = []
        previous: int | None = None
        for item in items:
            if isinstance(item, CommentedOut):
                continue
            number = item.number if isinstance(item, Kept) else None
            if out:
                follows = number is not None and previous is not None and number == previous + 1
                out.append(
                    self.text[spans[number - 1][1] : spans[number][0]]
                    if follows and number is not None
                    else usual
                )
            if isinstance(item, Fresh):
                out.append(f"{item.key}: {item.written.head}" if item.key else item.written.head)
            else:
                out.append(self._kept_between(node, item, spans[item.number]))
            previous = number
        return opening + prefix + "".join(out) + suffix + closing

    def _span(self, key: Node | None, child: Node) -> tuple[int, int]:
        start = key.start if key else child.start
        if key and child.start == child.end and ":" not in self.text[key.end : child.start]:
            return start, key.end
        return start, child.end

    def _kept_between(self, node: Node, item: Kept, span: tuple[int, int]) -> str:
        key, child = node.entries[item.number]
        if item.change is None and not item.key:
            return self.text[slice(*span)]
        source = item.change
        if source is None:
            source = self.text[child.start : child.end]
        elif isinstance(source, Written):
            source = source.head
        if key is None:
            return source
        between = self.text[key.end : child.start]
        if ":" not in between:
            between = ":"
        if between.endswith(":") and source:
            between += " "
        return (item.key or self.text[key.start : key.end]) + between + source

    def _stacked(self, node: Node, items: list[Item]) -> str:
        """Assemble a list or a mapping written line by line."""
        blocks = blocks_of(self.text, node)
        column = node.column - 1
        indent = " " * column
        usual = usual_gap(blocks)
        kept = {item.number for item in items if not isinstance(item, Fresh)}
        out: list[str] = []
        previous = -1
        for item in items:
            gap, lead, trail = usual, "", ""
            if isinstance(item, Fresh):
                body = self._fresh(item, node)
            else:
                number = item.number
                block = blocks[number]
                if number > 0:
                    follows = previous == number - 1
                    gap = block.gap if follows or block.gap.strip() else usual
                    lead = block.lead
                # The comments between what is gone stay where the next entry begins.
                for gone in range(number - 1, -1, -1):
                    if gone in kept:
                        break
                    if blocks[gone].gap.strip():
                        gap = blocks[gone].gap + gap
                if isinstance(item, CommentedOut):
                    body = self._shelved(node, number)
                else:
                    body = self._kept(node, item, block)
                trail = block.trail
                previous = number
            if out:
                out.append(self.newline + gap + lead + indent + body + trail)
            else:
                above = (gap + lead).lstrip(" \t\r\n") if (gap + lead).strip() else ""
                out.append((above + indent if above else "") + body + trail)
        last = max(kept, default=-1)
        for gone in range(last + 1, len(blocks)):
            if blocks[gone].gap.strip():
                out.append(self.newline + blocks[gone].gap.rstrip("\r\n"))
        return "".join(out)

    def _fresh(self, item: Fresh, node: Node) -> str:
        opening = f"{item.key}:" if node.kind == "mapping" else "-"
        head = f"{opening} {item.written.head}" if item.written.head else opening
        return self.newline.join((head, *item.written.lines))

    def _shelved(self, node: Node, number: int) -> str:
        key, child = node.entries[number]
        name = key.value if key else ""
        above = self.text[key.end if key else child.start : child.start].splitlines()[1:]
        return self.newline.join((f"# {name}:", *(line for line in above if line.strip())))

    def _kept(self, node: Node, item: Kept, block: Block) -> str:
        key, child = node.entries[item.number]
        opening = self.text[block.start : block.opened]
        if item.key and key:
            opening = item.key + self.text[key.end : block.opened]
        between = self.text[block.opened : child.start]
        tail = self.text[child.end : block.end]
        change = item.change
        if change is None:
            return opening + self.text[block.opened : block.end]
        if isinstance(change, str):
            return opening + between + change + tail
        comments = [between.strip(), tail.strip()]
        header = HEADER_COMMENT.match(self.text, child.start) if child.style in ("|", ">") else None
        if header:
            comments.insert(1, header[1])
        comment = " ".join(c for c in comments if c)
        if not change.lines and change.head:
            if not between.strip() and "\n" not in between:
                spaced = between or " "
                return (
                    opening + spaced + change.head + (tail or (f"  {comment}" if comment else ""))
                )
            return f"{opening} {change.head}" + (f"  {comment}" if comment else "")
        if key is None and comment and change.head[:1] not in ("|", ">"):
            # The first field stands beside the dash: the comment goes above it.
            head = f"{opening} {comment}{self.newline}{' ' * (node.column + 1)}{change.head}"
            return self.newline.join((head, *change.lines))
        head = opening + (f" {change.head}" if change.head else "")
        return self.newline.join((head + (f"  {comment}" if comment else ""), *change.lines))
