"""Read HubSpot exports of contacts, companies, deals and tickets."""

from __future__ import annotations

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import count_known, first_row
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.sources import Options, Role

IDS = (
    "record id", "record id - contact", "record id - company", "record id - deal", "deal id",
    "record id - ticket", "ticket id", "survey submission id", "company id", "id du ticket",
    "id de fiche d'informations", "id d'enregistrement", "datensatz-id",
    "id de registro", "id de l'enregistrement", "id objet",
)  # fmt: skip
OWN = (
    "lead status", "lifecycle stage", "survey name", "survey type", "response group",
    "ticket description", "time to close (hh:mm:ss)", "time to close", "favorite content topics",
    "preferred channels",
    "deal stage", "deal name", "deal owner", "pipeline", "close date", "create date",
    "contact owner", "ticket status", "ticket name", "associated company", "associated contact",
    "associated company domain", "associated contact email", "last activity date",
    "original source", "marketing contact status", "phase du cycle de vie", "statut du lead",
    "phase de la transaction", "nom de la transaction",
    "propriétaire du contact", "date de création",
    "date de fermeture",
    "statut du ticket", "nom du ticket", "lifecycle-phase", "lead-status", "deal-phase",
    "associated company ids", "associated contact ids", "closed lost reason", "deal type",
    "etapa del ciclo de vida", "estado del lead", "etapa del negocio",
)  # fmt: skip
CREATED = (
    "create date", "created date", "date de création", "erstelldatum", "erstellungsdatum",
    "fecha de creación",
)  # fmt: skip


class HubSpot(Format):
    """HubSpot, as CSV, XLSX or XLS."""

    name = "hubspot"
    label = "HubSpot"
    kind = "crm"
    rank = 19

    def recognises(self, book: Book) -> bool:
        """Return whether there are a record id and other columns of HubSpot's."""
        names = first_row(book)
        own = count_known(names, OWN)
        return (bool(count_known(names, IDS)) and own >= 2) or own >= 5

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the records of each sheet."""
        return [_table(sheet) for sheet in book.sheets if sheet.height]


def _table(sheet: Sheet) -> RawTable:
    cells = [clean_header(cell) for cell in sheet.head(1)[0]]
    width = last_filled(cells)
    headings = [Heading(cell) for cell in cells[:width]]
    for heading in headings:
        if normalize_cell(heading.name) in IDS:
            heading.as_text, heading.role = True, Role.RESPONDENT
    table = extract_table(sheet, 0, headings=headings)
    created = [h.name for h in headings if normalize_cell(h.name) in CREATED]
    table.time = created[0] if created else ""
    return table
