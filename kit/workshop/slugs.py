"""Texts as ids and folder names."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Return a text as an id or a folder's name: a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    plain = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
