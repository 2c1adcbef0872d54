"""Whether a text says an idea: by words that anyone can read and change, not by a model.

An idea is written as formulations. ``livr* tard|dernier`` is met by a text in which some word
begins with *livr* and another is *tard* or *dernier*: case, accents, plurals and the order do not
matter. One text counts for two ideas at most, so that nobody passes by writing every word
everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kit.fields import normalize, word_list

MOST_IDEAS = 2
"""How many ideas one text can count for."""

CROWDED = 3
"""From this many ideas in one text, it has to be long enough to say them."""

WORDS_AN_IDEA = 5
"""The fewest words in which an idea is said where there are many."""

LONG = 8
"""From this many words a text is a sentence, and has words that bind it together."""

BOUND = 0.12
"""The least share of words that bind (articles, prepositions, pronouns, auxiliaries)."""


def stem(word: str) -> str:
    """Return a word without the endings of plural and feminine: screens, travaux, voisine."""
    if len(word) > 3:
        word = word.removesuffix("s").removesuffix("x")
    # A shorter word may be another one without its e: porte, port.
    return word.removesuffix("e") if len(word) > 5 else word


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(normalize(text).split())


@dataclass(frozen=True)
class Formulation:
    """One way to say an idea: for each group, one of its words has to occur."""

    groups: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, written: str) -> Formulation:
        """Return the formulation that is written as ``livr* tard|dernier``."""
        return cls(tuple(tuple(group.split("|")) for group in written.split()))

    def met(self, text: str) -> list[bool]:
        """Return for each group whether the text has one of its words."""
        words = words_of(text)
        return [any(_is(word, wanted) for word in words for wanted in g) for g in self.groups]


@lru_cache(maxsize=65536)
def _is(word: str, wanted: str) -> bool:
    plain = _plain(wanted)
    return word.startswith(plain) if wanted.endswith("*") else stem(word) == stem(plain)


@cache
def _plain(wanted: str) -> str:
    return normalize(wanted.rstrip("*")).replace(" ", "")


def says(text: str, formulations: Sequence[Formulation]) -> bool:
    """Whether a text meets one of the formulations wholly."""
    return any(all(formulation.met(text)) for formulation in formulations)


def near(text: str, formulations: Sequence[Formulation]) -> bool:
    """Whether a text comes near one of them: it has the first group's word, but not all others."""
    return any(
        len(met) > 1 and met[0] and not all(met) for met in (f.met(text) for f in formulations)
    )


def strung(text: str, ideas: int) -> bool:
    """Whether a text is keywords strung together rather than something said.

    Parameters
    ----------
    ideas
        How many ideas it meets.
    """
    words = re.findall(r"[^\W\d_]+", normalize(text))
    if ideas >= CROWDED and len(words) < ideas * WORDS_AN_IDEA:
        return True
    binding = sum(word in word_list("learning/binding-words") for word in words)
    return len(words) >= LONG and binding < BOUND * len(words)


def assigned(candidates: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Return which text counts for which idea, so that as many ideas as possible are met.

    Parameters
    ----------
    candidates
        For each idea, the numbers of the texts that say it.
    """
    taken: dict[tuple[int, int], str] = {}

    def placed(idea: str, tried: set[tuple[int, int]]) -> bool:
        for text in candidates[idea]:
            for slot in ((text, place) for place in range(MOST_IDEAS)):
                if slot in tried:
                    continue
                tried.add(slot)
                if slot not in taken or placed(taken[slot], tried):
                    taken[slot] = idea
                    return True
        return False

    for idea in candidates:
        placed(idea, set())
    return {idea: text for (text, _), idea in taken.items()}
