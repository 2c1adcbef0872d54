"""Collect notes on a column (cells left out or blanked) and questions for the user."""

from __future__ import annotations

from collections.abc import Sequence

from kit.evidence.columns.answer_words import is_error
from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.raw_table import RawTable
from kit.evidence.table import Column, Note, Question
from kit.i18n import N_, NP_, Message, UserText

ODD = NP_(
    "{count} cell is neither a number nor a date as the others are, and is left out: {texts}.",
    "{count} cells are neither numbers nor dates as the others are, and are left out: {texts}.",
)
ERRORS = NP_(
    "{count} cell contains a spreadsheet error ({texts}) and is blank.",
    "{count} cells contain spreadsheet errors ({texts}) and are blank.",
)
NO_ANSWERS = N_("{words} counts as no answer in {columns}.")
NO_ANSWERS_MORE = NP_(
    "{words} counts as no answer in {columns} and {count} more column.",
    "{words} counts as no answer in {columns} and {count} more columns.",
)
MOST_COLUMNS = 6
UNZONED = NP_(
    "{count} time does not say how far it is from UTC, and is taken for {zone}: {texts}.",
    "{count} times do not say how far they are from UTC, and are taken for {zone}: {texts}.",
)


def _label(column: Column) -> str:
    """Return the name of a column, with its question if the name is only a code."""
    asked = column.question if column.question not in column.name else ""
    return f"{column.name}: {asked}" if asked and column.name not in asked else column.name


def no_answer_notes(columns: Sequence[Column]) -> list[Note]:
    """Return a note for each word that counts as no answer, with the columns it concerns (F21)."""
    found: dict[str, list[str]] = {}
    for column in columns:
        for word in column.set_aside:
            if not is_error(word):
                found.setdefault(word, []).append(_label(column))
    notes = []
    for word, names in found.items():
        shown = UserText(", ".join(f"“{name}”" for name in names[:MOST_COLUMNS]))
        more = len(names) - MOST_COLUMNS
        says = NO_ANSWERS_MORE.filled(count=more) if more > 0 else NO_ANSWERS
        words = UserText(f"“{word}”")
        notes.append(Note(says.filled(words=words, columns=shown), column=names[0]))
    return notes


class Remarks:
    """The notes and questions about one column of a table."""

    def __init__(self, table: RawTable, name: str, column: ParsedColumn) -> None:
        self.table, self.name, self.column = table, name, column
        self.notes: list[Note] = []
        self.questions: list[Question] = []

    def note(self, says: Message, lines: Sequence[int] = ()) -> None:
        """Add a note on the column, or on some lines of it."""
        self.notes.append(Note(says, lines=tuple(lines), column=self.name))

    def ask(
        self, option: str, says: Message, choices: Sequence[str], *, assumed: bool = True
    ) -> None:
        """Add a question for an option; if ``assumed``, the first choice holds until it is set."""
        self.questions.append(Question(option, says, tuple(choices), (self.name,), assumed))

    def note_unparsed(self) -> None:
        """Note the cells left out because they are neither numbers nor dates."""
        self._count(ODD, self.column.unparsed)

    def note_errors(self) -> None:
        """Note the cells with a spreadsheet error."""
        self._count(ERRORS, self.column.errors)

    def note_unzoned(self, places: set[int], zone: str) -> None:
        """Note the times without an offset, in a column where others have one."""
        self._count(UNZONED, places, zone=zone)

    def examples(self, places: set[int]) -> str:
        """Return up to three of the texts, in quotation marks."""
        texts = sorted(self.column.cells.texts[place] for place in places)[:3]
        return ", ".join(f"“{text[:40]}”" for text in texts)

    def _count(self, says: Message, places: set[int], **values: str) -> None:
        if places:
            cells = self.column.cells
            lines = [int(self.table.sheet.lines[row]) for row in cells.rows_of(places)]
            filled = says.filled(count=cells.total(places), texts=self.examples(places), **values)
            self.note(filled, lines)
