"""What is to be said of a column: what was left out, and what only its owner can decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.evidence.columns.cells import Understood
from kit.evidence.formats.layout import Block
from kit.evidence.table import Note, Question
from kit.i18n import NP_

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
    """The notes and questions about one column of a block."""

    def __init__(self, block: Block, name: str, column: Understood) -> None:
        self.block, self.name, self.column = block, name, column
        self.notes: list[Note] = []
        self.questions: list[Question] = []

    def note(self, says: Any, lines: Sequence[int] = ()) -> None:
        """Say something of the column, or of some lines of it."""
        self.notes.append(Note(says, lines=tuple(lines), column=self.name))

    def ask(self, option: str, says: Any, choices: Sequence[str], *, assumed: bool = True) -> None:
        """Ask for an option; where ``assumed``, the first choice is taken until it is given."""
        self.questions.append(Question(option, says, tuple(choices), (self.name,), assumed))

    def say_odd(self) -> None:
        """Say which cells are left out, being unlike the others."""
        self._count(ODD, self.column.odd)

    def say_errors(self) -> None:
        """Say which cells hold an error of the spreadsheet."""
        self._count(ERRORS, self.column.errors)

    def say_unzoned(self, places: set[int], zone: str) -> None:
        """Say which times have no offset, in a column where others have one."""
        self._count(UNZONED, places, zone=zone)

    def examples(self, places: set[int]) -> str:
        """Return some of the texts, in quotation marks."""
        texts = sorted(self.column.cells.texts[place] for place in places)[:3]
        return ", ".join(f"“{text[:40]}”" for text in texts)

    def _count(self, says: Any, places: set[int], **values: str) -> None:
        if places:
            cells = self.column.cells
            lines = [int(self.block.sheet.lines[row]) for row in cells.rows_of(places)]
            told = says.filled(count=cells.total(places), texts=self.examples(places), **values)
            self.note(told, lines)
