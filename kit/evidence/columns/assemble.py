"""Turn the raw tables of a file into typed ones: first the file's conventions, then each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import roles
from kit.evidence.columns.builder import ColumnBuilder
from kit.evidence.columns.cells import Cells, ParsedColumn, parse_column
from kit.evidence.columns.rating_scales import assign_scales
from kit.evidence.columns.raw_table import Heading, RawTable
from kit.evidence.columns.remarks import no_answer_notes
from kit.evidence.columns.scale_candidate import Candidate
from kit.evidence.columns.ticks import build_tick_boxes, unsure_notes
from kit.evidence.table import (
    Column,
    Conventions,
    Question,
    Scale,
    Table,
)
from kit.sources import Options, Role

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
class _ParsedTable:
    """A raw table with its columns parsed."""

    raw: RawTable
    names: list[str]
    columns: list[ParsedColumn]
    questions: list[Question] = field(default_factory=list)


def assemble(
    raw_tables: Sequence[RawTable], conventions: Conventions, options: Options
) -> tuple[tuple[Table, ...], Conventions, tuple[Question, ...]]:
    """Return the typed tables of a file, its conventions, and the questions left to the user.

    The cells of ``raw_tables`` are released as their columns are built.
    """
    parts = [_parse_columns(raw, options) for raw in raw_tables]
    decimal = options.decimal or _consensus(
        sum((c.decimals for p in parts for c in p.columns), Counter())
    )
    order = options.dates or _consensus(
        sum((c.orders for p in parts for c in p.columns), Counter())
    )
    conventions = replace(conventions, decimal=decimal, dates=order)
    tables = tuple(_build_table(part, conventions, options) for part in parts)
    used = {c.dates for c in (part.raw for part in parts) if c.dates}
    if not order and len(used) == 1:
        conventions = replace(conventions, dates=used.pop())
    questions = tuple(question for part in parts for question in part.questions)
    return tables, conventions, _merge_questions(questions)


def _consensus(votes: Counter[str]) -> str:
    """Return the value of nine votes in ten; empty if there is none.

    >>> _consensus(Counter({"dmy": 19, "mdy": 1}))
    'dmy'
    """
    if not votes:
        return ""
    (best, count), *_ = votes.most_common(1)
    return best if count >= 0.9 * votes.total() else ""


def _merge_questions(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return each distinct question once, with all its columns."""
    seen: dict[tuple[object, ...], Question] = {}
    for question in questions:
        scale = question.says.values.get("scale", "")
        key = (question.option, question.says.text, scale, question.choices)
        before = seen.get(key)
        columns = (*before.columns, *question.columns) if before else question.columns
        seen[key] = replace(before or question, columns=tuple(dict.fromkeys(columns)))
    return tuple(seen.values())


def unique_names(headings: Sequence[Heading]) -> list[str]:
    """Return unique names: headings, numbered if blank or repeated.

    >>> unique_names([Heading("Note"), Heading(""), Heading("note")])
    ['Note', 'Column 2', 'note (2)']
    """
    names: list[str] = []
    taken: set[str] = set()
    for position, heading in enumerate(headings, start=1):
        name = base = heading.name or f"Column {position}"
        copy = 2
        while name.casefold() in taken:
            name, copy = f"{base} ({copy})", copy + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _parse_columns(raw: RawTable, options: Options) -> _ParsedTable:
    columns = []
    names = unique_names(raw.headings)
    kinds = raw.sheet.kinds
    for position, (name, heading) in enumerate(zip(names, raw.headings, strict=True)):
        given = options.roles.get(name)
        as_text = heading.as_text or (given or heading.role) in TEXTUAL
        cells = Cells.of(raw.sheet.columns[position], kinds[position] if kinds else None)
        raw.sheet.columns[position] = pa.chunked_array([], pa.string())  # releases its memory
        none = {*options.no_answers_of(name), *heading.not_shown, *heading.unanswered}
        no_answers = frozenset(word.casefold() for word in none)
        column = parse_column(cells, as_text=as_text, no_answers=no_answers)
        if heading.role is Role.TEXT and not (given or heading.as_text):
            numbers = parse_column(cells, no_answers=no_answers)
            if numbers.type == "number" and not numbers.labels:
                column, heading.role = numbers, None
        columns.append(column)
    return _ParsedTable(raw, names, columns)


def _build_table(part: _ParsedTable, conventions: Conventions, options: Options) -> Table:
    raw = part.raw
    candidates = [_candidate(part, position, options) for position in range(len(part.columns))]
    assign_scales([c for c in candidates if _may_be_rating(c, part)])
    arrays: list[pa.Array] = []
    columns: list[Column] = []
    notes = list(raw.notes)
    for position, candidate in enumerate(candidates):
        builder = ColumnBuilder(raw, candidate, conventions, options)
        array, column = builder.build()
        arrays.append(array)
        columns.append(column)
        candidate.column.cells.release()
        notes += builder.remarks.notes
        part.questions += builder.remarks.questions
        for suffix, derived in builder.derived.items():
            name = f"{column.name}{suffix}"
            arrays.append(derived)
            n = len(derived) - derived.null_count
            columns.append(Column(name, Role.DETAIL, n=n, position=position + 1, derived=True))
    boxes = build_tick_boxes(raw, part.columns, columns, arrays)
    notes += unsure_notes(boxes)
    notes += no_answer_notes(columns) if raw.survey else []
    time = _time_column(raw, columns)
    start, end = raw.start, raw.end
    if time and start is None:
        found = arrays[[column.name for column in columns].index(time)]
        bounds = pc.min_max(found)
        start, end = _day(bounds["min"].as_py()), _day(bounds["max"].as_py())
    data = pa.table(arrays, names=[column.name for column in columns])
    return Table(raw.name, data, tuple(columns), time, start, end, tuple(notes), boxes)


def _day(moment: datetime | str | float | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else None


def _time_column(raw: RawTable, columns: Sequence[Column]) -> str:
    dated = [column for column in columns if column.role is Role.TIME and column.n]
    named = [c.name for c in dated if c.name == raw.time]
    return (named or [column.name for column in dated] or [""])[0]


def _candidate(part: _ParsedTable, position: int, options: Options) -> Candidate:
    heading, name = part.raw.headings[position], part.names[position]
    given = options.scales.get(name) or options.scales.get(heading.question)
    return Candidate(
        name,
        heading.question,
        heading.item,
        heading.group,
        position,
        part.columns[position],
        known_scale=Scale.parse(given, name) if given else heading.scale,
        known_role=options.roles.get(name) or heading.role,
        labelled=part.raw.labelled and bool(heading.question),
    )


def _may_be_rating(candidate: Candidate, part: _ParsedTable) -> bool:
    column = candidate.column
    if candidate.known_scale:
        return True
    if candidate.known_role not in (None, Role.RATING, Role.NPS) or column.type in (
        "date",
        "empty",
    ):
        return False
    rows = part.raw.sheet.height
    return not (
        roles.is_identifier(candidate.name, column, rows)
        or roles.is_personal(candidate.name, column)
    )
