"""How a client's boards are shown, chosen on any of them and kept for all notebooks.

A page that is reloaded, and the notebook of the next step, go on with the persona that was looked
at, and are as large as the room needs them.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import traitlets

from kit.client_files import ClientFolder

KEPT = Path(".parcours", "view.json")
LARGEST = 100_000
"""The most bytes of such a file; a larger one is none of the kit's."""

KINDS: dict[str, type] = {"persona": str, "projector": bool}
"""What is kept, by the trait of a board."""


def kept(client: Path) -> dict[str, Any]:
    """Return what was chosen on a client's boards."""
    try:
        view = json.loads(ClientFolder(client).read_bytes(KEPT, LARGEST))
    except (OSError, ValueError):
        return {}
    if not isinstance(view, dict):
        return {}
    return {name: view[name] for name, kind in KINDS.items() if type(view.get(name)) is kind}


def keep_of(board: traitlets.HasTraits, client: Path) -> None:
    """Keep what is chosen on a board from now on."""

    def chosen(change: Any) -> None:
        view = {**kept(client), change["name"]: change["new"]}
        with contextlib.suppress(OSError):  # then it is chosen for as long as the board is shown
            files = ClientFolder(client)
            files.make_folder(KEPT.parent)
            files.write_bytes(KEPT, json.dumps(view).encode())

    board.observe(chosen, list(KINDS))
