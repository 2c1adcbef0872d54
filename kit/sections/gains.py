"""Write the estimated gain of an improvement: on emotions, and on an indicator (F10, M6.3)."""

from __future__ import annotations

from kit.i18n import N_, RichText, joined
from kit.sections.context import Context
from kit.sections.done import moment_at
from kit.sections.marks import labelled
from kit.sections.sample_sizes import answers, origins
from kit.steps.emotions import cut
from kit.steps.improvements import Effect, Improvement, on_customers


def gain(context: Context, improvement: Improvement) -> RichText:
    """Return the estimated effect on the worst emotion and on the indicator (F10, M6.3)."""
    t = context.t
    parts = expected(context, improvement)[:1]
    if improvement.kpi and improvement.expected_change:
        change = context.phrase(improvement.expected_change)
        parts.append(labelled(t, context.name(improvement.kpi), change))
    return joined(parts, t(N_("; "))) if parts else t(N_("not estimated"))


def expected(context: Context, improvement: Improvement) -> list[RichText]:
    """Return the expected change at each place for each persona, the lowest score first (F10)."""
    found = [
        (moment.score, _effect(context, effect, persona.id, moment.score))
        for effect in on_customers(improvement.effects)
        for persona in context.journey.personas
        if effect.persona in (None, persona.id)
        and (moment := moment_at(context, persona.id, effect.at)).score is not None
    ]
    return [said for _, said in sorted(found, key=lambda pair: pair[0])]


def _effect(context: Context, effect: Effect, persona: str, score: float) -> RichText:
    """Return a score with its n and the one aimed at; without an n, the change alone (F18)."""
    t = context.t
    said: RichText = t.signed(effect.change)
    moment = moment_at(context, persona, effect.at)
    if n := answers(context, persona, moment):
        if origins(context, persona, moment) == ["workshop"]:
            n = t.inline(N_("{n}, workshop"), n=n)
        then = cut(score + effect.change)
        said = t.inline(N_("from {now:+} ({n}) to {then:+}"), now=score, n=n, then=then)
    if context.several:
        said = t.inline(N_("{effect} ({persona})"), effect=said, persona=context.name(persona))
    return t.inline(N_("{place} {changes}"), place=context.name(effect.at), changes=said)
