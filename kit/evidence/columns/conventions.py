"""Decide on the decimal mark and the date order of a column: its own, else those of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.raw_table import RawTable
from kit.evidence.columns.remarks import Remarks
from kit.evidence.table import Conventions
from kit.i18n import N_
from kit.sources import Options

DATES = N_("Are the dates {example} written with the day first or the month first?")
DATES_MIXED = N_("Dates mix day-first and month-first order, so they were kept as text.")
DECIMAL = N_("Is the comma or the point the decimal mark in {example}?")
DECIMAL_MIXED = N_("Numbers mix two decimal marks, such as {example}, so they were kept as text.")

DAY_FIRST = re.compile(
    r"\b(?:de|du|des|le|la|les|vous|nous|êtes|avez|et|est|der|die|das|und|sie|wie|ist|el|los|las|del|"
    r"y|por|qué|il|che|di|della|het|een|van)\b",
    re.IGNORECASE,
)
"""Short words of French, German, Spanish, Italian and Dutch."""


@dataclass(frozen=True)
class Notation:
    """The notation of one column: decimal mark and order of day and month."""

    column: ParsedColumn
    table: RawTable
    conventions: Conventions
    options: Options
    remarks: Remarks

    def decimal(self) -> str:
        """Return the decimal mark of the column; empty, with a note or a question, if unknown."""
        column = self.column
        if column.integers is not None:
            return "."
        found = [column.numbers[p] for p in column.present - column.unparsed if p in column.numbers]
        proven = {number.decimal_mark for number in found} - {""}
        ambiguous = [
            column.cells.texts[p]
            for p in column.present - column.unparsed
            if p in column.numbers and column.numbers[p].ambiguous
        ]
        if self.options.decimal and all(
            number.value(self.options.decimal) is not None for number in found
        ):
            return self.options.decimal
        if len(proven) > 1:
            self.remarks.note(DECIMAL_MIXED.filled(example=self._examples_by_mark()))
            return ""
        if proven:
            return proven.pop()
        if not ambiguous:
            return self.conventions.decimal or "."
        known = self.conventions.decimal or self.table.decimal
        if known:
            return known
        comma = any("," in text for text in ambiguous)
        semicolon = self.conventions.delimiter == ";"
        if comma and semicolon:
            return ","
        assumed = "." if not semicolon else ""
        choices = (".", ",") if assumed else (",", ".")
        says = DECIMAL.filled(example=ambiguous[0])
        self.remarks.ask("decimal", says, choices, assumed=bool(assumed))
        return assumed

    def _examples_by_mark(self) -> str:
        column = self.column
        by_mark: dict[str, str] = {}
        for place in sorted(column.numbers):
            by_mark.setdefault(column.numbers[place].decimal_mark, column.cells.texts[place])
        return " / ".join(text for mark, text in by_mark.items() if mark)

    def order(self) -> str:
        """Return ``dmy``, ``mdy`` or ``ymd``; empty, with a note or a question, if unknown."""
        column = self.column
        found = {
            p: column.parsed_dates[p]
            for p in column.present - column.unparsed
            if p in column.parsed_dates
        }
        proven = {moment.order for moment in found.values()} - {""}
        ambiguous = [place for place, moment in found.items() if moment.ambiguous]
        if self.options.dates:
            return self.options.dates
        if len(proven) > 1:
            self.remarks.note(DATES_MIXED)
            return ""
        if proven:
            return proven.pop()
        if not ambiguous:
            return self.conventions.dates or "ymd"
        if self.conventions.dates or self.table.dates:
            return self.conventions.dates or self.table.dates
        order = self._likely_order(found, ambiguous)
        example = column.cells.texts[ambiguous[0]]
        choices = (order, "mdy" if order == "dmy" else "dmy") if order else ("dmy", "mdy")
        if order != "certain":
            self.remarks.ask("dates", DATES.filled(example=example), choices, assumed=bool(order))
        self.table.dates = order
        return order

    def _likely_order(self, found: dict[int, Any], ambiguous: list[int]) -> str:
        texts = self.column.cells.texts
        if all("." in texts[place][:3] for place in ambiguous):
            return "dmy"
        if len(ambiguous) >= 5:
            rising = {order: self._sorted(order) for order in ("dmy", "mdy")}
            if rising["dmy"] != rising["mdy"]:
                return "dmy" if rising["dmy"] else "mdy"
        if any(found[place].twelve_hour for place in ambiguous):
            return "mdy"
        if self.conventions.delimiter == ";" or self._in_day_first_language():
            return "dmy"
        return ""

    def _in_day_first_language(self) -> bool:
        """Return whether the headings are in a language that writes the day first."""
        text = " ".join(f"{heading.name} {heading.question}" for heading in self.table.headings)
        return len(DAY_FIRST.findall(text)) >= 2

    def _sorted(self, order: str) -> bool:
        column = self.column
        places = column.cells.places[column.cells.places >= 0]
        moments = [column.parsed_dates[p].value(order) for p in places if p in column.parsed_dates]
        values = [moment for moment in moments if moment is not None]
        pairs = list(pairwise(values))
        return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
