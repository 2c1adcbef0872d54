"""Entries of consent: a client's folder and a target that may be reached from it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

PATH = "path:"
"""The beginning of a target that is a data folder, not a database."""


@dataclass(frozen=True, order=True)
class Entry:
    """One consent: a client's folder, and a target that may be reached from it.

    Attributes
    ----------
    folder
        The real path of the client's folder.
    target
        What may be reached, exactly: an address with its table, or ``path:`` and a folder. It is
        percent-encoded, so that an entry holds no blanks.
    """

    folder: Path
    target: str

    def __str__(self) -> str:
        return f"{quoted(self.folder)}={self.target}"

    def of_folder(self, folder: Path) -> bool:
        """Return whether the entry is one of this client's folder."""
        return self.folder == real(folder)

    def printed(self, here: Path) -> str:
        """Return the entry as a text for any machine that has the folder in the same place."""
        within = self.folder.is_relative_to(here)
        folder = self.folder.relative_to(here) if within else self.folder
        return f"{quoted(folder)}={self.target}"

    @classmethod
    def of(cls, text: str, relative_to: Path | None = None) -> Entry:
        """Return the entry of a printed text.

        Parameters
        ----------
        relative_to
            Where a relative folder begins; its links are followed. Without it the folder must be a
            real path already, and is taken as it is: should it have become a link since, it is
            another folder.

        Raises
        ------
        ValueError
            If the text is no entry.
        """
        folder, sign, target = text.partition("=")
        if not (folder and sign and target) or not text.isprintable() or " " in text:
            raise ValueError(text)
        path = unquoted(folder)
        if relative_to is not None:
            path = real(relative_to / path)
        if not path.is_absolute():
            raise ValueError(text)
        return cls(path, target)


def entry(folder: Path, target: str) -> Entry:
    """Return the consent to reach a target from a client's folder."""
    return Entry(real(folder), target)


def path_target(path: Path) -> str:
    """Return a data folder as a target."""
    return PATH + quoted(real(path))


def real(path: Path) -> Path:
    """Return a path with all its links followed."""
    return Path(os.path.realpath(path))


def quoted(path: Path) -> str:
    """Return a path percent-encoded, without spaces; also one that is not UTF-8."""
    return quote_from_bytes(os.fsencode(path.as_posix()), safe="/:")


def unquoted(text: str) -> Path:
    """Return the path of a text by :func:`quoted`."""
    return Path(os.fsdecode(unquote_to_bytes(text)))
