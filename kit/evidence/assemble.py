"""From the blocks of a file to its tables: the conventions of the file, then each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence import roles
from kit.evidence.cells import (
    Cells,
    Understood,
    as_dates,
    as_mapped,
    as_numbers,
    as_texts,
    as_utc,
    understand,
)
from kit.evidence.layout import Block, Heading
from kit.evidence.ratings import Candidate, blanks_of, rate
from kit.evidence.table import (
    Column,
    Conventions,
    Note,
    Question,
    Scale,
    Table,
    Unreadable,
)
from kit.i18n import N_, NP_
from kit.sources import Options, Role

ODD = NP_(
    "{count} cell is neither a number nor a date as the others are, and is left out: {texts}.",
    "{count} cells are neither numbers nor dates as the others are, and are left out: {texts}.",
)
ERRORS = NP_(
    "{count} cell holds an error of the spreadsheet ({texts}), and is blank.",
    "{count} cells hold errors of the spreadsheet ({texts}), and are blank.",
)
ZERO = N_("0 is taken as “not applicable”: it lies outside the scale {scale}.")
DATES = N_("Are the dates {example} written with the day first or the month first?")
DATES_MIXED = N_("Days and months are in two orders, so the dates cannot be trusted; kept as text.")
DECIMAL = N_("Is the comma or the point the decimal mark in {example}?")
DECIMAL_MIXED = N_("Numbers are written with two decimal marks, such as {example}; kept as text.")
UNITS_MIXED = N_("Numbers have different units, such as {example}; kept as text.")
SCALE = N_("Is the scale {scale}? That is what the answers look like.")
SCALE_OF = N_("Which scale do these answers belong to?")
DAY_FIRST = re.compile(
    r"\b(?:de|du|des|le|la|les|vous|nous|êtes|avez|et|est|der|die|das|und|sie|wie|ist|el|los|las|del|"
    r"y|por|qué|il|che|di|della|het|een|van)\b",
    re.IGNORECASE,
)
"""Short words of French, German, Spanish, Italian and Dutch."""
BEYOND = N_("The answers go beyond the scale {scale} that was given.")


TEXTUAL = (
    Role.TEXT,
    Role.CHOICE,
    Role.CHOSEN,
    Role.RESPONDENT,
    Role.PERSONAL,
    Role.CASE,
    Role.EVENT,
)


@dataclass
class _Columns:
    """A block with its columns understood."""

    block: Block
    names: list[str]
    columns: list[Understood]
    questions: list[Question] = field(default_factory=list)


def assemble(
    blocks: Sequence[Block], conventions: Conventions, options: Options
) -> tuple[tuple[Table, ...], Conventions, tuple[Question, ...]]:
    """Return the tables of a file, its conventions, and what could not be decided."""
    parts = [_columns(block, options) for block in blocks]
    decimal = options.decimal or _agreed(
        sum((c.decimals for p in parts for c in p.columns), Counter())
    )
    order = options.dates or _agreed(sum((c.orders for p in parts for c in p.columns), Counter()))
    conventions = replace(conventions, decimal=decimal, dates=order)
    tables = tuple(_table(part, conventions, options) for part in parts)
    used = {c.dates for c in (part.block for part in parts) if c.dates}
    if not order and len(used) == 1:
        conventions = replace(conventions, dates=used.pop())
    questions = tuple(question for part in parts for question in part.questions)
    return tables, conventions, _merged(questions)


def _agreed(votes: Counter[str]) -> str:
    """Return what (nearly) all votes say."""
    if not votes:
        return ""
    (best, count), *_ = votes.most_common(1)
    return best if count >= 0.9 * votes.total() else ""


def _merged(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return each question once, with all the columns that it is about."""
    seen: dict[tuple[object, ...], Question] = {}
    for question in questions:
        scale = question.says.values.get("scale", "")
        key = (question.option, question.says.text, scale, question.choices)
        before = seen.get(key)
        columns = (*before.columns, *question.columns) if before else question.columns
        seen[key] = replace(before or question, columns=tuple(dict.fromkeys(columns)))
    return tuple(seen.values())


