"""What headers of several tools have in common: known words, two rows, items in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyarrow.compute as pc

from kit.evidence.columns.answer_words import plain
from kit.evidence.containers.sheet import Book, Sheet
from kit.evidence.formats.layout import Heading, looks_like_data, tidy
from kit.sources import Role

BRACKETED = re.compile(r"(?P<question>.*\S)\s*\[(?P<item>[^\[\]]+)\]", re.DOTALL)
OTHER = re.compile(
    r"(?:other|autres?|sonstiges?|andere[rs]?|otr[oa]s?|altro|anders|outr[oa]s?)(?![^\W_]).{0,60}",
    re.IGNORECASE | re.DOTALL,
)
YES = frozenset(
    [
        "y",
        "yes",
        "oui",
        "ja",
        "j",
        "o",
        "sí",
        "si",
        "sì",
        "sim",
        "true",
        "vrai",
        "1",
        "x",
        "checked",
        "selected",
    ]
)
NO = frozenset(
    ["n", "no", "non", "nein", "não", "nee", "false", "faux", "0", "unchecked", "not selected"]
)


def first_row(book: Book) -> list[str]:
    """Return the cells of the first row of the first sheet, as one line each."""
    rows = book.sheet.head(1)
    return [tidy(cell) for cell in rows[0]] if rows else []


def count_of(names: Iterable[str], known: Iterable[str]) -> int:
    """Return how many of these names are known ones."""
    return len({plain(name) for name in names} & {plain(name) for name in known})


def answers(sheet: Sheet, position: int, top: int) -> set[str]:
    """Return the different answers of a column under its header, if they are few."""
    found = pc.unique(sheet.columns[position].slice(top)).drop_null()
    return set(found.slice(0, 50).to_pylist())


def spans_two_rows(sheet: Sheet) -> bool:
    """Whether the second row completes the first: items under questions that span blank cells."""
    head = sheet.head(3)
    if len(head) < 2:
        return False
    upper, lower = head[0], head[1]
    if max(_last(upper), _last(lower)) < 3:
        return False
    filled = [position for position, cell in enumerate(lower) if cell]
    under_blank = [position for position in filled if not upper[position]]
    if not filled or (not upper[0] and not lower[0]):
        return False
    if any(looks_like_data(lower[position]) for position in filled):
        return False
    holes = [position for position, cell in enumerate(upper) if not cell]
    holes = [position for position in holes if position < max(_last(upper), _last(lower))]
    if not holes or len(under_blank) < 0.9 * len(holes):
        return False
    return bool(under_blank)


def _last(cells: Sequence[str]) -> int:
    return max((position for position, cell in enumerate(cells, start=1) if cell), default=0)


def bracketed(cell: str, group: dict[str, str]) -> Heading:
    """Return the heading of ``Question [item]``; ``group`` remembers the questions met."""
    name = tidy(cell)
    match = BRACKETED.fullmatch(name)
    if not match:
        return Heading(name, question=name)
    question, item = match["question"].rstrip(" :"), match["item"].strip()
    key = group.setdefault(question, f"{len(group) + 1}")
    return Heading(name, question, item, key)


def one_column_each(sheet: Sheet, top: int, headings: Sequence[Heading]) -> None:
    """Mark the columns of a question that hold one choice each, ticked or not.

    Ticked is the choice itself, a mark or yes; not ticked is blank or no. An ``other`` with its
    own words is free text.
    """
    groups: dict[str, list[int]] = {}
    for position, heading in enumerate(headings):
        if heading.group and heading.role is None:
            groups.setdefault(heading.group, []).append(position)
    for members in groups.values():
        if len(members) < 2:
            continue
        met = {position: answers(sheet, position, top) for position in members}
        ticked = [p for p in members if met[p] and _ticks(met[p], headings[p])]
        loud = [p for p in members if met[p] and p not in ticked]
        others = [p for p in loud if OTHER.match(headings[p].item or headings[p].name)]
        if len(ticked) < 2 and not (ticked and others):
            continue
        if set(loud) - set(others):
            continue
        for position in members:
            headings[position].role = Role.TEXT if position in others else Role.CHOSEN


def _ticks(found: set[str], heading: Heading) -> bool:
    said = {plain(tidy(text)) for text in found}
    labels = {plain(heading.item), plain(heading.name)} - {""}
    if len(said) == 1 and said <= labels:
        return True
    return bool(said & YES) and said <= YES | NO | {"n/a", "not applicable"}
