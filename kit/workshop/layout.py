"""Entries put together as text: slices of the old text, and what is new between them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kit.workshop.document import Node
from kit.workshop.writing import Written

COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")

Change = str | Written
"""New text for exactly where a node stood, or a value to be written in its stead."""


@dataclass(frozen=True)
class Kept:
    """An entry that the file has already."""

    number: int
    change: Change | None = None
    key: str = ""


@dataclass(frozen=True)
class Fresh:
    """An entry to be written."""

    key: str
    written: Written


Item = Kept | Fresh


class Layout:
    """Puts the entries of a list or a mapping together.

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
        """Return a value that stands by itself."""
        return self.newline.join(part for part in (written.head, *written.lines) if part)

    def assembled(self, node: Node, items: list[Item]) -> str:
        """Return a node's text with its entries as they shall be."""
        return self._bracketed(node, items) if node.style else self._stacked(node, items)

    def _bracketed(self, node: Node, items: list[Item]) -> str:
        """Put a list or a mapping between brackets together."""
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
        """Put a list or a mapping written line by line together."""
        blocks = _blocks(self.text, node)
        column = node.column - 1
        indent = " " * column
        usual = _usual_gap(blocks)
        kept = {item.number for item in items if isinstance(item, Kept)}
        out: list[str] = []
        previous = -1
        for item in items:
            number = item.number if isinstance(item, Kept) else None
            gap, lead = usual, ""
            if number is not None and number > 0:
                block = blocks[number]
                follows = previous == number - 1
                gap = block.gap if follows or block.gap.strip() else usual
                lead = block.lead
            if number is not None:
                # The comments between what is gone stay where the next entry begins.
                for gone in range(number - 1, -1, -1):
                    if gone in kept:
                        break
                    if blocks[gone].gap.strip():
                        gap = blocks[gone].gap + gap
            body = (
                self._fresh(item, node)
                if isinstance(item, Fresh)
                else self._kept(node, item, blocks[item.number])
            )
            if isinstance(item, Kept):
                body += blocks[item.number].trail
            if out:
                out.append(self.newline + gap + lead + indent + body)
            else:
                above = (gap + lead).lstrip(" \t\r\n") if (gap + lead).strip() else ""
                out.append(above + indent + body if above else body)
            previous = number if number is not None else -2
        last = max(kept, default=-1)
        for gone in range(last + 1, len(blocks)):
            if blocks[gone].gap.strip():
                out.append(self.newline + blocks[gone].gap.rstrip("\r\n"))
        return "".join(out)

    def _fresh(self, item: Fresh, node: Node) -> str:
        opening = f"{item.key}:" if node.kind == "mapping" else "-"
        head = f"{opening} {item.written.head}" if item.written.head else opening
        return self.newline.join((head, *item.written.lines))

    def _kept(self, node: Node, item: Kept, block: _Block) -> str:
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


@dataclass(frozen=True)
class _Block:
    """An entry written on lines of its own.

    Attributes
    ----------
    start, opened, end
        Where its key or dash begins; where that ends; where its last line does.
    gap
        The lines above it that belong to nobody.
    lead
        The comment directly above it.
    trail
        The comments below it that are indented further than it is.
    """

    start: int
    opened: int
    end: int
    gap: str = ""
    lead: str = ""
    trail: str = ""


def _blocks(text: str, node: Node) -> list[_Block]:
    found: list[_Block] = []
    for key, child in node.entries:
        if key is None:
            start = node.start if not found else _next(text, found[-1].end)
            opened = start + 1
        else:
            start = key.start
            opened = text.index(":", key.end) + 1
        end = max(child.end, opened)
        comment = COMMENT.match(text, end)
        end = comment.end() if comment else end
        if not found:
            found.append(_Block(start, opened, end))
            continue
        before = found[-1]
        lines = text[before.end : start].splitlines(keepends=True)
        if not lines[-1].endswith(("\n", "\r")):  # the indentation of the entry itself
            lines.pop()
        trail, gap, lead = _divided(lines[1:], node.column - 1)
        if trail:
            trail = lines[0] + trail.rstrip("\r\n")
        found[-1] = _Block(before.start, before.opened, before.end, before.gap, before.lead, trail)
        found.append(_Block(start, opened, end, gap, lead))
    return found


def _next(text: str, at: int) -> int:
    found = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*").match(text, at)
    return found.end() if found else at


def _divided(lines: list[str], column: int) -> tuple[str, str, str]:
    """Divide the lines between two entries: of the one above, nobody's, of the one below."""
    trailing = 0
    for number, line in enumerate(lines):
        if line.strip() and len(line) - len(line.lstrip(" ")) > column:
            trailing = number + 1
        elif line.strip():
            break
    leading = len(lines)
    while leading > trailing and lines[leading - 1].strip():
        leading -= 1
    return "".join(lines[:trailing]), "".join(lines[trailing:leading]), "".join(lines[leading:])


def _usual_gap(blocks: list[_Block]) -> str:
    gaps = Counter(block.gap for block in blocks[1:] if not block.gap.strip())
    return gaps.most_common(1)[0][0] if gaps else ""
