"""An edit as the smallest change of the file's text.

What a file said and what it shall say are compared as plain data, and the text is put together
again: from slices of the old text wherever nothing differs, so that comments, order, wrapping and
spelling stay byte for byte; freshly written where something does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from kit.workshop.document import Document, Node
from kit.workshop.writing import Manner, Written

COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
NAMING = (("persona", "at"), ("at", "change"), ("name",), ("text",), ("what",), ("rule",))
"""By which fields an entry of a list is known again after a change."""

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


def edited(document: Document, old: Any, new: Any, coarse: bool = False) -> str:
    """Return the document's text saying ``new`` where it said ``old``.

    Parameters
    ----------
    old, new
        Plain data, as :meth:`kit.fields.Record.plain` gives it.
    coarse
        Write every top-level field anew in which something differs.
    """
    editor = _Editor(document, coarse)
    root = document.root
    change = editor.update(root, old, new)
    text = change if isinstance(change, str) else editor.joined(change)
    return document.text[: root.start] + text + document.text[root.end :]


class _Editor:
    def __init__(self, document: Document, coarse: bool) -> None:
        self.text = document.text
        self.newline = document.newline
        self.manner = Manner.of(document)
        self.root = document.root
        self.coarse = coarse

    def joined(self, written: Written) -> str:
        return self.newline.join(part for part in (written.head, *written.lines) if part)

    # --- what differs ------------------------------------------------------------------------

    def update(
        self, node: Node, old: Any, new: Any, column: int = 0, key: str = "", flow: bool = False
    ) -> Change:
        """Return a node's text with ``old`` made ``new``; ``column`` is that of its key."""
        if _same(old, new):
            return self.text[node.start : node.end]
        old, new = _as_written(node, old), _as_written(node, new)
        within = flow or bool(node.style in ("[", "{"))
        whole = self.coarse and node is not self.root
        if new and not whole:
            braced = not node.style or self.text[node.start] == node.style
            if node.kind == "mapping" and isinstance(new, Mapping) and braced:
                known = old if isinstance(old, Mapping) else {}
                return self.assembled(node, self.fields(node, known, new, within), within)
            if node.kind == "list" and isinstance(new, list) and braced and _aligned(node, old):
                return self.assembled(node, self.items(node, old, new, key, within), within)
        return self.manner.write(new, column, key=key, flow=flow, like=node)

    def fields(
        self, node: Node, old: Mapping[Any, Any], new: Mapping[Any, Any], flow: bool
    ) -> list[Item]:
        """Return the entries of a mapping in their new order."""
        old = {str(name): value for name, value in old.items()}
        new = {str(name): value for name, value in new.items()}
        there = {key.value: number for number, (key, _) in enumerate(node.entries) if key}
        for name, former in _renamed(there, old, new).items():
            there = {name if k == former else k: number for k, number in there.items()}
            old = {name if k == former else k: value for k, value in old.items()}
        order = [name for name in there if name in new or name not in old]
        common = [name for name in order if name in old and name in new]
        if [n for n in old if n in common] != [n for n in new if n in common]:
            moved = iter(n for n in new if n in common)
            order = [next(moved) if name in common else name for name in order]
        before: str | None = None
        for name in new:
            if name not in there:
                order.insert(order.index(before) + 1 if before is not None else 0, name)
            before = name
        # The top fields are no model for each other: each is of a kind of its own.
        siblings = [child for _, child in node.entries if node is not self.root]
        column = node.column - 1
        items: list[Item] = []
        for name in order:
            if name not in there:
                written = self.manner.write(
                    new[name], column, key=name, flow=flow, siblings=siblings
                )
                items.append(Fresh(name, written))
                continue
            number = there[name]
            key, child = node.entries[number]
            change = None
            if name in new and not (name in old and _same(old[name], new[name])):
                change = self.update(child, old.get(name), new[name], column, name, flow)
            renamed = name if key and key.value != name else ""
            items.append(Kept(number, change, renamed))
        return items

    def items(self, node: Node, old: list[Any], new: list[Any], key: str, flow: bool) -> list[Item]:
        """Return the entries of a list in their new order."""
        siblings = [child for _, child in node.entries]
        column = node.column - 1
        items: list[Item] = []
        for number, value in zip(_paired(old, new), new, strict=True):
            if number is None:
                written = self.item(value, column, key, flow, siblings)
                items.append(Fresh("", written))
            elif _same(old[number], value):
                items.append(Kept(number))
            else:
                child = node.entries[number][1]
                change = self.update(child, old[number], value, column, key, flow)
                if isinstance(change, Written) and isinstance(value, Mapping):
                    change = self.item(value, column, key, flow, siblings)
                items.append(Kept(number, change))
        return items

    def item(
        self, value: Any, column: int, key: str, flow: bool, siblings: Sequence[Node]
    ) -> Written:
        """Return an entry of a list; the first field of a mapping stands beside the dash."""
        written = self.manner.write(value, column, key=key, flow=flow, siblings=siblings)
        if not isinstance(value, Mapping) or not written.lines:
            return written
        inner = Manner(2, self.manner.dash, self.manner.plus).write(
            value, column, siblings=[n for n in siblings if not n.style]
        )
        if not inner.lines:
            return inner
        first, *rest = inner.lines
        return Written(first.lstrip(" "), tuple(rest))

    # --- how it is put together ----------------------------------------------------------------

    def assembled(self, node: Node, items: list[Item], flow: bool) -> Change:
        return self.bracketed(node, items) if node.style else self.stacked(node, items)

    def bracketed(self, node: Node, items: list[Item]) -> str:
        """Put a list or a mapping between brackets together."""
        spans = [self.span(key, child) for key, child in node.entries]
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
                out.append(self.kept_between(node, item, spans[item.number]))
            previous = number
        return opening + prefix + "".join(out) + suffix + closing

    def span(self, key: Node | None, child: Node) -> tuple[int, int]:
        start = key.start if key else child.start
        if key and child.start == child.end and ":" not in self.text[key.end : child.start]:
            return start, key.end
        return start, child.end

    def kept_between(self, node: Node, item: Kept, span: tuple[int, int]) -> str:
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

    def stacked(self, node: Node, items: list[Item]) -> str:
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
                self.fresh(item, node)
                if isinstance(item, Fresh)
                else self.kept(node, item, blocks[item.number])
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

    def fresh(self, item: Fresh, node: Node) -> str:
        opening = f"{item.key}:" if node.kind == "mapping" else "-"
        head = f"{opening} {item.written.head}" if item.written.head else opening
        return self.newline.join((head, *item.written.lines))

    def kept(self, node: Node, item: Kept, block: _Block) -> str:
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


