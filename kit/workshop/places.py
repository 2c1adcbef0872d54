"""Where workshops are: their folders, their names, and what they are called in outputs."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kit.i18n import N_, Message, Words
from kit.workshop.faults import Fault, WorkshopError
from kit.workshop.slugs import folder_name

FILE = "workshop.yaml"
ROOT = "workshops"
RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
"""Names that Windows keeps for itself."""

NOT_THERE = N_("There is no workshop here: neither a file “workshop.yaml” nor folders with one.")
NOT_A_NAME = N_(
    "“{name}” cannot name a workshop: use letters and digits, as in “maison-exemple”, or "
    "“maison-exemple/retours” for one of several journeys."
)
RESERVED_NAME = N_("“{name}” is a name that Windows keeps for itself: choose another.")


def find(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return the workshop files that the paths mean, each once.

    A path is a file, a workshop's folder, a folder of workshops, or a pattern such as
    ``workshops/*`` (which Windows hands over as it is).
    """
    files: dict[Path, None] = {}
    missing = []
    for path in paths:
        found = [file for one in _expanded(path) for file in _files(one)]
        files.update(dict.fromkeys(found))
        if not found:
            missing.append(Fault(Path(path), 0, 0, NOT_THERE))
    if missing:
        raise WorkshopError(missing)
    return tuple(files)


def _expanded(path: str | Path) -> list[Path]:
    if Path(path).exists() or not glob.has_magic(str(path)):
        return [Path(path)]
    return [Path(found) for found in sorted(glob.glob(str(path)))]  # noqa: PTH207


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.exists() else []
    if (path / FILE).is_file():
        return [path / FILE]
    inside = []
    for folder in sorted(path.iterdir()):
        own = folder / FILE
        inside += [own] if own.is_file() else sorted(folder.glob(f"*/{FILE}"))
    return inside


def identity(folder: Path) -> PurePosixPath:
    """Return what a workshop is called in outputs: ``client`` or ``client/journey``.

    It is the folder's path within the folder named ``workshops``, else the folder's own name.
    """
    folder = folder.resolve()
    parts = folder.parts
    if ROOT in parts[:-1]:
        last = len(parts) - 1 - parts[::-1].index(ROOT)
        if last < len(parts) - 1:
            return PurePosixPath(*parts[last + 1 :])
    return PurePosixPath(folder.name)


def folder_for(root: Path, name: str) -> Path:
    """Return the folder of a new workshop, which is always inside ``root``."""
    parts = name.replace("\\", "/").split("/")
    slugs = [folder_name(part) for part in parts]
    if len(parts) > 2 or not all(slugs):
        raise refused_name(root, name)
    if any(part in RESERVED for part in slugs):
        raise refused_name(root, name, RESERVED_NAME)
    folder = root.joinpath(*slugs)
    # A link among the folders could lead out.
    if not folder.resolve().is_relative_to(root.resolve()):
        raise refused_name(root, name)
    return folder


def refused_name(root: Path, name: str, says: Message = NOT_A_NAME) -> WorkshopError:
    """Return the error for a name that no workshop can have."""
    return WorkshopError([Fault(root, 0, 0, says.filled(name=Words(name)))])
