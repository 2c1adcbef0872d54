"""Parse the cells of a column as numbers, dates, labelled numbers or texts.

Each distinct text is parsed once, however many rows have it. A column that cannot be read for sure
stays text, and a question is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import dates, numbers
from kit.evidence.columns.answer_words import ALWAYS_BLANK, is_error, is_mask, is_no_answer
from kit.evidence.containers.sheet import DATE, ERROR, NUMBER, TEXT

Type = Literal["number", "date", "text", "empty"]
LABELLED = re.compile(
    r"(-?\d{1,3})\s*(?:[-–—=:.)]|\()\s*([^\d\s(].*)|(\D+?)\s*[-–—=:(]\s*(\d{1,3})\)?"
)
WHOLE = r"^-?(?:0|[1-9][0-9]{0,14})$"
OUT_OF = re.compile(r"(\d{1,3})\s*(?:/|sur|out of|von|de)\s*(\d{1,3})")
SCALE_ENDS = {3, 4, 5, 6, 7, 10, 20, 100}
MAX_UNPARSED = 0.1
MANY_TEXTS = 1000
SAMPLE = 300
MOST_PROPOSED = 2
"""Number of words among numbers that are proposed as no answer; more are answers."""


class Cells:
    """The distinct texts of a column, their counts, and the rows that hold each.

    Attributes
    ----------
    distinct, kinds, counts
        One entry for each distinct text: the text, its kind of cell, its number of cells.
    places
        For each row the index of its text; -1 for a blank cell.
    """

    def __init__(
        self,
        distinct: pa.Array,
        kinds: Sequence[int],
        counts: np.ndarray[Any, Any],
        places: np.ndarray[Any, Any],
    ) -> None:
        self.distinct, self.kinds, self.counts, self.places = distinct, kinds, counts, places

    @classmethod
    def of(cls, column: pa.ChunkedArray, kinds: np.ndarray[Any, Any] | None) -> Cells:
        """Return the cells of a column of a sheet."""
        distinct, places = _letters(column) or _encoded(column)
        if kinds is None or not len(kinds):
            kind: Sequence[int] = bytes([TEXT]) * len(distinct)
        elif kinds.min() == kinds.max():
            kind = bytes([int(kinds[0])]) * len(distinct)
        else:
            both = np.where(places < 0, -1, places.astype(np.int64) * 4 + kinds)
            codes, places = np.unique(both, return_inverse=True)
            if len(codes) and codes[0] == -1:
                codes, places = codes[1:], places - 1
            distinct = distinct.take(pa.array(codes // 4))
            kind = [int(code % 4) for code in codes]
        known = places[places >= 0] if column.null_count else places
        return cls(distinct, kind, np.bincount(known, minlength=len(distinct)), places)

    def __len__(self) -> int:
        return len(self.distinct)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts."""
        texts: list[str] = self.distinct.to_pylist()
        return texts

    def release(self) -> None:
        """Release the memory of the texts; ``places`` is kept."""
        self.distinct, self.texts = pa.array([], pa.string()), []

    def rows_of(self, which: set[int], most: int = 6) -> list[int]:
        """Return the first rows that hold one of these texts."""
        if not which:
            return []
        return [int(row) for row in np.flatnonzero(np.isin(self.places, list(which)))[:most]]

    def total(self, which: set[int]) -> int:
        """Return the number of cells that hold one of these texts."""
        return int(self.counts[np.fromiter(which, dtype=np.int64, count=len(which))].sum())


Encoded = tuple[pa.Array, "np.ndarray[Any, Any]"]
"""The distinct texts of a column, and the index of each row's text; -1 for a blank cell."""


def _encoded(column: pa.ChunkedArray) -> Encoded:
    if not column.num_chunks:
        return pa.array([], pa.string()), np.empty(0, dtype=np.int32)
    # Chunks would have a dictionary each: to unify these takes longer than to copy the texts.
    encoded = pc.dictionary_encode(column.combine_chunks())
    indices = encoded.indices
    places = (pc.fill_null(indices, -1) if indices.null_count else indices).to_numpy()
    return encoded.dictionary, places


def _letters(column: pa.ChunkedArray) -> Encoded | None:
    """Encode a column whose cells have one byte each, as ratings have; None for any other.

    The bytes of its texts are its values, which is several times faster than hashing each text.
    """
    if column.null_count or not len(column):
        return None
    lengths = pc.min_max(pc.binary_length(column)).as_py()
    if (lengths["min"], lengths["max"]) != (1, 1):
        return None
    parts = []
    for chunk in column.chunks:
        _, offsets, texts = chunk.buffers()
        if len(chunk):
            first = int(np.frombuffer(offsets, np.int32)[chunk.offset])
            parts.append(np.frombuffer(texts, np.uint8)[first : first + len(chunk)])
    letters = np.concatenate(parts)
    known = np.flatnonzero(np.bincount(letters, minlength=256))
    place = np.zeros(256, dtype=np.int32)
    place[known] = np.arange(len(known))
    return pa.array([chr(letter) for letter in known], pa.string()), place[letters]


