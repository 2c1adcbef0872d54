"""Texts as ids and folder names."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60


def folder_name(text: str) -> str:
    """Return a text as a folder's name: its letters, of any script, digits and hyphens.

    Latin letters become a to z, as in ids.

    >>> folder_name("Élan & Cie"), folder_name("Лумен"), folder_name("客户 旅程")
    ('elan-cie', 'лумен', '客户-旅程')
    """
    letters = [c for c in unicodedata.normalize("NFC", text) if c.isalpha()]
    if all("LATIN" in unicodedata.name(c, "") for c in letters):
        return slug(text)
    composed = unicodedata.normalize("NFC", text).lower()
    seen = (c for c in composed if unicodedata.category(c) != "Cf")  # joiners, marks of direction
    kept = "".join(c if _belongs_to_a_word(c) else slug(c) or "-" for c in seen)
    return re.sub("-+", "-", kept).strip("-")[:LONGEST].rstrip("-")


def _belongs_to_a_word(character: str) -> bool:
    """Return whether it is a non-Latin letter, a digit, or a mark on such a letter."""
    if character.isalpha():
        return "LATIN" not in unicodedata.name(character, "")
    return character.isdecimal() or unicodedata.category(character) in ("Mn", "Mc")


def slug(text: str) -> str:
    """Return a text as an id: a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    plain = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")
