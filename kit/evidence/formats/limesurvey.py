"""Read LimeSurvey exports: codes (``Q1[SQ001]``) or texts (``Question [item]``) as headers."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import (
    OTHER,
    bracketed_heading,
    count_known,
    first_row,
    has_two_rows,
)
from kit.evidence.formats.layout import clean_header, extract_table, fill_merged, last_filled
from kit.evidence.formats.tick_boxes import mark_choices
from kit.evidence.table import Note
from kit.i18n import N_, NP_
from kit.sources import Options, Role

CODE = re.compile(r"[A-Za-z]\w*\[\w+\](?:\[\w+\])?")
IDS = ("id", "response id", "id de la réponse", "id réponse", "antwort id", "antwort-id",
       "id de respuesta", "id risposta", "antwoord id", "id da resposta")  # fmt: skip
SUBMITTED = (
    "submitdate", "date submitted", "date de soumission", "datum abgeschickt", "fecha de envío",
    "data invio", "datum verzonden", "data de envio", "date d'envoi",
)  # fmt: skip
TIMES = (
    *SUBMITTED, "startdate", "datestamp", "date started", "date last action", "date de lancement",
    "date de début", "date de la dernière action", "date de dernière action", "datum gestartet",
    "datum letzte aktivität", "fecha de inicio", "fecha de la última acción", "data di inizio",
)  # fmt: skip
DETAILS = (
    "lastpage", "last page", "dernière page", "letzte seite", "última página", "ultima pagina",
    "startlanguage", "start language", "langue de départ", "langue de début", "start-sprache",
    "lenguaje inicial", "seed", "graine", "zufallsstartwert", "semilla", "refurl", "referrer url",
    "url de référence", "token", "interviewtime", "total time", "laatste pagina", "lingua iniziale",
    "temps total", "gesamtzeit",
)  # fmt: skip
ADDRESS = ("ipaddr", "ip address", "adresse ip", "ip-adresse", "dirección ip")
NOT_SHOWN = frozenset({"N/A"})
"""The mark of a question that was not shown to a respondent."""

NO_DATE = "1980-01-01 00:00:00"
UNSENT = NP_("{count} answer was never submitted.", "{count} answers were never submitted.")
UNDATED = N_("The dates 1980-01-01 mean that LimeSurvey recorded none; they are blank.")


class LimeSurvey(Format):
    """LimeSurvey, with codes, full texts or both as headers, or with headers in two rows."""

    name = "limesurvey"
    label = "LimeSurvey"
    rank = 40

    def recognises(self, book: Book) -> bool:
        """Return whether there are LimeSurvey's own columns, its codes, or items in brackets."""
        names = first_row(book)
        if count_known(names, (*SUBMITTED, *DETAILS)) >= 2:
            return True
        if sum(bool(CODE.fullmatch(name)) for name in names) >= 2:
            return True
        items = [name for name in names if re.search(r"\S \[[^\[\]]+\]$", name)]
        return len(items) >= 3 or _in_two_rows(book.sheet)

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the answers of each sheet."""
        return [_table(sheet) for sheet in book.sheets if sheet.height]


def _in_two_rows(sheet: Sheet) -> bool:
    rows = sheet.head(2)
    if len(rows) < 2 or not rows[0][0] or not rows[1][0]:
        return False
    width = max(map(last_filled, rows))
    return has_two_rows(sheet) and all(rows[1][:width]) and not _comes_again(sheet, rows[1])


def _comes_again(sheet: Sheet, cells: list[str]) -> bool:
    """Return whether the second row holds answers that come again below, so is not a header."""
    again = sum(
        1
        for column, cell in zip(sheet.columns, cells, strict=True)
        if cell and pc.index(column.slice(2), cell).as_py() >= 0
    )
    return again > len(cells) / 5


def _table(sheet: Sheet) -> RawTable:
    rows = sheet.head(2)
    depth = 2 if _in_two_rows(sheet) else 1
    width = max(map(last_filled, rows[:depth]))
    group: dict[str, str] = {}
    if depth == 2:
        headings = [
            bracketed_heading(_in_brackets(upper, lower), group)
            for upper, lower in zip(fill_merged(rows[0][:width]), rows[1][:width], strict=True)
        ]
    else:
        headings = [_heading(cell, group) for cell in rows[0][:width]]
    for heading in headings:
        if heading.item and OTHER.fullmatch(heading.item):
            heading.role = Role.TEXT
    mark_choices(sheet, depth, headings)
    for heading in headings:
        if heading.role not in (Role.TIME, Role.DETAIL, Role.PERSONAL, Role.RESPONDENT):
            heading.not_shown = NOT_SHOWN
    table = extract_table(sheet, 0, header=depth, headings=headings)
    return _blank_missing_dates(table)


def _in_brackets(question: str, item: str) -> str:
    """Return the two cells of a header as LimeSurvey writes them in one."""
    inner = clean_header(item).replace("[", "(").replace("]", ")")
    return f"{clean_header(question)} [{inner}]"


def _heading(cell: str, group: dict[str, str]) -> Heading:
    name = clean_header(cell)
    normalized = normalize_cell(name)
    if normalized in TIMES:
        return Heading(name, role=Role.TIME)
    if normalized in DETAILS:
        return Heading(name, role=Role.DETAIL)
    if normalized in ADDRESS:
        return Heading(name, role=Role.PERSONAL)
    if normalized in IDS:
        return Heading(name, role=Role.RESPONDENT)
    heading = bracketed_heading(name, group)
    # "Q1. How was it?" is both the code and the text; "comment" is LimeSurvey's own suffix.
    coded = re.match(r"[A-Z]\w*[.:] (?=\S)", heading.question)
    if coded:
        heading.question = heading.question[coded.end() :]
    if heading.item.casefold() in ("comment", "commentaire", "kommentar"):
        heading.role = Role.TEXT
    return heading


def _blank_missing_dates(table: RawTable) -> RawTable:
    """Blank the dates 1980-01-01, which LimeSurvey writes for none, and count unsent answers."""
    for position, heading in enumerate(table.headings):
        if heading.role is not Role.TIME:
            continue
        column = table.sheet.columns[position]
        never = pc.starts_with(column, NO_DATE[:10])
        if pc.any(never).as_py():
            blank = pa.scalar(None, pa.string())
            table.sheet.columns[position] = pc.if_else(never, blank, column)
            table.notes.append(Note(UNDATED, column=heading.name))
        if normalize_cell(heading.name) in SUBMITTED:
            table.time = heading.name
            unsent = int(np.sum(column.is_null().to_numpy()))
            if unsent:
                table.notes.append(Note(UNSENT.filled(count=unsent)))
    return table
