"""The cells of a column, and what they turn out to be: numbers, dates, labelled numbers or texts.

Each different text is looked at once, so a million rows cost no more than their different answers.
What cannot be read for sure is not read: the column stays text and a question is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import dates, numbers
from kit.evidence.columns.answer_words import ALWAYS_BLANK, is_error, means_no_answer
from kit.evidence.containers.sheet import DATE, ERROR, NUMBER, TEXT

Type = Literal["number", "date", "text", "empty"]
LABELLED = re.compile(
    r"(-?\d{1,3})\s*(?:[-–—=:.)]|\()\s*([^\d\s(].*)|(\D+?)\s*[-–—=:(]\s*(\d{1,3})\)?"
)
WHOLE = r"^-?(?:0|[1-9][0-9]{0,14})$"
OUT_OF = re.compile(r"(\d{1,3})\s*(?:/|sur|out of|von|de)\s*(\d{1,3})")
ENDS = {3, 4, 5, 6, 7, 10, 20, 100}
FEW = 0.1
MANY = 1000
SAMPLE = 300


@dataclass
class Cells:
    """The different texts of a column, how often each stands there, and where."""

    column: pa.ChunkedArray
    texts: list[str]
    kinds: list[int]
    counts: np.ndarray[Any, Any]
    places: np.ndarray[Any, Any]
    """For each row the number of its text, or -1."""

    @classmethod
    def of(cls, column: pa.ChunkedArray, kinds: np.ndarray[Any, Any] | None) -> Cells:
        """Return the cells of a column of a sheet."""
        texts = pc.unique(column).drop_null()
        places = pc.fill_null(pc.index_in(column, value_set=texts), -1).to_numpy()
        listed = texts.to_pylist()
        if kinds is None or not len(kinds):
            kind = [TEXT] * len(listed)
        elif kinds.min() == kinds.max():
            kind = [int(kinds[0])] * len(listed)
        else:
            both = np.where(places < 0, -1, places.astype(np.int64) * 4 + kinds)
            codes, places = np.unique(both, return_inverse=True)
            if len(codes) and codes[0] == -1:
                codes, places = codes[1:], places - 1
            listed = [listed[code // 4] for code in codes]
            kind = [int(code % 4) for code in codes]
        counts = np.bincount(places[places >= 0], minlength=len(listed))
        return cls(column, listed, kind, counts, places)

    def let_go(self) -> None:
        """Forget the texts; where they stood is kept."""
        self.column, self.texts = pa.chunked_array([], pa.string()), []

    def rows_of(self, which: set[int], most: int = 6) -> list[int]:
        """Return the first rows that hold one of these texts."""
        if not which:
            return []
        return [int(row) for row in np.flatnonzero(np.isin(self.places, list(which)))[:most]]

    def total(self, which: set[int]) -> int:
        """Return how many cells hold one of these texts."""
        return int(self.counts[np.fromiter(which, dtype=np.int64, count=len(which))].sum())


@dataclass
class Understood:
    """What a column turned out to be, before the conventions of the whole file are known."""

    cells: Cells
    type: Type = "text"
    labels: dict[int, str] = field(default_factory=dict)
    """For labelled answers (``4 - Good``) the number of each text."""
    errors: set[int] = field(default_factory=set)
    blank: set[int] = field(default_factory=set)
    odd: set[int] = field(default_factory=set)
    mixed: str = ""
    """Why it stays text though it looks like numbers."""

    out_of: int = 0
    """What the numbers are out of, where every cell says so (``4/5``, or stars)."""
    whole: pa.Array | None = None
    """The numbers of a column of many plain whole numbers, which need no second look."""
    _held: tuple[tuple[int, int], set[int]] | None = None

    @cached_property
    def numbers(self) -> dict[int, numbers.Number]:
        """The texts that are numbers."""
        found = {}
        for place, (text, kind) in enumerate(zip(self.cells.texts, self.cells.kinds, strict=True)):
            if place in self.labels:
                value = int(self.labels[place])
                found[place] = numbers.Number(value, value)
            elif kind == NUMBER:
                if re.fullmatch(r"-?\d{16,}", text):
                    continue  # an identifier: more digits than a number holds
                exact = int(text) if text.lstrip("-").isdecimal() else float(text)
                found[place] = numbers.Number(exact, exact)
            elif kind == TEXT and (number := numbers.parse(text)):
                found[place] = number
        return found

    @cached_property
    def moments(self) -> dict[int, dates.Moment]:
        """The texts that are dates."""
        found = {}
        for place, (text, kind) in enumerate(zip(self.cells.texts, self.cells.kinds, strict=True)):
            if kind in (TEXT, DATE) and (moment := dates.parse(text)):
                found[place] = moment
        return found

    @property
    def held(self) -> set[int]:
        """The texts that are neither errors nor blank."""
        sizes = (len(self.errors), len(self.blank))
        if self._held is None or self._held[0] != sizes:
            held = set(range(len(self.cells.texts))) - self.errors - self.blank
            self._held = (sizes, held)
        return self._held[1]

    def some(self, most: int) -> list[str]:
        """Return the first of its texts."""
        held = self.held
        texts = enumerate(self.cells.texts)
        return list(islice((text for place, text in texts if place in held), most))

    @property
    def n(self) -> int:
        """How many cells hold a value."""
        return self.cells.total(self.held - self.odd)

    @property
    def decimals(self) -> Counter[str]:
        """How many of its texts prove which decimal mark."""
        if self.type != "number" or self.whole is not None:
            return Counter()
        return Counter(number.tells for number in self.numbers.values() if number.tells)

    @property
    def orders(self) -> Counter[str]:
        """How many of its texts prove which order of day and month."""
        if self.type != "date":
            return Counter()
        return Counter(moment.tells for moment in self.moments.values() if moment.tells)


def understand(cells: Cells, *, as_text: bool = False) -> Understood:
    """Return what a column is by its cells alone."""
    column = Understood(cells)
    if not as_text and len(cells.texts) > MANY and set(cells.kinds) <= {TEXT, NUMBER}:
        texts = pa.array(cells.texts, pa.string())
        if pc.all(pc.match_substring_regex(texts, WHOLE)).as_py():
            column.type, column.whole = "number", texts.cast(pa.int64())
            return column
    for place, (text, kind) in enumerate(zip(cells.texts, cells.kinds, strict=True)):
        if kind == ERROR or is_error(text):
            column.errors.add(place)
        elif text.casefold() in ALWAYS_BLANK:
            column.blank.add(place)
    held = column.held
    if not held:
        column.type = "empty"
        return column
    if as_text:
        return column
    labels = _out_of(column, held) or _labelled(column, held)
    if labels:
        column.labels = labels
        column.type = "number"
        column.blank |= {place for place in held if place not in column.numbers}
        return column
    if _mostly(column, held, "number"):
        return _settled(column, held, "number", set(column.numbers))
    if _mostly(column, held, "date"):
        return _settled(column, held, "date", set(column.moments))
    return column


def _mostly(column: Understood, held: set[int], kind: str) -> bool:
    """Whether a first look makes it worth to parse all texts."""
    texts, kinds = column.cells.texts, column.cells.kinds
    first = islice((place for place in range(len(texts)) if place in held), SAMPLE)
    some = [place for place in first if not means_no_answer(texts[place])]
    if not some:
        return False
    if kind == "number":
        fits = sum(
            kinds[p] == NUMBER or (kinds[p] == TEXT and numbers.parse(texts[p]) is not None)
            for p in some
        )
    else:
        fits = sum(
            kinds[p] == DATE or (kinds[p] == TEXT and dates.parse(texts[p]) is not None)
            for p in some
        )
    return fits > len(some) / 2


def _settled(column: Understood, held: set[int], kind: Type, fitting: set[int]) -> Understood:
    """Return the column as numbers or dates where (nearly) all its texts are."""
    texts = column.cells.texts
    fitting &= held
    silent = {place for place in held - fitting if means_no_answer(texts[place])}
    odd = held - fitting - silent
    codes = {place for place in odd if re.fullmatch(r"0\d+|-?\d{16,}", texts[place])}
    right = column.cells.total(fitting)
    few = column.cells.total(odd) <= FEW * (right + column.cells.total(odd)) and right >= 10
    if not fitting or codes or (odd and not few):
        return column
    if kind == "number":
        units = {column.numbers[place].unit for place in fitting}
        if len(units - {""}) > 1 or ("%" in units and "" in units):
            column.mixed = "units"
            return column
    column.type = kind
    column.blank |= silent
    column.odd = odd
    return column


def _out_of(column: Understood, held: set[int]) -> dict[int, str]:
    """Return the numbers of ``4/5`` or ``★★★★☆``, if all are out of the same."""
    if len(held) > 120:
        return {}
    found: dict[int, str] = {}
    most: set[int] = set()
    for place in held:
        text = column.cells.texts[place].replace("\ufe0f", "")
        if means_no_answer(text):
            continue
        if match := OUT_OF.fullmatch(text):
            found[place] = match[1]
            most.add(int(match[2]))
        elif re.fullmatch(r"[★⭐]{0,10}☆{0,10}", text):
            found[place] = str(len(text) - text.count("☆"))
            most.add(len(text) if "☆" in text else max(5, len(text)))
        else:
            return {}
    if len(most) != 1 or most.isdisjoint(ENDS) or len(found) < 2:
        return {}
    column.out_of = most.pop()
    if any(int(number) > column.out_of for number in found.values()):
        column.out_of = 0
        return {}
    return found


def _labelled(column: Understood, held: set[int]) -> dict[int, str]:
    """Return the numbers of answers such as ``4 - Good``, if all answers are so or bare numbers."""
    if len(held) > 120:
        return {}
    found: dict[int, str] = {}
    texts_by_number: dict[str, set[str]] = {}
    for place in held:
        text = column.cells.texts[place]
        if means_no_answer(text):
            continue
        match = LABELLED.fullmatch(text)
        if match:
            number = match[1] or match[4]
            found[place] = number
            label = (match[2] or match[3]).strip(" )").casefold()
            texts_by_number.setdefault(number, set()).add(label)
        elif not re.fullmatch(r"\d{1,3}", text):
            return {}
    if any(len(labels) > 1 for labels in texts_by_number.values()) or not found:
        return {}
    bare = {
        place: column.cells.texts[place]
        for place in held - set(found)
        if column.cells.texts[place].isdecimal()
    }
    values = {int(number) for number in (*found.values(), *bare.values())}
    if len(values) < 2 or max(values) > 100 or max(values) - min(values) > 100:
        return {}
    return found