@dataclass
class ParsedColumn:
    """A column parsed by its cells alone, before the conventions of the file are known.

    Sets and dicts hold indexes of :attr:`Cells.texts`.

    Attributes
    ----------
    labels
        The numbers of labelled answers (``4 - Good``).
    errors, blank
        Spreadsheet errors; texts that mean no answer.
    unparsed
        Texts that are neither numbers nor dates, in a column of those.
    proposed
        Unknown words among numbers, taken for no answer until the user says otherwise.
    mixed
        Why the column stays text though it looks like numbers.
    out_of
        The maximum, if every cell states it (``4/5``, or stars).
    integers
        The values of a column of many plain integers, which are not parsed one by one.
    """

    cells: Cells
    type: Type = "text"
    labels: dict[int, str] = field(default_factory=dict)
    errors: set[int] = field(default_factory=set)
    blank: set[int] = field(default_factory=set)
    unparsed: set[int] = field(default_factory=set)
    proposed: set[int] = field(default_factory=set)
    mixed: str = ""
    out_of: int = 0
    integers: pa.Array | None = None
    _present: tuple[tuple[int, int], set[int]] | None = None

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
                    continue  # an identifier: more digits than a float holds
                exact = int(text) if text.lstrip("-").isdecimal() else float(text)
                found[place] = numbers.Number(exact, exact)
            elif kind == TEXT and (number := numbers.parse(text)):
                found[place] = number
        return found

    @cached_property
    def parsed_dates(self) -> dict[int, dates.ParsedDate]:
        """The texts that are dates."""
        found = {}
        for place, (text, kind) in enumerate(zip(self.cells.texts, self.cells.kinds, strict=True)):
            if kind in (TEXT, DATE) and (moment := dates.parse(text)):
                found[place] = moment
        return found

    @property
    def present(self) -> set[int]:
        """The texts that are neither errors nor blank."""
        sizes = (len(self.errors), len(self.blank))
        if self._present is None or self._present[0] != sizes:
            present = set(range(len(self.cells.texts))) - self.errors - self.blank
            self._present = (sizes, present)
        return self._present[1]

    @property
    def different(self) -> int:
        """Number of texts that are neither errors nor blank."""
        return len(self.cells) - len(self.errors | self.blank)

    def sample(self, most: int) -> list[str]:
        """Return the first of its texts."""
        if not (self.errors or self.blank):
            first: list[str] = self.cells.distinct.slice(0, most).to_pylist()
            return first
        present = self.present
        texts = enumerate(self.cells.texts)
        return list(islice((text for place, text in texts if place in present), most))

    @property
    def n(self) -> int:
        """Number of cells with a value."""
        if not (self.errors or self.blank or self.unparsed):
            return int(self.cells.counts.sum())
        return self.cells.total(self.present - self.unparsed)

    @property
    def decimals(self) -> Counter[str]:
        """Number of texts that prove each decimal mark."""
        if self.type != "number" or self.integers is not None:
            return Counter()
        return Counter(
            number.decimal_mark for number in self.numbers.values() if number.decimal_mark
        )

    @property
    def orders(self) -> Counter[str]:
        """Number of texts that prove each order of day and month."""
        if self.type != "date":
            return Counter()
        return Counter(moment.order for moment in self.parsed_dates.values() if moment.order)


def parse_column(
    cells: Cells, *, as_text: bool = False, no_answers: frozenset[str] = frozenset()
) -> ParsedColumn:
    """Return a column parsed by its cells alone.

    Parameters
    ----------
    as_text
        Leave numbers and dates as texts.
    no_answers
        Words for no answer, in lower case, that the user or the format names.
    """
    column = ParsedColumn(cells)
    if (
        not (as_text or no_answers)
        and len(cells) > MANY_TEXTS
        and set(cells.kinds) <= {TEXT, NUMBER}
        and pc.all(pc.match_substring_regex(cells.distinct, WHOLE)).as_py()
    ):
        column.type, column.integers = "number", cells.distinct.cast(pa.int64())
        return column
    for place, (text, kind) in enumerate(zip(cells.texts, cells.kinds, strict=True)):
        if kind == ERROR or is_error(text):
            column.errors.add(place)
        elif text.casefold() in ALWAYS_BLANK or text.strip().casefold() in no_answers:
            column.blank.add(place)
    present = column.present
    if not present:
        column.type = "empty"
        return column
    if as_text:
        return column
    labels = _out_of(column, present) or _labelled(column, present)
    if labels:
        column.labels = labels
        column.type = "number"
        column.blank |= {place for place in present if place not in column.numbers}
        return column
    if _is_mostly(column, present, "number"):
        return _typed(column, present, "number", set(column.numbers))
    if _is_mostly(column, present, "date"):
        return _typed(column, present, "date", set(column.parsed_dates))
    return column


