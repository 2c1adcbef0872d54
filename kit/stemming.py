"""Reduce words to their stems, so that the forms of one word compare as equal."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from kit.i18n import LANGUAGES

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


def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a word whose language is not known, one for each language."""
    return tuple(stem(word, language) for language in LANGUAGES)
