"""HubSpot: exports of contacts, companies, deals and tickets."""

from __future__ import annotations

from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import count_of, first_row
from kit.evidence.formats.layout import Block, Heading, table_in, tidy
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
        """Whether its record id comes with columns of its own."""
        names = first_row(book)
        own = count_of(names, OWN)
        return (bool(count_of(names, IDS)) and own >= 2) or own >= 5

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the records of each sheet."""
        return [_block(sheet) for sheet in book.sheets if sheet.height]


def _block(sheet: Sheet) -> Block:
    cells = [tidy(cell) for cell in sheet.head(1)[0]]
    width = max(position for position, cell in enumerate(cells, start=1) if cell)
    headings = [Heading(cell) for cell in cells[:width]]
    for heading in headings:
        if plain(heading.name) in IDS:
            heading.as_text, heading.role = True, Role.RESPONDENT
    block = table_in(sheet, 0, headings=headings)
    created = [h.name for h in headings if plain(h.name) in CREATED]
    block.time = created[0] if created else ""
    return block
