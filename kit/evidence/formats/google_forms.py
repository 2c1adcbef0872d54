"""Read Google Forms exports: a timestamp, then questions, with ticked boxes joined in one cell."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers.sheet import Book
from kit.evidence.formats import Format
from kit.evidence.formats.headers import bracketed_heading, first_row
from kit.evidence.formats.layout import extract_table, last_filled
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
        """Return whether the first column is Google's timestamp, in one of its languages."""
        names = first_row(book)
        return len(names) > 1 and normalize_cell(names[0]) in TIMESTAMP

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the answers of every sheet that has any."""
        tables = []
        for sheet in book.sheets:
            cells = sheet.head(1)[0] if sheet.height else [""]
            if normalize_cell(cells[0]) not in TIMESTAMP:
                continue
            group: dict[str, str] = {}
            width = last_filled(cells)
            headings = [bracketed_heading(cell, group) for cell in cells[:width]]
            headings[0].role = Role.TIME
            for heading in headings[1:]:
                if USER.fullmatch(normalize_cell(heading.name)):
                    heading.role = Role.PERSONAL
            table = extract_table(sheet, 0, headings=headings)
            table.labelled = True
            tables.append(table)
        return tables
