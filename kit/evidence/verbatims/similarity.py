"""Match French and English texts to topics by TF-IDF on words and parts of words.

Matches are suggestions for a person to confirm; the kit never applies them by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.fields import normalize
from kit.i18n import LANGUAGES
from kit.stemming import stem

CLOSE = 0.12
"""Least cosine similarity of a match."""

_COMMON = """
a ai alors au aucun aussi autre aux avant avec avez avoir c ca car ce cela ces cet cette comme d
dans de des deux donc du elle en est et ete etre eu fait faire il ils j je l la le les leur lui
m ma mais me meme mes moi mon n ne nous on ont ou par pas peu plus pour qu que qui s sa sans se
ses si son sont sur t ta te tes toi ton tout toute tous tres trop tu un une vos votre vous y
about after all also am an and any are as at be because been but by can could did do does don
for from get got had has have he her him his how i if in is it its just more my no not of one or
our out she so some than that the their them then there they this to too up us very was we were
what when which who why will with would you your
"""
COMMON = frozenset(_COMMON.split())
"""Stop words of both languages, normalised."""


@dataclass(frozen=True)
class Match:
    """Text that is close to a topic: its index, the topic's id, and the similarity (0 to 1)."""

    text: int
    to: str
    closeness: float


def matches(
    texts: Sequence[str], topics: Mapping[str, Sequence[str]], most: int = 5
) -> list[Match]:
    """Return for each topic the closest of the texts that are closer to it than to other topics.

    Parameters
    ----------
    texts
        Texts of customers.
    topics
        Descriptions by the topic's id; the closest description counts.
    most
        Maximum number of texts by topic.
    """
    ids = [id for id, several in topics.items() for one in several if _words(one)]
    descriptions = [one for several in topics.values() for one in several if _words(one)]
    if not texts or not ids:
        return []
    closeness = _cosines(descriptions, texts)
    best = closeness.argmax(axis=0)
    found = [
        Match(number, ids[best[number]], round(float(closeness[best[number], number]), 3))
        for number in range(len(texts))
        if closeness[best[number], number] >= CLOSE
    ]
    ranked = sorted(found, key=lambda match: -match.closeness)
    kept: dict[str, list[Match]] = {id: [] for id in topics}
    for match in ranked:
        if len(kept[match.to]) < most:
            kept[match.to].append(match)
    return [match for several in kept.values() for match in several]


def closest(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """Return the id that is closest to a text by one of its names; empty if none is close.

    A name whose words are all in the text is closer than one that is only similar.

    >>> closest("Inflight wifi service", {"net": ["Wifi"], "meal": ["Inflight meal service"]})
    'net'
    """
    words = set(_stems(_words(text)))
    inside: dict[str, int] = {}
    for id, several in names.items():
        parts = [set(_stems(_words(name))) for name in several]
        if counts := [len(part) for part in parts if part and part <= words]:
            inside[id] = max(counts)
    if inside:
        return max(inside, key=lambda id: inside[id])
    found = matches([text], names, 1)
    return found[0].to if found else ""


def _cosines(topics: Sequence[str], texts: Sequence[str]) -> Any:
    """Return similarities, topics × texts: means of those by words and by parts of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    known = [*map(_words, topics), *map(_words, texts)]
    total = 0
    for how in ({"analyzer": _stems}, {"analyzer": "char_wb", "ngram_range": (3, 5)}):
        try:
            vectors = TfidfVectorizer(sublinear_tf=True, **how).fit_transform(known)
        except ValueError:  # no words at all
            continue
        total = total + (vectors[: len(topics)] @ vectors[len(topics) :].T).toarray() / 2
    if isinstance(total, int):
        import numpy as np

        return np.zeros((len(topics), len(texts)))
    return total


def _words(text: str) -> str:
    """Return a text normalised and without stop words."""
    return " ".join(word for word in normalize(text).split() if word not in COMMON)


def significant_words(text: str) -> list[str]:
    """Return the distinct words of a text, in order, without stop words and short words.

    Examples
    --------
    >>> significant_words("Les délais de livraison, les délais !")
    ['delais', 'livraison']
    """
    return [word for word in dict.fromkeys(_words(text).split()) if len(word) >= 4]


def _stems(text: str) -> list[str]:
    """Return the stems of the words in both languages: a text does not tell its own."""
    return [f"{language}:{stem(word, language)}" for word in text.split() for language in LANGUAGES]
