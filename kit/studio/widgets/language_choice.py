"""The language that was chosen in a client's notebooks, kept for all of them."""

from __future__ import annotations

import json
from pathlib import Path

from kit.client_files import ClientFolder
from kit.i18n import LANGUAGES, Language

KEPT = Path(".parcours", "reader.json")
LARGEST = 100_000
"""The most bytes of such a file; a larger one is none of the kit's."""


def chosen(client: Path) -> Language | None:
    """Return the language that was chosen in a client's notebooks, if one was."""
    try:
        kept = json.loads(ClientFolder(client).read_bytes(KEPT, LARGEST))
    except (OSError, ValueError):
        return None
    lang = kept.get("lang") if isinstance(kept, dict) else None
    return lang if lang in LANGUAGES else None


def choose(client: Path, lang: Language) -> None:
    """Keep a language for all notebooks of a client."""
    files = ClientFolder(client)
    files.make_folder(KEPT.parent)
    files.write_bytes(KEPT, json.dumps({"lang": lang}).encode())


def forget(client: Path) -> None:
    """Let the notebooks speak the language that they are opened with."""
    ClientFolder(client).remove(KEPT, missing_ok=True)
