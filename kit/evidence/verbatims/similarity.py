"""Which words are close to which: TF-IDF on words and on pieces of words, French and English.

What is found is only ever suggested to someone who looks at it, and never applied unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.fields import normalize

CLOSE = 0.12
"""From this cosine on, two texts are suggested to be about the same."""

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
"""Words that say nothing of what a text is about."""


@dataclass(frozen=True)
class Match:
    """A text that is close to something: which text, to what, and how close (0 to 1)."""

    text: int
    to: str
    closeness: float


def matches(
    texts: Sequence[str], topics: Mapping[str, Sequence[str]], most: int = 5
) -> list[Match]:
    """Return for each topic the texts that are closest to it, and closer than to other topics.

    Parameters
    ----------
    texts
        What customers wrote.
    topics
        By id, what is said of it on the map: a text is as close as to the closest of these.
    most
        How many texts for one topic.
    """
    ids = [id for id, several in topics.items() for said in several if _words(said)]
    said = [said for several in topics.values() for said in several if _words(said)]
    if not texts or not ids:
        return []
    closeness = _cosines(said, texts)
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


def closest(text: str, names: Mapping[str, str]) -> str:
    """Return the id of the name that a text is closest to, or nothing where none is close."""
    found = matches([text], {id: [name] for id, name in names.items()}, 1)
    return found[0].to if found else ""


def _cosines(topics: Sequence[str], texts: Sequence[str]) -> Any:
    """Return how close each text is to each topic: the mean over words and pieces of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    known = [*map(_words, topics), *map(_words, texts)]
    total = 0
    for how in ({"analyzer": _stems}, {"analyzer": "char_wb", "ngram_range": (3, 5)}):
        try:
            vectors = TfidfVectorizer(sublinear_tf=True, **how).fit_transform(known)
        except ValueError:  # not one word among them
            continue
        total = total + (vectors[: len(topics)] @ vectors[len(topics) :].T).toarray() / 2
    if isinstance(total, int):
        import numpy as np

        return np.zeros((len(topics), len(texts)))
    return total


def _words(text: str) -> str:
    """Return the words that say what a text is about, without accents or endings of plural."""
    return " ".join(word for word in normalize(text).split() if word not in COMMON)


def significant_words(text: str) -> list[str]:
    """Return the words that say what a text is about, each once, in its order."""
    return [word for word in dict.fromkeys(_words(text).split()) if len(word) >= 4]


def _stems(text: str) -> list[str]:
    """Return the words cut to what French and English forms of one word have in common."""
    return [word[:6] if len(word) > 6 else word.rstrip("sx") or word for word in text.split()]
