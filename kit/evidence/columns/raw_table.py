"""Hold a table as a format found it: rows of texts under headings, not typed yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from kit.evidence.containers.sheet import Sheet
from kit.evidence.table import Note, Scale
from kit.i18n import Message
from kit.sources import Role


@dataclass
class Heading:
    """A column as its format describes it, before its values are read.

    Attributes
    ----------
    name
        Its header.
    question, item, group
        As in :class:`kit.evidence.table.Column`.
    role, scale
        Stated by the format; None if left to the values.
    as_text
        Whether numbers and dates stay texts.
    unit
        ``s`` for durations converted to seconds.
    not_shown, unanswered
        The tool's own marks, exactly as written, of a question that was not shown, and of one that
        was shown and left blank (F21).
    """

    name: str
    question: str = ""
    item: str = ""
    group: str = ""
    role: Role | None = None
    scale: Scale | None = None
    as_text: bool = False
    unit: str = ""
    not_shown: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()


@dataclass
class RawTable:
    """One table as a format found it.

    Attributes
    ----------
    sheet
        Its rows, without the header.
    headings
        One for each column.
    start, end
        The period that the export states.
    time
        Name of the column that dates a row.
    decimal, dates
        Decimal mark and order of dates, where known.
    survey
        Whether its rows are answers to a survey, in which words such as “NA” are no answer.
    labelled
        Whether the tool writes choices in words, so that a bare number is a rating.
    """

    name: str
    sheet: Sheet
    headings: list[Heading]
    notes: list[Note] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    time: str = ""
    decimal: str = ""
    dates: str = ""
    labelled: bool = False
    survey: bool = True

    def drop(self, mask: np.ndarray[Any, Any], says: Message) -> RawTable:
        """Return the table without the rows of a mask, with a note on their number and why."""
        count = int(mask.sum())
        if not count:
            return self
        lines = tuple(int(line) for line in self.sheet.lines[mask][:6])
        note = Note(says.filled(count=count), lines=lines)
        return replace(self, sheet=self.sheet.take(~mask), notes=[*self.notes, note])
