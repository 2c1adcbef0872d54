"""Shorten a client's texts for the decision page, which has to stay one page.

What is cut ends in an ellipsis; the section of the step has it whole. The reason of a rank is
never cut: where it is too long, it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kit.fields import Record, Statement
from kit.sections.context import Context
from kit.sections.page_fit import width_in_ems
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint


@dataclass(frozen=True)
class Limits:
    """The most characters of a name, of a pain point or a solution, and of what is said beside."""

    name: int
    statement: int
    remark: int


LIMITS = (
    Limits(60, 160, 80),
    Limits(40, 160, 80),
    Limits(36, 120, 60),
    Limits(32, 95, 50),
    Limits(29, 84, 43),
    Limits(26, 72, 36),
    Limits(23, 63, 32),
    Limits(20, 54, 27),
    Limits(14, 36, 18),
)
"""The limits tried in turn, until the page fits."""

BROAD = 0.62
"""The width in ems, for each character of a limit, from which a text of broad letters is cut."""

MOST_STAGES = 7
"""The most stages whose names have the whole room; those of more have half of it."""

REASON = 2
"""The greatest length of the reason of a rank, in lengths of a remark."""

ELLIPSIS = "…"
CUT_OFF = " ,;:.–—-(«“\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

Kept = TypeVar("Kept", bound=Record)
StageOrTouchpoint = TypeVar("StageOrTouchpoint", Stage, Touchpoint)


def shorten(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut after a word.

    >>> shorten("Delivery costs are revealed late", 20)
    'Delivery costs are…'
    """
    fitting = most
    while fitting > 1 and width_in_ems(text[:fitting]) > most * BROAD:
        fitting -= 1
    if len(text) <= fitting:
        return text
    start = text[:fitting]
    whole, _, rest = start.rpartition(" ")
    # A word as long as half the room is cut rather than left out.
    kept = whole if whole and len(rest) < most / 2 else start[:-1]
    return kept.rstrip(CUT_OFF) + ELLIPSIS


def shorten_texts(context: Context, limits: Limits) -> Context:
    """Return the context of the same journey with its longest texts shortened."""
    journey, cut = context.journey, _Cut(limits, len(context.journey.stages))
    changes = {
        name: after
        for name, before, after in (
            ("personas", journey.personas, _each(journey.personas, cut.persona)),
            ("stages", journey.stages, _each(journey.stages, cut.stage)),
            ("touchpoints", journey.touchpoints, _each(journey.touchpoints, cut.touchpoint)),
            ("pain_points", journey.pain_points, _each(journey.pain_points, cut.pain_point)),
            ("improvements", journey.improvements, _each(journey.improvements, cut.improvement)),
        )
        if after != before
    }
    return replace(context, journey=journey.replace(**changes)) if changes else context


def _each(records: Sequence[Kept], change: Callable[[Kept], Kept]) -> tuple[Kept, ...]:
    return tuple(change(record) for record in records)


def _changed(record: Kept, **texts: tuple[str | None, int]) -> Kept:
    """Return a record with some texts cut, or the record itself if none is too long."""
    cut = {
        field: shorten(text, most)
        for field, (text, most) in texts.items()
        if text and shorten(text, most) != text
    }
    return record.replace(**cut) if cut else record


@dataclass(frozen=True)
class _Cut:
    """The records of a journey with their texts cut."""

    limits: Limits
    stages: int

    def persona(self, persona: Persona) -> Persona:
        return _changed(persona, name=(persona.name, self.limits.name))

    def stage(self, stage: Stage) -> Stage:
        most = self.limits.name if self.stages <= MOST_STAGES else self.limits.name // 2
        return self._with_kpis(_changed(stage, name=(stage.name, most)))

    def touchpoint(self, touchpoint: Touchpoint) -> Touchpoint:
        name = touchpoint.name, self.limits.name
        return self._with_kpis(_changed(touchpoint, name=name))

    def _with_kpis(self, record: StageOrTouchpoint) -> StageOrTouchpoint:
        kpis = _each(record.kpis, lambda kpi: _changed(kpi, name=(kpi.name, self.limits.name)))
        return record if kpis == record.kpis else record.replace(kpis=kpis)

    def _statement(self, statement: Statement) -> Statement:
        return _changed(statement, text=(statement.text, self.limits.statement))

    def pain_point(self, pain: PainPoint) -> PainPoint:
        what = self._statement(pain.what)
        return pain if what == pain.what else pain.replace(what=what)

    def improvement(self, improvement: Improvement) -> Improvement:
        solution, most = self._statement(improvement.solution), self.limits.remark
        if solution != improvement.solution:
            improvement = improvement.replace(solution=solution)
        if len(improvement.rank_reason or "") > REASON * most:
            improvement = improvement.replace(rank_reason=None)
        return _changed(
            improvement,
            owner=(improvement.owner, most),
            decided_by=(improvement.decided_by, most),
            cost=(improvement.cost, most),
            expected_change=(improvement.expected_change, most),
        )
