"""Recognise questions with one column for each choice, ticked or not."""

from __future__ import annotations

from collections.abc import Sequence

from kit.evidence.columns.answer_words import is_no_answer_in_words, normalize_cell
from kit.evidence.columns.items import shared_questions
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.columns.ticks import NO, YES
from kit.evidence.containers.sheet import Sheet
from kit.evidence.formats.headers import OTHER, distinct_answers
from kit.evidence.formats.layout import clean_header
from kit.sources import Role


def mark_tick_boxes(table: RawTable) -> RawTable:
    """Give the role ``CHOSEN`` to the columns of tick boxes that the format did not recognise.

    Their question is what adjacent headers begin with. Columns of other questions are left as they
    are.
    """
    headings = table.headings
    before = {}
    open_ = [i for i, heading in enumerate(headings) if heading.role is None and not heading.group]
    shared = shared_questions([h.name if i in open_ else "" for i, h in enumerate(headings)])
    for position, (question, item) in shared.items():
        heading = headings[position]
        before[position] = (heading.question, heading.item)
        heading.question, heading.item, heading.group = question, item, f"shared {question}"
    mark_choices(table.sheet, 0, headings)
    chosen = {h.group for h in headings if h.role is Role.CHOSEN}
    for position, (question, item) in before.items():
        heading = headings[position]
        if heading.group not in chosen:
            heading.question, heading.item, heading.group = question, item, ""
    return table


def mark_choices(sheet: Sheet, top: int, headings: Sequence[Heading]) -> None:
    """Give the role ``CHOSEN`` to the columns of a question with one column for each choice.

    A ticked choice is written as itself, a mark or yes; another is blank or no. The column of an
    ``other`` with free answers gets the role ``TEXT``.
    """
    groups: dict[str, list[int]] = {}
    for position, heading in enumerate(headings):
        if heading.group and heading.role is None:
            groups.setdefault(heading.group, []).append(position)
    for members in groups.values():
        if len(members) < 2:
            continue
        answers = {position: _answers(sheet, position, top, headings) for position in members}
        ticked = [p for p in members if answers[p] and _are_ticks(answers[p], headings[p])]
        written = [p for p in members if answers[p] and p not in ticked]
        others = [p for p in written if OTHER.match(headings[p].item or headings[p].name)]
        if not any(answers[p] - NO for p in ticked):
            continue
        if len(ticked) < 2 and not (ticked and others):
            continue
        if set(written) - set(others):
            continue
        for position in members:
            headings[position].role = Role.TEXT if position in others else Role.CHOSEN


def _answers(sheet: Sheet, position: int, top: int, headings: Sequence[Heading]) -> set[str]:
    """Return the distinct answers of a column, normalized, without words for no answer."""
    heading = headings[position]
    none = heading.not_shown | heading.unanswered
    return {
        normalize_cell(clean_header(text))
        for text in distinct_answers(sheet, position, top)
        if text not in none and not is_no_answer_in_words(text)
    }


def _are_ticks(answers: set[str], heading: Heading) -> bool:
    """Return whether the answers of a column only say that its choice was ticked, or not."""
    labels = {normalize_cell(heading.item), normalize_cell(heading.name)} - {""}
    return (len(answers) == 1 and answers <= labels) or answers <= YES | NO
