"""Match texts with ideas by lists of words that anyone can read and change.

An idea is written as formulations. A text matches ``livr* tard|dernier`` if it has a word that
begins with *livr*, and a form of *tard* or *dernier*: case, accents, endings and the order do not
matter. ``port!`` matches that word alone, where its stem is that of another (*porte*).

One text counts for two ideas at most, so that listing all words does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kit.fields import normalize, word_list
from kit.stemming import stems_of

MOST_IDEAS = 2
"""Most ideas that one text can count for."""

CROWDED = 3
"""Number of ideas in one text from which it must be long enough to state them."""

WORDS_AN_IDEA = 5
"""Fewest words for each idea in a text with many."""

LONG = 8
"""Number of words from which a text must have function words, as sentences do."""

LONG_NAME = 5
"""Number of words from which a name without function words is a list; one less, with figures."""

BOUND = 0.12
"""Least share of function words (articles, prepositions, pronouns, auxiliaries)."""


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the normalized words of a text."""
    return tuple(normalize(text).split())


@dataclass(frozen=True)
class Formulation:
    """One way to state an idea in a language: of each group of words, one must occur."""

    groups: tuple[tuple[str, ...], ...]
    language: str

    @classmethod
    def read(cls, written: str, language: str) -> Formulation:
        """Parse a formulation such as ``livr* tard|dernier``."""
        return cls(tuple(tuple(group.split("|")) for group in written.split()), language)

    def groups_found(self, text: str) -> Iterator[bool]:
        """Yield for each group whether the text has one of its words.

        >>> list(Formulation.read("livr* tard|dernier", "fr").groups_found("Livraison trop tard !"))
        [True, True]
        """
        words = words_of(text)
        stems = _stems_of(text, self.language)
        return (_word_group(group, self.language).occurs(words, stems) for group in self.groups)


@dataclass(frozen=True)
class WordGroup:
    """The words of a group: whole words, stems and beginnings of words."""

    words: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...]

    def occurs(self, words: Sequence[str], stems: frozenset[str]) -> bool:
        """Return whether one of the words occurs among those of a text, or its stem."""
        return (
            not self.stems.isdisjoint(stems)
            or not self.words.isdisjoint(words)
            or any(word.startswith(self.beginnings) for word in words)
        )


@cache
def _word_group(group: tuple[str, ...], language: str) -> WordGroup:
    whole = [_normalized(one) for one in group if one.endswith("!")]
    beginnings = [_normalized(one) for one in group if one.endswith("*")]
    others = [_normalized(one) for one in group if not one.endswith(("!", "*"))]
    return WordGroup(frozenset(whole), stems_of(others, language), tuple(beginnings))


@lru_cache(maxsize=8192)
def _stems_of(text: str, language: str) -> frozenset[str]:
    return stems_of(words_of(text), language)


def _normalized(wanted: str) -> str:
    return normalize(wanted.rstrip("*!")).replace(" ", "")


def says(text: str, formulations: Sequence[Formulation]) -> bool:
    """Return whether a text matches one of the formulations."""
    return any(all(formulation.groups_found(text)) for formulation in formulations)


def nearly_states(text: str, formulations: Sequence[Formulation]) -> bool:
    """Return whether a text matches the first group of a formulation, but not all others."""
    return any(
        len(one.groups) > 1 and next(found := one.groups_found(text)) and not all(found)
        for one in formulations
    )


def is_keyword_list(text: str, ideas: int, *, named: bool = False) -> bool:
    """Return whether a text is a list of keywords rather than sentences.

    Parameters
    ----------
    ideas
        The number of ideas that it states.
    named
        Whether it is a name, which needs no verb, but seldom strings four nouns together.
    """
    words = re.findall(r"[^\W\d_]+", normalize(text))
    if ideas >= CROWDED and len(words) < ideas * WORDS_AN_IDEA:
        return True
    binding = sum(word in word_list("learning/binding-words") for word in words)
    if named and not binding:
        crowded = ideas > 1 or any(character.isdigit() for character in text)
        return len(words) >= LONG_NAME - crowded
    return len(words) >= LONG and binding < BOUND * len(words)


def assign_texts(candidates: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Assign texts to ideas so that as many ideas as possible have one (maximum matching).

    Parameters
    ----------
    candidates
        For each idea, the numbers of the texts that state it.

    Returns
    -------
    dict
        The number of the text that counts for each idea; ideas without a text are left out.

    >>> assign_texts({"late": [0], "price": [0], "noise": [0, 1]})
    {'price': 0, 'late': 0, 'noise': 1}
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
