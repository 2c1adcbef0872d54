"""Find columns of ranks: items that each respondent put in order (F20)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from kit.evidence.columns.items import shared_questions
from kit.evidence.columns.polarity import polarity
from kit.evidence.columns.scale_candidate import Candidate
from kit.evidence.table import Scale
from kit.sources import Role

_ASKED = re.compile(
    r"\brank|\bclasse[rz]|classement|\brang|\bordnen|reihenfolge|\bordene|\bordena|"
    r"\borden de|order of (?:preference|importance)|ordre de (?:préférence|priorité|importance)|"
    r"hiérarchis|rangschik|priorisie|prioriti[sz]e",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b1\s*(?:=|:|is|being|étant|est|ist|es|siendo|pour|for|für)\s*(?P<words>[^\d,;)\]\[]{3,60})",
    re.IGNORECASE,
)
_FAVOURITE = re.compile(
    r"favou?rit|préfér|liebling|best|meilleur|premier|first|most|le plus|"
    r"am (?:meisten|wichtigsten)|mejor|más|highest|top",
    re.IGNORECASE,
)
_LEAST = re.compile(r"least|worst|le moins|pire|am wenigsten|schlecht|menos|peor|lowest|last", re.I)
FEWEST_ROWS = 10
MOST_TIES = 0.1
"""Share of rows with equal numbers above which the columns are ratings, not ranks."""


def assign_ranks(candidates: Sequence[Candidate]) -> None:
    """Set role and scale of the columns of a question that asks for an order.

    Their numbers are 1 to the number of items, and no respondent gives two items the same. The
    order goes from the best, unless the question says otherwise.
    """
    for members in _questions([c for c in candidates if _may_be_rank(c)]):
        asked = any(_ASKED.search(member.label) for member in members)
        if _are_ranks(members, asked):
            text = " ".join((members[0].question, members[0].name))
            for member in members:
                member.role = Role.RANK
                member.scale = Scale(1, len(members), "stated", down=_first_is_best(text))


def _may_be_rank(candidate: Candidate) -> bool:
    return (
        candidate.known_scale is None
        and candidate.known_role in (None, Role.RANK)
        and bool(candidate.values)
        and all(float(value).is_integer() and value >= 1 for value in candidate.values)
    )


def _questions(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the candidates of each question with several columns."""
    names = [candidate.name for candidate in candidates]
    shared = shared_questions(names)
    groups: dict[str, list[Candidate]] = {}
    for position, candidate in enumerate(candidates):
        question = candidate.group or shared.get(position, ("", ""))[0]
        if question:
            groups.setdefault(question, []).append(candidate)
    return [members for members in groups.values() if len(members) > 1]


def _are_ranks(members: Sequence[Candidate], asked: bool) -> bool:
    most = len(members)
    if any(candidate.top > most for candidate in members):
        return False
    if not asked and (most < 3 or members[0].n < FEWEST_ROWS):
        return False
    rows = np.stack([_values(candidate) for candidate in members])
    answered = (rows > 0).sum(axis=0)
    full = answered > 1
    if not full.any():
        return asked
    ordered = np.sort(rows[:, full], axis=0)
    ties = ((ordered[1:] == ordered[:-1]) & (ordered[1:] > 0)).any(axis=0).mean()
    if asked:
        return bool(ties <= MOST_TIES)
    complete = (answered[full] == most).mean()
    return bool(ties == 0 and complete >= 1 - MOST_TIES)


def _values(candidate: Candidate) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the number of each row; 0 where there is none."""
    column = candidate.column
    numbers = [0] * (len(column.cells.texts) + 1)
    for place in column.present - column.unparsed:
        number = column.numbers.get(place)
        numbers[place] = int(number.point) if number and number.point is not None else 0
    values: np.ndarray[tuple[int], np.dtype[np.int64]] = np.array(numbers, dtype=np.int64)[
        column.cells.places
    ]
    return values


def _first_is_best(text: str) -> bool:
    """Return whether rank 1 is the best; False if the question says that it is the worst."""
    if found := _FIRST.search(text):
        words = found["words"]
        if _LEAST.search(words):
            return False
        if _FAVOURITE.search(words):
            return True
        return polarity(words) >= 0
    return True
