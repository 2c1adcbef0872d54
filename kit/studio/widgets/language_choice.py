"""Store the language chosen in one of a client's notebooks for all of them."""

from __future__ import annotations

import json
from pathlib import Path

from kit.client_files import ClientFolder
from kit.i18n import LANGUAGES, Language

FILE = Path(".parcours", "reader.json")
LARGEST = 100_000
"""Most bytes of the file that are read; the kit writes far fewer."""


def stored_language(client: Path) -> Language | None:
    """Return the language chosen in a client's notebooks, or None."""
    try:
        stored = json.loads(ClientFolder(client).read_bytes(FILE, LARGEST))
    except (OSError, ValueError):
        return None
    lang = stored.get("lang") if isinstance(stored, dict) else None
    return lang if lang in LANGUAGES else None


def store_language(client: Path, lang: Language) -> None:
    """Store a language for all notebooks of a client."""
    files = ClientFolder(client)
    files.make_folder(FILE.parent)
    files.write_bytes(FILE, json.dumps({"lang": lang}).encode())


def forget_language(client: Path) -> None:
    """Delete the stored language: notebooks use the one they are opened with."""
    ClientFolder(client).remove(FILE, missing_ok=True)
