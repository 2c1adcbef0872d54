"""What the kit finds in a file of the corpus, read as ``parcours evidence add --yes`` reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kit.evidence import Role, UnreadableError, read
from kit.evidence.describe import open_questions
from kit.evidence.metrics.metric import MetricQuery
from kit.evidence.metrics.publish import Draft
from kit.evidence.metrics.statistics import Estimate
from kit.evidence.privacy.telephone import ANYWHERE
from kit.evidence.query.aggregates import QueryBatch
from kit.evidence.query.open_source import from_table
from kit.evidence.query.segments import ALL
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Column, Reading, Table
from kit.i18n import texts
from kit.sources import Measure, Options, Source
from tests.corpus.again import declared_again
from tests.corpus.manifest import Entry
from tests.corpus.model import Expected

EN = texts("en")
ROLES = {
    Role.CHOSEN: "box",
    Role.SEGMENT: "choice",
    Role.CHOICES: "choices",
}
"""Words of the corpus for roles that the kit names otherwise."""

UNNAMED = re.compile(r"Column \d+")


@dataclass(frozen=True)
class Said:
    """A message: its text, the columns that it names, and the option that a question is about."""

    text: str
    columns: tuple[str, ...] = ()
    about: str = ""


@dataclass
class Answer:
    """An estimate, or the reason why there is none."""

    value: float | None = None
    k: float | None = None
    n: int | None = None
    refused: str = ""


@dataclass
class Found:
    """What was found in a file.

    Attributes
    ----------
    refused
        The error, where no figure is given.
    answers
        Estimates by column, metric and answer.
    """

    reading: Reading | None = None
    refused: str = ""
    messages: list[Said] = field(default_factory=list)
    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    declared: Answer | None = None

    @property
    def table(self) -> Table:
        """The table whose figures are given."""
        assert self.reading is not None
        return self.reading.table

    def at(self, position: int) -> Column | None:
        """Return the column at a position in the file, from 0."""
        found = [c for c in self.table.columns if c.position == position + 1 and not c.derived]
        return found[0] if found else None


def role_of(column: Column) -> str:
    """Return a column's role in the corpus's words."""
    return ROLES.get(column.role, column.role.value)


def width(table: Table) -> int:
    """Return the number of columns that have a header or a value."""
    return sum(
        not column.derived and not (column.role is Role.EMPTY and UNNAMED.fullmatch(column.name))
        for column in table.columns
    )


def days(table: Table, column: Column) -> tuple[str, str]:
    """Return the first and the last day of a column of times, ISO; blank without any."""
    values = [v for v in table.data.column(column.name).to_pylist() if hasattr(v, "isoformat")]
    ends = (
        [v if type(v) is date else v.date() for v in (min(values), max(values))] if values else []
    )
    return (ends[0].isoformat(), ends[1].isoformat()) if ends else ("", "")


def read_entry(entry: Entry, expected: Expected, folder: Path) -> Found:
    """Write a file, read it with the options of ``declare``, and compute its figures."""
    (folder / "evidence").mkdir(exist_ok=True)
    path = entry.written(folder / "evidence")
    declare = expected.get("declare", {})
    try:
        options = _options(declare)
    except ValidationError as error:
        return Found(refused=str(error))
    found = Found()
    try:
        found.reading = read(path, options)
    except UnreadableError as error:
        found.refused = error.text(EN)
        return found
    found.messages = _messages(found.reading)
    data = from_table(found.reading.table)
    try:
        _compute(found, expected, data, options)
    finally:
        data.release()
    if "again_as" in declare:
        found.messages += map(Said, declared_again(path, folder, declare["again_as"]))
    return found


def _options(declare: Expected) -> Options:
    stated: dict[str, Any] = {
        name: declare[name] for name in ("header", "scales", "no_answer") if name in declare
    }
    if "table" in declare:
        stated["sheet"] = str(declare["table"])
    return Options.model_validate(stated)


def _messages(reading: Reading) -> list[Said]:
    notes = [
        Said(note.said(EN), (note.column,) if note.column else ()) for note in reading.all_notes()
    ]
    asked = [
        Said(f"{text} {' | '.join(question.choices)}", question.columns, question.option)
        for question, text in open_questions(reading, EN)
    ]
    aside = [
        Said(f"{column.name}: {', '.join(column.set_aside)}", (column.name,), "no-answer")
        for column in reading.table.columns
        if column.set_aside
    ]
    return notes + asked + aside


# --- figures -------------------------------------------------------------------------------------


def _compute(found: Found, expected: Expected, data: SourceData, options: Options) -> None:
    """Compute all figures that are expected, by the metrics of the kit, before suppression."""
    source = Source(id="corpus", name="corpus", kind="survey", file="x", options=options)
    batch = QueryBatch(data, {})
    pending: list[tuple[Callable[[Answer], None], Any]] = []

    def ask(keep: Callable[[Answer], None], figure: str, name: str, answers: Sequence[str]) -> None:
        measure = Measure.model_validate(
            {"at": "x", "figure": figure, "column": name, "answers": list(answers)}
        )
        try:
            query = MetricQuery(data, batch, source, measure, len(pending), ANYWHERE)
            pending.append((keep, query.request()))
        except UnreadableError as error:
            keep(Answer(refused=error.text(EN)))

    def keeper(key: tuple[str, str, str]) -> Callable[[Answer], None]:
        def keep(answer: Answer) -> None:
            found.answers[key] = answer

        return keep

    for name, figure in expected.get("figures", {}).items():
        column = found.at(figure["position"])
        if column is None:
            continue
        for kind, answer in _wanted(figure):
            ask(keeper((name, kind, answer)), kind, column.name, [answer] if answer else [])
    declared = expected.get("declare", {}).get("measure")
    if declared:

        def keep(answer: Answer) -> None:
            found.declared = answer

        ask(keep, declared["figure"], declared["column"], declared.get("answers", []))
    for keep, request in pending:
        try:
            keep(_answer(request()))
        except UnreadableError as error:
            keep(Answer(refused=error.text(EN)))
    if found.declared and found.declared.refused:
        found.refused = found.declared.refused


def _wanted(figure: Expected) -> list[tuple[str, str]]:
    """Return the metrics, with their answers, that an expected figure needs."""
    wanted = [("mean", "")] if "mean" in figure else []
    if "scale" in figure or "emotion" in figure:
        wanted += [("emotion", ""), ("nps", ""), ("csat", "")]
    wanted += [("share", answer) for answer in figure.get("shares", {})]
    return [*wanted, ("share", "")] if "ticked" in figure else wanted


def _answer(draft: Draft) -> Answer:
    cell = draft.cells.get(ALL)
    estimate: Estimate | None = draft.spec.estimate(cell) if cell and cell["n"] else None
    if estimate is None:
        return Answer(refused="no answers")
    return Answer(estimate.value, estimate.k, estimate.n)
