"""Qualtrics: names, question texts, import ids in three rows; two rows in its older exports.

Answers given in the preview, tests and spam are no respondents and are dropped, and said.
"""

from __future__ import annotations

import json
import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import count_of, one_column_each
from kit.evidence.formats.layout import Block, Heading, table_in, tidy
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
PREVIEW = NP_(
    "{count} row dropped because it is a preview, a test or spam.",
    "{count} rows dropped because they are previews, tests or spam.",
)
UNFINISHED = NP_("{count} answer is unfinished.", "{count} answers are unfinished.")


class Qualtrics(Format):
    """Qualtrics, in its present and its legacy layout, and with the extra rows taken away."""

    name = "qualtrics"
    label = "Qualtrics"
    rank = 10

    def recognises(self, book: Book) -> bool:
        """Whether a row of import ids is there, or Qualtrics' own columns."""
        return any(_depth(sheet) for sheet in book.sheets)

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the answers."""
        return [_block(sheet, depth) for sheet in book.sheets if (depth := _depth(sheet))]


def _depth(sheet: Sheet) -> int:
    """Return how many header rows there are; 0 if this is not of Qualtrics."""
    head = sheet.head(3)
    for number, row in enumerate(head):
        if sum('"ImportId"' in cell for cell in row) >= 1 and number:
            return number + 1
    if len(head) > 1 and count_of(head[1], LEGACY) >= 4 and re.fullmatch(r"V\d+", head[0][0]):
        return 2
    names = head[0] if head else []
    if count_of(names, FIXED) >= 4 and count_of(names, ("ResponseId", "ResponseID")):
        second = head[1] if len(head) > 1 else []
        texts = count_of(second, ("Start Date", "End Date", "Response ID", "Recorded Date"))
        return 2 if texts >= 2 else 1
    return 0


def _block(sheet: Sheet, depth: int) -> Block:
    rows = sheet.head(depth)
    width = max(p for p, cell in enumerate(rows[0], start=1) if cell)
    legacy = depth == 2 and bool(re.fullmatch(r"V\d+", rows[0][0]))
    stems: dict[str, int] = {}
    for cell in rows[0][:width]:
        stem = _stem(tidy(cell))
        stems[stem] = stems.get(stem, 0) + 1
    headings = []
    for position in range(width):
        name = tidy(rows[0][position])
        question = tidy(rows[1][position]) if depth > 1 else ""
        imported = _import_id(rows[2][position]) if depth > 2 else ""
        fixed = plain(question if legacy else imported or name)
        headings.append(_heading(name, question, fixed, imported, stems))
    _likely_to_recommend(headings)
    one_column_each(sheet, depth, headings)
    block = table_in(sheet, 0, header=depth, headings=headings)
    ends = [h.name for h in headings if h.role is Role.TIME and "end" in _fixed_of(h, legacy)]
    block.time = ends[0] if ends else ""
    return _without_previews(block, legacy)


def _import_id(cell: str) -> str:
    try:
        return str(json.loads(cell).get("ImportId", ""))
    except (ValueError, AttributeError, RecursionError):
        return ""


def _stem(name: str) -> str:
    return re.sub(r"_\d+(?:_TEXT)?$", "", name)


def _fixed_of(heading: Heading, legacy: bool) -> str:
    return plain(heading.question if legacy else heading.name)


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
        asked, dash, item = question.rpartition(" - ")
        asked = re.sub(r" - Selected Choice$", "", asked)
        return Heading(name, asked if dash else question, item if dash else "", stem)
    return Heading(name, re.sub(r" - Selected Choice$", "", question))


def _likely_to_recommend(headings: list[Heading]) -> None:
    """Find the column beside a ``…_NPS_GROUP``: Qualtrics itself says what it is."""
    grouped = {h.name.removesuffix("_NPS_GROUP") for h in headings if "_NPS_GROUP" in h.name}
    for heading in headings:
        if heading.name in grouped:
            heading.scale, heading.role = Scale(0, 10, "format"), Role.NPS


def _without_previews(block: Block, legacy: bool) -> Block:
    names = [_fixed_of(heading, legacy) for heading in block.headings]
    for name in ("status", "distributionchannel"):
        if name in names:
            column = block.sheet.columns[names.index(name)]
            lowered = pc.utf8_lower(column)
            wanted = NOT_ANSWERS if name == "status" else ("preview",)
            found = pc.is_in(lowered, value_set=pa.array(wanted))
            block = block.drop(found.to_numpy(), PREVIEW)
    if "finished" in names:
        column = block.sheet.columns[names.index("finished")]
        no = pa.array(["0", "false", "falsch", "faux", "falso"])
        count = int(np.sum(pc.is_in(pc.utf8_lower(column), value_set=no).to_numpy()))
        if count:
            block.notes.append(Note(UNFINISHED.filled(count=count)))
    return block
