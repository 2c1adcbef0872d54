"""Read tickets of Freshdesk and of Dixa."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import ClassVar

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import first_row
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.sources import Options, Role


def spaced(name: str) -> str:
    """Return a name in lower case, its words parted: ``createdAt``, ``created_at``.

    >>> spaced("createdAt"), spaced("created_at")
    ('created at', 'created at')
    """
    return normalize_cell(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name.replace("_", " ")))


class Tickets(Format):
    """Tickets under the column names of one tool.

    Attributes
    ----------
    ids, own
        Names of the ticket's id, and names that this tool alone uses together.
    created
        Names of the time when a ticket was opened.
    texts, personal
        Names of columns of free text, and of people.
    """

    kind = "crm"
    ids: ClassVar[frozenset[str]] = frozenset()
    own: ClassVar[frozenset[str]] = frozenset()
    created: ClassVar[frozenset[str]] = frozenset()
    texts: ClassVar[frozenset[str]] = frozenset()
    personal: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def recognises(self, book: Book) -> bool:
        """Return whether there are a ticket's id and some columns of the tool's own."""

    def own_columns(self, book: Book) -> int:
        """Return the number of columns that are the tool's own; 0 without a ticket's id."""
        names = {spaced(name) for name in first_row(book)}
        return len(names & self.own) if names & self.ids else 0

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tickets of each sheet."""
        return [self._table(sheet) for sheet in book.sheets if sheet.height]

    def _table(self, sheet: Sheet) -> RawTable:
        cells = [clean_header(cell) for cell in sheet.head(1)[0]]
        headings = [Heading(cell) for cell in cells[: last_filled(cells)]]
        for heading in headings:
            name = spaced(heading.name)
            if name in self.ids:
                heading.as_text, heading.role = True, Role.RESPONDENT
            elif name in self.personal:
                heading.role = Role.PERSONAL
            elif name in self.texts:
                heading.role = Role.TEXT
        table = extract_table(sheet, 0, headings=headings)
        created = [h.name for h in headings if spaced(h.name) in self.created]
        table.time = created[0] if created else ""
        return table


class Freshdesk(Tickets):
    """Freshdesk, as CSV or XLSX."""

    name = "freshdesk"
    label = "Freshdesk"
    rank = 22
    ids = frozenset({"ticket id"})
    own = frozenset({
        "created time", "due by time", "resolved time", "closed time", "last update time",
        "initial response time", "time tracked", "resolution time (in hrs)",
        "first response time (in hrs)", "resolution status", "first response status",
        "agent interactions", "customer interactions", "survey results", "association type",
        "internal agent", "internal group", "every response status", "contact id",
    })  # fmt: skip
    created = frozenset({"created time"})
    texts = frozenset({"description"})
    personal = frozenset({
        "agent", "internal agent", "full name", "email", "work phone", "mobile phone", "twitter id",
        "contact id", "requester name", "requester email",
    })  # fmt: skip

    def recognises(self, book: Book) -> bool:
        """Return whether there are a ticket's id and two columns of Freshdesk's own."""
        return self.own_columns(book) >= 2


class Dixa(Tickets):
    """Dixa conversations, as CSV or JSON."""

    name = "dixa"
    label = "Dixa"
    rank = 23
    ids = frozenset({"csid", "conversation id", "id"})
    own = frozenset({
        "initial channel", "requester email", "requester name", "assignee name", "assignee email",
        "total duration", "handling duration", "exchange count", "queue id", "queue name",
        "queued at", "last message created at", "direction", "originating country", "queued sec",
        "rating score", "rating message", "contact endpoint",
    })  # fmt: skip
    created = frozenset({"created at"})
    texts = frozenset({"rating message"})
    personal = frozenset({
        "requester email", "requester name", "requester phone", "requester phone number",
        "assignee name", "assignee email", "requester id", "assignee id", "contact endpoint",
    })  # fmt: skip

    def recognises(self, book: Book) -> bool:
        """Return whether there are the id of a conversation and columns of Dixa's own."""
        least = 2 if "csid" in map(spaced, first_row(book)) else 4
        return self.own_columns(book) >= least
