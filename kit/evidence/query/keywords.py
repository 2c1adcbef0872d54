"""Translate keyword rules into regular expressions of an SQL engine."""

from __future__ import annotations

import re
from collections.abc import Sequence

EVERY_LETTER = r"\p{L}\p{N}_"
LETTERS = {"postgres": "[:alnum:]_"}
"""Character class of letters and digits, of engines without Unicode classes."""


def pattern_of(words: Sequence[str], letters: str = EVERY_LETTER) -> str:
    r"""Return the regular expression that finds any of some words, with or without accents.

    ``livr*`` finds all words that begin so; any other word is found with a plural ``s`` or ``x``.

    Parameters
    ----------
    letters
        Content of the character class of letters and digits, in the engine's syntax.

    Examples
    --------
    >>> bool(re.search(pattern_of(["retard"], r"\w"), "deux retards déjà"))
    True
    """
    begun = [_word_pattern(word) for word in words if word.endswith("*")]
    whole = [_word_pattern(word) for word in words if not word.endswith("*")]
    if whole:
        begun.append(f"(?:{'|'.join(whole)})(?:s|x)?(?:$|[^{letters}])")
    # The class of letters is long: an engine compiles a pattern with few of them much faster.
    return f"(?:^|[^{letters}])(?:{'|'.join(begun)})"


ACCENTS = {
    "a": "aàâäáã", "c": "cç", "e": "eéèêë", "i": "iîïí", "n": "nñ", "o": "oôöóõ", "u": "uùûüú",
    "y": "yÿ", "'": "'’", " ": " \u00a0\u202f",
}  # fmt: skip


def _word_pattern(word: str) -> str:
    parts = []
    for letter in word.rstrip("*").lower():
        family = next((f for f in ACCENTS.values() if letter in f), "")
        parts.append(f"[{family}]" if family else re.escape(letter))
    return "".join(parts)