def unique_names(headings: Sequence[Heading]) -> list[str]:
    """Return a name for every column: its heading, numbered where it is blank or repeated."""
    names: list[str] = []
    taken: set[str] = set()
    for position, heading in enumerate(headings, start=1):
        name = wanted = heading.name or f"Column {position}"
        copy = 2
        while name.casefold() in taken:
            name, copy = f"{wanted} ({copy})", copy + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _columns(block: Block, options: Options) -> _Columns:
    columns = []
    names = unique_names(block.headings)
    kinds = block.sheet.kinds
    for position, (name, heading) in enumerate(zip(names, block.headings, strict=True)):
        told = options.roles.get(name)
        as_text = heading.as_text or (told or heading.role) in TEXTUAL
        cells = Cells.of(block.sheet.columns[position], kinds[position] if kinds else None)
        columns.append(understand(cells, as_text=as_text))
    return _Columns(block, names, columns)


def _table(part: _Columns, conventions: Conventions, options: Options) -> Table:
    block = part.block
    candidates = [_candidate(part, position, options) for position in range(len(part.columns))]
    rate([c for c in candidates if _may_be_rated(c, part)])
    arrays: list[pa.Array] = []
    columns: list[Column] = []
    notes = list(block.notes)
    for position, candidate in enumerate(candidates):
        maker = _Maker(part, position, candidate, conventions, options)
        array, column = maker.make()
        arrays.append(array)
        columns.append(column)
        block.sheet.columns[position] = pa.chunked_array([], pa.string())
        candidate.column.cells.let_go()
        notes += maker.notes
        if maker.utc is not None:
            name = f"{column.name} (UTC)"
            arrays.append(maker.utc)
            columns.append(
                Column(name, Role.DETAIL, n=column.n, position=position + 1, derived=True)
            )
    _unanswered(part, columns, arrays)
    time = _time(block, columns)
    start, end = block.start, block.end
    if time and start is None:
        found = arrays[[column.name for column in columns].index(time)]
        bounds = pc.min_max(found)
        start, end = _day(bounds["min"].as_py()), _day(bounds["max"].as_py())
    data = pa.table(arrays, names=[column.name for column in columns])
    return Table(block.name, data, tuple(columns), time, start, end, tuple(notes))


def _unanswered(part: _Columns, columns: list[Column], arrays: list[pa.Array]) -> None:
    """Make choices unknown, not unticked, for those who ticked none of the question."""
    groups: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.role is Role.CHOSEN:
            groups.setdefault(column.group, []).append(place)
    for group, places in groups.items():
        beside = [c.position - 1 for c in columns if c.group == group and not c.derived]
        answered = np.zeros(part.block.sheet.height, dtype=bool)
        for position in beside:
            answered |= part.columns[position].cells.places >= 0
        for place in places:
            blank = pa.scalar(None, pa.bool_())
            arrays[place] = pc.if_else(pa.array(answered), arrays[place], blank)
            n = len(arrays[place]) - arrays[place].null_count
            columns[place] = replace(columns[place], n=n)


def _day(moment: Any) -> date | None:
    return moment.date() if isinstance(moment, datetime) else None


def _time(block: Block, columns: Sequence[Column]) -> str:
    dated = [column for column in columns if column.role is Role.TIME and column.n]
    named = [c.name for c in dated if c.name == block.time]
    return (named or [column.name for column in dated] or [""])[0]


def _candidate(part: _Columns, position: int, options: Options) -> Candidate:
    heading, name = part.block.headings[position], part.names[position]
    told = options.scales.get(name)
    return Candidate(
        name,
        heading.question,
        heading.item,
        heading.group,
        position,
        part.columns[position],
        told=_scale_told(told, name) if told else heading.scale,
        given=options.roles.get(name) or heading.role,
        labelled=part.block.labelled and bool(heading.question),
    )


