"""Find ratings by their values and those of the columns beside; the user is asked their scale.

Values show that a column is a rating, never which scale it has (F20): the scale they look like is
only offered as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.evidence.columns.roles import CODED, NUMBER, RATING, RECOMMEND
from kit.evidence.columns.scale_candidate import ENOUGH_ANSWERS, Candidate
from kit.evidence.table import Scale
from kit.sources import Role

STANDARD = (3, 5, 7, 10)


def assign_by_values(candidates: Sequence[Candidate]) -> None:
    """Set the role, and the guess of a scale, of columns that look like ratings."""
    for run in _runs([c for c in candidates if c.could_be_rating]):
        top = _scale_top(run)
        if not top:
            continue
        named = any(RATING.search(c.label) or RECOMMEND.search(c.label) for c in run)
        matrix = len(run) >= 3 and sum(len(c.values) >= 4 for c in run) >= 2
        stated = any(c.known_role in (Role.RATING, Role.NPS) for c in run)
        by_tool = any(c.labelled and len(c.values) > 1 for c in run)
        if not (named or matrix or stated or by_tool):
            continue
        zero = [c for c in run if 0 in c.values]
        without = [c for c in run if 0 not in c.values and c.n >= ENOUGH_ANSWERS]
        blank = bool(zero) and bool(without) and top <= 7
        low = 0.0 if zero and not blank else 1.0
        for candidate in run:
            recommend = bool(RECOMMEND.search(candidate.label)) and top == 10
            guess = Scale(0.0 if recommend else low, top, "seen")
            candidate.role, candidate.guess = candidate.role_for(guess), guess


def _runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return groups of columns that share a scale: of one question, or adjacent with one range."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        coded = CODED.search(candidate.label[:60]) or NUMBER.search(candidate.label[:60])
        if coded and not RATING.search(candidate.label) and not candidate.known_role:
            continue
        last = runs[-1][-1] if runs else None
        together = last is not None and (
            (bool(candidate.group) and candidate.group == last.group)
            or (
                not candidate.group
                and candidate.position <= last.position + 2
                and not RECOMMEND.search(candidate.label)
                and not RECOMMEND.search(last.label)
                and (
                    _own_top(candidate) == _own_top(last)
                    or (_stem(candidate.name) == _stem(last.name) and candidate.top not in STANDARD)
                    or candidate.top <= 1
                    or last.top <= 1
                )
            )
        )
        if together:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return _join([trimmed for run in runs if (trimmed := _trim(run))])


def _trim(run: list[Candidate]) -> list[Candidate]:
    """Return a run without columns of only 0 and 1 at its ends, which mean yes and no."""

    def yes_no(candidate: Candidate) -> bool:
        named = RATING.search(candidate.label) or candidate.known_role
        return set(candidate.values) <= {0, 1} and not named

    while run and yes_no(run[-1]):
        run = run[:-1]
    while run and yes_no(run[0]):
        run = run[1:]
    return run


def _join(runs: list[list[Candidate]]) -> list[list[Candidate]]:
    """Return the runs with those of one stem joined, so that one top value serves for all."""
    joined: list[list[Candidate]] = []
    for run in runs:
        stem = _stem(run[0].name)
        if (
            joined
            and len(stem) >= 3
            and stem == _stem(joined[-1][-1].name)
            and not run[0].group
            and max(c.top for c in run) <= max(c.top for c in joined[-1])
            and max(c.top for c in run) not in (5, 7)
        ):
            joined[-1] += run
        else:
            joined.append(run)
    return joined


def _stem(name: str) -> str:
    return re.sub(r"[\W\d_]+$", "", re.sub(r"\[.*", "", name)).casefold()


def _own_top(candidate: Candidate) -> float:
    if 0 in candidate.values and candidate.top <= 3:
        return candidate.top
    return next((float(top) for top in STANDARD if top >= candidate.top), 10.0)


def _scale_top(run: list[Candidate]) -> float:
    """Return the upper end of the scale of some columns; 0 if they have none."""
    top = max(candidate.top for candidate in run)
    if top < 2:
        return 0.0
    zero = any(0 in candidate.values for candidate in run)
    if zero and top <= 4:
        return top
    if top == 4 or top == 6:
        return float({4: 5, 6: 7}[int(top)])
    return next((float(standard) for standard in STANDARD if standard >= top), 0.0)


def assign_sliders(candidates: Sequence[Candidate]) -> None:
    """Find sliders, 0–100: three or more adjacent columns that reach 100."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        fits = bool(candidate.values) and all(0 <= v <= 100 for v in candidate.values)
        if not fits or candidate.top < 90 or NUMBER.search(candidate.label[:60]):
            continue
        if runs and candidate.position == runs[-1][-1].position + 1:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    for run in runs:
        if len(run) >= 3 and max(candidate.top for candidate in run) == 100:
            for candidate in run:
                guess = Scale(0, 100, "seen")
                candidate.role, candidate.guess = candidate.role_for(guess), guess
