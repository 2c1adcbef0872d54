"""Detect answers that are nearly the model answer, word for word.

The trainer is told; the mark does not change. Learners may quote the brief, and short answers may
agree by chance. So texts of the brief are left out, answers need a minimum length, and texts are
compared word by word in order, not by topic as in :mod:`kit.evidence.verbatims.similarity`.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from kit.i18n import LANGUAGES
from kit.journey import Journey
from kit.studio.learning.answers import answers
from kit.studio.learning.case_files import case_files
from kit.studio.learning.cases import case
from kit.studio.learning.matching import words_of

SIMILAR = 0.8
"""Least ratio of :mod:`difflib` at which a text counts as another with few words changed."""

CLOSE = 0.85
"""Least share of similar words at which an answer is close to the model answer."""

FEWEST = 12
"""Fewest words, beyond the brief's, at which similarity is no chance."""

NAMED = ("touchpoints", "emotions")
"""Steps of which only the quoted text is compared: the rest are names of other steps."""


def is_close(journey: Journey, case_name: str, step: str) -> bool:
    """Return whether an answer is nearly the model answer in one of the languages."""
    return any(_share(journey, case_name, step, lang) >= CLOSE for lang in LANGUAGES)


def _share(journey: Journey, case_name: str, step: str, lang: str) -> float:
    """Return the share of an answer's own words that are in texts of the model answer."""
    stamp = case_files(case_name).stamp
    brief = _brief(case_name, lang, stamp)
    own = [text for text in _texts(journey, step) if f" {' '.join(text)} " not in brief]
    count = sum(map(len, own))
    if count < FEWEST:
        return 0.0
    model = _model(case_name, step, lang, stamp)
    return sum(len(text) for text in own if get_close_matches(text, model, 1, SIMILAR)) / count


def _texts(journey: Journey, step: str) -> list[tuple[str, ...]]:
    """Return the words of each text of a step, without duplicates."""
    found = ((one.quote,) if step in NAMED else one.parts for one in answers(journey, step))
    return list(dict.fromkeys(words_of(text) for parts in found for text in parts if text))


@lru_cache(maxsize=256)
def _model(case_name: str, step: str, lang: str, stamp: int) -> list[tuple[str, ...]]:
    return _texts(case(case_name, lang).model, step)


@lru_cache(maxsize=64)
def _brief(case_name: str, lang: str, stamp: int) -> str:
    return f" {' '.join(words_of(case(case_name, lang).brief))} "
