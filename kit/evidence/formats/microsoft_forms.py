"""Microsoft Forms: id, start and completion time, then the questions; choices end with ``;``."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import first_row
from kit.evidence.formats.layout import Block, Heading, table_in, tidy
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
        """Whether the first columns are an id, a start and a completion time."""
        return _is_forms(first_row(book))

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the answers of every sheet that has them."""
        return [
            _block(sheet)
            for sheet in book.sheets
            if sheet.height and _is_forms([tidy(cell) for cell in sheet.head(1)[0]])
        ]


def _is_forms(names: list[str]) -> bool:
    said = [plain(name) for name in names[:6]]
    return (
        len(said) > 3
        and said[0] in ("id", "identifiant", "nr")
        and any(START.search(name) for name in said[1:])
        and any(END.search(name) for name in said[1:])
    )


def _block(sheet: Sheet) -> Block:
    cells = [tidy(cell) for cell in sheet.head(1)[0]]
    width = max(position for position, cell in enumerate(cells, start=1) if cell)
    headings = [Heading(cell, question=cell) for cell in cells[:width]]
    headings[0] = Heading(cells[0], role=Role.RESPONDENT)
    time = ""
    for heading in headings[1:]:
        said = plain(heading.name)
        if END.search(said) or START.search(said) or MODIFIED.fullmatch(said):
            heading.role = Role.TIME
            time = heading.name if END.search(said) and not time else time
        elif PERSONAL.fullmatch(said):
            heading.role = Role.PERSONAL
        elif DETAIL.fullmatch(said):
            heading.role = Role.DETAIL
    block = table_in(sheet, 0, headings=headings)
    block.labelled = True
    block.time = time
    return block
