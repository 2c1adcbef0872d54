"""Write Markdown: texts of the kit in which no sign acts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ACTIVE = re.compile(r"([\\`*_\[\]<>{}|#$~])")


def plain(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is, on one line.

    >>> plain("outputs/*.html")
    'outputs/\\*.html'
    """
    return ACTIVE.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Return a text as code.

    >>> code("--lang")
    '`--lang`'
    """
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def fenced(language: str, text: str) -> list[str]:
    """Return the lines of a block of code."""
    return [f"```{language}", *text.rstrip("\n").splitlines(), "```", ""]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table whose cells are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return [*("| " + " | ".join(cells) + " |" for cells in lines), ""]


def contents(names: Iterable[str], *, hidden: bool = False) -> list[str]:
    """Return the lines of a table of contents."""
    options = [":hidden:", ""] if hidden else [":maxdepth: 1", ""]
    return ["```{toctree}", *options, *names, "```", ""]
