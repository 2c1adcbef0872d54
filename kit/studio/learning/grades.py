"""Learners' work side by side: the mark of each step, what is behind it, and how it came about.

Marks are computed from the workshop. Attempts, hints, the opened model answer and the self-tests
are told from the learner's own record, where it lies beside the workshop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kit.errors import explain, show_traceback
from kit.i18n import N_, Texts
from kit.studio.learning.assessment import Assessment, assess
from kit.studio.learning.attempts import Moment, Record, kept
from kit.studio.learning.cases import STEPS, case, case_of
from kit.studio.learning.criteria import Kind
from kit.studio.learning.feedback import HEADINGS, NO_CASE, SHORT
from kit.studio.learning.likeness import close
from kit.studio.learning.progress import title
from kit.studio.learning.rubric import CRITERIA, Rubric, given, rubric
from kit.studio.learning.selftest import right
from kit.workshop import WorkshopError, identity, load

BEHIND: tuple[Kind, ...] = ("strung", "against", "vague", "missing", "ungrounded", "review")
"""The remarks that cost marks."""

CLOSE = N_("close to the model answer")


@dataclass(frozen=True)
class Grade:
    """One learner's marks.

    Attributes
    ----------
    close
        The steps whose answer is the model answer nearly word for word.
    kept
        The learner's own record, or None where none can be read.
    rubric
        The file found beside the work and marked after; None for a named one, or the kit's own.
    fault
        Why there are no marks, where the work could not be read.
    """

    learner: str
    case: str = ""
    steps: Mapping[str, Assessment] = field(default_factory=dict)
    close: frozenset[str] = frozenset()
    kept: Record | None = None
    rubric: Path | None = None
    fault: str = ""

    @property
    def total(self) -> int:
        """The mean of the six marks."""
        return round(sum(one.score for one in self.steps.values()) / len(STEPS))

    @property
    def passed(self) -> int:
        """How many steps are passed."""
        return sum(one.passed for one in self.steps.values())

    def tested(self, moment: Moment, t: Texts) -> int | None:
        """Return how many answers of a self-test are right; None where it was not taken."""
        sat = self.kept.tests.get(moment) if self.kept else None
        return right(sat.choices, t) if sat else None

    def sat(self, moment: Moment) -> int:
        """Return how often a self-test was taken."""
        return self.kept.tests[moment].times if self.kept and moment in self.kept.tests else 0


def grade(path: Path, t: Texts, by: Rubric | None = None, as_of: date | None = None) -> Grade:
    """Mark the workshop of one learner; what cannot be read is said, and is no mark.

    Parameters
    ----------
    by
        The rubric; the one given out to the learner, or the kit's own, where none is named.
    """
    learner = str(identity(path if path.is_dir() else path.parent))
    try:
        return _graded(learner, path, t, by, as_of)
    except Exception as error:  # whatever it is, the others are marked
        show_traceback(error)
        return Grade(learner, fault=explain(error, t, str(path)))


def _graded(learner: str, path: Path, t: Texts, by: Rubric | None, as_of: date | None) -> Grade:
    try:
        workshop = load(path)
        own = _kept(workshop.folder)
        name = case_of(workshop.journey, own.case if own else "")
        file = None if by else given(workshop.folder)
        wanted = by or rubric(file)
    except WorkshopError as error:
        return Grade(learner, fault=error.told(t))
    if name is None:
        return Grade(learner, fault=t(NO_CASE))
    chosen = case(name, t.lang)
    steps = {step: assess(chosen, step, workshop.journey, wanted, as_of) for step in STEPS}
    alike = frozenset(step for step in STEPS if close(workshop.journey, name, step))
    return Grade(learner, chosen.title, steps, alike, own, file)


def _kept(folder: Path) -> Record | None:
    """Return what is kept beside a workshop; a spoilt record is as good as none."""
    try:
        return kept(folder)
    except WorkshopError:
        return None


def as_text(grades: Sequence[Grade], t: Texts) -> Iterator[str]:
    """Yield the marks as lines, a learner each, and a line of what is close to the model answer."""
    for one in grades:
        if one.fault:
            yield f"{one.learner}: {one.fault}"
            continue
        said = ", ".join(f"{title(s, t)} {_shown(a)}" for s, a in one.steps.items())
        yield f"{one.learner}: {one.total} ({said})"
        if one.close:
            named = [title(step, t) for step in STEPS if step in one.close]
            yield "  " + t(N_("Close to the model answer: {steps}."), steps=named)


def _shown(found: Assessment) -> str:
    return f"{found.score}{'' if found.passed else ' ✗'}"


def findings(found: Assessment, t: Texts) -> Iterator[str]:
    """Yield what costs marks in a step, in a line each."""
    if found.empty:
        yield t(N_("This step is empty."))
        return
    if found.short:
        yield t(SHORT, criteria=[t(CRITERIA[name]) for name in found.short])
    for kind in BEHIND:
        for remark in found.remarks(kind):
            yield t(N_("{kind}: {says}"), kind=t(HEADINGS[kind]), says=t.inline(remark.says))
