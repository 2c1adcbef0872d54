"""Write what to do now, for readers of the summary (F6, F8, F10)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Card, Cell, Entry
from kit.i18n import N_, RichText, joined
from kit.results import candidates, improvement_ranks, ranked_improvements, to_do_now
from kit.sections.context import Context
from kit.sections.done import moment_at
from kit.sections.marks import answers, quadrant_mark, status
from kit.steps.emotions import cut
from kit.steps.improvements import Improvement, on_customers


def card(context: Context, most: int) -> Card:
    """Return a card of the improvements to start or finish now, with their effects (M6.4, F10)."""
    t = context.t
    now = to_do_now(context.journey, most)
    entries = [
        Entry(context.journey.words(i.solution.text), (_improvement(context, i),)) for i in now
    ]
    if now and (equal := _equal(context, now)):
        entries.append(Entry("", (equal,)))
    if not entries:
        missing = N_("No improvement is open: decide what would remove the worst pain points.")
        if candidates(context.journey):
            missing = N_(
                "Only time sinks are open (little impact for much effort). Look for a smaller "
                "version, or for another improvement."
            )
        entries.append(Entry("", (t(missing),)))
    title = t(N_("Priority actions"))
    return Card(title, tuple(entries), id="summary-improvements", wide=True)


def _equal(context: Context, now: Sequence[Improvement]) -> RichText:
    """Name the improvements left out although they rank equal to the last one shown (F8)."""
    t, ranked = context.t, ranked_improvements(context.journey)
    place = improvement_ranks(ranked)
    left_out = [i for i in ranked if i not in now and place[i.id] == place[now[-1].id]]
    if not left_out:
        return ""
    return t.inline(
        N_("Equal to the last one in impact, effort and dots: {improvements}."),
        improvements=[t.quoted(context.phrase(i.solution.text)) for i in left_out],
    )


def _improvement(context: Context, improvement: Improvement) -> Cell:
    t, journey = context.t, context.journey
    sentences: list[RichText] = []
    effects = _expected(context, improvement)
    if effects:
        sentences.append(t.inline(N_("Expected: {effects}."), effects=joined(effects, t(N_("; ")))))
    if improvement.kpi and improvement.expected_change:
        sentences.append(
            t.inline(
                N_("Measured by: {kpi} ({change})."),
                kpi=context.name(improvement.kpi),
                change=context.phrase(improvement.expected_change),
            )
        )
    owner = journey.words(improvement.owner) if improvement.owner else t(N_("no owner yet"))
    if improvement.due:
        message = N_("Owner: {owner}; due {date}.")
        sentences.append(t.inline(message, owner=owner, date=improvement.due))
    else:
        sentences.append(t.inline(N_("Owner: {owner}; no date yet."), owner=owner))
    marks = (quadrant_mark(context, improvement), status(context, improvement))
    return joined(sentences, " "), *marks


def _expected(context: Context, improvement: Improvement) -> list[RichText]:
    """Return the expected change of score by persona and place, with n (F10).

    A score without an n does not stand in a summary (F18): only its change is given.
    """
    t, journey = context.t, context.journey
    places: dict[str, list[RichText]] = {}
    for effect in on_customers(improvement.effects):
        for persona in journey.personas:
            if effect.persona not in (None, persona.id):
                continue
            moment = moment_at(context, persona.id, effect.at)
            if moment.score is None:
                continue
            said: RichText = t.signed(effect.change)
            if n := answers(context, persona.id, moment):
                then = cut(moment.score + effect.change)
                said = t.inline(
                    N_("from {now:+} ({n}) to {then:+}"), now=moment.score, n=n, then=then
                )
            if context.several:
                name = journey.words(persona.name)
                said = t.inline(N_("{effect} ({persona})"), effect=said, persona=name)
            places.setdefault(effect.at, []).append(said)
    return [
        t.inline(N_("{place} {changes}"), place=context.name(at), changes=changes)
        for at, changes in places.items()
    ]
