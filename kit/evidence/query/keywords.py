"""Keyword rules as regular expressions: accents written or not, in the letters of an engine."""

from __future__ import annotations

import re
from collections.abc import Sequence

EVERY_LETTER = r"\p{L}\p{N}_"
LETTERS = {"postgres": "[:alnum:]_"}
"""How an engine names the letters and figures of all languages, where not in the usual way."""


def pattern_of(words: Sequence[str], letters: str = EVERY_LETTER) -> str:
    """Return the regular expression of a keyword rule, accents written or not."""
    return "|".join(f"(?:^|[^{letters}]){_loosely(word, letters)}" for word in words)


ACCENTS = {
    "a": "aàâäáã", "c": "cç", "e": "eéèêë", "i": "iîïí", "n": "nñ", "o": "oôöóõ", "u": "uùûüú",
    "y": "yÿ", "'": "'’", " ": " \u00a0\u202f",
}  # fmt: skip


def _loosely(word: str, letters: str) -> str:
    ends = "" if word.endswith("*") else f"(?:s|x)?(?:$|[^{letters}])"
    loose = []
    for letter in word.rstrip("*").lower():
        family = next((f for f in ACCENTS.values() if letter in f), "")
        loose.append(f"[{family}]" if family else re.escape(letter))
    return "".join(loose) + ends
