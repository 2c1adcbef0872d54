"""Find the files of cases: those of the kit, and a trainer's own in a folder ``cases``.

A case of the kit is known by its name. A case of a trainer's own is known by the path of its
folder, ``cases/<name>`` beside ``workshops`` or beside the learners' folders. It has
``facts.toml``, and for each language a folder with ``brief.md``, ``case.toml``, ``model.yaml`` and,
where it asks questions of its own, ``self-test.toml``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition
from kit.i18n import LANGUAGES, LOCALES, Language
from kit.workshop import WorkshopError
from kit.workshop.slugs import folder_name

FOLDER = "learning"
CASES = "cases"
"""The folder of a trainer's own cases."""

SHIPPED_FACTS = Path(__file__).parent / "facts"

FACTS = "facts.toml"
BRIEF = "brief.md"
TEXTS = "case.toml"
MODEL = "model.yaml"
SELF_TEST = "self-test.toml"

LARGEST = 2_000_000
"""Most bytes of a file of a case that is read."""

LEVELS = 3
"""Number of folders above a learner's in which cases are looked for."""


@dataclass(frozen=True)
class CaseFiles:
    """The files of a case.

    Attributes
    ----------
    name
        The name by which the kit knows the case.
    own
        The folder of a trainer's own case; None for one of the kit's.
    """

    name: str
    own: Path | None = None

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which there is a folder."""
        if self.own is None:
            return LANGUAGES
        return tuple(lang for lang in LANGUAGES if (self.own / lang).is_dir())

    def folder(self, lang: str) -> Path:
        """Return the folder of a language."""
        return self.own / lang if self.own else LOCALES / lang / FOLDER / self.name

    @property
    def has_facts(self) -> bool:
        """True if there is something called as the file of the facts, readable or not."""
        return os.path.lexists(self.facts)

    @property
    def facts(self) -> Path:
        """The file of the facts."""
        return self.own / FACTS if self.own else SHIPPED_FACTS / f"{self.name}.toml"

    @property
    def stamp(self) -> int:
        """A number that changes with the files of a trainer's own case."""
        if self.own is None:
            return 0
        names = (BRIEF, TEXTS, MODEL, SELF_TEST)
        files = [self.facts, *(self.folder(lang) / name for lang in LANGUAGES for name in names)]
        times = [(path.stat().st_mtime_ns, path.stat().st_size) for path in files if path.is_file()]
        return hash(tuple(times))


def root_of(path: Path) -> Path:
    """Return the folder of a case's file, or the case's where the file is in a language's folder.

    No link leads out of it.
    """
    return path.parent.parent if path.parent.name in LANGUAGES else path.parent


def read_file(path: Path) -> bytes:
    """Return the content of a file of a case.

    Raises
    ------
    WorkshopError
        If it cannot be read.
    """
    try:
        root = root_of(path)
        return ClientFolder(root).read_bytes(path.relative_to(root).as_posix(), LARGEST)
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None


@cache
def shipped() -> tuple[str, ...]:
    """Return the names of the kit's cases."""
    return tuple(sorted(path.parent.name for path in (LOCALES / "en" / FOLDER).glob(f"*/{TEXTS}")))


def case_files(name: str) -> CaseFiles:
    """Return the files of a case, by its name or the path of its folder.

    Raises
    ------
    LookupError
        If there is no such case.
    """
    if name in shipped():
        return CaseFiles(name)
    path = Path(name)
    if path.is_absolute() and path.is_dir():
        return CaseFiles(name, path)
    raise LookupError(name)


def own_cases(folder: Path) -> tuple[Path, ...]:
    """Return the folders of the cases in a folder of cases, in the order of their names."""
    if not folder.is_dir():
        return ()
    files = ClientFolder(folder)
    found = (entry.name for entry in files.entries() if entry.kind == "folder")
    return tuple(
        folder.resolve() / name for name in sorted(found) if files.exists(f"{name}/{FACTS}")
    )


def cases_above(folder: Path) -> Iterator[Path]:
    """Yield the folders of the cases of a trainer's own that a learner's folder may be about.

    The outermost come first, so that learners cannot replace the trainer's.
    """
    around = folder.resolve().parents[:LEVELS]
    for above in reversed(around):
        yield from own_cases(above / CASES)


def find_own(name: str, folder: Path) -> Path | None:
    """Return the folder of a trainer's own case by its name, for a learner's folder."""
    if not name or folder_name(name) != name:
        return None  # a record may name anything
    return next((one for one in cases_above(folder) if one.name == name), None)
