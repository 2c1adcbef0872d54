"""Tell whether a text denies an idea: “there is never a queue”, « on choisit son créneau »."""

from __future__ import annotations

import re

from kit.fields import normalize, word_list
from kit.studio.learning.facts import Facts
from kit.studio.learning.matching import Formulation, says

CLAUSE_END = re.compile(r"[,;:.!?–—]|\b(?:and|but|while|et|mais|alors)\b")
"""The end of a clause: a negation reaches no further."""

NOT = "not "
"""The beginning of a formulation that denies an idea in a negated text."""


def denies(text: str, known: Facts) -> bool:
    """Return whether a text denies the idea that it is about.

    Where the idea is that something is missing, words such as “nobody” do not deny it: the facts
    say which words do.

    >>> denies("There is never a queue", Facts()), denies("Nobody finds it", Facts(missing=True))
    (True, False)
    """
    return any(_clause_denies(clause, known) for clause in CLAUSE_END.split(text) if clause)


def _clause_denies(clause: str, known: Facts) -> bool:
    words = normalize(clause)
    for lang, formulations in known.denied.items():
        for written in formulations:
            bare = written.removeprefix(NOT)
            needed = "verb-negations" if bare != written else "negations"
            negated = bool(set(words.split()) & word_list(f"learning/{needed}"))
            if negated == (bare != written) and says(clause, (Formulation.read(bare, lang),)):
                return True
    denials = word_list("learning/denials")
    return not known.missing and any(f" {denial} " in f" {words} " for denial in denials)
