"""From the blocks of a file to its tables: the conventions of the file, then each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kit.evidence.columns import roles
from kit.evidence.columns.cells import Cells, Understood, understand
from kit.evidence.columns.rating_scales import rate
from kit.evidence.columns.scale_candidate import Candidate
from kit.evidence.columns.typed import Making
from kit.evidence.formats.layout import Block, Heading
from kit.evidence.table import INSTANTS, Column, Conventions, Question, Scale, Table, Unreadable
from kit.i18n import N_
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
        making = Making(block, candidate, conventions, options)
        array, column = making.make()
        arrays.append(array)
        columns.append(column)
        block.sheet.columns[position] = pa.chunked_array([], pa.string())
        candidate.column.cells.let_go()
        notes += making.remarks.notes
        part.questions += making.remarks.questions
        if making.instants is not None:
            name = f"{column.name}{INSTANTS}"
            arrays.append(making.instants)
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
            N_("Give its lowest and highest values, such as 1-5 or 0-10."),
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
