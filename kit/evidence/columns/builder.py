"""Build one typed column from its cells."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import roles
from kit.evidence.columns.answer_words import is_no_answer_in_words
from kit.evidence.columns.conventions import Notation
from kit.evidence.columns.future_dates import without_future
from kit.evidence.columns.personal import is_birth_date
from kit.evidence.columns.raw_table import RawTable
from kit.evidence.columns.remarks import Remarks
from kit.evidence.columns.scale_candidate import Candidate
from kit.evidence.columns.ticks import shown_rows, tick_states
from kit.evidence.columns.times import read_times
from kit.evidence.columns.values import as_mapped, as_numbers, as_texts
from kit.evidence.table import (
    INSTANT_SUFFIX,
    SHOWN_SUFFIX,
    Column,
    Conventions,
    Scale,
    UnreadableError,
)
from kit.i18n import N_, UserText
from kit.sources import Options, Role

UNITS_MIXED = N_("Numbers have different units, such as {example}; kept as text.")
OUTSIDE = N_("“{column}”: {value} is treated as no answer: it is outside the scale {scale}.")
SCALE = N_(
    "Which scale is it, the worst answer first? Nothing states it: mean and n are shown raw, "
    "without emotion, CSAT or NPS."
)
CODE = N_("Is NA no answer, or a code like the others?")
LEFT_OUT = N_("Is {texts} no answer? It stands among numbers, and is left out.")
SEPARATED = N_(
    "“{column}” is read as several choices in one cell, separated by “{separator}”. If each cell "
    "is one choice, add {option}."
)
SCALE_OF = N_("Which scale do these answers belong to?")
BEYOND = N_("The answers go beyond the scale {scale} that was given.")

OTHER_SCALES = ("1-5", "1-7", "1-10", "0-10")


class ColumnBuilder:
    """Builds one column: its values, its role, notes and questions.

    Attributes
    ----------
    derived
        After :meth:`build`, further columns by the suffix of their names: the times of a column
        with offsets, in UTC, and whether a question was shown, where the tool marks it (F18, F21).
    """

    def __init__(
        self, table: RawTable, candidate: Candidate, conventions: Conventions, options: Options
    ) -> None:
        self.table = table
        self.position = candidate.position
        self.heading = table.headings[self.position]
        self.candidate = candidate
        self.column = candidate.column
        self.options = options
        self.remarks = Remarks(table, candidate.name, self.column)
        self.notation = Notation(self.column, table, conventions, options, self.remarks)
        self.derived: dict[str, pa.Array] = {}
        self.set_aside: Counter[str] = Counter()
        self.separator = ""
        self.unit = self.heading.unit

    def build(self) -> tuple[pa.Array, Column]:
        """Return the values and the description of the column.

        Raises
        ------
        UnreadableError
            If values lie outside the scale that was given.
        """
        array, role = self._build_values()
        self.remarks.note_errors()
        shown = shown_rows(self.column, self.heading)
        if shown is not None and role is not Role.CHOSEN:
            self.derived[SHOWN_SUFFIX] = shown
        name, heading, candidate = self.candidate.name, self.heading, self.candidate
        given = self.options.roles.get(name)
        n = len(array) - array.null_count
        role = given or (Role.EMPTY if n == 0 and role is not Role.CHOSEN else role)
        scale = candidate.scale if role in (Role.RATING, Role.NPS, Role.RANK) else None
        described = Column(
            name,
            role,
            heading.question,
            heading.item,
            heading.group,
            scale,
            self.separator,
            self.unit,
            n,
            dict(self.set_aside),
            self.position + 1,
        )
        return array, described

    def _build_values(self) -> tuple[pa.Array, Role]:
        column, candidate, heading = self.column, self.candidate, self.heading
        self._count_blanks()
        if column.mixed == "units":
            self.remarks.note(UNITS_MIXED.filled(example=self.remarks.examples(column.present)))
        if heading.role is Role.CHOSEN:
            return tick_states(column, heading), Role.CHOSEN
        if candidate.words:
            self.set_aside.update(candidate.no_answers())
            return as_mapped(column, candidate.words), candidate.role or Role.RATING
        if candidate.undecided:
            self.remarks.ask("scales", SCALE_OF, candidate.undecided, assumed=False)
        if column.type == "number":
            decimal = self.notation.decimal()
            if decimal:
                return self._build_numbers(decimal)
        if column.type == "date":
            order = self.notation.order()
            if order:
                birth = Role.PERSONAL if is_birth_date(candidate.name) else Role.TIME
                return self._build_times(order), heading.role or birth
        return self._build_texts()

    def _ask_scale(self) -> None:
        """Ask for a scale that nothing states; until it is given, the numbers are raw (F20)."""
        guess = self.candidate.guess
        if guess is None:
            return
        shown = f"{guess.low:g}-{guess.high:g}"
        down = f"{guess.high:g}-{guess.low:g}"
        choices = [shown, down, *(other for other in OTHER_SCALES if other != shown)]
        self.remarks.ask("scales", SCALE, choices, assumed=False)

    def _count_blanks(self) -> None:
        cells = self.column.cells
        for place in self.column.blank:
            self.set_aside[cells.texts[place]] += int(cells.counts[place])
        for place in sorted(self.column.proposed):
            texts = self.remarks.examples({place})
            self.remarks.ask("no_answer", LEFT_OUT.filled(texts=texts), [cells.texts[place]])

    def _build_numbers(self, decimal: str) -> tuple[pa.Array, Role]:
        column, candidate, heading = self.column, self.candidate, self.heading
        units: set[str] = set()
        if column.integers is None:
            fitting = (column.numbers.get(place) for place in column.present - column.unparsed)
            units = {number.unit for number in fitting if number}
        self.unit = self.unit or next(iter(units - {""}), "")
        values = as_numbers(column, decimal)
        self.remarks.note_unparsed()
        role = candidate.role
        if candidate.guess and role:
            self._ask_scale()
            return values, role
        if candidate.scale and role in (Role.RATING, Role.NPS, Role.RANK):
            return self._apply_scale(values, candidate.scale), role
        if column.labels:
            return as_texts(column), heading.role or Role.CHOICE
        if heading.role:
            return values, heading.role
        rows = self.table.sheet.height
        if roles.is_personal(candidate.name, column):
            return as_texts(column), Role.PERSONAL
        if roles.is_identifier(candidate.name, column, rows):
            return as_texts(column), Role.RESPONDENT
        if self._is_row_number(values):
            return values, Role.DETAIL
        few = column.different <= 6 and column.n >= 3 * column.different
        if few and roles.SEGMENT.search(candidate.label[:60]):
            return values, Role.SEGMENT
        return values, Role.NUMBER

    def _build_times(self, order: str) -> pa.Array:
        zone = self.options.time_zone or ""
        times = read_times(self.column, order, zone, self.heading.name)
        times = without_future(times, self.candidate.name, self.remarks)
        self.remarks.note_unparsed()
        if times.unzoned:
            self.remarks.note_unzoned(times.unzoned, zone)
        if times.instants is not None:
            self.derived[INSTANT_SUFFIX] = times.instants
        return times.shown

    def _is_row_number(self, values: pa.Array) -> bool:
        """Return whether this is the unnamed first column in which programs number the rows."""
        if self.position or self.heading.name or not any(h.name for h in self.table.headings):
            return False
        return set(np.diff(values.drop_null().to_numpy()).tolist()) == {1}

    def _apply_scale(self, values: pa.Array, scale: Scale) -> pa.Array:
        """Blank the values that mean “not applicable”, and refuse those outside the scale."""
        for value in (*scale.not_applicable, *self.candidate.codes):
            found = pc.equal(values, value)
            count = pc.sum(pc.fill_null(found, False)).as_py() or 0
            if count:
                self.set_aside[f"{value:g}"] += int(count)
                values = pc.if_else(found, pa.scalar(None, values.type), values)
                self.remarks.note(
                    OUTSIDE.filled(
                        column=UserText(self.candidate.name), value=f"{value:g}", scale=str(scale)
                    )
                )
        bounds = pc.min_max(values)
        low, high = bounds["min"].as_py(), bounds["max"].as_py()
        if low is not None and (low < scale.low or high > scale.high):
            raise UnreadableError(
                BEYOND.filled(scale=str(scale)),
                N_("Give the right scale."),
                sheet=self.table.sheet.name,
                column=self.candidate.name,
            )
        return values

    def _build_texts(self) -> tuple[pa.Array, Role]:
        column, candidate, heading = self.column, self.candidate, self.heading
        self._blank_no_answers()
        values = as_texts(column)
        if heading.role and heading.role is not Role.TIME:
            if heading.role is Role.CHOICES:
                _, self.separator = roles.text_role(candidate.label, column)
            return values, heading.role
        if column.type == "empty":
            return values, Role.EMPTY
        if roles.is_personal(candidate.name, column):
            return values, Role.PERSONAL
        if roles.is_identifier(candidate.name, column, self.table.sheet.height):
            return values, Role.RESPONDENT
        role, self.separator = roles.text_role(candidate.label, column)
        if self.separator.startswith(",") and not self.options.roles.get(candidate.name):
            self.remarks.note(
                SEPARATED.filled(
                    column=UserText(candidate.name),
                    separator=self.separator.strip(),
                    option=UserText(f'--role "{candidate.name}=choice"'),
                )
            )
        return values, role

    def _blank_no_answers(self) -> None:
        """Blank the cells that say in words that there is no answer (F21)."""
        column, cells = self.column, self.column.cells
        if not self.table.survey or self.heading.role not in (None, Role.TEXT, Role.CHOICE):
            return
        found = {place for place in column.present if is_no_answer_in_words(cells.texts[place])}
        codes = {place for place in found if cells.texts[place] == "NA"}
        if codes and self._are_codes(column.present - found):
            self.remarks.ask("no_answer", CODE, ["NA"], assumed=False)
            found -= codes
        column.blank |= found
        for place in found:
            self.set_aside[cells.texts[place]] += int(cells.counts[place])

    def _are_codes(self, places: set[int]) -> bool:
        """Return whether texts are codes of two or three capitals, among which NA may be one."""
        texts = [self.column.cells.texts[place] for place in places]
        return bool(texts) and all(len(text) in (2, 3) and text.isupper() for text in texts)
