"""Store the view of a client's boards, chosen on one of them, for all notebooks.

A reloaded page, and the notebook of the next step, show the same persona and the same size.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import traitlets

from kit.client_files import ClientFolder

FILE = Path(".parcours", "view.json")
LARGEST = 100_000
"""Most bytes of the file that are read; the kit writes far fewer."""

KINDS: dict[str, type] = {"persona": str, "projector": bool}
"""The type of each trait of a board that is stored."""


def stored_view(client: Path) -> dict[str, Any]:
    """Return the traits stored for a client's boards."""
    try:
        view = json.loads(ClientFolder(client).read_bytes(FILE, LARGEST))
    except (OSError, ValueError):
        return {}
    if not isinstance(view, dict):
        return {}
    return {name: view[name] for name, kind in KINDS.items() if type(view.get(name)) is kind}


def store_changes(board: traitlets.HasTraits, client: Path) -> None:
    """Store each change of a board's view from now on."""

    def store(change: traitlets.Bunch) -> None:
        view = {**stored_view(client), change["name"]: change["new"]}
        with contextlib.suppress(OSError):  # then the choice lasts as long as the board is shown
            files = ClientFolder(client)
            files.make_folder(FILE.parent)
            files.write_bytes(FILE, json.dumps(view).encode())

    board.observe(store, list(KINDS))
