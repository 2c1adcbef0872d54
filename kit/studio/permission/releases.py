"""Recognise copies that a release of the kit wrote, by their cells without parameters.

They are replaced without a warning, even where no permission is stored: a release before the store
wrote them, or they came with a client's folder from another machine. They are never run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

KNOWN = Path(__file__).with_name("releases.txt")
PARAMETERS = ("workshop", "lang", "mode", "guides")


def is_release(name: str, notebook: Mapping[str, Any]) -> bool:
    """Return whether a notebook has the cells of a copy that a release wrote under this name."""
    try:
        return (fingerprint(notebook), name) in _known()
    except (KeyError, TypeError, AttributeError, ValueError, SyntaxError, RecursionError):
        return False


def fingerprint(notebook: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the types and sources of a copy's cells, without parameters' values.

    Raises
    ------
    ValueError
        If its cell of parameters sets something other than texts.
    """
    parts = (f"{cell['cell_type']}\x1f{_source(cell)}\x1e" for cell in notebook["cells"])
    return sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    return source if "parameters" not in cell["metadata"].get("tags", ()) else _without(source)


def _without(source: str) -> str:
    comments = [line for line in source.splitlines() if line.startswith("#")]
    return "\n".join([*comments, *(f"{name} = ''" for name in _texts(source))])


def _texts(source: str) -> Iterator[str]:
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(str())) if (
                name in PARAMETERS
            ):
                yield name
            case _:
                raise ValueError("not a parameter that is a text")


@cache
def _known() -> frozenset[tuple[str, str]]:
    lines = KNOWN.read_text("utf-8").splitlines()
    return frozenset((known, name) for known, name in (line.split() for line in lines))
