"""Take someone's words out of JSON: journals, conflicts, what the kit keeps, notebooks."""

from __future__ import annotations

import json
import re
from typing import Any

from kit.evidence.privacy.erasure.contents import strings
from kit.evidence.privacy.erasure.matching import Wanted

PLACES = ("place", "id", "settles", "settled", "conflict", "undoes", "redoes", "drops")
"""Fields of an edit by which it is found: one that holds words cannot be changed."""


class StuckError(Exception):
    """Words stand in a name or a place, which something else refers to."""


def without_words(value: Any, wanted: Wanted) -> Any:
    """Return JSON data with a mark in the place of someone's words, in every text at any depth.

    Raises
    ------
    StuckError
        Where words stand in the name of a field, or in the place of an edit.
    """
    if isinstance(value, str):
        return wanted.without(value)
    if isinstance(value, list):
        return [without_words(inner, wanted) for inner in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, inner in value.items():
        fixed = name in PLACES and any(wanted.holds(text) for text in strings(inner))
        if fixed or wanted.holds(name):
            raise StuckError
        made[name] = without_words(inner, wanted)
    return made


def without_in_lines(content: bytes, wanted: Wanted) -> bytes:
    """Return a file of JSON lines without someone's words; every other line stays byte for byte.

    Edits and their inverses are changed alike, and the fingerprints stay: they are those of files
    that were, and tell an edit session as ever that the file has been changed since. An undo puts
    the mark back where the words were. A line that is no JSON is left out if it holds words.

    Raises
    ------
    StuckError
        See :func:`without_words`.
    """
    kept = []
    for line in content.splitlines(keepends=True):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            if not wanted.holds(line.decode("utf-8", "replace")):
                kept.append(line)
            continue
        if not any(wanted.holds(text) for text in strings(value)):
            kept.append(line)
            continue
        kept.append(json.dumps(without_words(value, wanted)).encode() + b"\n")
    return b"".join(kept)


def without_in_json(content: bytes, wanted: Wanted) -> bytes:
    """Return a JSON file without someone's words, indented as it was.

    Raises
    ------
    StuckError
        See :func:`without_words`.
    """
    text = content.decode("utf-8-sig")
    return _written(without_words(json.loads(text), wanted), text)


def without_in_notebook(content: bytes, wanted: Wanted) -> bytes:
    """Return a notebook without the outputs, and the notes, that hold someone's words.

    Code stays as it is: what it would do without them only its author knows.
    """
    text = content.decode("utf-8-sig")
    notebook = json.loads(text)
    for cell in notebook.get("cells", ()):
        outputs = cell.get("outputs", [])
        if any(wanted.holds(shown) for one in outputs for shown in _shown(one)):
            cell["outputs"], cell["execution_count"] = [], None
        if cell.get("cell_type") != "code":
            source = cell.get("source", "")
            whole = source if isinstance(source, str) else "".join(source)
            if wanted.spans(whole):
                cell["source"] = wanted.without(whole).splitlines(keepends=True)
            if any(wanted.holds(one) for one in strings(cell.get("attachments", {}))):
                cell.pop("attachments")
    metadata = notebook.get("metadata", {})
    if any(wanted.holds(one) for one in strings(metadata.get("widgets", {}))):
        metadata.pop("widgets")
    return _written(notebook, text)


def _shown(output: Any) -> list[str]:
    return [*strings(output), json.dumps(output, ensure_ascii=False)]


def _written(value: Any, like: str) -> bytes:
    """Return JSON as the file wrote it: indented or not, beyond ASCII or not."""
    indent = re.search(r"\n([ \t]+)\S", like)
    compact = (",", ":") if not indent and '": ' not in like else None
    text = json.dumps(
        value,
        ensure_ascii=like.isascii(),
        indent=indent[1] if indent else None,
        separators=compact,
    )
    return (text + ("\n" if like.endswith("\n") else "")).encode()