def _is_mostly(column: ParsedColumn, present: set[int], kind: str) -> bool:
    """Return whether most of a sample are numbers or dates, so that all texts are worth parsing."""
    texts, kinds = column.cells.texts, column.cells.kinds
    first = islice((place for place in range(len(texts)) if place in present), SAMPLE)
    some = [place for place in first if not is_no_answer(texts[place])]
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


def _typed(column: ParsedColumn, present: set[int], kind: Type, fitting: set[int]) -> ParsedColumn:
    """Return the column as numbers or dates if (nearly) all its texts are that."""
    texts = column.cells.texts
    fitting &= present
    no_answers = {place for place in present - fitting if is_no_answer(texts[place])}
    unparsed = present - fitting - no_answers
    column.proposed = _proposed(column, unparsed, fitting)
    unparsed -= column.proposed
    codes = {place for place in unparsed if re.fullmatch(r"0\d+|-?\d{16,}", texts[place])}
    fitting_cells = column.cells.total(fitting)
    few = (
        column.cells.total(unparsed)
        <= MAX_UNPARSED * (fitting_cells + column.cells.total(unparsed))
        and fitting_cells >= 10
    )
    if not fitting or codes or (unparsed and not few):
        column.proposed = set()
        return column
    if kind == "number":
        units = {column.numbers[place].unit for place in fitting}
        if len(units - {""}) > 1 or ("%" in units and "" in units):
            column.mixed, column.proposed = "units", set()
            return column
    column.type = kind
    column.blank |= no_answers | column.proposed
    column.unparsed = unparsed
    return column


def _proposed(column: ParsedColumn, unparsed: set[int], fitting: set[int]) -> set[int]:
    """Return words among numbers that are taken for no answer: few, without digits, and recurring.

    A column with more numbers than such words is one of numbers all the same.
    """
    texts, cells = column.cells.texts, column.cells
    words = {p for p in unparsed if not any(character.isdigit() for character in texts[p])}
    masks = {place for place in words if is_mask(texts[place])}
    recurring = {place for place in words - masks if cells.counts[place] >= 2}
    if len(masks | recurring) > MOST_PROPOSED:
        recurring = set()
    found = masks | recurring
    return found if cells.total(found) < cells.total(fitting) else set()


def _out_of(column: ParsedColumn, present: set[int]) -> dict[int, str]:
    """Return the numbers of texts such as ``4/5`` or ``★★★★☆``, if all have one maximum."""
    if len(present) > 120:
        return {}
    found: dict[int, str] = {}
    most: set[int] = set()
    for place in present:
        text = column.cells.texts[place].replace("\ufe0f", "")
        if is_no_answer(text):
            continue
        if match := OUT_OF.fullmatch(text):
            found[place] = match[1]
            most.add(int(match[2]))
        elif re.fullmatch(r"[★⭐]{0,10}☆{0,10}", text):
            found[place] = str(len(text) - text.count("☆"))
            most.add(len(text) if "☆" in text else max(5, len(text)))
        else:
            return {}
    if len(most) != 1 or most.isdisjoint(SCALE_ENDS) or len(found) < 2:
        return {}
    column.out_of = most.pop()
    if any(int(number) > column.out_of for number in found.values()):
        column.out_of = 0
        return {}
    return found


def _labelled(column: ParsedColumn, present: set[int]) -> dict[int, str]:
    """Return the numbers of answers such as ``4 - Good``, if all others are bare numbers."""
    if len(present) > 120:
        return {}
    found: dict[int, str] = {}
    texts_by_number: dict[str, set[str]] = {}
    for place in present:
        text = column.cells.texts[place]
        if is_no_answer(text):
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
    if len(found) > 3 and column.cells.total(set(found)) == len(found):
        return {}  # texts that happen to hold a number: answers recur
    bare = {
        place: column.cells.texts[place]
        for place in present - set(found)
        if column.cells.texts[place].isdecimal()
    }
    values = {int(number) for number in (*found.values(), *bare.values())}
    if len(values) < 2 or max(values) > 100 or max(values) - min(values) > 100:
        return {}
    return found
