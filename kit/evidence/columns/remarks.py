"""Collect notes on a column (cells left out or blanked) and questions for the user."""

from __future__ import annotations

from collections.abc import Sequence

from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.raw_table import RawTable
from kit.evidence.table import Note, Question
from kit.i18n import NP_, Message

ODD = NP_(
    "{count} cell is neither a number nor a date as the others are, and is left out: {texts}.",
    "{count} cells are neither numbers nor dates as the others are, and are left out: {texts}.",
)
ERRORS = NP_(
    "{count} cell contains a spreadsheet error ({texts}) and is blank.",
    "{count} cells contain spreadsheet errors ({texts}) and are blank.",
)
UNZONED = NP_(
    "{count} time does not say how far it is from UTC, and is taken for {zone}: {texts}.",
    "{count} times do not say how far they are from UTC, and are taken for {zone}: {texts}.",
)


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
