"""Read the scale of labelled numbers from their labels: ``1 - Very satisfied`` … (F20)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.evidence.columns.answer_words import is_no_answer, matching_scales, normalize_answer
from kit.evidence.columns.cells import LABELLED
from kit.evidence.columns.polarity import is_extreme, polarity, runs_down
from kit.evidence.columns.roles import RATING
from kit.evidence.columns.scale_candidate import Candidate
from kit.evidence.table import Scale
from kit.sources import Role

STANDARD = (3, 4, 5, 6, 7, 9, 10)


def assign_by_labels(candidates: Sequence[Candidate]) -> None:
    """Set the scale of columns of labelled numbers; labels without a good end are choices.

    Labels that look like those of a rating, and do not show both ends, leave a guess.
    """
    for candidate in candidates:
        if candidate.column.labels and not candidate.column.out_of and candidate.values:
            _assign(candidate)


def _assign(candidate: Candidate) -> None:
    labels = _labels(candidate)
    scale = _by_known_words(labels) or _by_ends(candidate, labels)
    if scale and candidate.fits(scale):
        candidate.set_scale(scale)
        return
    told = {polarity(label) for label in labels.values()}
    if told >= {1, -1} and RATING.search(candidate.label):
        top = next((n for n in STANDARD if n >= candidate.top), 10)
        candidate.role, candidate.guess = Role.RATING, Scale(min(candidate.bottom, 1), top, "seen")


def _labels(candidate: Candidate) -> dict[float, str]:
    """Return the label of each number."""
    cells, found = candidate.column.cells, {}
    for place in candidate.column.labels:
        if match := LABELLED.fullmatch(cells.texts[place]):
            label = (match[2] or match[3] or "").strip(" )")
            if label and not is_no_answer(label):
                found[float(match[1] or match[4])] = re.sub(r"\s+", " ", label)
    return found


def _by_known_words(labels: dict[float, str]) -> Scale | None:
    """Return the scale of words in which every label has its number, upwards or downwards."""
    for words, size in matching_scales(labels.values()):
        places = {number: words[normalize_answer(label)] for number, label in labels.items()}
        if all(number == place for number, place in places.items()):
            return Scale(1, size, "words")
        if all(number == size + 1 - place for number, place in places.items()):
            return Scale(1, size, "words", down=True)
    return None


def _by_ends(candidate: Candidate, labels: dict[float, str]) -> Scale | None:
    """Return the scale between two extreme labels, one good and one bad."""
    low, high = min(labels, default=0), max(labels, default=0)
    if (
        low not in (0, 1)
        or high not in STANDARD
        or (low, high)
        != (
            candidate.bottom,
            max(high, candidate.top),
        )
    ):
        return None
    down = runs_down(labels[low], labels[high])
    if down is None or not is_extreme(labels[high]):  # another may stand above it
        return None
    return Scale(low, high, "words", down=down)
