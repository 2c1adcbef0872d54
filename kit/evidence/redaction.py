"""Taking from customers' words what names or reaches them; redacted is not anonymised (F17)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = "[…]"
"""What stands in the place of what was taken out."""

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:https?://|www\.)[^\s<>\"»]+",
        r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+",
        r"\b[A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z0-9]{4}){2,7}(?:[ \u00a0\u202f]?[A-Z0-9]{1,4})?\b",
        r"\b(?:\d[ \u00a0\u202f-]?){12,18}\d\b",
        r"(?<![\w+])(?:\+|00)\d{1,3}[\s\u00a0\u202f.-]?(?:\(0\))?(?:[\s\u00a0\u202f.-]?\d){6,12}\b",
        r"(?<!\w)0[1-9](?:[\s\u00a0\u202f./-]?\d{2}){4}\b",
        r"(?<!\w)\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b",
    )
)
"""Addresses on the web and of e-mail, IBAN, card numbers, telephone numbers."""

SHORTEST_NAME = 3


@dataclass(frozen=True)
class Redacted:
    """A text, and how many things were taken out of it."""

    text: str
    count: int


def redacted(text: str, names: Sequence[str] = ()) -> Redacted:
    """Return a text without what names or reaches a person.

    Parameters
    ----------
    names
        What the columns of personal data say of the same person: each of their words is taken out.
    """
    count = 0
    for pattern in PATTERNS:
        text, found = pattern.subn(SHOWN, text)
        count += found
    words = {
        word
        for name in names
        for word in re.findall(r"[^\W\d_][\w’'-]*|\d{5,}", name)
        if len(word) >= SHORTEST_NAME
    }
    for word in sorted(words, key=len, reverse=True):
        text, found = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", SHOWN, text, flags=re.IGNORECASE)
        count += found
    return Redacted(text, count)
