"""Which columns are ratings, and on which scale.

In this order: what the user says, what the question states (``from 1 to 5``), the words of the
answers, and last the values met, together with those of the columns beside it. What rests on the
values alone is marked as seen, and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.evidence.columns.answer_words import answer, means_no_answer, scales_of
from kit.evidence.columns.scale_candidate import ENOUGH, Candidate
from kit.evidence.columns.value_scales import by_values, sliders
from kit.evidence.table import Scale
from kit.sources import Role

_STATED = (
    re.compile(
        r"(?:scale|échelle|skala|escala|scala|schaal|rate|note[rz]?|rating|bewerten|from|de|von|van|"
        r"between|entre)\D{0,40}?\b(?P<low>[01])\s*(?:to|-|–|—|à|a|bis|tot|and|et|und|/)\s*"
        r"(?P<high>3|4|5|6|7|9|10|100)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:from|de|von|van|da|between|entre|note[rz]?|rate|:)\s*(?P<low>[01])\s*[(,=:–-][^0-9]{1,60}?"
        r"[),]?\s*(?:to|bis|à|a|tot|and|et|und)\s*(?P<high>3|4|5|6|7|9|10|100)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<low>[01])\s*[=:]\s*[^\d=:]+\b(?P<high>3|4|5|6|7|9|10)\s*[=:]"),
    re.compile(r"[(\[](?P<low>[01])\s*(?:to|-|–|à|bis)\s*(?P<high>3|4|5|6|7|9|10|100)[)\]]"),
    re.compile(r"(?:out of|sur|von|/)\s*(?P<high>5|7|10)\b(?!\s*(?:%|years|ans))", re.IGNORECASE),
)


def rate(candidates: Sequence[Candidate]) -> None:
    """Give each column that is a rating its scale and its role."""
    for candidate in candidates:
        if candidate.told:
            candidate.scale = candidate.told
            candidate.role = candidate.role_on(candidate.told)
    _by_marks(candidates)
    _by_words(candidates)
    open_ = [c for c in candidates if c.scale is None and c.given in (None, Role.RATING, Role.NPS)]
    for candidate in open_:
        stated = stated_scale(f"{candidate.question} {candidate.name} {candidate.item}")
        if stated and candidate.fits(stated):
            candidate.settle(stated)
    by_values([c for c in open_ if c.scale is None])
    sliders([c for c in open_ if c.scale is None])


def stated_scale(text: str) -> Scale | None:
    """Return the scale that a question states."""
    for pattern in _STATED:
        if match := pattern.search(text):
            low = float(match.groupdict().get("low") or 1)
            if float(match["high"]) > low:
                return Scale(low, float(match["high"]), "stated")
    return None


def _by_marks(candidates: Sequence[Candidate]) -> None:
    """Find the ratings written as ``4/5`` or as stars: they say what they are out of."""
    for candidate in candidates:
        most = candidate.column.out_of
        if most and candidate.scale is None and candidate.values:
            low = 0.0 if most > 7 or 0 in candidate.values else 1.0
            candidate.settle(Scale(low, most, "seen"))


def _by_words(candidates: Sequence[Candidate]) -> None:
    texts = [
        c for c in candidates if c.scale is None and c.given is None and c.column.type == "text"
    ]
    groups: dict[str, list[Candidate]] = {}
    for candidate in texts:
        if len(candidate.column.held) <= 14:
            groups.setdefault(candidate.group or f"#{candidate.position}", []).append(candidate)
    for members in groups.values():
        _worded([m for m in members if _answers(m)])


def _answers(candidate: Candidate) -> dict[int, str]:
    cells = candidate.column.cells
    return {
        place: cells.texts[place]
        for place in candidate.column.held
        if not means_no_answer(cells.texts[place])
    }


def _worded(members: list[Candidate]) -> None:
    """Find the scale of one question; items of a matrix that do not share it are left out."""
    found = scales_of({text for member in members for text in _answers(member).values()})
    if not found and len(members) > 1:
        own = [m for m in members if scales_of(_answers(m).values())]
        for part in [own] if 0 < len(own) < len(members) else [[m] for m in members]:
            _worded(part)
        return
    if not found:
        return
    answers = sum(member.column.cells.total(set(_answers(member))) for member in members)
    by_size = sorted(found, key=lambda scale: scale[1])
    words_met = {answer(text) for member in members for text in _answers(member).values()}
    unlike = len({size for _, size in found}) < len(found)
    if unlike or len(words_met) < 3:
        for member in members:
            member.undecided = tuple(dict.fromkeys(f"1-{size}" for _, size in by_size))
        return
    # Few answers may well miss the middle one; of many, some would have chosen it.
    five = [scale for scale in by_size if scale[1] == 5]
    numbers, size = five[0] if five and answers < ENOUGH else by_size[0]
    for member in members:
        said = _answers(member)
        member.words = {place: float(numbers[answer(text)]) for place, text in said.items()}
        words = {text: float(numbers[answer(text)]) for text in said.values()}
        basis = "words" if len(found) == 1 else "seen"
        member.scale = Scale(1, size, "seen" if basis == "seen" else "words", words)
        member.role = Role.RATING
