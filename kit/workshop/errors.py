"""Errors of workshop files and of the files beside them; every problem is listed with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from kit.diagnostics import Diagnostic, DiagnosticError, FilePosition, file_error
from kit.i18n import Message


class WorkshopError(DiagnosticError):
    """A file of a workshop cannot be used as it is."""

    @classmethod
    def at(cls, place: FilePosition, message: Message) -> Self:
        """Return the error with a single problem."""
        return cls([file_error(place, message)])


class ConflictError(WorkshopError):
    """The file was changed by someone else meanwhile; ``kept`` is where this version went."""

    def __init__(self, diagnostic: Diagnostic, kept: Path) -> None:
        super().__init__([diagnostic])
        self.kept = kept
