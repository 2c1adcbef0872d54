"""Write the improvements done, with their effect since (M6.6, M6.11, F10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.blocks import Block, Cell, Column, Mark
from kit.i18n import N_, RichText
from kit.results import Moment, effects_at, is_measured, stage_moment
from kit.sections.context import Context
from kit.sections.marks import ORIGIN_SHAPES, ground, labelled
from kit.sections.tables import table
from kit.sections.version_changes import ChangeTexts
from kit.steps.improvements import Effect, Improvement, on_customers
from kit.steps.touchpoints import Touchpoint
from kit.versions import FORMULAS, frozen_figures
from kit.versions.shifts import shift


def table_of(context: Context) -> Block | None:
    """Return the improvements done, each with its expected effect and the score since."""
    t, journey = context.t, context.journey
    found = sorted(
        (i for i in journey.improvements if i.status == "done"),
        key=lambda i: i.done or i.due or date.max,
    )
    columns = (
        Column(t(N_("Improvement"))),
        Column(t(N_("Done on"))),
        Column(t(N_("Was due"))),
        Column(t(N_("Owner"))),
        Column(t(N_("Indicator"))),
        Column(t(N_("Effect: expected and observed"))),
    )
    rows = [
        (
            journey.words(i.solution.text),
            t.date(i.done) if i.done else t(N_("no date yet")),
            t.date(i.due) if i.due else "",
            journey.words(i.owner) if i.owner else "",
            indicator_text(context, i) or "",
            tuple(cell for said in _effects(context, i) for cell in said),
        )
        for i in found
    ]
    return table(t(N_("Done already")), columns, rows) if rows else None


def _effects(context: Context, improvement: Improvement) -> Iterator[tuple[Cell, ...]]:
    """Yield each expected effect with the score since, or “not measured yet” (F10)."""
    t, journey = context.t, context.journey
    for at in dict.fromkeys(effect.at for effect in on_customers(improvement.effects)):
        for persona in journey.personas:
            effects = effects_at(improvement, persona.id, at)
            if not effects:
                continue
            expected = t.inline(
                N_("{change} expected"), change=t.signed(sum(e.change for e in effects))
            )
            said: RichText = labelled(t, context.name(at), expected)
            if context.several:
                name = journey.words(persona.name)
                said = t.inline(N_("{effect} ({persona})"), effect=said, persona=name)
            moment = moment_at(context, persona.id, at)
            if moment.score is None or not is_measured(journey, improvement, persona.id, at):
                label = t(N_("done, not yet measured"))
                yield said, Mark(label, "assumed", ORIGIN_SHAPES["assumed"])
                continue
            since = t.inline(
                N_("score since then: {score} ({ground})"),
                score=t.signed(moment.score),
                ground=ground(context, persona.id, moment),
            )
            yield said, since, *_observed(context, improvement, persona.id, at)


def _observed(
    context: Context, improvement: Improvement, persona: str, at: str
) -> tuple[Cell, ...]:
    """Return the change since the last version before it was done (F19).

    None if no such version has frozen its values.
    """
    t, day = context.t, improvement.done
    earlier = [version for version in context.versions if day and version.date <= day]
    then = frozen_figures(earlier[-1]) if earlier else None
    keys = (("score", persona, at), ("stage", persona, at))
    key = next((key for key in keys if then and key in then.figures), None)
    if then is None or key is None:
        return ()
    now = context.figures.figures.get(key)
    moved = shift(key, then.figures[key], now, then.formulas == FORMULAS)
    texts = ChangeTexts(context, earlier[-1].journey)
    observed = t.inline(N_("observed since the version of {date}"), date=earlier[-1].date)
    return observed, texts.change(moved) if moved else t(N_("no change"))


def moment_at(context: Context, persona: str, at: str) -> Moment:
    """Return the emotion of a persona at a touchpoint or over a stage."""
    if isinstance(context.journey[at], Touchpoint):
        return context.moments.get((persona, at), Moment(at, at, None))
    return stage_moment(context.journey, persona, at)


def effect_text(context: Context, effect: Effect) -> RichText:
    """Return the place, size and persona of an expected effect (F10)."""
    t = context.t
    said = labelled(t, context.name(effect.at), t.signed(effect.change))
    if effect.whose == "employees":
        return t.inline(N_("{effect} ({persona})"), effect=said, persona=t(N_("employees")))
    if effect.persona is None or not context.several:
        return said
    return t.inline(N_("{effect} ({persona})"), effect=said, persona=context.name(effect.persona))


def indicator_text(context: Context, improvement: Improvement) -> RichText | None:
    """Return the indicator and its expected change, or the one of them that is stated."""
    change = improvement.expected_change
    moves = context.journey.words(change) if change else None
    if improvement.kpi and moves:
        return labelled(context.t, context.name(improvement.kpi), moves)
    return context.name(improvement.kpi) if improvement.kpi else moves
