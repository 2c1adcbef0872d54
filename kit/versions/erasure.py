"""Erase a respondent from the frozen figures of versions (F19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.client_files import ClientFolder
from kit.versions.figures import Figures, Key
from kit.versions.freezing import SUFFIX, from_text, to_text
from kit.workshop.history import FOLDER

MEANS = {"stage": "score", "severity": "count"}
"""Kinds of computed figures, with the kind from which each is computed."""


def erase_from_versions(client: ClientFolder, sources: Sequence[str]) -> list[str]:
    """Remove every frozen figure that may include a respondent.

    Frozen figures cannot be computed again, as the data of that day are not kept. The figures of
    the sources are therefore removed, with the means and severities computed from them; comparisons
    no longer have them. Any other file beside the versions that names one of the sources is removed
    whole. The versions' YAML holds only what people wrote; typed numbers (``n``, ``mentions``,
    workshop scores) stay.

    The caller holds the client's locks.

    Parameters
    ----------
    sources
        Ids of the sources from which a row was erased.

    Returns
    -------
    list of str
        Files that were changed or removed.
    """
    changed = []
    for name in client.files(FOLDER):
        content = client.read_bytes(name)
        if name.endswith(".yaml") or not any(_names(content, source) for source in sources):
            continue
        changed.append(name)
        try:
            figures = from_text(content.decode()) if name.endswith(SUFFIX) else None
        except (ValueError, TypeError, KeyError):
            figures = None
        if figures is None:
            client.remove(name)
        else:
            client.write_bytes(name, to_text(without(figures, sources)).encode())
    return changed


def without(figures: Figures, sources: Sequence[str]) -> Figures:
    """Return figures without those of some sources and those computed from them."""
    gone = {key for key, figure in figures.figures.items() if figure.source in sources}
    gone |= set(_computed_from(figures, gone))
    kept = {key: figure for key, figure in figures.figures.items() if key not in gone}
    return replace(figures, figures=kept)


def _computed_from(figures: Figures, gone: set[Key]) -> Iterator[Key]:
    """Yield the keys of means and severities computed from removed figures.

    Figures do not record the touchpoints of a stage, so all means of the persona are removed.
    """
    for key in figures.figures:
        below = MEANS.get(key[0])
        if any(one[:2] == (below, *key[1:2]) for one in gone):
            yield key


def _names(content: bytes, source: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(source)}(?![\w-])".encode(), content))
