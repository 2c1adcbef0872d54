"""What a learner's answer to a step is worth after the rubric, and all that is to be said of it."""

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
    """The mark of a step, of 100, with what stands behind it.

    Attributes
    ----------
    marks
        What each criterion earns, 0 to 1.
    """

    case: Case
    step: str
    rubric: StepRubric
    empty: bool
    measures: Mapping[str, Measure]

    @property
    def marks(self) -> dict[str, float]:
        """What each criterion earns, 0 to 1: all of it from what the rubric calls enough."""
        wanted = self.rubric.criteria
        return {
            name: min(1.0, measure.share * 100 / wanted[name].enough)
            for name, measure in self.measures.items()
        }

    @property
    def score(self) -> int:
        """The mark, 0 to 100.

        Below the least of a criterion it falls in proportion and stays under the pass mark: a
        well-kept map of something else is no answer.
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
        """The criteria of which there is less than the least that is asked for."""
        wanted = self.rubric.criteria
        return tuple(
            name
            for name, measure in self.measures.items()
            if measure.share * 100 < wanted[name].least
        )

    @property
    def passed(self) -> bool:
        """Whether the mark is reached, and the least of every criterion."""
        return not self.empty and not self.short and self.score >= self.rubric.pass_mark

    def remarks(self, *kinds: Kind) -> tuple[Remark, ...]:
        """Return what is to be said, of some kinds, each thing once."""
        said = (r for measure in self.measures.values() for r in measure.remarks if r.kind in kinds)
        return tuple({str(r): r for r in said}.values())


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
        The rubric; the kit's own where none is given.
    as_of
        The day by which something is overdue; today where none is given.
    """
    wanted = (by or rubric())[step]
    work = Work(case, step, journey, as_of or datetime.now().astimezone().date())
    measures = {name: MEASURES[name](work, one) for name, one in wanted.criteria.items()}
    return Assessment(case, step, wanted, not work.answers, measures)
