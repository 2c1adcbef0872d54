"""Find the columns of one question in a single header row: ``Which dishes? - Carrots``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_JOINTS = (
    re.compile(r"(?P<question>.*\S)\s*\[(?P<item>[^\[\]]+)\]", re.DOTALL),
    re.compile(r"(?P<question>.*?\S)\s+[-–—]\s+(?P<item>\S.*)", re.DOTALL),
    re.compile(r"(?P<question>.*\S)\s+[-–—]\s+(?P<item>\S.*)", re.DOTALL),
    re.compile(r"(?P<question>.*?\S)\s*[\u00a0\u202f ]?:\s+(?P<item>\S.*)", re.DOTALL),
    re.compile(r"(?P<question>.*\S)\s*[/|]\s*(?P<item>\S.*)", re.DOTALL),
)
FEWEST = 2


def shared_questions(names: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return question and item of adjacent headers that begin with one question, by position.

    >>> shared_questions(["Age", "Dishes? - Carrots", "Dishes? - Trout"])
    {1: ('Dishes?', 'Carrots'), 2: ('Dishes?', 'Trout')}
    """
    found: dict[int, tuple[str, str]] = {}
    for joint in _JOINTS:
        parts = [joint.fullmatch(name) for name in names]
        run: list[int] = []
        for position in range(len(names) + 1):
            match = parts[position] if position < len(names) else None
            before = parts[run[-1]] if run else None
            if run and not (match and before and match["question"] == before["question"]):
                if len(run) >= FEWEST:
                    _add(found, {p: parts[p] for p in run})
                run = []
            if match and position not in found:
                run.append(position)
    return found


def _add(found: dict[int, tuple[str, str]], run: dict[int, re.Match[str] | None]) -> None:
    for position, match in run.items():
        if match:
            found[position] = (match["question"].rstrip(" :\u00a0\u202f"), match["item"].strip())
