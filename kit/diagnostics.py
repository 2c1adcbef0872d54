"""Diagnostics: problems in a client's data, each with its place and what to do about it.

Errors of a file, findings of the review, data that cannot be read and edits that are refused are
all reported as :class:`Diagnostic`. Each medium renders it in one place: a terminal, the page in
place of a report and a message in a notebook by :meth:`Diagnostic.text`; ``check --format json`` by
:func:`kit.cli.check.to_json`; the board by :func:`kit.studio.sync.findings.to_event`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kit.i18n import N_, Message, Texts, texts

Place = tuple[str | int, ...]
"""The place of a value in a workshop: ``("stages", "decouvrir", "name")``."""


class Severity(StrEnum):
    """The severity of a diagnostic."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES: dict[Severity, Message] = {
    Severity.ERROR: N_("error", "severity"),
    Severity.WARNING: N_("warning", "severity"),
    Severity.NOTE: N_("note", "severity"),
}


@dataclass(frozen=True)
class FilePosition:
    """A position in a text file.

    Attributes
    ----------
    path
        The file, as the user named it; None where the data are no file.
    line, column
        Counted from 1 as editors do; 0 where the file as a whole is meant.
    field
        The field of the workshop, where one is meant.
    """

    path: Path | None = None
    line: int = 0
    column: int = 0
    field: Place = ()

    def text(self, t: Texts) -> str:
        """Return ``file:line:column``, as far as each is known.

        >>> FilePosition(Path("workshop.yaml"), 3, 7).text(texts("en"))
        'workshop.yaml:3:7'
        """
        numbers = [str(number) for number in (self.line, self.column) if self.line and number]
        return ":".join([str(self.path or ""), *numbers])


@dataclass(frozen=True)
class TablePosition:
    """A position in a table of a client's data.

    Attributes
    ----------
    file, sheet, header
        The names of the file, the sheet and the table's column; "" where none is meant.
    line
        The line of the file, from 1; 0 where none is meant.
    column
        Always 0: a table's columns are known by their headers.
    field
        The field of the workshop that declares the table, where one is meant.
    """

    file: str = ""
    sheet: str = ""
    line: int = 0
    header: str = ""
    field: Place = ()
    column: int = 0

    def text(self, t: Texts) -> str:
        """Return the position in words.

        >>> TablePosition("survey.csv", line=12, header="Q1").text(texts("en"))
        'survey.csv, line 12, column “Q1”'
        """
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(t(N_("sheet “{sheet}”"), sheet=self.sheet))
        if self.line:
            parts.append(t(N_("line {line}"), line=str(self.line)))
        if self.header:
            parts.append(t(N_("column “{column}”"), column=self.header))
        return ", ".join(parts)


@dataclass(frozen=True)
class Diagnostic:
    """A problem in a client's data.

    Attributes
    ----------
    code
        The id of the rule; ``file`` for an error of a file, ``evidence`` for data that cannot be
        read, ``edit`` for an edit that is refused.
    place
        The position in a file or a table.
    message
        The problem.
    hint
        What to do; None where the message says it.
    why
        The reason why it matters; None for errors.
    method
        The lines of the method that are checked (M- and F-ids).
    """

    code: str
    severity: Severity
    place: FilePosition | TablePosition
    message: Message
    hint: Message | None = None
    why: Message | None = None
    method: tuple[str, ...] = ()

    def text(self, t: Texts) -> str:
        """Return ``place: message hint``, without its severity."""
        place = self.place.text(t)
        advice = f"{t(self.message)} {t(self.hint)}" if self.hint else t(self.message)
        if isinstance(self.place, FilePosition):
            return f"{place}: {advice}" if place else advice
        return t(N_("{place}: {advice}"), place=place, advice=advice) if place else advice


class DiagnosticError(Exception):
    """Problems in a client's data that stop what was asked for; each is listed."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.text(texts("en")))

    def text(self, t: Texts) -> str:
        """Return the diagnostics in the reader's language, one a line."""
        return "\n".join(diagnostic.text(t) for diagnostic in self.diagnostics)


def dotted(place: Place) -> str:
    """Return the place of a value as text.

    >>> dotted(("stages", "decouvrir", "name"))
    'stages.decouvrir.name'
    """
    return ".".join(str(part) for part in place)


def file_error(place: FilePosition, message: Message) -> Diagnostic:
    """Return the diagnostic of a file that cannot be used as it is."""
    return Diagnostic("file", Severity.ERROR, place, message)
