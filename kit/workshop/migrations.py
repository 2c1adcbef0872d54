"""Older files brought to today's format, one version at a time.

A migration is a pure function from what a file of version n says to what one of version n + 1
says; of the text only what it changes is rewritten. Every version ever released has a file in
``tests/workshop/versions`` that must go on loading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kit.diagnostics import FilePosition
from kit.i18n import N_, Message, UserText
from kit.journey import SCHEMA_VERSION
from kit.workshop.document import Document, parse
from kit.workshop.editing import edited
from kit.workshop.errors import WorkshopError

Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Mapping[int, Migration] = {}
"""By the version that each starts from; none has been needed yet."""

NOT_A_VERSION = N_("“{value}” is not a valid format version. Write “schema_version: {current}”.")
NEWER = N_(
    "This file uses version {version} of the format, but this kit reads only up to {current}. "
    "Install a newer version of parcours-kit."
)


def migrated(
    document: Document,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    current: int = SCHEMA_VERSION,
) -> Document:
    """Return a document in today's format."""
    entry = document.root.entry("schema_version")
    if entry is None or entry[1].empty:
        return document
    node = entry[1]
    version = int(node.value) if re.fullmatch("[0-9]{1,6}", node.value) else -1

    def refused(says: Message) -> WorkshopError:
        return WorkshopError.at(
            FilePosition(document.path, node.line, node.column, ("schema_version",)), says
        )

    if version > current:
        raise refused(NEWER.filled(version=str(version), current=str(current)))
    if version < current and version not in migrations:
        raise refused(NOT_A_VERSION.filled(value=UserText(node.value), current=str(current)))
    if version == current:
        return document
    before = document.root.data
    after = before
    for step in range(version, current):
        after = {**migrations[step](after), "schema_version": step + 1}
    text = edited(document, before, after)
    again = parse(document.path, document.encoded(text))
    # The bytes stay those of the file: they tell whether it has changed since.
    return Document(document.path, document.content, again.text, again.root)
