"""Read Typeform exports: a first column ``#``, ``*…*`` for bold, one column for each choice."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import count_known, distinct_answers, first_row
from kit.evidence.formats.layout import clean_header, extract_table, last_filled
from kit.evidence.table import Note
from kit.i18n import NP_
from kit.sources import Options, Role

START = ("start date (utc)", "start date", "started at")
STAGE = ("stage date (utc)", "stage date")
SUBMIT = ("submit date (utc)", "submit date", "submitted at")
DETAILS = ("response type", "tags", "ending", "score", "response_type")
PERSONAL = ("network id", "ip")
PARTIAL = NP_("{count} answer is unfinished.", "{count} answers are unfinished.")


class Typeform(Format):
    """Typeform, as CSV or XLSX."""

    name = "typeform"
    label = "Typeform"
    rank = 25

    def recognises(self, book: Book) -> bool:
        """Return whether there are Typeform's own columns."""
        names = first_row(book)
        own = count_known(names, (*START, *STAGE, *SUBMIT, "network id", "response type"))
        return (names[:1] == ["#"] and own >= 1) or own >= 3

    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the answers."""
        return [_table(sheet) for sheet in book.sheets if sheet.height]


def _table(sheet: Sheet) -> RawTable:
    cells = sheet.head(1)[0]
    width = last_filled(cells)
    headings = [_heading(cell) for cell in cells[:width]]
    _mark_choices(sheet, headings)
    table = extract_table(sheet, 0, headings=headings)
    times = [h.name for h in headings if h.role is Role.TIME and normalize_cell(h.name) in SUBMIT]
    table.labelled = True
    table.time = times[0] if times else ""
    for position, heading in enumerate(headings):
        if normalize_cell(heading.name) in ("response type", "response_type"):
            kinds = table.sheet.columns[position].to_pylist()
            partial = sum(kind is not None and kind.casefold() != "completed" for kind in kinds)
            if partial:
                table.notes.append(Note(PARTIAL.filled(count=partial)))
    return table


def _heading(cell: str) -> Heading:
    name = re.sub(r"(?<!\w)([*_])(\S(?:.*?\S)?)\1(?!\w)", r"\2", clean_header(cell))
    normalized = normalize_cell(name)
    if name == "#":
        return Heading(name, role=Role.RESPONDENT, as_text=True)
    if normalized in (*START, *STAGE, *SUBMIT):
        return Heading(name, role=Role.TIME)
    if normalized in DETAILS:
        return Heading(name, role=Role.DETAIL)
    if normalized in PERSONAL:
        return Heading(name, role=Role.PERSONAL)
    return Heading(name, question=name)


def _mark_choices(sheet: Sheet, headings: list[Heading]) -> None:
    """Give the role ``CHOSEN`` to columns whose only answer is their own header.

    The export does not name their question: choices side by side are taken as one.
    """
    group, last = 0, -9
    for position, heading in enumerate(headings):
        if heading.role is not None:
            continue
        found = {
            normalize_cell(clean_header(text)) for text in distinct_answers(sheet, position, 1)
        }
        if (
            found
            and found <= {normalize_cell(heading.name), "1"}
            and normalize_cell(heading.name) in found
        ):
            group += position != last + 1
            last = position
            heading.role, heading.item, heading.question = Role.CHOSEN, heading.name, ""
            heading.group = f"choices {group}"
        elif heading.name.casefold() == "other" and position == last + 1:
            heading.role, heading.group = Role.TEXT, f"choices {group}"
            last = position
        elif not found and position == last + 1 and len(heading.name) < 60:
            following = headings[position + 1 : position + 2]
            beside = following and {
                normalize_cell(clean_header(text))
                for text in distinct_answers(sheet, position + 1, 1)
            } == {normalize_cell(following[0].name)}
            if beside:
                heading.role, heading.item, heading.question = Role.CHOSEN, heading.name, ""
                heading.group, last = f"choices {group}", position