def _scale_told(text: str, name: str) -> Scale:
    low, _, high = text.replace("–", "-").replace("…", "-").partition("-")
    try:
        return Scale(float(low), float(high), "told")
    except ValueError:
        raise Unreadable(
            N_("“{text}” is not a scale.").filled(text=text),
            N_("Give its ends, such as 1-5 or 0-10."),
            column=name,
        ) from None


def _may_be_rated(candidate: Candidate, part: _Columns) -> bool:
    column = candidate.column
    if candidate.told:
        return True
    if candidate.given not in (None, Role.RATING, Role.NPS) or column.type in ("date", "empty"):
        return False
    rows = part.block.sheet.height
    return not (
        roles.is_identifier(candidate.name, column, rows)
        or roles.is_personal(candidate.name, column)
    )


class _Maker:
    """Makes one column: its values, its role, and what is to be said about it."""

    def __init__(
        self,
        part: _Columns,
        position: int,
        candidate: Candidate,
        conventions: Conventions,
        options: Options,
    ) -> None:
        self.part = part
        self.block = part.block
        self.heading = part.block.headings[position]
        self.position = position
        self.candidate = candidate
        self.column = candidate.column
        self.conventions = conventions
        self.options = options
        self.notes: list[Note] = []
        self.utc: pa.Array | None = None
        self.set_aside: Counter[str] = Counter()
        self.separator = ""
        self.unit = self.heading.unit

    def make(self) -> tuple[pa.Array, Column]:
        """Return the values and the description."""
        array, role = self._values()
        self._say_errors()
        name, heading, candidate = self.candidate.name, self.heading, self.candidate
        told = self.options.roles.get(name)
        n = len(array) - array.null_count
        role = told or (Role.EMPTY if n == 0 and role is not Role.CHOSEN else role)
        scale = candidate.scale if role in (Role.RATING, Role.NPS) else None
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

    def _values(self) -> tuple[pa.Array, Role]:
        column, candidate, heading = self.column, self.candidate, self.heading
        self._count_blanks()
        if column.mixed == "units":
            self._note(UNITS_MIXED.filled(example=self._examples(column.held)))
        if heading.role is Role.CHOSEN:
            return self._ticked(), Role.CHOSEN
        if candidate.words:
            self.set_aside.update(blanks_of(candidate))
            self._ask_scale()
            return as_mapped(column, candidate.words), candidate.role or Role.RATING
        if candidate.undecided:
            self._ask("scales", SCALE_OF, candidate.undecided, assumed=False)
        if column.type == "number":
            decimal = self._decimal()
            if decimal:
                return self._number(decimal)
        if column.type == "date":
            order = self._order()
            if order:
                values = as_dates(column, order)
                self._say_odd()
                self.utc = as_utc(column, order)
                return values, heading.role or Role.TIME
        return self._text()

    def _count_blanks(self) -> None:
        cells = self.column.cells
        for place in self.column.blank:
            self.set_aside[cells.texts[place]] += int(cells.counts[place])

    def _number(self, decimal: str) -> tuple[pa.Array, Role]:
        column, candidate, heading = self.column, self.candidate, self.heading
        units: set[str] = set()
        if column.whole is None:
            fitting = (column.numbers.get(place) for place in column.held - column.odd)
            units = {number.unit for number in fitting if number}
        self.unit = self.unit or next(iter(units - {""}), "")
        values = as_numbers(column, decimal)
        self._say_odd()
        role = candidate.role
        if candidate.scale and role in (Role.RATING, Role.NPS):
            values = self._on_scale(values, candidate.scale)
            self._ask_scale()
            return values, role
        if column.labels:
            return as_texts(column), heading.role or Role.CHOICE
        if heading.role:
            return values, heading.role
        rows = self.block.sheet.height
        if roles.is_personal(candidate.name, column):
            return as_texts(column), Role.PERSONAL
        if roles.is_identifier(candidate.name, column, rows):
            return as_texts(column), Role.RESPONDENT
        if self._row_number(values):
            return values, Role.DETAIL
        few = len(column.held) <= 6 and column.n >= 3 * len(column.held)
        if few and roles.SEGMENT.search(candidate.spoken[:60]):
            return values, Role.SEGMENT
        return values, Role.NUMBER

    def _row_number(self, values: pa.Array) -> bool:
        """Whether this is the unnamed first column in which programs count the rows."""
        if self.position or self.heading.name or not any(h.name for h in self.block.headings):
            return False
        return set(np.diff(values.drop_null().to_numpy()).tolist()) == {1}

    def _on_scale(self, values: pa.Array, scale: Scale) -> pa.Array:
        for value in scale.not_applicable:
            found = pc.equal(values, value)
            count = pc.sum(pc.fill_null(found, False)).as_py() or 0
            if count:
                self.set_aside[f"{value:g}"] += int(count)
                values = pc.if_else(found, pa.scalar(None, values.type), values)
                self._note(ZERO.filled(scale=str(scale)))
        bounds = pc.min_max(values)
        low, high = bounds["min"].as_py(), bounds["max"].as_py()
        if low is not None and (low < scale.low or high > scale.high):
            raise Unreadable(
                BEYOND.filled(scale=str(scale)),
                N_("Give the right scale."),
                sheet=self.block.sheet.name,
                column=self.candidate.name,
            )
        return values

    def _text(self) -> tuple[pa.Array, Role]:
        column, candidate, heading = self.column, self.candidate, self.heading
        values = as_texts(column)
        if heading.role and heading.role is not Role.TIME:
            if heading.role is Role.CHOICES:
                _, self.separator = roles.text_role(candidate.spoken, column)
            return values, heading.role
        if column.type == "empty":
            return values, Role.EMPTY
        if roles.is_personal(candidate.name, column):
            return values, Role.PERSONAL
        if roles.is_identifier(candidate.name, column, self.block.sheet.height):
            return values, Role.RESPONDENT
        role, self.separator = roles.text_role(candidate.spoken, column)
        return values, role

    def _ticked(self) -> pa.Array:
        """Return whether a choice was ticked: something stands there that does not say no."""
        no = {"0", "no", "non", "nein", "false", "faux", "n", "unchecked", "not selected", "nee"}
        column = self.column
        held = column.held
        ticked = [
            place in held and text.casefold().strip() not in no
            for place, text in enumerate(column.cells.texts)
        ]
        said_no = any(text.casefold().strip() in no for text in column.cells.texts)
        known = pa.array([*ticked, None if said_no else False], pa.bool_())
        places = np.where(column.cells.places < 0, len(ticked), column.cells.places)
        return known.take(pa.array(places, pa.int64()))

    # --- conventions -----------------------------------------------------------------------------

    def _decimal(self) -> str:
        """Return the decimal mark of the column, or nothing where that cannot be known."""
        column = self.column
        if column.whole is not None:
            return "."
        found = [column.numbers[p] for p in column.held - column.odd if p in column.numbers]
        told = {number.tells for number in found} - {""}
        unsure = [
            column.cells.texts[p]
            for p in column.held - column.odd
            if p in column.numbers and column.numbers[p].unsure
        ]
        if self.options.decimal and all(
            number.value(self.options.decimal) is not None for number in found
        ):
            return self.options.decimal
        if len(told) > 1:
            self._note(DECIMAL_MIXED.filled(example=self._telling()))
            return ""
        if told:
            return told.pop()
        if not unsure:
            return self.conventions.decimal or "."
        known = self.conventions.decimal or self.block.decimal
        if known:
            return known
        comma = any("," in text for text in unsure)
        semicolon = self.conventions.delimiter == ";"
        if comma and semicolon:
            return ","
        assumed = "." if not semicolon else ""
        choices = (".", ",") if assumed else (",", ".")
        says = DECIMAL.filled(example=unsure[0])
        self._ask("decimal", says, choices, assumed=bool(assumed))
        return assumed

    def _telling(self) -> str:
        column = self.column
        by_mark: dict[str, str] = {}
        for place in sorted(column.numbers):
            by_mark.setdefault(column.numbers[place].tells, column.cells.texts[place])
        return " / ".join(text for mark, text in by_mark.items() if mark)

    def _order(self) -> str:
        """Return the order of day and month in the column, or nothing where it cannot be known."""
        column = self.column
        found = {p: column.moments[p] for p in column.held - column.odd if p in column.moments}
        told = {moment.tells for moment in found.values()} - {""}
        unsure = [place for place, moment in found.items() if moment.unsure]
        if self.options.dates:
            return self.options.dates
        if len(told) > 1:
            self._note(DATES_MIXED)
            return ""
        if told:
            return told.pop()
        if not unsure:
            return self.conventions.dates or "ymd"
        if self.conventions.dates or self.block.dates:
            return self.conventions.dates or self.block.dates
        order = self._likely_order(found, unsure)
        example = column.cells.texts[unsure[0]]
        choices = (order, "mdy" if order == "dmy" else "dmy") if order else ("dmy", "mdy")
        if order != "certain":
            self._ask("dates", DATES.filled(example=example), choices, assumed=bool(order))
        self.block.dates = order
        return order

    def _likely_order(self, found: dict[int, Any], unsure: list[int]) -> str:
        texts = self.column.cells.texts
        if all("." in texts[place][:3] for place in unsure):
            return "dmy"
        if len(unsure) >= 5:
            rising = {order: self._sorted(order) for order in ("dmy", "mdy")}
            if rising["dmy"] != rising["mdy"]:
                return "dmy" if rising["dmy"] else "mdy"
        if any(found[place].half_day for place in unsure):
            return "mdy"
        if self.conventions.delimiter == ";" or self._in_day_first_language():
            return "dmy"
        return ""

    def _in_day_first_language(self) -> bool:
        """Whether the headings are in a language in which the day is written first."""
        said = " ".join(f"{heading.name} {heading.question}" for heading in self.block.headings)
        return len(DAY_FIRST.findall(said)) >= 2

    def _sorted(self, order: str) -> bool:
        column = self.column
        places = column.cells.places[column.cells.places >= 0]
        moments = [column.moments[p].value(order) for p in places if p in column.moments]
        values = [moment for moment in moments if moment is not None]
        pairs = list(pairwise(values))
        return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)

    # --- what is to be said ----------------------------------------------------------------------

    def _note(self, says: Any, lines: Sequence[int] = ()) -> None:
        self.notes.append(Note(says, lines=tuple(lines), column=self.candidate.name))

    def _lines(self, places: set[int]) -> list[int]:
        rows = self.column.cells.rows_of(places)
        return [int(self.block.sheet.lines[row]) for row in rows]

    def _examples(self, places: set[int]) -> str:
        texts = sorted(self.column.cells.texts[place] for place in places)[:3]
        return ", ".join(f"“{text[:40]}”" for text in texts)

    def _say_odd(self) -> None:
        odd = self.column.odd
        if odd:
            count = self.column.cells.total(odd)
            self._note(ODD.filled(count=count, texts=self._examples(odd)), self._lines(odd))

    def _say_errors(self) -> None:
        errors = self.column.errors
        if errors:
            count = self.column.cells.total(errors)
            says = ERRORS.filled(count=count, texts=self._examples(errors))
            self._note(says, self._lines(errors))

    def _ask(self, option: str, says: Any, choices: Sequence[str], *, assumed: bool = True) -> None:
        question = Question(option, says, tuple(choices), (self.candidate.name,), assumed)
        self.part.questions.append(question)

    def _ask_scale(self) -> None:
        scale = self.candidate.scale
        if scale is None or (scale.basis != "seen" and not scale.not_applicable):
            return
        others = [f"{low}-{high}" for low, high in ((1, 5), (1, 7), (1, 10), (0, 10))]
        shown = f"{scale.low:g}-{scale.high:g}"
        choices = [shown, *(other for other in others if other != shown)]
        self._ask("scales", SCALE.filled(scale=str(scale)), choices)
