"""Erase words from JSON: journals, conflicts, files of the kit, notebooks."""

from __future__ import annotations

import json
import re

from kit.evidence.privacy.erasure.contents import strings
from kit.evidence.privacy.erasure.matching import SearchTerms
from kit.plain_data import Data

PLACES = ("place", "id", "settles", "settled", "conflict", "undoes", "redoes", "drops")
"""Fields of an edit that other edits refer to, so that they cannot be changed."""


class StuckError(Exception):
    """Words in a name or a place that something else refers to."""


def without_words(value: Data, wanted: SearchTerms) -> Data:
    """Replace words by ``[…]`` in JSON data, in texts at any depth.

    Raises
    ------
    StuckError
        If the name of a field or the place of an edit contains them.
    """
    if isinstance(value, str):
        return wanted.without(value)
    if isinstance(value, list):
        return [without_words(inner, wanted) for inner in value]
    if not isinstance(value, dict):
        return value
    clean = {}
    for name, inner in value.items():
        fixed = name in PLACES and any(wanted.holds(text) for text in strings(inner))
        if fixed or wanted.holds(name):
            raise StuckError
        clean[name] = without_words(inner, wanted)
    return clean


def without_in_lines(content: bytes, wanted: SearchTerms) -> bytes:
    """Erase words from JSON lines; all other lines stay byte for byte.

    Edits and their inverses are changed alike, so that an undo restores the mark. Fingerprints
    stay: they are those of earlier files, by which an edit session notices later changes. A line
    that is not JSON is dropped if it contains the words.

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


def without_in_json(content: bytes, wanted: SearchTerms) -> bytes:
    """Erase words from a JSON file; keep its indentation.

    Raises
    ------
    StuckError
        See :func:`without_words`.
    """
    text = content.decode("utf-8-sig")
    return _written(without_words(json.loads(text), wanted), text)


def without_in_notebook(content: bytes, wanted: SearchTerms) -> bytes:
    """Erase words from a notebook: outputs that contain them, and texts in Markdown cells.

    Code is never changed, as this might change its effect.
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


def _shown(output: Data) -> list[str]:
    return [*strings(output), json.dumps(output, ensure_ascii=False)]


def _written(value: Data, like: str) -> bytes:
    """Serialise JSON with the indentation and escapes of an earlier text."""
    indent = re.search(r"\n([ \t]+)\S", like)
    compact = (",", ":") if not indent and '": ' not in like else None
    text = json.dumps(
        value,
        ensure_ascii=like.isascii(),
        indent=indent[1] if indent else None,
        separators=compact,
    )
    return (text + ("\n" if like.endswith("\n") else "")).encode()
