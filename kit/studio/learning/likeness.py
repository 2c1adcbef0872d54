"""Whether an answer is the model answer nearly word for word: for the trainer to know, not a mark.

What the brief says is everybody's to quote, and a short answer may happen to be the same. So texts
are compared as wholes and in their order, not by what they are about as in
:mod:`kit.evidence.verbatims.similarity`; what is in the brief is left out, and only what is left
of an answer, if it is long enough, can be close.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from kit.i18n import LANGUAGES
from kit.journey import Journey
from kit.studio.learning.answers import answers
from kit.studio.learning.cases import case
from kit.studio.learning.matching import words_of

NEARLY = 0.8
"""From this ratio on, a text is another one with a word or two changed."""

CLOSE = 0.85
"""From this share of its words on, an answer is close to the model answer."""

FEWEST = 12
"""An answer of fewer words of its own says too little to be told from chance."""

NAMED = ("touchpoints", "emotions")
"""Steps of which only what is quoted is this step's: channels and names come from elsewhere."""


def close(journey: Journey, case_name: str, step: str) -> bool:
    """Whether an answer is nearly the text of the model answer, in either language."""
    return any(_share(journey, case_name, step, lang) >= CLOSE for lang in LANGUAGES)


def _share(journey: Journey, case_name: str, step: str, lang: str) -> float:
    """Return the share of an answer's own words that stand in texts of the model answer."""
    brief = _brief(case_name, lang)
    own = [text for text in _texts(journey, step) if f" {' '.join(text)} " not in brief]
    count = sum(map(len, own))
    if count < FEWEST:
        return 0.0
    model = _model(case_name, step, lang)
    return sum(len(text) for text in own if get_close_matches(text, model, 1, NEARLY)) / count


def _texts(journey: Journey, step: str) -> list[tuple[str, ...]]:
    """Return what is said in a step, text by text, the same once only."""
    said = ((one.quote,) if step in NAMED else one.parts for one in answers(journey, step))
    return list(dict.fromkeys(words_of(text) for several in said for text in several if text))


@cache
def _model(case_name: str, step: str, lang: str) -> list[tuple[str, ...]]:
    return _texts(case(case_name, lang).model, step)


@cache
def _brief(case_name: str, lang: str) -> str:
    text = (case(case_name, lang).folder / "brief.md").read_text("utf-8")
    return f" {' '.join(words_of(text))} "
