"""Where the studio finds and puts things beside a workshop."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from kit.workshop import identity
from kit.workshop.places import ROOT

NOTEBOOKS = "notebooks"
OUTPUTS = "outputs"


def home(folder: Path) -> Path:
    """Return the folder in which everything of a client is: that of the folder ``workshops``.

    A client's folder elsewhere is a home of its own.
    """
    folder = folder.resolve()
    parts = folder.parts
    if ROOT in parts:
        return Path(*parts[: len(parts) - 1 - parts[::-1].index(ROOT)])
    return folder


def outputs(folder: Path) -> Path:
    """Return the folder of what is generated for a client, as the command has it."""
    return home(folder) / OUTPUTS / PurePosixPath(identity(folder))


def link(target: Path, start: Path) -> str:
    """Return a relative link from a folder to a file."""
    return Path(os.path.relpath(target.resolve(), start.resolve())).as_posix()
