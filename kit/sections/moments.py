"""Write the moments that head the summary, and their limits (F18)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import Cell, Mark
from kit.i18n import N_, NP_, Message, RichText, joined
from kit.results import PassedOver, PersonaMoment, ranked_pains, respondents
from kit.results.headlines import BASES, ENOUGH, FEWEST, SMALL_BASE, Reason
from kit.sections.context import Context
from kit.sections.marks import ORIGIN_SHAPES, customers, ground

BASIS_SHAPES = {"small-base": "◔", "workshop": ORIGIN_SHAPES["workshop"]}


def basis(context: Context) -> Mark | None:
    """Mark a heading moment that is not firm: a small base, or workshop scores (F18)."""
    found = context.headlines.basis
    if found is None or found == "measured":
        return None
    return Mark(context.t(BASES[found]), "assumed", BASIS_SHAPES[found])


def moment_text(context: Context, one: PersonaMoment) -> Cell:
    """Describe a moment: score, persona, origin, and a quote or the cause."""
    t, journey, moment = context.t, context.journey, one.moment
    message = N_("{score} for {persona}, {ground}.")
    sentences: list[RichText] = [
        t.inline(
            message,
            score=t.signed(one.score),
            persona=context.name(one.persona),
            ground=ground(context, one.persona, moment),
        )
    ]
    emotion = journey.emotion(one.persona, moment.at)
    if emotion and emotion.thought:
        sentences.append(t.quoted(journey.words(emotion.thought.text)))
    elif one.score < 0 and (cause := _cause(context, one)):
        sentences.append(cause)
    mark = basis(context)
    return (joined(sentences, " "), mark) if mark else joined(sentences, " ")


def _cause(context: Context, one: PersonaMoment) -> RichText:
    """Return the worst pain point at a moment, with k of n; empty without one."""
    t = context.t
    pains = [
        pain
        for pain in ranked_pains(context.journey)
        if pain.at == one.moment.at and (not pain.personas or one.persona in pain.personas)
    ]
    if not pains:
        return ""
    pain, words = pains[0], t.quoted(context.phrase(pains[0].what.text))
    if pain.mentions is None:
        return t.inline(N_("Cause: {pain}."), pain=words)
    count = customers(t, pain.mentions)
    return t.inline(N_("Cause: {pain} ({count})."), pain=words, count=count)


LIMITS: dict[Reason, Message] = {
    "few": NP_(
        "{count} score over fewer than {fewest} answers does not head the summary: {moments}.",
        "{count} scores over fewer than {fewest} answers do not head the summary: {moments}.",
    ),
    "share": NP_(
        "{count} score over fewer than {enough} answers, and under a tenth of those who answered "
        "its source, does not head the summary: {moments}.",
        "{count} scores over fewer than {enough} answers, and under a tenth of those who answered "
        "their source, do not head the summary: {moments}.",
    ),
    "alike": NP_(
        "{count} score does not head the summary, as everybody gave the same answer: {moments}.",
        "{count} scores do not head the summary, as everybody gave the same answer: {moments}.",
    ),
    "blank": NP_(
        "{count} score does not head the summary, as over 20% of those asked left the question "
        "blank: {moments}.",
        "{count} scores do not head the summary, as over 20% of those asked left the question "
        "blank: {moments}.",
    ),
    "no-n": NP_(
        "{count} measured score does not head the summary, as its n is unknown: {moments}.",
        "{count} measured scores do not head the summary, as their n is unknown: {moments}.",
    ),
    "workshop": NP_(
        "{count} workshop score does not head the summary, as others are measured.",
        "{count} workshop scores do not head the summary, as others are measured.",
    ),
    "assumed": NP_(
        "{count} assumed score does not head the summary: nobody gave it, so it has no n.",
        "{count} assumed scores do not head the summary: nobody gave them, so they have no n.",
    ),
}
"""The limits for each reason to pass a moment over (F18)."""


def limits(context: Context) -> Iterator[RichText]:
    """Yield the moments that do not head the summary, and why (F18)."""
    t = context.t
    for reason, message in LIMITS.items():
        passed = [one for one in context.headlines.passed_over if one.reason == reason]
        if passed:
            yield t.inline(
                message,
                count=len(passed),
                fewest=FEWEST if context.headlines.basis == "measured" else SMALL_BASE,
                enough=ENOUGH,
                moments=[_passed_said(context, one) for one in passed],
            )


def _passed_said(context: Context, passed: PassedOver) -> RichText:
    """Return “The shelf” (−2 for Léa, n = 20 of 484)."""
    t, one = context.t, passed.of
    place, n = t.quoted(context.name(one.moment.at)), one.moment.n
    score, persona = t.signed(one.score), context.name(one.persona)
    if n is None:
        message: Message = N_("{place} ({score} for {persona})")
        return t.inline(message, place=place, score=score, persona=persona)
    asked = respondents(context.journey, one)
    message = N_("{place} ({score} for {persona}, n\u00a0=\u00a0{n})")
    if asked:
        message = N_("{place} ({score} for {persona}, n\u00a0=\u00a0{n} of {asked})")
    return t.inline(message, place=place, score=score, persona=persona, n=n, asked=asked or 0)
