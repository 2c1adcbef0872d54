"""Find the columns that are ratings, and their scales with ends and direction (F20).

A scale comes from, in this order: the user's options or the format, marks (``4/5``, stars), the
labels or words of the answers, the question (``from 1 to 5``). Values alone never give one: the
user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.evidence.columns.answer_words import is_no_answer, matching_scales, normalize_answer
from kit.evidence.columns.label_scales import assign_by_labels
from kit.evidence.columns.ranks import assign_ranks
from kit.evidence.columns.scale_candidate import Candidate
from kit.evidence.columns.stated_scales import stated_scale
from kit.evidence.columns.value_scales import assign_by_values, assign_sliders
from kit.evidence.table import Basis, Scale
from kit.sources import Role

_NPS = re.compile(r"(?<![^\W_])nps(?![^\W_])|net promoter", re.IGNORECASE)
"""Names that state the scale of the likelihood to recommend, 0–10 (F13)."""


def assign_scales(candidates: Sequence[Candidate]) -> None:
    """Set the scale and the role of each column that is a rating.

    A column that looks like a rating, and whose scale nothing states, gets the role and a guess.
    """
    for candidate in candidates:
        if candidate.known_scale:
            candidate.set_scale(candidate.known_scale)
    assign_ranks([c for c in candidates if c.scale is None])
    _assign_by_marks(candidates)
    assign_by_labels([c for c in candidates if c.scale is None])
    _assign_given_words(candidates)
    _assign_by_words(candidates)
    open_ = [
        c
        for c in candidates
        if c.scale is None
        and c.guess is None
        and not (c.column.labels and not c.column.out_of)
        and c.known_role in (None, Role.RATING, Role.NPS)
    ]
    for candidate in open_:
        stated = stated_scale(f"{candidate.question} {candidate.name} {candidate.item}")
        if stated is None and _NPS.search(candidate.label):
            stated = Scale(0, 10, "stated")
        if stated and candidate.fits(stated):
            candidate.set_scale(stated)
    assign_by_values([c for c in open_ if c.scale is None and c.guess is None])
    assign_sliders([c for c in open_ if c.scale is None and c.guess is None])


def _assign_by_marks(candidates: Sequence[Candidate]) -> None:
    """Set the scale of ratings written as ``4/5`` or as stars, which state their maximum."""
    for candidate in candidates:
        most = candidate.column.out_of
        if most and candidate.scale is None and candidate.values:
            low = 0.0 if most > 7 or 0 in candidate.values else 1.0
            scale = Scale(low, most, "stated")
            if most == 10 and 0 not in candidate.values:  # 0 to 10 or 1 to 10?
                candidate.role, candidate.guess = candidate.role_for(scale), scale
            else:
                candidate.set_scale(scale)


def _assign_by_words(candidates: Sequence[Candidate]) -> None:
    texts = [
        c
        for c in candidates
        if c.scale is None and c.known_role is None and c.column.type == "text"
    ]
    groups: dict[str, list[Candidate]] = {}
    for candidate in texts:
        if candidate.column.different <= 14:
            groups.setdefault(candidate.group or f"#{candidate.position}", []).append(candidate)
    for members in groups.values():
        _assign_word_scale([m for m in members if _answer_texts(m)])


def _assign_given_words(candidates: Sequence[Candidate]) -> None:
    """Set the numbers of worded answers on a scale that the user gave, if its words are known."""
    for candidate in candidates:
        given = candidate.known_scale
        if given is None or candidate.column.type != "text":
            continue
        texts = _answer_texts(candidate)
        for numbers, size in matching_scales(texts.values()):
            if (given.low, given.high) == (1, size):
                _set_words(candidate, numbers, size, "given")
                break


def _set_words(candidate: Candidate, numbers: dict[str, int], size: int, basis: Basis) -> None:
    texts = _answer_texts(candidate)
    candidate.words = {p: float(numbers[normalize_answer(text)]) for p, text in texts.items()}
    words = {text: float(numbers[normalize_answer(text)]) for text in texts.values()}
    candidate.scale, candidate.role = Scale(1, size, basis, words), Role.RATING


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
    by_size = sorted(found, key=lambda scale: scale[1])
    words_met = {
        normalize_answer(text) for member in members for text in _answer_texts(member).values()
    }
    if len(found) > 1 or len(words_met) < 3:
        for member in members:
            member.undecided = tuple(dict.fromkeys(f"1-{size}" for _, size in by_size))
        return
    numbers, size = by_size[0]
    for member in members:
        _set_words(member, numbers, size, "words")
