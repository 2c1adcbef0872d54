"""Write the moments that head the summary, and their limits (F18)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.i18n import N_, NP_, Message, RichText
from kit.results import PassedOver, respondents
from kit.results.headlines import ENOUGH, FEWEST, SMALL_BASE, Reason
from kit.sections.context import Context

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
                moments=[_passed_over_text(context, one) for one in passed],
            )


def _passed_over_text(context: Context, passed: PassedOver) -> RichText:
    """Return “The shelf” (−2 for Léa, n = 20 of 484): of those shown the question, or of all."""
    t, one = context.t, passed.of
    place, n = t.quoted(context.name(one.moment.at)), one.moment.n
    score, persona = t.signed(one.score), context.name(one.persona)
    if n is None:
        message: Message = N_("{place} ({score} for {persona})")
        return t.inline(message, place=place, score=score, persona=persona)
    asked = respondents(context.journey, one)
    if passed.reason == "blank" and one.moment.measured:
        asked = one.moment.measured.shown
    message = N_("{place} ({score} for {persona}, n\u00a0=\u00a0{n})")
    if asked:
        message = N_("{place} ({score} for {persona}, n\u00a0=\u00a0{n} of {asked})")
    return t.inline(message, place=place, score=score, persona=persona, n=n, asked=asked or 0)
