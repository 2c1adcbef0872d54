"""The gallery: what the kit makes of its examples, to open and to look at."""

from __future__ import annotations

from pathlib import Path

from docs.site.words import word
from kit.i18n import Language


def write(pages: Path, files: Path, lang: Language, *, outputs: bool = True) -> None:
    """Write the page of the gallery, and the files that it shows."""
    pages.mkdir(parents=True)
    files.mkdir(parents=True)
    (pages / "index.md").write_text(f"# {word('gallery', lang)}\n", encoding="utf-8")
