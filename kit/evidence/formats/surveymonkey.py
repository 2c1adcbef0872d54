"""Read SurveyMonkey exports: questions in the first row, items or ``Response`` in the second.

The condensed export has the first row only.
"""

from __future__ import annotations

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import OTHER, count_known, first_row, has_two_rows
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.evidence.formats.tick_boxes import mark_choices
from kit.sources import Options, Role

RESPONDENT = (
    "respondentid", "respondent id", "id du répondant", "identifiant du répondant",
    "id de répondant", "id répondant", "respondent_id", "befragten-id", "teilnehmer-id",
    "id del encuestado",
    "identificador del encuestado", "id del rispondente", "respondent-id", "id do respondente",
)  # fmt: skip
COLLECTOR = (
    "collectorid", "collector id", "collector_id", "id du collecteur",
    "identifiant du collecteur", "collector-id",
    "beantwortungs-id", "id del recopilador", "id do coletor", "id de collecteur",
)  # fmt: skip
END = (
    "enddate", "end date", "date modified", "date_modified", "date de fin",
    "date de modification", "enddatum",
    "änderungsdatum", "fecha de finalización", "fecha final", "data di fine", "einddatum",
    "data de término", "data de modificação",
)  # fmt: skip
START = (
    "startdate", "start date", "date created", "date_created", "date de début",
    "date de création", "startdatum",
    "erstellungsdatum", "fecha de inicio", "fecha de creación", "data di inizio", "begindatum",
    "data de início",
)  # fmt: skip
DETAILS = (
    *COLLECTOR, "custom data 1", "custom_1", "données personnalisées 1",
    "benutzerdefinierte daten 1",
)  # fmt: skip
RESPONSE = (
    "response", "réponse", "antwort", "respuesta", "risposta", "antwoord", "resposta", "score",
    "reponse",
)  # fmt: skip
OPEN = (
    "open-ended response", "open ended response", "réponse libre", "réponse ouverte",
    "texte libre", "offene beantwortung", "offene antwort", "respuesta abierta", "risposta aperta",
    "open antwoord", "resposta aberta", "réponse à développement",
)  # fmt: skip


class SurveyMonkey(Format):
    """SurveyMonkey, in one of several languages, with one or two header rows."""

    name = "surveymonkey"
    label = "SurveyMonkey"
    rank = 20

    def recognises(self, book: Book) -> bool:
        """Return whether the first columns are SurveyMonkey's, or row 2 has ``Response``."""
        names = first_row(book)
        if count_known(names[:3], RESPONDENT):
            return True
        rows = book.sheet.head(2)
        second = {normalize_cell(cell) for cell in rows[1]} if len(rows) > 1 else set()
        found = second & {*RESPONSE, *OPEN}
        return (
            bool(found) and not rows[1][0] and count_known(names, (*COLLECTOR, *END, *START)) >= 2
        )

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the answers of each sheet."""
        return [_table(sheet) for sheet in book.sheets if sheet.height > 1]


def _table(sheet: Sheet) -> RawTable:
    rows = sheet.head(2)
    lower = [normalize_cell(cell) for cell in rows[1]]
    two = not rows[1][0] and (
        bool({*RESPONSE, *OPEN} & set(lower)) or (has_two_rows(sheet) and bool(rows[0][0]))
    )
    depth = 2 if two else 1
    width = max(map(last_filled, rows[:depth]))
    headings: list[Heading] = []
    question, group = "", 0
    for position in range(width):
        upper, under = (
            clean_header(rows[0][position]),
            clean_header(rows[1][position]) if two else "",
        )
        if upper:
            question, group = upper, group + 1
        headings.append(_heading(question, under, str(group)))
    mark_choices(sheet, depth, headings)
    _ungroup_single(headings)
    table = extract_table(sheet, 0, header=depth, headings=headings)
    ends = [heading.name for heading in headings if normalize_cell(heading.name) in END]
    table.labelled = True
    table.time = ends[0] if ends else ""
    return table


def _heading(question: str, under: str, group: str) -> Heading:
    name = normalize_cell(question)
    if name in RESPONDENT:
        return Heading(question, role=Role.RESPONDENT)
    if name in (*START, *END):
        return Heading(question, role=Role.TIME)
    if name in DETAILS:
        return Heading(question, role=Role.DETAIL)
    if normalize_cell(under) in OPEN:
        return Heading(question, question, group=group, role=Role.TEXT)
    if not under or normalize_cell(under) in RESPONSE:
        return Heading(question, question, group=group)
    other = bool(OTHER.match(under)) and "(" in under
    return Heading(
        f"{question} [{under}]", question, under, group, role=Role.TEXT if other else None
    )


def _ungroup_single(headings: list[Heading]) -> None:
    """Remove the group of questions with a single column."""
    counts: dict[str, int] = {}
    for heading in headings:
        counts[heading.group] = counts.get(heading.group, 0) + 1
    for heading in headings:
        if counts[heading.group] == 1:
            heading.group = ""
