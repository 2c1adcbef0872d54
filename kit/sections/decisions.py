"""Write the decisions that a summary asks for: what, why, who and when, gain, certainty (F8)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Card, Entry
from kit.i18n import N_, RichText, joined
from kit.results import (
    first_three,
    improvement_ranks,
    ranked_improvements,
    ranked_pains,
    to_do_now,
)
from kit.sections.context import Context
from kit.sections.done import moment_at
from kit.sections.marks import answers, customers, labelled, source, status
from kit.sections.robustness import change_text
from kit.steps.emotions import cut
from kit.steps.improvements import Effect, Improvement, on_customers
from kit.steps.pain_points import PainPoint

MOST = 2
"""The most pain points or touchpoints that a card names; the others are counted."""

LONGEST = 70
"""The most characters of a client's text that a card repeats."""

LETTERS = "ABCDEFGHIJ"


def cards(context: Context, most: int, shown: Sequence[PainPoint]) -> tuple[Card, ...]:
    """Return a card for each of the improvements to decide on, the first first (M6.4, F8).

    Parameters
    ----------
    most
        The number of decisions at most.
    shown
        The pain points on the same page, numbered from 1: a card refers to them by number.
    """
    now = to_do_now(context.journey, most)
    return tuple(
        _card(context, letter, improvement, shown)
        for letter, improvement in zip(LETTERS, now, strict=False)
    )


def _card(
    context: Context, letter: str, improvement: Improvement, shown: Sequence[PainPoint]
) -> Card:
    t = context.t
    found = (
        (N_("Why"), _why(context, improvement, shown)),
        (N_("Who, when"), _who_and_when(context, improvement)),
        (N_("Expected gain"), _gain(context, improvement)),
        (N_("How sure"), _certainty(context, improvement)),
    )
    begun = improvement.status in ("planned", "under-way")
    cited = [id for pain in _removed(context, improvement) for id in pain.sources]
    return Card(
        t.inline(
            N_("{number}. {text}"),
            number=letter,
            text=context.journey.words(improvement.solution.text),
        ),
        tuple(Entry(t(label), (said,)) for label, said in found if str(said)),
        id=f"decision-{improvement.id}",
        marks=(status(context, improvement),) if begun else (),
        sources=tuple(sorted({context.source_number(id) for id in cited})),
    )


def _removed(context: Context, improvement: Improvement) -> list[PainPoint]:
    """Return the pain points that an improvement removes, worst first."""
    return [pain for pain in ranked_pains(context.journey) if pain.id in improvement.removes]


def _why(context: Context, improvement: Improvement, shown: Sequence[PainPoint]) -> RichText:
    """Return the pain points that it removes with k of n, or what it strengthens (M6.1)."""
    t, removed = context.t, _removed(context, improvement)
    if removed:
        named = [_pain(context, pain, shown) for pain in removed[:MOST]]
        return t.inline(N_("removes {pains}"), pains=[*named, *_others(context, removed)])
    if improvement.strengthens:
        names = [t.quoted(context.name(id)) for id in improvement.strengthens[:MOST]]
        more = _others(context, improvement.strengthens)
        return t.inline(N_("strengthens {places}"), places=[*names, *more])
    return ""


def _others(context: Context, named: Sequence[object]) -> list[RichText]:
    rest = len(named) - MOST
    return [context.t.plural("{count} more", "{count} more", rest)] if rest > 0 else []


def _pain(context: Context, pain: PainPoint, shown: Sequence[PainPoint]) -> RichText:
    """Return the number that a pain point has on the page, or its words with k of n."""
    t = context.t
    if pain in shown:
        return t(N_("pain point {number}"), number=shown.index(pain) + 1)
    words: RichText = t.quoted(context.phrase(pain.what.text))
    if len(pain.what.text) > LONGEST:
        words = t.inline(N_("a pain point at “{place}”"), place=context.name(pain.at))
    if pain.mentions is None:
        return words
    count = customers(t, pain.mentions)
    return t.inline(N_("{pain} ({count})"), pain=words, count=count)


def _who_and_when(context: Context, improvement: Improvement) -> RichText:
    """Return owner and date, or which of them is to be decided (M6.6)."""
    t, due = context.t, improvement.due
    owner = context.phrase(improvement.owner) if improvement.owner else ""
    if owner and due:
        return t.inline(N_("{owner}, by {date}"), owner=owner, date=due)
    if owner:
        return t.inline(N_("{owner}; to be decided: when"), owner=owner)
    if due:
        return t.inline(N_("by {date}; to be decided: who"), date=due)
    return t(N_("to be decided: who, when"))


def _gain(context: Context, improvement: Improvement) -> RichText:
    """Return the expected effect on the worst emotion and on the indicator (F10, M6.3)."""
    t = context.t
    effects = expected(context, improvement)
    parts = effects[:1]
    if rest := len(effects[1:]):
        parts = [
            t.listed([*parts, t.plural("{count} other effect", "{count} other effects", rest)])
        ]
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
    if n := answers(context, persona, moment_at(context, persona, effect.at)):
        then = cut(score + effect.change)
        said = t.inline(N_("from {now:+} ({n}) to {then:+}"), now=score, n=n, then=then)
    if context.several:
        said = t.inline(N_("{effect} ({persona})"), effect=said, persona=context.name(persona))
    return t.inline(N_("{place} {changes}"), place=context.name(effect.at), changes=said)


def _certainty(context: Context, improvement: Improvement) -> RichText:
    """Return the sources of its pain points, and its robustness (F8, F11)."""
    t = context.t
    removed = _removed(context, improvement)
    mark = source(context, [id for pain in removed for id in pain.sources])
    parts: list[RichText] = [mark.said] if removed else []
    parts.append(_rank(context, improvement))
    return joined([part for part in parts if str(part)], t(N_("; ")))


def _rank(context: Context, improvement: Improvement) -> RichText:
    """Return that it was ranked by hand, or how its rank holds if one score changes (F8)."""
    t = context.t
    if improvement.rank is not None:
        if not improvement.rank_reason or len(improvement.rank_reason) > LONGEST:
            return t(N_("ranked by hand"))
        reason = context.phrase(improvement.rank_reason)
        return t.inline(N_("ranked by hand: {reason}"), reason=reason)
    found = next((one for one in first_three(context.journey) if one.id == improvement.id), None)
    if found is None:
        return ""
    if found.robust:
        return t(N_("stays in the top three if any one score changes by a point"))
    return t.plural(
        "out of the top three with {change}",
        "out of the top three with any of {count} one-point changes, such as {change}",
        len(found.put_out_by),
        change=change_text(context, found, found.put_out_by[0]),
    )


def left_out(context: Context, most: int) -> RichText:
    """Name the improvements left out although they rank equal to the last one shown (F8)."""
    t, ranked = context.t, ranked_improvements(context.journey)
    now = to_do_now(context.journey, most)
    if not now:
        return ""
    place = improvement_ranks(ranked)
    equal = [i for i in ranked if i not in now and place[i.id] == place[now[-1].id]]
    if not equal:
        return ""
    named: list[RichText] = [t.quoted(context.phrase(i.solution.text)) for i in equal[:MOST]]
    return t.inline(
        N_("Equal to the last one in impact, effort and dots: {improvements}."),
        improvements=[*named, *_others(context, equal)],
    )
