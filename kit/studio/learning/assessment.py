"""Mark a learner's answer to a step by the rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kit.journey import Journey
from kit.rules import Finding
from kit.studio.learning.cases import Case
from kit.studio.learning.criteria import MEASURES, Kind, Measure, Remark, Work
from kit.studio.learning.rubric import Rubric, StepRubric, rubric

CONTENT = ("ideas", "facts")
"""The criteria of content, as against form."""

NEARLY = 0.4
"""Part of the least share of ideas from which an answer that is sound otherwise is to be read."""

SOUND = 0.9
"""Mark of each of them from which an answer is sound."""

FORM = ("facts", "complete", "worded", "precise")
"""The criteria that an answer to be read fulfils."""

LISTED: tuple[Kind, ...] = ("strung", "against")
"""Remarks after which nothing is left to the trainer's judgement."""

LEAST_LEFT = 0.5
"""Part of a mark that is left where a criterion of content falls far below its minimum."""


@dataclass(frozen=True)
class Assessment:
    """The marks of a step.

    Attributes
    ----------
    empty
        Whether nothing is written for the step.
    measures
        The measure of each criterion.
    """

    case: Case
    step: str
    rubric: StepRubric
    empty: bool
    measures: Mapping[str, Measure]

    @property
    def marks(self) -> dict[str, float]:
        """The mark of each criterion, 0 to 1; 1 from the share that the rubric sets as enough."""
        wanted = self.rubric.criteria
        return {
            name: min(1.0, measure.share * 100 / wanted[name].enough)
            for name, measure in self.measures.items()
        }

    @property
    def score(self) -> int:
        """The mark of the step, 0 to 100.

        Below the minimum of a criterion it stays under the pass mark. Below that of the ideas or
        the facts it falls in proportion, too, to half at most: a careful map of another case has
        a form, but not the content.
        """
        wanted = self.rubric.criteria
        earned = sum(wanted[name].weight * mark for name, mark in self.marks.items())
        score = 0 if self.empty else round(100 * earned / sum(c.weight for c in wanted.values()))
        for name in self.short:
            if name in CONTENT:
                reached = self.measures[name].share * 100 / wanted[name].least
                score = round(score * max(LEAST_LEFT, reached))
            score = min(score, max(0, self.rubric.pass_mark - 1))
        return score

    @property
    def short(self) -> tuple[str, ...]:
        """The criteria below their minimum."""
        wanted = self.rubric.criteria
        return tuple(
            name
            for name, measure in self.measures.items()
            if measure.share * 100 < wanted[name].least
        )

    @property
    def passed(self) -> bool:
        """True if the pass mark and the minimum of each criterion are reached."""
        return not self.empty and not self.short and self.score >= self.rubric.pass_mark

    @property
    def to_read(self) -> bool:
        """True if the step is not passed, and the trainer should read it.

        It is complete and agrees with the brief, but states too few of the ideas in words that are
        recognised: it may say them in others.
        """
        if self.empty or self.passed or self.short != ("ideas",):
            return False
        measure, least = self.measures["ideas"], self.rubric.criteria["ideas"].least
        near = measure.share * 100 >= least * NEARLY
        return near and self._sound and not self.remarks(*LISTED)

    @property
    def _sound(self) -> bool:
        """True if what is written besides is nearly all that is asked."""
        return all(self.marks[name] >= SOUND for name in FORM if name in self.measures)

    def remarks(self, *kinds: Kind) -> tuple[Remark, ...]:
        """Return the remarks of some kinds, without duplicates."""
        found = (r for m in self.measures.values() for r in m.remarks if r.kind in kinds)
        return tuple({str(r): r for r in found}.values())


def today() -> date:
    """Return the day that is taken where none is given."""
    return datetime.now().astimezone().date()


def assess(
    case: Case,
    step: str,
    journey: Journey,
    by: Rubric | None = None,
    as_of: date | None = None,
    findings: Sequence[Finding] | None = None,
) -> Assessment:
    """Mark a step.

    Parameters
    ----------
    by
        The rubric; by default the kit's own.
    as_of
        The day at which the review decides what is overdue; by default today.
    findings
        What the review finds in the journey on that day; by default it is reviewed here.
    """
    wanted = (by or rubric())[step]
    work = Work(case, step, journey, as_of or today(), findings)
    measures = {name: MEASURES[name](work, one) for name, one in wanted.criteria.items()}
    return Assessment(case, step, wanted, not work.answers, measures)
