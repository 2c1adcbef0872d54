"""Write learners' marks as CSV, one line a learner."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TypeAlias, get_args

from kit.errors import legible
from kit.exports.tables.writing import FORMULA
from kit.i18n import N_, Message, MixedText, Texts, UserText
from kit.studio.learning.attempts import TestTiming
from kit.studio.learning.cases import STEPS
from kit.studio.learning.grades import CLOSE_TO_MODEL, RECORD_STATES, Grade, findings
from kit.studio.learning.progress import title
from kit.studio.learning.selftest import FIRST_COUNT, self_test

CsvCell: TypeAlias = str | int | UserText | MixedText | None

OF_A_STEP: tuple[Message, ...] = (
    N_("{step}: passed"),
    N_("{step}: attempts"),
    N_("{step}: mark of the first attempt"),
    N_("{step}: hints taken"),
    N_("{step}: model answer opened"),
    N_("{step}: note"),
    N_("{step}: findings"),
)
"""The columns after each step's mark."""

SEPARATORS = {"fr": ";"}
"""A spreadsheet in French takes a comma for a decimal point, and so not for a separator."""


def as_csv(grades: Sequence[Grade], t: Texts) -> bytes:
    """Return the marks as CSV, in UTF-8 with the byte order mark that Excel needs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATORS.get(t.lang, ","), lineterminator="\r\n")
    for row in (_head(t), *(_row(one, t) for one in grades)):
        writer.writerow([_safe(cell) for cell in row])
    return legible(out.getvalue()).encode("utf-8-sig")


def _head(t: Texts) -> Iterator[str]:
    yield from (t(N_("Learner")), t(N_("Case")), t(N_("Mean mark")), t(N_("Steps passed")))
    yield from _test_columns(FIRST_COUNT, t)
    yield t(N_("Self-test after: times taken"))
    for step in STEPS:
        named = title(step, t)
        yield named
        yield from (t(said, step=named) for said in OF_A_STEP)
    yield t(N_("Fault"))
    # Columns of a later edition come last, so that the earlier ones keep their names and places.
    yield from _test_columns(len(self_test(t)), t)
    yield t(N_("Record of attempts"))
    yield t(N_("Left out"))


def _test_columns(count: int, t: Texts) -> Iterator[str]:
    yield t(N_("Self-test before (right of {count})"), count=count)
    yield t(N_("Self-test after (right of {count})"), count=count)


def _row(one: Grade, t: Texts) -> Iterator[CsvCell]:
    """Yield the cells of a learner; unknown values are empty."""
    yield from (one.learner, one.case)
    yield from ("", "") if one.fault else (one.total, one.passed)
    yield from (one.right_of_first(m, FIRST_COUNT, t) for m in get_args(TestTiming))
    yield one.times_taken("after") if one.record else ""
    for step in STEPS:
        yield from _cells(one, step, t)
    yield one.fault
    yield from (one.right_of_first(m, len(self_test(t)), t) for m in get_args(TestTiming))
    stated = not one.fault and one.record_state in RECORD_STATES
    yield t(RECORD_STATES[one.record_state]) if stated else ""
    yield "\n".join(one.left_out)


def _cells(one: Grade, step: str, t: Texts) -> Iterator[CsvCell]:
    found = one.steps.get(step)
    if found is None:
        yield from [""] * (1 + len(OF_A_STEP))
        return
    yield from (found.score, t.say(found.passed))
    if one.record:
        tried = one.record.of(step)
        yield len(tried)
        yield tried[0].score if tried else ""
        yield from (one.record.hints.get(step, 0), t.say(step in one.record.opened))
    else:
        yield from [""] * 4
    yield t(CLOSE_TO_MODEL) if step in one.close else ""
    yield "\n".join(findings(found, t))


def _safe(cell: CsvCell) -> CsvCell:
    """Return a cell escaped so that no spreadsheet takes it for a formula.

    >>> _safe("=1+1"), _safe(0.5)
    ("'=1+1", 0.5)
    """
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell
