"""Shorten a client's texts for the decision page, which has to stay one page.

What is cut ends in an ellipsis; the section of the step has it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from kit.fields import Record, Statement
from kit.journey import Journey
from kit.kpi import Kpi
from kit.sections.context import Context
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint

NAME, STATEMENT, REMARK = 40, 160, 80
"""The most characters of a name; of a pain point or a solution; of what is said beside it."""

MOST_STAGES = 7
"""The most stages whose names have the whole room; those of more have half of it."""

ELLIPSIS = "…"
CUT_OFF = " ,;:.–—-(«“\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

Kept = TypeVar("Kept", bound=Record)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut after a word.

    >>> shortened("Delivery costs are revealed late", 20)
    'Delivery costs are…'
    """
    if len(text) <= most:
        return text
    start = text[:most]
    whole, _, rest = start.rpartition(" ")
    # A word as long as half the room is cut rather than left out.
    kept = whole if whole and len(rest) < most / 2 else start[:-1]
    return kept.rstrip(CUT_OFF) + ELLIPSIS


def brief(context: Context) -> Context:
    """Return the context of the same journey with its longest texts shortened."""
    journey = context.journey
    changes = {
        name: after
        for name, before, after in (
            ("personas", journey.personas, _each(journey.personas, _persona)),
            ("stages", journey.stages, _each(journey.stages, _stage(journey))),
            ("touchpoints", journey.touchpoints, _each(journey.touchpoints, _touchpoint)),
            ("pain_points", journey.pain_points, _each(journey.pain_points, _pain_point)),
            ("improvements", journey.improvements, _each(journey.improvements, _improvement)),
        )
        if after != before
    }
    return replace(context, journey=journey.replace(**changes)) if changes else context


def _each(records: Sequence[Kept], change: Callable[[Kept], Kept]) -> tuple[Kept, ...]:
    return tuple(change(record) for record in records)


def _persona(persona: Persona) -> Persona:
    name = shortened(persona.name, NAME)
    return persona if name == persona.name else persona.replace(name=name)


def _stage(journey: Journey) -> Callable[[Stage], Stage]:
    most = NAME if len(journey.stages) <= MOST_STAGES else NAME // 2

    def change(stage: Stage) -> Stage:
        name, kpis = shortened(stage.name, most), _each(stage.kpis, _kpi)
        if name == stage.name and kpis == stage.kpis:
            return stage
        return stage.replace(name=name, kpis=kpis)

    return change


def _touchpoint(touchpoint: Touchpoint) -> Touchpoint:
    name = shortened(touchpoint.name, NAME) if touchpoint.name else touchpoint.name
    kpis = _each(touchpoint.kpis, _kpi)
    if name == touchpoint.name and kpis == touchpoint.kpis:
        return touchpoint
    return touchpoint.replace(name=name, kpis=kpis)


def _kpi(kpi: Kpi) -> Kpi:
    name = shortened(kpi.name, NAME)
    return kpi if name == kpi.name else kpi.replace(name=name)


def _statement(statement: Statement) -> Statement:
    text = shortened(statement.text, STATEMENT)
    return statement if text == statement.text else statement.replace(text=text)


def _pain_point(pain: PainPoint) -> PainPoint:
    what = _statement(pain.what)
    return pain if what == pain.what else pain.replace(what=what)


def _improvement(improvement: Improvement) -> Improvement:
    changes: dict[str, object] = {}
    if (solution := _statement(improvement.solution)) != improvement.solution:
        changes["solution"] = solution
    for field in ("owner", "expected_change", "rank_reason"):
        text = getattr(improvement, field)
        if text and len(text) > REMARK:
            changes[field] = shortened(text, REMARK)
    return improvement.replace(**changes) if changes else improvement