def _as_written(node: Node, value: Any) -> Any:
    """Return a value in the form in which the file has it, where the model allows several."""
    if node.kind == "mapping" and isinstance(value, str) and node.entry("text"):
        return {"text": value}
    if node.kind == "list" and value is not None and not isinstance(value, list | Mapping):
        return [value]
    if node.kind == "text" and isinstance(value, list) and len(value) == 1:
        return value[0] if isinstance(value[0], str) else value
    return value


def _aligned(node: Node, old: Any) -> bool:
    return isinstance(old, list) and len(old) == len(node.entries)


def _renamed(
    there: Mapping[str, int], old: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, str]:
    """Return, by its new name, the former name of what has got another with nothing else new."""
    gone = [name for name in there if name in old and name not in new]
    renamed: dict[str, str] = {}
    for name, value in new.items():
        if name in old or name in there or not isinstance(value, Mapping):
            continue
        former = next((g for g in gone if _same(old[g], value)), None)
        if former:
            gone.remove(former)
            renamed[name] = former
    return renamed


def _paired(old: list[Any], new: list[Any]) -> list[int | None]:
    """Return, for each new entry, the old one that it is or was, if any."""
    before, after = [repr(o) for o in old], [repr(n) for n in new]
    pairs: list[int | None] = [None] * len(new)
    free = set(range(len(old)))

    def pair(i: int, j: int) -> None:
        if pairs[j] is None and i in free:
            pairs[j] = i
            free.discard(i)

    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                pair(i, j)
    for known in (repr, *map(_named_by, NAMING)):
        for j, value in enumerate(new):
            name = known(value)
            if pairs[j] is None and name is not None:
                found = [i for i in sorted(free) if known(old[i]) == name]
                if found:
                    pair(found[0], j)
    for tag, i1, i2, j1, j2 in codes:
        if tag == "replace":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=False):
                pair(i, j)
    return pairs


def _same(one: Any, other: Any) -> bool:
    # The order of a mapping counts: it is that of the stages, or of the touchpoints.
    return repr(one) == repr(other)


def _named_by(names: tuple[str, ...]) -> Any:
    def name(value: Any) -> Any:
        if isinstance(value, Mapping) and all(n in value for n in names):
            return tuple(str(value[n]) for n in names)
        return None

    return name
