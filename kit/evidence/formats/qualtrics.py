"""Read Qualtrics exports: names, question texts and import ids in three rows, two in older ones.

Previews, tests and spam are not answers of respondents: their rows are dropped, with a note.
"""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import count_known
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.evidence.formats.tick_boxes import mark_choices
from kit.evidence.table import Note, Scale
from kit.i18n import NP_
from kit.sources import Options, Role

FIXED = (
    "startdate", "enddate", "status", "ipaddress", "progress", "duration (in seconds)", "finished",
    "recordeddate", "responseid", "distributionchannel", "userlanguage", "locationlatitude",
)  # fmt: skip
LEGACY = ("responseid", "responseset", "externaldatareference", "startdate", "enddate", "finished")
TIMES = {"startdate", "enddate", "recordeddate"}
DETAILS = {
    "status", "progress", "duration", "duration (in seconds)", "finished", "distributionchannel",
    "userlanguage", "responseset", "locationaccuracy",
}  # fmt: skip
PERSONAL = {
    "ipaddress", "recipientlastname", "recipientfirstname", "recipientemail", "emailaddress",
    "externaldatareference", "externalreference", "locationlatitude", "locationlongitude", "name",
}  # fmt: skip
NOT_ANSWERS = (
    "survey preview", "preview", "survey test", "spam", "survey preview spam", "imported spam",
    "offline survey preview", "umfragevorschau", "umfragetest", "aperçu de l'enquête",
    "aperçu du sondage", "test de l'enquête", "vista previa de la encuesta",
    "1", "2", "8", "9", "12", "17", "40", "48",
)  # fmt: skip
IMPORT_ID = re.compile(r"""\{\s*['"]ImportId['"]\s*:\s*['"]([^'"]*)""")
UNANSWERED = frozenset({"-99"})
"""The code of a question that was seen and not answered."""

PREVIEW = NP_(
    "{count} row dropped because it is a preview, a test or spam.",
    "{count} rows dropped because they are previews, tests or spam.",
)
UNFINISHED = NP_("{count} answer is unfinished.", "{count} answers are unfinished.")


class Qualtrics(Format):
    """Qualtrics, in its current and its legacy layout, and with the extra header rows removed."""

    name = "qualtrics"
    label = "Qualtrics"
    rank = 10

    def recognises(self, book: Book) -> bool:
        """Return whether there is a row of import ids, or Qualtrics' own columns."""
        return any(_header_depth(sheet) for sheet in book.sheets)

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the answers."""
        return [_table(sheet, depth) for sheet in book.sheets if (depth := _header_depth(sheet))]


def _header_depth(sheet: Sheet) -> int:
    """Return the number of header rows; 0 if the sheet is not from Qualtrics."""
    head = sheet.head(3)
    for number, row in enumerate(head):
        if any(IMPORT_ID.match(cell) for cell in row) and number:
            return number + 1
    if len(head) > 1 and count_known(head[1], LEGACY) >= 4 and re.fullmatch(r"V\d+", head[0][0]):
        return 2
    names = head[0] if head else []
    if count_known(names, FIXED) >= 4 and count_known(names, ("ResponseId", "ResponseID")):
        second = head[1] if len(head) > 1 else []
        texts = count_known(second, ("Start Date", "End Date", "Response ID", "Recorded Date"))
        return 2 if texts >= 2 else 1
    return 0


def _table(sheet: Sheet, depth: int) -> RawTable:
    rows = sheet.head(depth)
    width = last_filled(rows[0])
    legacy = depth == 2 and bool(re.fullmatch(r"V\d+", rows[0][0]))
    stems: dict[str, int] = {}
    for cell in rows[0][:width]:
        stem = _stem(clean_header(cell))
        stems[stem] = stems.get(stem, 0) + 1
    headings = []
    for position in range(width):
        name = clean_header(rows[0][position])
        question = clean_header(rows[1][position]) if depth > 1 else ""
        imported = _import_id(rows[2][position]) if depth > 2 else ""
        fixed = normalize_cell(question if legacy else imported or name)
        headings.append(_heading(name, question, fixed, imported, stems))
    for heading in headings:
        if heading.role in (None, Role.TEXT, Role.CHOICE):
            heading.unanswered = UNANSWERED
    _mark_nps(headings)
    mark_choices(sheet, depth, headings)
    table = extract_table(sheet, 0, header=depth, headings=headings)
    ends = [h.name for h in headings if h.role is Role.TIME and "end" in _fixed_name(h, legacy)]
    table.time = ends[0] if ends else ""
    return _without_previews(table, legacy)


def _import_id(cell: str) -> str:
    """Return the id in a cell of the third row, as JSON or as a program printed it.

    >>> _import_id("{'ImportId': 'QID1'}")
    'QID1'
    """
    match = IMPORT_ID.match(cell)
    return match[1] if match else ""


def _stem(name: str) -> str:
    return re.sub(r"_\d+(?:_TEXT)?$", "", name)


def _fixed_name(heading: Heading, legacy: bool) -> str:
    return normalize_cell(heading.question if legacy else heading.name)


def _heading(name: str, question: str, fixed: str, imported: str, stems: dict[str, int]) -> Heading:
    if fixed in ("responseid", "_recordid"):
        return Heading(name, question, role=Role.RESPONDENT)
    if fixed in TIMES:
        return Heading(name, question, role=Role.TIME)
    if fixed in DETAILS:
        return Heading(name, question, role=Role.DETAIL)
    if fixed in PERSONAL:
        return Heading(name, question, role=Role.PERSONAL)
    if name.endswith("_NPS_GROUP") or re.search(r" - (?:Topics|Sentiment|Parent Topics)", name):
        return Heading(name, question, role=Role.DETAIL)
    if re.search(r"_TEXT$", imported) or name.endswith("_TEXT"):
        return Heading(name, question, role=Role.TEXT)
    stem = _stem(name)
    if stems.get(stem, 0) > 1 and stem != name:
        prefix, dash, item = question.rpartition(" - ")
        prefix = re.sub(r" - Selected Choice$", "", prefix)
        return Heading(name, prefix if dash else question, item if dash else "", stem)
    return Heading(name, re.sub(r" - Selected Choice$", "", question))


def _mark_nps(headings: list[Heading]) -> None:
    """Mark the NPS columns: those with a ``…_NPS_GROUP`` column beside them."""
    grouped = {h.name.removesuffix("_NPS_GROUP") for h in headings if "_NPS_GROUP" in h.name}
    for heading in headings:
        if heading.name in grouped:
            heading.scale, heading.role = Scale(0, 10, "format"), Role.NPS


def _without_previews(table: RawTable, legacy: bool) -> RawTable:
    names = [_fixed_name(heading, legacy) for heading in table.headings]
    for name in ("status", "distributionchannel"):
        if name in names:
            column = table.sheet.columns[names.index(name)]
            lowered = pc.utf8_lower(column)
            wanted = NOT_ANSWERS if name == "status" else ("preview",)
            found = pc.is_in(lowered, value_set=pa.array(wanted))
            table = table.drop(found.to_numpy(), PREVIEW)
    if "finished" in names:
        column = table.sheet.columns[names.index("finished")]
        no = pa.array(["0", "false", "falsch", "faux", "falso"])
        count = int(np.sum(pc.is_in(pc.utf8_lower(column), value_set=no).to_numpy()))
        if count:
            table.notes.append(Note(UNFINISHED.filled(count=count)))
    return table
