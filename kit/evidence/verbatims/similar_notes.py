"""Notes that say the same, proposed as groups; a trainer accepts each or leaves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from kit.evidence.verbatims.similarity import COMMON
from kit.fields import normalize
from kit.i18n import N_, Texts, UserText
from kit.stemming import stems_of

ALIKE = 0.5
"""The least share of common stems (Jaccard) of two notes that are proposed as one."""

MERGED = N_("{first} (× {count}: {others})")
"""The text of several notes merged into one, with every wording."""

MERGED_ALIKE = N_("{first} (× {count})")
"""The text of several notes of the same wording merged into one."""


def similar_notes(notes: Mapping[str, str], lang: str) -> list[list[str]]:
    """Return groups of two and more notes that share at least half of their words.

    Parameters
    ----------
    notes
        Texts by their ids.

    Examples
    --------
    >>> said = {"1:a": "The queue is long", "2:a": "Long queues!", "3:a": "No parking"}
    >>> similar_notes(said, "en")
    [['1:a', '2:a']]
    """
    stems = {id: _significant_stems(text, lang) for id, text in notes.items()}
    group = {id: id for id in notes}

    def first(id: str) -> str:
        while group[id] != id:
            id = group[id]
        return id

    for one, other in combinations(notes, 2):
        a, b = stems[one], stems[other]
        if a and b and len(a & b) / len(a | b) >= ALIKE:
            group[first(other)] = first(one)
    found: dict[str, list[str]] = {}
    for id in notes:
        found.setdefault(first(id), []).append(id)
    return [ids for ids in found.values() if len(ids) > 1]


def merged(said: Sequence[str], people: int, t: Texts) -> str:
    """Return one text for notes that say the same: the first, how many, and all other wordings.

    Examples
    --------
    >>> from kit.i18n import texts
    >>> merged(["The queue is long", "Long queues!"], 2, texts("en"))
    'The queue is long (× 2: Long queues!)'
    >>> merged(["No parking", "No parking"], 2, texts("en"))
    'No parking (× 2)'
    """
    first, *others = dict.fromkeys(said)
    if len(said) == 1:
        return first
    if not others:
        return t(MERGED_ALIKE, first=UserText(first), count=people)
    return t(MERGED, first=UserText(first), count=people, others=UserText(" / ".join(others)))


def _significant_stems(text: str, lang: str) -> frozenset[str]:
    """Return the stems of a text without the words that stand in any."""
    return stems_of((word for word in normalize(text).split() if word not in COMMON), lang)
