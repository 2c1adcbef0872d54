"""Read the figures of a text: shares (k of n), percentages, amounts of money, counted things.

Numbers in words are read as numbers (“twenty-two fields”, « vingt-deux champs »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from text_to_num import alpha2digit

from kit.fields import normalize
from kit.stemming import stem

Kind = Literal["share", "percentage", "amount", "count"]

_NUMBER = r"(?<!\d)\d{1,9}(?:[.,]\d{1,6})?(?!\d)"
_SHARE = re.compile(
    r"\b(\d{1,9})\s*(?:/|(?:[^\W\d_]+\s+){0,3}?(?:out of|of|sur|in|on|among|parmi|des)\s+"
    r"(?:the\s+|les\s+|ces\s+)?)\s*(\d{1,9})\b"
)
_PERCENTAGE = re.compile(rf"({_NUMBER})\s*(?:%|per\s?cent\b|pour\s?cent\b)")
_AMOUNT = re.compile(
    rf"[€£$]\s?(?P<before>{_NUMBER})|(?P<after>{_NUMBER})\s?(?:€|£|\$|euros?\b|pounds?\b)"
)
_COUNT = re.compile(r"\b(?<![.,])(\d{1,9})\s+([^\W\d_]{3,})")
_RANGE = re.compile(r"\b\d{1,9}\s*(?:to|à|-|–|/)\s*\d{1,9}\b(?!\s*%)")

GENERAL = (
    *("people", "person", "client", "customer", "answer", "response", "time", "thing", "stage"),
    *("point", "other", "more", "less", "out", "personne", "cliente", "reponse", "fois", "chose"),
    *("etape", "autre", "plus", "moins", "sur"),
)
"""Nouns that stand beside many numbers, so that another number contradicts nothing."""


@dataclass(frozen=True)
class Quantity:
    """A figure in a text.

    Attributes
    ----------
    value
        The number; of a share, the part counted.
    of
        Of a share, the whole; of a count, 0.
    noun
        Of a count, the stem of the noun that is counted.
    quote
        The figure as written, its numbers in digits.
    """

    kind: Kind
    value: float
    of: int = 0
    noun: str = ""
    quote: str = ""

    @property
    def ratio(self) -> float | None:
        """The share of a whole, in percent; None for amounts and counts."""
        if self.kind == "share":
            return 100 * self.value / self.of if self.of else None
        return self.value if self.kind == "percentage" else None


@lru_cache(maxsize=4096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the figures of a text in a language.

    >>> [(q.kind, q.value, q.of) for q in quantities("Seven of ten leave, 70%", "en")]
    [('percentage', 70.0, 0), ('share', 7, 10)]
    >>> [(q.value, q.noun) for q in quantities("vingt-deux champs", "fr")]
    [(22, 'champ')]
    """
    plain = alpha2digit(text.replace("\N{NO-BREAK SPACE}", " "), language)
    found: list[Quantity] = []
    for match in _PERCENTAGE.finditer(plain):
        found.append(Quantity("percentage", _value(match[1]), quote=match[0]))
    for match in _AMOUNT.finditer(plain):
        found.append(Quantity("amount", _value(match["before"] or match["after"]), quote=match[0]))
    shares = [match for match in _SHARE.finditer(plain) if int(match[1]) <= int(match[2])]
    for match in shares:
        found.append(Quantity("share", int(match[1]), int(match[2]), quote=match[0]))
    ranges = list(_RANGE.finditer(plain))
    for match in _COUNT.finditer(plain):
        noun = stem(normalize(match[2]), language)
        in_share = any(one.start() <= match.start() < one.end() for one in (*shares, *ranges))
        if noun not in _general(language) and not in_share:
            found.append(Quantity("count", int(match[1]), noun=noun, quote=match[0]))
    return tuple(found)


@lru_cache(maxsize=2)
def _general(language: str) -> frozenset[str]:
    return frozenset(stem(noun, language) for noun in GENERAL)


def _value(written: str) -> float:
    return float(written.replace(",", "."))


CLOSE = 1.5
"""Points of a percentage within which two shares are taken for the same."""

ROUNDED = 0.1
"""Part of an amount by which it may be rounded (“ten euros” for 9.90)."""


def agrees(stated: Quantity, given: Iterable[Quantity]) -> bool:
    """Return whether a figure agrees with those given, or none of them is about the same thing.

    A share or a percentage must be one of those given, written either way; an amount may be
    rounded, and so may a count of those given for its noun.
    """
    if stated.ratio is not None:
        ratios = [q.ratio for q in given if q.ratio is not None]
        return not ratios or any(abs(stated.ratio - ratio) <= CLOSE for ratio in ratios)
    if stated.kind == "amount":
        amounts = [q.value for q in given if q.kind == "amount"]
        near = (abs(stated.value - one) <= max(ROUNDED * one, 0.5) for one in amounts)
        return not amounts or any(near)
    counts = {q.value for q in given if q.kind == "count" and q.noun == stated.noun}
    near = (abs(stated.value - one) <= ROUNDED * one for one in counts)
    return not counts or any(near)
