"""Read Zendesk tickets, from its export or from Explore, as CSV, XLSX or JSON."""

from __future__ import annotations

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import count_known, first_row
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.sources import Options, Role

IDS = ("ticket id", "id", "ticket-id", "id du ticket", "id de ticket", "n° du ticket")
OWN = (
    "summation column", "requester", "requester id", "requester email", "requester external id",
    "requester domain", "submitter", "submitter_id", "requester_id", "assignee", "assignee_id",
    "agent assigned", "assignee name", "group", "ticket type", "issue type", "ticket form",
    "ticket brand", "ticket group", "ticket status", "ticket priority", "ticket created - date",
    "ticket created - timestamp", "assigned at", "initially assigned at", "solved at",
    "resolution time", "resolution time (hours)", "response time (hours)", "satisfaction score",
    "satisfaction rating", "satisfaction_rating.score", "first reply time in minutes",
    "first resolution time in minutes", "full resolution time in minutes", "reopens", "replies",
    "agent wait time in minutes", "requester wait time in minutes", "group stations",
    "assignee stations", "demandeur", "assigné", "groupe", "résolu le", "score de satisfaction",
    "via", "full resolution time in hours", "first resolution time in hours",
    "first reply time in hours", "requester wait time in hours", "agent wait time in hours",
    "resolved date", "ticket tags", "created_at", "updated_at", "raw_subject", "ticket_form_id",
)  # fmt: skip
PERSONAL = (
    "assignee", "assignee name", "assignee email", "agent assigned", "assigné", "assignee.name",
    "requester", "submitter", "demandeur", "requester email", "requester name", "submitter name",
    "requester external id", "nom du demandeur", "e-mail du demandeur", "requester.name",
    "requester.email", "submitter.name", "submitter.email",
)  # fmt: skip
TEXTS = (
    "description", "comment", "comments", "commentaire", "satisfaction comment",
    "satisfaction_rating.comment", "latest comment", "ticket description",
)  # fmt: skip
SATISFACTION = ("satisfaction score", "satisfaction rating", "satisfaction_rating.score")
CREATED = (
    "created at", "created date", "created_at", "ticket created - date", "créé le",
    "ticket created - timestamp", "created",
)  # fmt: skip


class Zendesk(Format):
    """Zendesk, as CSV, XLSX or JSON."""

    name = "zendesk"
    label = "Zendesk"
    kind = "crm"
    rank = 21

    def recognises(self, book: Book) -> bool:
        """Return whether there are a ticket id and other columns of Zendesk's."""
        names = first_row(book)
        own = count_known(names, OWN)
        ticket = count_known(names, [name for name in IDS if name != "id"])
        return own >= 4 or (ticket > 0 and own >= 2)

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tickets."""
        return [_table(sheet) for sheet in book.sheets if sheet.height]


def _table(sheet: Sheet) -> RawTable:
    cells = [clean_header(cell) for cell in sheet.head(1)[0]]
    width = last_filled(cells)
    headings = [Heading(cell) for cell in cells[:width]]
    for position, heading in enumerate(headings):
        normalized = normalize_cell(heading.name)
        if normalized in IDS:
            heading.as_text, heading.role = True, Role.RESPONDENT
        elif normalized == "summation column":
            heading.role = Role.DETAIL
        elif normalized in PERSONAL:
            heading.role = Role.PERSONAL
        elif normalized in TEXTS:
            heading.role = Role.TEXT
        elif normalized in SATISFACTION and _is_in_words(sheet, position):
            heading.role = Role.CHOICE
    table = extract_table(sheet, 0, headings=headings)
    created = [h.name for h in headings if normalize_cell(h.name) in CREATED]
    table.time = created[0] if created else ""
    return table


def _is_in_words(sheet: Sheet, position: int) -> bool:
    """Return whether tickets are rated “Good” and “Bad”, which is not a scale."""
    some = sheet.columns[position].slice(1).unique().drop_null().to_pylist()
    return not any(cell.isdigit() for cell in some)
