"""What a read file is: its tables, what each column holds, what was left out and what is unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kit.i18n import N_, Message, Texts, texts
from kit.sources import Role

if TYPE_CHECKING:
    import pyarrow as pa


ROLES: dict[Role, Message] = {
    Role.RESPONDENT: N_("respondent"),
    Role.TIME: N_("date"),
    Role.RATING: N_("rating"),
    Role.NPS: N_("likelihood to recommend (NPS)"),
    Role.CHOICE: N_("one choice"),
    Role.CHOICES: N_("several choices in one cell"),
    Role.CHOSEN: N_("a choice, ticked or not"),
    Role.TEXT: N_("free text"),
    Role.PERSONAL: N_("personal data"),
    Role.NUMBER: N_("number", "column"),
    Role.SEGMENT: N_("segment"),
    Role.CASE: N_("case of an event log"),
    Role.EVENT: N_("event"),
    Role.DETAIL: N_("technical detail"),
    Role.EMPTY: N_("empty", "column"),
}

Basis = Literal["stated", "words", "format", "seen", "told"]
"""Where a scale comes from: question text, answer words, the format, the values, the user."""


@dataclass(frozen=True)
class Scale:
    """The answers that a rating could take.

    Attributes
    ----------
    low, high
        Its ends, from worst to best.
    basis
        What it was concluded from; one that was only ``seen`` in the values is a guess.
    words
        The words of the answers, where these stood in the file, each with its number.
    not_applicable
        Numbers that mean no answer (``0`` beside 1–5); they are blank in the data.
    """

    low: float
    high: float
    basis: Basis = "seen"
    words: Mapping[str, float] = field(default_factory=dict, hash=False)
    not_applicable: tuple[float, ...] = ()

    def __str__(self) -> str:
        return f"{self.low:g}–{self.high:g}"


INSTANTS = " (UTC)"
"""What the name of a column of instants ends with, after the name of the times they are of."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Its name in the data; unique in the table, and what a declaration refers to.
    role
        What it seems to be good for.
    question, item
        The question as respondents read it; and the row of a matrix or the choice, where the
        column is one of several that belong to it.
    group
        Common to the columns of one question.
    scale
        For a rating.
    separator
        What stands between several choices in one cell.
    unit
        ``%``, ``s`` or a currency, where the cells said so.
    n
        How many cells hold a value.
    set_aside
        Words that mean no answer, with how often they stood there; they are blank in the data.
    position
        Its place in the file, from 1.
    derived
        Made by the kit, not in the file.
    """

    name: str
    role: Role
    question: str = ""
    item: str = ""
    group: str = ""
    scale: Scale | None = None
    separator: str = ""
    unit: str = ""
    n: int = 0
    set_aside: Mapping[str, int] = field(default_factory=dict, hash=False)
    position: int = 0
    derived: bool = False


@dataclass(frozen=True)
class Note:
    """Something to know about how a file was read.

    ``lines`` names the first few rows or lines concerned.
    """

    says: Message
    lines: tuple[int, ...] = ()
    column: str = ""

    def said(self, t: Texts) -> str:
        """Return the note in its reader's language, with the places it is about."""
        text = t(self.says)
        if self.lines:
            shown = ", ".join(str(line) for line in self.lines[:MOST_LINES])
            if len(self.lines) > MOST_LINES:
                shown += ", …"
            text += " " + t(N_("(line {lines})"), lines=shown)
        return text


MOST_LINES = 5


@dataclass(frozen=True)
class Question:
    """Something the reader could not decide; the answer goes into :class:`Options`.

    Attributes
    ----------
    option
        The option that answers it: ``dates``, ``decimal``, ``sheet``, ``scales`` …
    columns
        The columns that it is about.
    choices
        The possible answers; the first is what was assumed, unless ``assumed`` is false.
    """

    option: str
    says: Message
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    assumed: bool = True


@dataclass(frozen=True)
class Table:
    """Clean rows with what their columns hold; ``data`` is an Arrow table of the same columns."""

    name: str
    data: pa.Table
    columns: tuple[Column, ...]
    time: str = ""
    start: date | None = None
    end: date | None = None
    notes: tuple[Note, ...] = ()

    @property
    def n(self) -> int:
        """How many rows there are: respondents, tickets, events or lines of a report."""
        return int(self.data.num_rows)

    def column(self, name: str) -> Column:
        """Return a column by its name, whatever the case, or by the start of it if that is enough.

        Raises
        ------
        KeyError
            If there is none, or more than one.
        """
        for column in self.columns:
            if column.name == name:
                return column
        wanted = name.casefold()
        for fits in (str.__eq__, str.startswith):
            found = [column for column in self.columns if fits(column.name.casefold(), wanted)]
            if len(found) == 1:
                return found[0]
        raise KeyError(name)

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of these roles."""
        return tuple(column for column in self.columns if column.role in roles)

    def values(self, name: str) -> list[Any]:
        """Return the values of a column that are not blank."""
        return [v for v in self.data.column(self.column(name).name).to_pylist() if v is not None]


@dataclass(frozen=True)
class Conventions:
    """How the file writes things."""

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    dates: str = ""


@dataclass(frozen=True)
class Reading:
    """A file as it was understood.

    The first table is the main one; an analytics export may hold many.
    """

    path: Path
    format: str
    label: str
    kind: str
    tables: tuple[Table, ...]
    conventions: Conventions = field(default_factory=Conventions)
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def table(self) -> Table:
        """The main table."""
        return self.tables[0]

    def every_note(self) -> tuple[Note, ...]:
        """Return the notes on the file and on all its tables."""
        return self.notes + tuple(note for table in self.tables for note in table.notes)


class Unreadable(Exception):  # noqa: N818 - says what it is
    """A file that cannot be read rightly: what is wrong, where, and what to do."""

    def __init__(
        self,
        says: Message,
        fix: Message,
        *,
        file: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str = "",
    ) -> None:
        self.says = says
        self.fix = fix
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column
        super().__init__(says.text)

    def at(self, file: str) -> Unreadable:
        """Return the error with the file named."""
        return Unreadable(
            self.says, self.fix, file=file, sheet=self.sheet, row=self.row, column=self.column
        )

    def said(self, t: Texts) -> str:
        """Return the error as its reader is told it."""
        place = [self.file] if self.file else []
        if self.sheet:
            place.append(t(N_("sheet “{sheet}”"), sheet=self.sheet))
        if self.row is not None:
            place.append(t(N_("line {line}"), line=str(self.row)))
        if self.column:
            place.append(t(N_("column “{column}”"), column=self.column))
        return t(
            N_("{place}: {what} {fix}"), place=", ".join(place), what=t(self.says), fix=t(self.fix)
        )

    def __str__(self) -> str:
        return self.said(texts("en"))
