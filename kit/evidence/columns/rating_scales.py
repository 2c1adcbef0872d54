"""Find the columns that are ratings, and their scales.

In this order: the user's options or the format, marks (``4/5``, stars), the words of the answers,
the question (``from 1 to 5``), and last the values, together with those of the columns beside it. A
scale that rests on values alone is marked as ``seen``, and the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.evidence.columns.answer_words import is_no_answer, matching_scales, normalize_answer
from kit.evidence.columns.scale_candidate import ENOUGH_ANSWERS, Candidate
from kit.evidence.columns.value_scales import assign_by_values, assign_sliders
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


def assign_scales(candidates: Sequence[Candidate]) -> None:
    """Set the scale and the role of each column that is a rating."""
    for candidate in candidates:
        if candidate.known_scale:
            candidate.scale = candidate.known_scale
            candidate.role = candidate.role_for(candidate.known_scale)
    _assign_by_marks(candidates)
    _assign_by_words(candidates)
    open_ = [
        c for c in candidates if c.scale is None and c.known_role in (None, Role.RATING, Role.NPS)
    ]
    for candidate in open_:
        stated = stated_scale(f"{candidate.question} {candidate.name} {candidate.item}")
        if stated and candidate.fits(stated):
            candidate.set_scale(stated)
    assign_by_values([c for c in open_ if c.scale is None])
    assign_sliders([c for c in open_ if c.scale is None])


def stated_scale(text: str) -> Scale | None:
    """Return the scale that a question states, None if it states none.

    >>> str(stated_scale("How was it, from 1 (poor) to 5 (excellent)?"))
    '1–5'
    """
    for pattern in _STATED:
        if match := pattern.search(text):
            low = float(match.groupdict().get("low") or 1)
            if float(match["high"]) > low:
                return Scale(low, float(match["high"]), "stated")
    return None


def _assign_by_marks(candidates: Sequence[Candidate]) -> None:
    """Set the scale of ratings written as ``4/5`` or as stars, which state their maximum."""
    for candidate in candidates:
        most = candidate.column.out_of
        if most and candidate.scale is None and candidate.values:
            low = 0.0 if most > 7 or 0 in candidate.values else 1.0
            candidate.set_scale(Scale(low, most, "seen"))


def _assign_by_words(candidates: Sequence[Candidate]) -> None:
    texts = [
        c
        for c in candidates
        if c.scale is None and c.known_role is None and c.column.type == "text"
    ]
    groups: dict[str, list[Candidate]] = {}
    for candidate in texts:
        if len(candidate.column.present) <= 14:
            groups.setdefault(candidate.group or f"#{candidate.position}", []).append(candidate)
    for members in groups.values():
        _assign_word_scale([m for m in members if _answer_texts(m)])


def _answer_texts(candidate: Candidate) -> dict[int, str]:
    cells = candidate.column.cells
    return {
        place: cells.texts[place]
        for place in candidate.column.present
        if not is_no_answer(cells.texts[place])
    }


def _assign_word_scale(members: list[Candidate]) -> None:
    """Set the scale of one question; items of a matrix that do not share it are left out."""
    found = matching_scales({text for member in members for text in _answer_texts(member).values()})
    if not found and len(members) > 1:
        own = [m for m in members if matching_scales(_answer_texts(m).values())]
        for part in [own] if 0 < len(own) < len(members) else [[m] for m in members]:
            _assign_word_scale(part)
        return
    if not found:
        return
    answers = sum(member.column.cells.total(set(_answer_texts(member))) for member in members)
    by_size = sorted(found, key=lambda scale: scale[1])
    words_met = {
        normalize_answer(text) for member in members for text in _answer_texts(member).values()
    }
    unlike = len({size for _, size in found}) < len(found)
    if unlike or len(words_met) < 3:
        for member in members:
            member.undecided = tuple(dict.fromkeys(f"1-{size}" for _, size in by_size))
        return
    # Few answers may well miss the middle one; of many, some would have chosen it.
    five = [scale for scale in by_size if scale[1] == 5]
    numbers, size = five[0] if five and answers < ENOUGH_ANSWERS else by_size[0]
    for member in members:
        texts = _answer_texts(member)
        member.words = {
            place: float(numbers[normalize_answer(text)]) for place, text in texts.items()
        }
        words = {text: float(numbers[normalize_answer(text)]) for text in texts.values()}
        member.scale = Scale(1, size, "words" if len(found) == 1 else "seen", words)
        member.role = Role.RATING
