"""Locate workshops: their folders, their names, and their names in outputs."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kit.client_files import ClientFolder, Entry
from kit.diagnostics import FilePosition, file_error
from kit.i18n import N_, Message, UserText
from kit.workshop.errors import WorkshopError
from kit.workshop.slugs import folder_name

FILE = "workshop.yaml"
ROOT = "workshops"
RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
"""Names that Windows keeps for itself."""

NOT_THERE = N_("No workshop found here: no workshop.yaml file, and no folder that contains one.")
NOT_A_NAME = N_(
    "“{name}” is not a valid workshop name. Use letters and digits, as in “maison-exemple”, or "
    "“maison-exemple/retours” for one of several journeys."
)
LINKED = N_("“{name}” is a link to “{target}” and was skipped. To include it, give its path.")
RESERVED_NAME = N_("Windows reserves the name “{name}”. Choose another.")


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
            missing.append(file_error(FilePosition(Path(path)), NOT_THERE))
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
    files = ClientFolder(path)
    if files.exists(FILE):
        return [path / FILE]
    inside: list[str] = []
    for entry in files.entries():
        own = _of_folder(files, entry)
        if not own and entry.kind == "folder":
            own = [name for e in files.entries(entry.name) for name in _of_folder(files, e)]
        inside += own
    return [path / name for name in inside]


def _of_folder(files: ClientFolder, entry: Entry) -> list[str]:
    """Return the workshop file of a folder; refuse a link to a workshop elsewhere."""
    if entry.kind == "folder":
        return [f"{entry.name}/{FILE}"] if files.exists(f"{entry.name}/{FILE}") else []
    path = files.path / entry.name
    real = path.resolve()
    if entry.kind == "link" and real.is_dir() and not real.is_relative_to(files.real):
        says = LINKED.filled(name=UserText(entry.name), target=UserText(str(real)))
        raise WorkshopError.at(FilePosition(path), says)
    return []


def output_files(folder: Path, make: bool = True) -> ClientFolder:
    """Return a folder of outputs, made where it is not there yet.

    Where it lies in a client's own folder, no link leads out of that.
    """
    if client := client_around(folder):
        inside = _as_written(folder).relative_to(client)
        files = ClientFolder(client, inside=inside if inside.parts else "")
        if make:
            files.make_folder()
        return files
    if make:
        folder.mkdir(parents=True, exist_ok=True)
    return ClientFolder(folder)


def client_around(folder: Path) -> Path | None:
    """Return the client's folder that a folder is, or lies in, as its path is written."""
    whole = _as_written(folder)
    for root in reversed((whole, *whole.parents)):
        if os.path.lexists(root / FILE) or (root.parent.name == ROOT and root.is_dir()):
            return root
    return None


def _as_written(folder: Path) -> Path:
    return Path(os.path.abspath(folder))  # noqa: PTH100 - no link is resolved


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
    return WorkshopError.at(FilePosition(root), says.filled(name=UserText(name)))
