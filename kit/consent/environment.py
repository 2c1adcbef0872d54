"""Entries of consent in the environment, for a command in batch or CI and its processes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kit.consent.entries import Entry

VARIABLE = "PARCOURS_ALLOW"
"""The environment variable that holds further entries, separated by blanks or line ends."""


@contextmanager
def admitting(given: Sequence[str] = ()) -> Iterator[None]:
    """Admit further entries in this process and its children, within a context.

    A relative folder, there or in :data:`VARIABLE`, begins where the command runs. It is resolved
    here, once: a child may run elsewhere, even in a client's folder, where the same name would be
    another folder.

    Raises
    ------
    ValueError
        With the first text that is no entry; in the variable, such a text does not count.
    """
    before = os.environ.get(VARIABLE)
    texts = [str(_taken_up(text) or text) for text in (before or "").split()]
    texts += [str(Entry.of(text, Path.cwd())) for text in given]
    if texts:
        os.environ[VARIABLE] = "\n".join(dict.fromkeys(texts))
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def unknown() -> tuple[str, ...]:
    """Return the texts in the variable that are no entries."""
    return tuple(text for text in os.environ.get(VARIABLE, "").split() if not _taken_up(text))


def _taken_up(text: str) -> Entry | None:
    with contextlib.suppress(ValueError):
        return Entry.of(text, Path.cwd())
    return None


def of_environment() -> Iterator[Entry]:
    """Yield the entries of the environment, those with absolute paths: see :func:`admitting`."""
    for text in os.environ.get(VARIABLE, "").split():
        with contextlib.suppress(ValueError):
            yield Entry.of(text)
