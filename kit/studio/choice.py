"""The language that was chosen in a client's notebooks, kept for all of them."""

from __future__ import annotations

import json
from pathlib import Path

from kit.atomic import write_bytes
from kit.i18n import LANGUAGES, Language

KEPT = Path(".parcours", "reader.json")


def chosen(client: Path) -> Language | None:
    """Return the language that was chosen in a client's notebooks, if one was."""
    try:
        kept = json.loads((client / KEPT).read_bytes())
    except (OSError, ValueError):
        return None
    lang = kept.get("lang") if isinstance(kept, dict) else None
    return lang if lang in LANGUAGES else None


def choose(client: Path, lang: Language) -> None:
    """Keep a language for all notebooks of a client."""
    (client / KEPT).parent.mkdir(exist_ok=True)
    write_bytes(client / KEPT, json.dumps({"lang": lang}).encode())


def forget(client: Path) -> None:
    """Let the notebooks speak the language that they are opened with."""
    (client / KEPT).unlink(missing_ok=True)
