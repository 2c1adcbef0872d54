"""Entries written on lines of their own, and whose the comments around them are.

A comment belongs to the entry above it where it is indented further than that, or would be with its
``# `` taken away, as a starter’s examples are; and where it stands directly below it, with an empty
line after it. Directly above an entry it belongs to that one. Between empty lines it is nobody’s.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from kit.workshop.tree import Node

COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
INDENTATION = re.compile(r" *(?:#(?: ( +)(?=\S))?)?")


@dataclass(frozen=True)
class Block:
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
        The comments below it that belong to it, from the end of its last line.
    """

    start: int
    opened: int
    end: int
    gap: str = ""
    lead: str = ""
    trail: str = ""


def blocks_of(text: str, node: Node) -> list[Block]:
    """Return where the entries of a list or a mapping stand that is written line by line."""
    found: list[Block] = []
    for key, child in node.entries:
        if key is None:
            start = node.start if not found else _next(text, found[-1].end)
            opened = start + 1
        else:
            start = key.start
            opened = text.index(":", key.end) + 1
        end = end_of(text, max(child.end, opened))
        if not found:
            found.append(Block(start, opened, end))
            continue
        lines = text[found[-1].end : start].splitlines(keepends=True)
        if not lines[-1].endswith(("\n", "\r")):  # the indentation of the entry itself
            lines.pop()
        trail, gap, lead = _divided(lines[1:], node.column - 1)
        if trail:
            found[-1] = replace(found[-1], trail=lines[0] + trail.rstrip("\r\n"))
        found.append(Block(start, opened, end, gap, lead))
    if found and found[-1].end < node.end:
        found[-1] = replace(found[-1], trail=text[found[-1].end : node.end])
    return found


def end_of(text: str, end: int) -> int:
    """Return where the line of an entry ends, with the comment on it."""
    comment = COMMENT.match(text, end)
    return comment.end() if comment else end


def last_comment(text: str, end: int, column: int = 0) -> int:
    """Return where the comments end that belong to the last entry, which ends at ``end``."""
    end = end_of(text, end)
    lines = text[end:].splitlines(keepends=True)
    if len(lines) < 2:
        return end
    trail, _, _ = _divided([*lines[1:], ""], column)
    return end + len(lines[0] + trail.rstrip("\r\n")) if trail else end


def _next(text: str, at: int) -> int:
    found = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*").match(text, at)
    return found.end() if found else at


def _divided(lines: list[str], column: int) -> tuple[str, str, str]:
    """Divide the lines between two entries: of the one above, nobody's, of the one below."""
    trailing = next((n for n, line in enumerate(lines) if not line.strip()), 0)
    for number, line in enumerate(lines):
        if line.strip() and _indentation(line) > column:
            trailing = max(trailing, number + 1)
        elif line.strip() and number >= trailing:
            break
    leading = len(lines)
    while leading > trailing and lines[leading - 1].strip():
        leading -= 1
    return "".join(lines[:trailing]), "".join(lines[trailing:leading]), "".join(lines[leading:])


def _indentation(line: str) -> int:
    """Return how far a comment is indented, or would be without its ``# ``."""
    found = INDENTATION.match(line)
    assert found is not None  # noqa: S101 - it matches anything
    own = len(line) - len(line.lstrip(" "))
    return own + len(found[1] or "")


def usual_gap(blocks: list[Block]) -> str:
    """Return the empty lines that stand most often between entries."""
    gaps = Counter(block.gap for block in blocks[1:] if not block.gap.strip())
    return gaps.most_common(1)[0][0] if gaps else ""
