"""Read Microsoft Forms exports: id, start, completion time, questions; choices end in ``;``."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import first_row
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.sources import Options, Role

START = re.compile(
    r"start time|heure de début|startzeit|hora de inicio|ora di inizio|begintijd|hora de início|"
    r"starttidspunkt|starttid|godzina rozpoczęcia"
)
END = re.compile(
    r"completion time|end time|heure de fin|heure de la fin|fertigstellungszeit|abschlusszeit|"
    r"hora de finalización|ora di completamento|tijd van voltooien|tijdstip van voltooiing|"
    r"hora de conclusão|fullføringstidspunkt|slutförandetid|godzina ukończenia"
)
MODIFIED = re.compile(r"last modified time|heure de (?:la )?dernière modification|zuletzt geändert")
PERSONAL = re.compile(
    r"e-?mail|adresse de messagerie|courrier électronique|adresse e-mail|correo electrónico|"
    r"posta elettronica|name|nom|nombre|nome|naam|e-post|navn|namn"
)
DETAIL = re.compile(
    r"language|langue|sprache|idioma|lingua|taal|(?:points|feedback|commentaires?) [-–] .*|"
    r"total points|quiz feedback|grade posted time|nombre total de points"
)


class MicrosoftForms(Format):
    """Microsoft Forms, as XLSX or saved as CSV."""

    name = "microsoft-forms"
    label = "Microsoft Forms"
    rank = 30

    def recognises(self, book: Book) -> bool:
        """Return whether the first columns are an id, a start and a completion time."""
        return _is_forms(first_row(book))

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the answers of every sheet that has any."""
        return [
            _table(sheet)
            for sheet in book.sheets
            if sheet.height and _is_forms([clean_header(cell) for cell in sheet.head(1)[0]])
        ]


def _is_forms(names: list[str]) -> bool:
    first = [normalize_cell(name) for name in names[:6]]
    return (
        len(first) > 3
        and first[0] in ("id", "identifiant", "nr")
        and any(START.search(name) for name in first[1:])
        and any(END.search(name) for name in first[1:])
    )


def _table(sheet: Sheet) -> RawTable:
    cells = [clean_header(cell) for cell in sheet.head(1)[0]]
    width = last_filled(cells)
    headings = [Heading(cell, question=cell) for cell in cells[:width]]
    headings[0] = Heading(cells[0], role=Role.RESPONDENT)
    time = ""
    for heading in headings[1:]:
        normalized = normalize_cell(heading.name)
        if END.search(normalized) or START.search(normalized) or MODIFIED.fullmatch(normalized):
            heading.role = Role.TIME
            time = heading.name if END.search(normalized) and not time else time
        elif PERSONAL.fullmatch(normalized):
            heading.role = Role.PERSONAL
        elif DETAIL.fullmatch(normalized):
            heading.role = Role.DETAIL
    table = extract_table(sheet, 0, headings=headings)
    table.labelled = True
    table.time = time
    return table
