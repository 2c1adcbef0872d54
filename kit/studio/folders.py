"""Locate the folders beside a workshop: its home and its outputs, and links between them."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from kit.workshop import identity
from kit.workshop.places import ROOT

NOTEBOOKS = "notebooks"
OUTPUTS = "outputs"


def home(folder: Path) -> Path:
    """Return the folder that holds ``workshops`` and ``outputs`` of a client.

    It is the parent of the folder ``workshops``; a client's folder elsewhere is its own home.
    """
    folder = folder.resolve()
    parts = folder.parts
    if ROOT in parts:
        return Path(*parts[: len(parts) - 1 - parts[::-1].index(ROOT)])
    return folder


def outputs(folder: Path) -> Path:
    """Return the folder of the files generated for a client, as the command uses it."""
    return home(folder) / OUTPUTS / PurePosixPath(identity(folder))


def link(target: Path, start: Path) -> str:
    """Return a relative link from a folder to a file."""
    return Path(os.path.relpath(target.resolve(), start.resolve())).as_posix()
