"""Mark a learner's answer to a step by the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kit.journey import Journey
from kit.studio.learning.cases import Case
from kit.studio.learning.criteria import MEASURES, Kind, Measure, Remark, Work
from kit.studio.learning.rubric import Rubric, StepRubric, rubric


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

        Below the minimum of a criterion it falls in proportion and stays under the pass mark: a
        careful map of another case must not pass.
        """
        wanted = self.rubric.criteria
        earned = sum(wanted[name].weight * mark for name, mark in self.marks.items())
        score = 0 if self.empty else round(100 * earned / sum(c.weight for c in wanted.values()))
        for name in self.short:
            reached = self.measures[name].share * 100 / wanted[name].least
            score = min(round(score * reached), max(0, self.rubric.pass_mark - 1))
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

    def remarks(self, *kinds: Kind) -> tuple[Remark, ...]:
        """Return the remarks of some kinds, without duplicates."""
        found = (r for m in self.measures.values() for r in m.remarks if r.kind in kinds)
        return tuple({str(r): r for r in found}.values())


def assess(
    case: Case,
    step: str,
    journey: Journey,
    by: Rubric | None = None,
    as_of: date | None = None,
) -> Assessment:
    """Mark a step.

    Parameters
    ----------
    by
        The rubric; by default the kit's own.
    as_of
        The day at which the review decides what is overdue; by default today.
    """
    wanted = (by or rubric())[step]
    work = Work(case, step, journey, as_of or datetime.now().astimezone().date())
    measures = {name: MEASURES[name](work, one) for name, one in wanted.criteria.items()}
    return Assessment(case, step, wanted, not work.answers, measures)
