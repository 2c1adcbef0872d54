"""Take a respondent out of the figures that versions keep (F19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.client_files import ClientFolder
from kit.versions.figures import Figures, Key
from kit.versions.freezing import SUFFIX, from_text, to_text
from kit.workshop.history import FOLDER

MEANS = {"stage": "score", "severity": "count"}
"""Kinds of figures that are computed from others, and from which."""


def forget_in_versions(client: ClientFolder, sources: Sequence[str]) -> list[str]:
    """Remove every frozen figure that may have counted a respondent.

    What a version computed cannot be computed again once the rows have changed: the data as they
    were then are not kept. So the figures of these sources go, and the means and severities that
    rest on them; a comparison then has nothing of them from before. Any other file beside
    the versions that names one of the sources is removed as a whole. The versions' YAML holds only
    what people wrote: numbers typed there (``n``, ``mentions``, a room's scores) stay.

    The caller holds the client's locks.

    Parameters
    ----------
    sources
        The ids of the sources that a row was taken out of.

    Returns
    -------
    list of str
        The files that were changed or removed.
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
    """Return figures without those of some sources, and without what rests on them."""
    gone = {key for key, figure in figures.figures.items() if figure.source in sources}
    gone |= set(_resting(figures, gone))
    kept = {key: figure for key, figure in figures.figures.items() if key not in gone}
    return replace(figures, figures=kept)


def _resting(figures: Figures, gone: set[Key]) -> Iterator[Key]:
    """Yield the means and severities computed from figures that are gone.

    The figures do not say which touchpoints a stage has: all means of the persona go.
    """
    for key in figures.figures:
        below = MEANS.get(key[0])
        if any(one[:2] == (below, *key[1:2]) for one in gone):
            yield key


def _names(content: bytes, source: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(source)}(?![\w-])".encode(), content))
