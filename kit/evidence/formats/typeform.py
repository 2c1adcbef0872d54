"""Typeform: ``#`` before everything, ``*…*`` for bold in headers, one column for each choice."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats import Format
from kit.evidence.formats.headers import answers, count_of, first_row
from kit.evidence.formats.layout import Block, Heading, table_in, tidy
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
        """Whether Typeform's own columns are there."""
        names = first_row(book)
        own = count_of(names, (*START, *STAGE, *SUBMIT, "network id", "response type"))
        return (names[:1] == ["#"] and own >= 1) or own >= 3

    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the answers."""
        return [_block(sheet) for sheet in book.sheets if sheet.height]


def _block(sheet: Sheet) -> Block:
    cells = sheet.head(1)[0]
    width = max(position for position, cell in enumerate(cells, start=1) if cell)
    headings = [_heading(cell) for cell in cells[:width]]
    _choices(sheet, headings)
    block = table_in(sheet, 0, headings=headings)
    times = [h.name for h in headings if h.role is Role.TIME and plain(h.name) in SUBMIT]
    block.labelled = True
    block.time = times[0] if times else ""
    for position, heading in enumerate(headings):
        if plain(heading.name) in ("response type", "response_type"):
            kinds = block.sheet.columns[position].to_pylist()
            partial = sum(kind is not None and kind.casefold() != "completed" for kind in kinds)
            if partial:
                block.notes.append(Note(PARTIAL.filled(count=partial)))
    return block


def _heading(cell: str) -> Heading:
    name = re.sub(r"(?<!\w)([*_])(\S(?:.*?\S)?)\1(?!\w)", r"\2", tidy(cell))
    said = plain(name)
    if name == "#":
        return Heading(name, role=Role.RESPONDENT, as_text=True)
    if said in (*START, *STAGE, *SUBMIT):
        return Heading(name, role=Role.TIME)
    if said in DETAILS:
        return Heading(name, role=Role.DETAIL)
    if said in PERSONAL:
        return Heading(name, role=Role.PERSONAL)
    return Heading(name, question=name)


def _choices(sheet: Sheet, headings: list[Heading]) -> None:
    """Mark the columns whose only answer is their own header: the choices of one question.

    The export does not say which question; the choices side by side are one.
    """
    group, last = 0, -9
    for position, heading in enumerate(headings):
        if heading.role is not None:
            continue
        met = {plain(tidy(text)) for text in answers(sheet, position, 1)}
        if met and met <= {plain(heading.name), "1"} and plain(heading.name) in met:
            group += position != last + 1
            last = position
            heading.role, heading.item, heading.question = Role.CHOSEN, heading.name, ""
            heading.group = f"choices {group}"
        elif heading.name.casefold() == "other" and position == last + 1:
            heading.role, heading.group = Role.TEXT, f"choices {group}"
            last = position
        elif not met and position == last + 1 and len(heading.name) < 60:
            following = headings[position + 1 : position + 2]
            beside = following and {
                plain(tidy(text)) for text in answers(sheet, position + 1, 1)
            } == {plain(following[0].name)}
            if beside:
                heading.role, heading.item, heading.question = Role.CHOSEN, heading.name, ""
                heading.group, last = f"choices {group}", position
