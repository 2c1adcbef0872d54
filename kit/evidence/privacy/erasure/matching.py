"""Find a respondent's words in texts: whole, in part, or within a longer sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.evidence.privacy.redaction import SHOWN, redacted
from kit.fields import normalize

SHORTEST = 15
"""Minimum length of a text to search for; shorter ones occur in other people's texts, too."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
TOKEN = re.compile("[\\w\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")

RUN = 8
"""Number of consecutive words that identify their author, unless they are short."""

LONG_RUN = 30
"""Least length of such a run, in letters and single spaces."""

LEFT_ALONE = 3
"""Number of remaining words below which a text counts as the respondent's as a whole."""


@dataclass(frozen=True)
class Span:
    """Position of words in a text, with its line (from 1)."""

    start: int
    end: int
    line: int


class SearchTerms:
    """Search terms: a respondent's words, parts of them, and names.

    Texts are compared by their words alone: case, accents, punctuation, quotation marks, line
    breaks and invisible characters make no difference.

    Parameters
    ----------
    texts
        What they wrote; of each text, its sentences, what redaction leaves of it, and any
        :data:`RUN` words in a row are found too.
    names
        Names, addresses and numbers that are theirs alone.

    Attributes
    ----------
    short
        How many texts are too short to be searched for.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        names = [name for name in names if name.strip()]
        texts = [text for text in texts if text.strip()]
        self._wholes = {normalize(text) for text in texts}
        self._parts: set[str] = {normalize(name) for name in names if _names_one(name)}
        for text in texts:
            shown = redacted(text, names).text
            for piece in (text, *shown.split(SHOWN), *re.split(r"[.!?…\n]+", text)):
                if len(normalize(piece)) >= SHORTEST:
                    self._parts.add(normalize(piece))
        self._parts.discard("")
        self._runs = {run for whole in self._wholes for _, run in _runs(whole.split())}
        self.short = sum(len(whole) < SHORTEST for whole in self._wholes)

    @classmethod
    def exactly(cls, texts: Iterable[str], names: Iterable[str]) -> SearchTerms:
        """Return search terms for places in which only whole texts identify a person."""
        wanted = cls((), names)
        wanted._parts |= {normalize(text) for text in texts}
        return wanted

    def __bool__(self) -> bool:
        return bool(self._parts)

    def holds(self, text: str) -> bool:
        """Return whether a text contains the words, or is an extract of them."""
        return self._holds(_plain(text))

    def _holds(self, plain: str) -> bool:
        if self._is_extract(plain):
            return True
        padded = f" {plain} "
        if any(f" {part} " in padded for part in self._parts):
            return True
        return bool(self._runs) and any(run in self._runs for _, run in _runs(plain.split()))

    def _is_extract(self, plain: str) -> bool:
        return len(plain) >= SHORTEST and any(plain in whole for whole in self._wholes)

    def spans(self, text: str) -> list[Span]:
        """Return the positions of the words in a text, in order and without overlaps."""
        tokens = [*_tokens(text)]
        plain = " ".join(word for word, _, _ in tokens)
        if not self._holds(plain):
            return []
        if self._is_extract(plain):
            start, end = tokens[0][1], tokens[-1][2]
            return [Span(start, end, text.count("\n", 0, start) + 1)]
        starts, at = [], 0
        for word, _, _ in tokens:
            starts.append(at)
            at += len(word) + 1
        found: list[tuple[int, int]] = []
        for first, last in sorted(self._matches(f" {plain} ")):
            start = tokens[bisect_right(starts, first) - 1][1]
            end = tokens[bisect_right(starts, last) - 1][2]
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return [Span(start, end, text.count("\n", 0, start) + 1) for start, end in found]

    def _matches(self, padded: str) -> Iterator[tuple[int, int]]:
        """Yield the first and the last letter of every part that occurs, without the padding."""
        for part in self._parts:
            at = padded.find(f" {part} ")
            while at >= 0:
                yield at, at + len(part) - 1
                at = padded.find(f" {part} ", at + 1)
        for at, run in _runs(padded.split()):
            if run in self._runs:
                yield at, at + len(run) - 1

    def without(self, text: str) -> str:
        """Replace the words in a text by ``[…]``."""
        for span in reversed(self.spans(text)):
            text = text[: span.start] + SHOWN + text[span.end :]
        return text

    def is_all(self, text: str) -> bool:
        """Return whether a text consists of the words and hardly anything else."""
        if not self.spans(text):
            return False
        return len(normalize(self.without(text)).split()) < LEFT_ALONE


def _runs(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield all sequences of :data:`RUN` words that are long enough, with their positions."""
    at = 0
    for number in range(len(words) - RUN + 1):
        run = " ".join(words[number : number + RUN])
        if len(run) >= LONG_RUN:
            yield at, run
        at += len(words[number]) + 1


def _plain(text: str) -> str:
    return normalize.__wrapped__(INVISIBLE.sub("", text))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the normalised words of a text, with their start and end."""
    for found in TOKEN.finditer(text):
        for word in normalize(INVISIBLE.sub("", found[0])).split():
            yield word, found.start(), found.end()


def _names_one(name: str) -> bool:
    """Return whether a name identifies one person: no first name, no short number."""
    digits = sum(character.isdigit() for character in name)
    return "@" in name or digits >= 6 or (" " in name.strip() and len(name) >= 6)


def lines(spans: Sequence[Span]) -> list[int]:
    """Return the distinct lines of some positions."""
    return list(dict.fromkeys(span.line for span in spans))
