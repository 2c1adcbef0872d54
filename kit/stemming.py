"""Reduce words to their stems, so that the forms of one word compare as equal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

ALGORITHMS = {"en": "english", "fr": "french"}
"""Snowball's algorithm for each language of the kit."""


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the stem of a normalized word in one of the kit's languages.

    >>> stem("livraisons", "fr"), stem("deliveries", "en")
    ('livraison', 'deliveri')
    """
    # A stemmer holds the word that it works on: threads must not share one.
    return str(snowballstemmer.stemmer(ALGORITHMS[language]).stemWord(word))


def stems_of(words: Iterable[str], language: str) -> frozenset[str]:
    """Return the stems of normalized words in one of the kit's languages.

    >>> sorted(stems_of(["late", "deliveries", "delivery"], "en"))
    ['deliveri', 'late']
    """
    return frozenset(stem(word, language) for word in words)
