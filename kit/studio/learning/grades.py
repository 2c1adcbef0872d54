"""Mark the workshops of several learners.

Marks are computed from the workshop. Attempts, hints, openings of the model answer and self-tests
come from the learner's own record, where it is beside the workshop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kit.errors import explain, show_traceback
from kit.i18n import N_, Message, Texts
from kit.review import review
from kit.studio.learning.assessment import Assessment, assess, today
from kit.studio.learning.attempts import Record, State, TestTiming, stored_record
from kit.studio.learning.cases import STEPS, case, case_of
from kit.studio.learning.criteria import Kind
from kit.studio.learning.feedback import HEADINGS, NO_CASE, SHORT
from kit.studio.learning.lenient import load_leniently
from kit.studio.learning.likeness import is_close
from kit.studio.learning.progress import title
from kit.studio.learning.rubric import CRITERIA, Rubric, rubric, rubric_file
from kit.studio.learning.selftest import asked_questions, count_right, score
from kit.workshop import WorkshopError, identity
from kit.workshop.places import FILE

COSTLY: tuple[Kind, ...] = ("strung", "against", "vague", "missing", "ungrounded", "review")
"""The remarks that cost marks."""

CLOSE_TO_MODEL = N_("close to the model answer")

RECORD_STATES: Mapping[State, Message] = {
    "missing": N_(
        "No record of attempts was found beside this workshop: attempts, hints and self-tests are "
        "unknown."
    ),
    "unreadable": N_(
        "The record of attempts cannot be read: attempts, hints and self-tests are unknown."
    ),
    "unsealed": N_(
        "The record of attempts has no seal: it is of an earlier release, or was written by hand."
    ),
    "changed": N_("The record of attempts was changed by hand after the kit had written it."),
}
"""Remarks on a record that is not as the kit wrote it."""


@dataclass(frozen=True)
class Grade:
    """One learner's marks.

    Attributes
    ----------
    close
        The steps whose answer is nearly the model answer, word for word.
    record
        The learner's own record, or None if none can be read.
    rubric
        The rubric's file beside the workshop; None for one that was named, or the kit's own.
    fault
        The error that prevented marking; empty if there is none.
    record_state
        The state of the learner's record.
    left_out
        The errors of the file, for which fields were left out or given their right names.
    case_name
        The name of the case, or the path of its folder; ``case`` is its title.
    """

    learner: str
    case: str = ""
    steps: Mapping[str, Assessment] = field(default_factory=dict)
    close: frozenset[str] = frozenset()
    record: Record | None = None
    rubric: Path | None = None
    fault: str = ""
    record_state: State = "missing"
    left_out: tuple[str, ...] = ()
    case_name: str = ""

    @property
    def total(self) -> int:
        """The mean of the six marks."""
        return round(sum(one.score for one in self.steps.values()) / len(STEPS))

    @property
    def passed(self) -> int:
        """The number of steps that are passed."""
        return sum(one.passed for one in self.steps.values())

    def right_of_first(self, timing: TestTiming, count: int, t: Texts) -> int | None:
        """Return the right answers to the first questions; None if not so many were asked."""
        choices = self._choices(timing)
        if choices is None or len(asked_questions(choices, t, self.case_name)) < count:
            return None
        return count_right(choices[:count], t, self.case_name)

    def test_score(self, timing: TestTiming, t: Texts) -> str | None:
        """Return the score of a self-test, such as ``3 of 15``; None if it was not taken."""
        choices = self._choices(timing)
        return None if choices is None else score(choices, t, self.case_name)

    def _choices(self, timing: TestTiming) -> tuple[int | None, ...] | None:
        sitting = self.record.tests.get(timing) if self.record else None
        return sitting.choices if sitting else None

    def times_taken(self, timing: TestTiming) -> int:
        """Return the number of times that a self-test was taken."""
        sitting = self.record.tests.get(timing) if self.record else None
        return sitting.times if sitting else 0


def grade(path: Path, t: Texts, by: Rubric | None = None, as_of: date | None = None) -> Grade:
    """Mark the workshop of one learner; any error becomes the grade's ``fault``.

    Parameters
    ----------
    by
        The rubric; by default the one that the learner was given, or else the kit's own.
    """
    learner = str(identity(path if path.is_dir() else path.parent))
    try:
        return _grade(learner, path, t, by, as_of)
    except Exception as error:  # an error in one workshop must not stop the marking of others
        show_traceback(error)
        return Grade(learner, fault=explain(error, t, str(path)))


def _grade(learner: str, path: Path, t: Texts, by: Rubric | None, as_of: date | None) -> Grade:
    try:
        folder = path if path.is_dir() else path.parent
        journey, errors = load_leniently(folder / FILE if path.is_dir() else path)
        record, state = _record(folder)
        name = case_of(journey, record.case if record else "", folder)
        file = None if by else rubric_file(folder)
        wanted = by or rubric(file)
    except WorkshopError as error:
        return Grade(learner, fault=error.text(t))
    if name is None:
        return Grade(learner, fault=t(NO_CASE))
    chosen = case(name, t.lang)
    day = as_of or today()
    findings = review(journey, day).findings  # once for all steps: it takes as long as the rest
    steps = {step: assess(chosen, step, journey, wanted, day, findings) for step in STEPS}
    close = frozenset(step for step in STEPS if is_close(journey, name, step))
    left_out = tuple(error.text(t) for error in errors)
    return Grade(learner, chosen.title, steps, close, record, file, "", state, left_out, name)


def _record(folder: Path) -> tuple[Record | None, State]:
    """Return the record beside a workshop with its state; None if there is none to read."""
    try:
        record = stored_record(folder)
    except WorkshopError:
        return None, "unreadable"
    return (record, record.state) if record else (None, "missing")


def as_text(grades: Sequence[Grade], t: Texts) -> Iterator[str]:
    """Yield the marks as lines, one a learner, and one for answers close to the model answer."""
    yield from faults(grades)
    for one in grades:
        if one.fault:
            continue
        marks = ", ".join(f"{title(s, t)} {_step_mark(a)}" for s, a in one.steps.items())
        yield f"{one.learner}: {one.total} ({marks})"
        yield from (f"  {said}" for said in as_left_out(one, t))
        if one.record_state in RECORD_STATES:
            yield "  " + t(RECORD_STATES[one.record_state])
        if one.close:
            named = [title(step, t) for step in STEPS if step in one.close]
            yield "  " + t(N_("Close to the model answer: {steps}."), steps=named)


def faults(grades: Iterable[Grade]) -> Iterator[str]:
    """Yield the errors for which learners could not be graded, each once with all of them."""
    learners: dict[str, list[str]] = {}
    for one in grades:
        if one.fault:
            learners.setdefault(one.fault, []).append(one.learner)
    for fault, names in learners.items():
        yield f"{', '.join(names)}: {fault}"


def as_left_out(one: Grade, t: Texts) -> Iterator[str]:
    """Yield what was left out of a learner's file, a line each."""
    for error in one.left_out:
        yield t(N_("Not readable as it is written: {error}"), error=error)


def _step_mark(found: Assessment) -> str:
    return f"{found.score}{'' if found.passed else ' ?' if found.to_read else ' ✗'}"


def findings(found: Assessment, t: Texts) -> Iterator[str]:
    """Yield the remarks that cost marks in a step, one a line."""
    if found.empty:
        yield t(N_("This step is empty."))
        return
    if found.to_read:
        yield t(N_("For the trainer to read: it may say the ideas in other words."))
    if found.short:
        yield t(SHORT, criteria=[t(CRITERIA[name]) for name in found.short])
    for kind in COSTLY:
        for remark in found.remarks(kind):
            yield t(N_("{kind}: {says}"), kind=t(HEADINGS[kind]), says=t.inline(remark.says))
