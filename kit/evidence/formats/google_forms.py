"""Google Forms: a timestamp, the questions as they were asked, check boxes joined in one cell."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.headers import bracketed, first_row
from kit.evidence.formats.layout import Block, table_in
from kit.sources import Options, Role

TIMESTAMP = frozenset(
    {
        "timestamp", "horodateur", "horodatage", "zeitstempel", "marca temporal",
        "informazioni cronologiche", "tijdstempel", "carimbo de data/hora", "sygnatura czasowa",
        "отметка времени", "タイムスタンプ", "tidsstämpel", "tidsstempel", "tidspunkt",
        "aikaleima", "zaman damgası", "časová značka", "marca de temps", "时间戳记", "时间戳",
        "طابع زمني",
    }
)  # fmt: skip
USER = re.compile(
    r"(?:username|nom d'utilisateur|nutzername|e-?mail(?: address|-adresse)?|adresse e-?mail|"
    r"nombre de usuario|dirección de correo electrónico|indirizzo email|e-mailadres|"
    r"endereço de e-mail|adres e-mail)"
)


class GoogleForms(Format):
    """Google Forms, downloaded as CSV or from its spreadsheet."""

    name = "google-forms"
    label = "Google Forms"
    rank = 30

    def recognises(self, book: Book) -> bool:
        """Whether the first column is Google's timestamp, in one of its languages."""
        names = first_row(book)
        return len(names) > 1 and plain(names[0]) in TIMESTAMP

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the answers of every sheet that has them."""
        blocks = []
        for sheet in book.sheets:
            cells = sheet.head(1)[0] if sheet.height else [""]
            if plain(cells[0]) not in TIMESTAMP:
                continue
            group: dict[str, str] = {}
            width = max(position for position, cell in enumerate(cells, start=1) if cell)
            headings = [bracketed(cell, group) for cell in cells[:width]]
            headings[0].role = Role.TIME
            for heading in headings[1:]:
                if USER.fullmatch(plain(heading.name)):
                    heading.role = Role.PERSONAL
            block = table_in(sheet, 0, headings=headings)
            block.labelled = True
            blocks.append(block)
        return blocks
