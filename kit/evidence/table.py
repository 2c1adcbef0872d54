"""Hold a file that was read: tables, columns with roles, notes on what was left out, questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kit.diagnostics import Diagnostic, DiagnosticError, Severity, TablePosition
from kit.i18n import N_, Message, Texts, texts
from kit.sources import Role

if TYPE_CHECKING:
    import pyarrow as pa


Basis = Literal["stated", "words", "format", "seen", "given"]
"""Source of a scale: the question, the words of the answers, the format, the values, the user."""


@dataclass(frozen=True)
class Scale:
    """The range of answers of a rating.

    Attributes
    ----------
    low, high
        Its ends: the least and the greatest number.
    basis
        Its source; one that was only ``seen`` in the values is a guess, and is never applied.
    words
        Number of each answer, where the file has words.
    not_applicable
        Numbers that mean no answer (``0`` beside 1–5); they are blank in the data.
    down
        Whether the least number is the best answer (F20).

    >>> str(Scale(1, 5)), str(Scale(1, 5, down=True))
    ('1–5', '5–1')
    """

    low: float
    high: float
    basis: Basis = "seen"
    words: Mapping[str, float] = field(default_factory=dict, hash=False)
    not_applicable: tuple[float, ...] = ()
    down: bool = False

    @classmethod
    def parse(cls, text: str, column: str) -> Scale:
        """Return a scale as the user writes it, the worst answer first.

        Raises
        ------
        UnreadableError
            If the text is not two different numbers; it names the column.

        Examples
        --------
        >>> Scale.parse("5-1", "Welcome").best
        1.0
        """
        worst, _, best = text.replace("–", "-").replace("…", "-").partition("-")
        try:
            first, last = float(worst), float(best)
            if first == last:
                raise ValueError(text)
        except ValueError:
            raise UnreadableError(
                N_("“{text}” is not a scale.").filled(text=text),
                N_("Give the values of its worst and best answer, such as 1-5, 0-10 or 5-1."),
                column=column,
            ) from None
        return cls(min(first, last), max(first, last), "given", down=first > last)

    @property
    def worst(self) -> float:
        """Number of the worst answer."""
        return self.high if self.down else self.low

    @property
    def best(self) -> float:
        """Number of the best answer."""
        return self.low if self.down else self.high

    def __str__(self) -> str:
        return f"{self.worst:g}–{self.best:g}"


@dataclass(frozen=True)
class TickBoxes:
    """A question with one column for each choice, ticked or not (F21).

    Attributes
    ----------
    question
        As respondents read it; empty if the file does not have it.
    columns
        Names of the columns of its choices.
    rows
        Number of rows of the table.
    shown
        Number of respondents who were shown the question; None if the file does not tell.
    ticked
        Number of respondents who ticked or wrote something.
    """

    question: str
    columns: tuple[str, ...]
    rows: int
    shown: int | None
    ticked: int

    @property
    def nothing(self) -> int:
        """Number of those shown the question, else of all rows, without a tick."""
        return (self.rows if self.shown is None else self.shown) - self.ticked


SHOWN_SUFFIX = " (shown)"
"""Suffix of a column that holds whether the question was shown, after the name of its answers."""

INSTANT_SUFFIX = " (UTC)"
"""Suffix of a column of instants, after the name of its column of times."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Its name in the data, to which metrics refer; unique in the table.
    role
        Its use, as found or as the user gave it.
    question, item
        The question as respondents read it; the row of a matrix, or the choice, if the question has
        several columns.
    group
        Id common to the columns of one question.
    scale
        Of a rating, else None.
    separator
        Separator of several choices in one cell.
    unit
        ``%``, ``s`` or a currency, if the cells state one.
    n
        Number of cells with a value.
    set_aside
        Counts of words that mean no answer; they are blank in the data.
    position
        Its position in the file, from 1.
    derived
        Whether the kit computed it.
    unsure
        Whether a blank row of a tick box may or may not have been shown it (F21).
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
    unsure: bool = False


@dataclass(frozen=True)
class Note:
    """A note on how a file was read.

    ``lines`` holds the first few lines concerned.
    """

    says: Message
    lines: tuple[int, ...] = ()
    column: str = ""

    def said(self, t: Texts) -> str:
        """Return the note in its reader's language, with its lines."""
        text = t(self.says)
        if self.lines:
            shown = ", ".join(str(line) for line in self.lines[:MAX_LINES])
            if len(self.lines) > MAX_LINES:
                shown += ", …"
            text += " " + t(N_("(line {lines})"), lines=shown)
        return text


MAX_LINES = 5


@dataclass(frozen=True)
class Question:
    """A question that the file leaves open; the answer goes into :class:`Options`.

    Attributes
    ----------
    option
        Name of the option that answers it: ``dates``, ``decimal``, ``sheet``, ``scales`` …
    columns
        Names of the columns concerned.
    choices
        Possible answers; the first one was assumed, unless ``assumed`` is false.
    """

    option: str
    says: Message
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    assumed: bool = True


@dataclass(frozen=True)
class Table:
    """A table of rows with described columns; ``data`` is an Arrow table of the same columns.

    ``time`` names the column that dates a row; ``start`` and ``end`` are the period, both included.
    ``boxes`` are its questions of tick boxes.
    """

    name: str
    data: pa.Table
    columns: tuple[Column, ...]
    time: str = ""
    start: date | None = None
    end: date | None = None
    notes: tuple[Note, ...] = ()
    boxes: tuple[TickBoxes, ...] = ()

    @property
    def n(self) -> int:
        """Number of rows: respondents, tickets, events or lines of a report."""
        return int(self.data.num_rows)

    def column(self, name: str) -> Column:
        """Return a column by its name in any case, or by the start of its name if that is unique.

        Raises
        ------
        KeyError
            If no column matches, or several do.
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
        """Return the columns with one of these roles."""
        return tuple(column for column in self.columns if column.role in roles)

    def values(self, name: str) -> list[Any]:
        """Return the non-blank values of a column."""
        return [v for v in self.data.column(self.column(name).name).to_pylist() if v is not None]


@dataclass(frozen=True)
class Conventions:
    """The notation of a file: encoding, delimiter, decimal mark, date order; empty if unknown."""

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    dates: str = ""


@dataclass(frozen=True)
class Reading:
    """A file that was read.

    The first table is the main one; an analytics export may have many.
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

    def all_notes(self) -> tuple[Note, ...]:
        """Return the notes on the file and on all its tables."""
        return self.notes + tuple(note for table in self.tables for note in table.notes)


class UnreadableError(DiagnosticError):
    """Data that cannot be read correctly: the problem, its place and what to do."""

    code = "evidence-unreadable"

    def __init__(
        self,
        message: Message,
        hint: Message,
        *,
        file: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str = "",
    ) -> None:
        self.message, self.hint = message, hint
        self.place = TablePosition(file, sheet, row or 0, column)
        super().__init__([self.diagnostic])

    @property
    def diagnostic(self) -> Diagnostic:
        """The problem as a diagnostic."""
        return Diagnostic(self.code, Severity.ERROR, self.place, self.message, self.hint)

    def at(self, file: str) -> UnreadableError:
        """Return the error with the file named."""
        place = self.place
        return UnreadableError(
            self.message,
            self.hint,
            file=file,
            sheet=place.sheet,
            row=place.line,
            column=place.header,
        )

    def __str__(self) -> str:
        return self.text(texts("en"))
