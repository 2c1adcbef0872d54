"""Versions of a workshop: closed by a review, and compared with one another (M6.8 to M6.10)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path, PurePosixPath

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition
from kit.i18n import N_
from kit.journey import Journey
from kit.workshop.errors import WorkshopError
from kit.workshop.file import Workshop, check_unchanged, load, save
from kit.workshop.schema import MODELINE

FOLDER = "history"
FILE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.yaml")
KEPT = re.compile(r"\d{4}-\d{2}-\d{2}(?:-\d+)?\.(?:yaml|figures\.json)")
"""The files of a version: its workshop, and the figures that were frozen with it."""

MARK = "# parcours: version of "
"""First words of a version's file; its message follows, then the workshop's text at that time."""

NOT_A_DATE = N_("The name of this version is not a valid date. Rename or remove the file.")


@dataclass(frozen=True)
class Version:
    """A closed version: when, and what was said of it."""

    path: Path
    date: date
    message: str = ""

    @cached_property
    def journey(self) -> Journey:
        """The journey at the time of the version."""
        return load_version(self.path).journey


def load_version(path: Path) -> Workshop:
    """Read the file of a closed version, which lies in its client's folder ``history``."""
    return load(path, root=path.parent.parent)


NOTHING: Mapping[str, bytes] = {}


def close_version(
    workshop: Workshop, as_of: date, message: str = "", beside: Mapping[str, bytes] = NOTHING
) -> Path:
    """Keep the workshop as it stands in ``history/<date>.yaml``, and note the review in its file.

    Parameters
    ----------
    beside
        What else is kept of it, by the ending that its file has in place of ``.yaml``.

    Returns
    -------
    Path
        The version's file; a second one of a day is numbered.
    """
    check_unchanged(workshop)
    said = "".join(f"# {line}".rstrip() + "\n" for line in _printable(message))
    # One folder further down, the editor finds the schema one folder further up.
    text = MODELINE.sub(
        lambda found: found[0] if ":" in found[1] else found[0].replace(found[1], f"../{found[1]}"),
        workshop.text,
        count=1,
    )
    head = f"{MARK}{as_of}\n{said}\n".replace("\n", workshop.document.newline)
    try:
        contents = {**beside, ".yaml": workshop.document.encoded(head + text)}
        name = _kept(workshop.files, str(as_of), contents)
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(workshop.folder / FOLDER), error.message) from None
    reviewed = workshop.journey.map.replace(last_review=as_of)
    save(workshop, workshop.journey.replace(map=reviewed))
    return workshop.folder / name


def _kept(files: ClientFolder, stem: str, contents: Mapping[str, bytes]) -> str:
    """Write a version and what is kept of it under a free name; return that of its file."""
    files.make_folder(FOLDER)
    free, number = f"{FOLDER}/{stem}", 2
    while files.exists(f"{free}.yaml"):
        free, number = f"{FOLDER}/{stem}-{number}", number + 1
    for suffix, content in contents.items():
        files.write_bytes(f"{free}{suffix}", content)
    return f"{free}.yaml"


def _printable(message: str) -> list[str]:
    lines = (line.strip() for line in message.strip().splitlines())
    return ["".join(c if c.isprintable() else " " for c in line) for line in lines]


def versions(workshop: Workshop, as_of: date | None = None) -> tuple[Version, ...]:
    """Return the closed versions, the oldest first, up to a day where one is given."""
    found = []
    for name in _files(workshop):
        path = workshop.folder / name
        match = FILE.fullmatch(path.name)
        if not match:
            continue
        try:
            day = date.fromisoformat(match[1])
        except ValueError:
            raise WorkshopError.at(FilePosition(path), NOT_A_DATE) from None
        if as_of is None or day <= as_of:
            message = _message(workshop.files, name)
            found.append((day, int(match[2] or 1), Version(path, day, message)))
    return tuple(version for _, _, version in sorted(found, key=lambda entry: entry[:2]))


def _files(workshop: Workshop) -> list[str]:
    """Return the files of the history; refuse one that is a link."""
    try:
        found = workshop.files.entries(FOLDER)
        for entry in found:
            if KEPT.fullmatch(PurePosixPath(entry.name).name):
                workshop.files.is_file(entry.name)
    except ClientFileError as error:
        path = workshop.folder / error.name
        raise WorkshopError.at(FilePosition(path), error.message) from None
    return [entry.name for entry in found if entry.kind == "file"]


def _message(files: ClientFolder, name: str) -> str:
    """Return what was said of a version: the comment below its first line."""
    with TextIOWrapper(files.open(name), encoding="utf-8-sig", errors="replace") as file:
        if not file.readline().startswith(MARK):
            return ""
        lines = []
        for line in file:
            if not line.startswith("#"):
                break
            lines.append(line[1:].strip())
        return "\n".join(lines).strip()
