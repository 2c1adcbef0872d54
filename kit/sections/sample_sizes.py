"""Write how many people gave a score, customers and participants told apart (F18)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.i18n import N_, Message, RichText, Texts
from kit.results import Moment
from kit.results.curves import FIRMNESS
from kit.sections.context import Context
from kit.steps.emotions import Origin


def parts_of(context: Context, persona: str, moment: Moment) -> list[Moment]:
    """Return the scored touchpoints of which a stage's score is the mean, or the moment itself."""
    if not moment.computed:
        return [moment]
    met = context.touchpoints_of(moment.stage, persona)
    found = [context.moments[persona, touchpoint.id] for touchpoint in met]
    return [one for one in found if one.score is not None]


def origins(context: Context, persona: str, moment: Moment) -> list[Origin]:
    """Return the origins of a score or, of a stage's mean, those of its parts: firmest first."""
    found = {part.origin for part in parts_of(context, persona, moment)}
    return [origin for origin in reversed(FIRMNESS) if origin in found]


def answers(context: Context, persona: str, moment: Moment, *, named: bool = False) -> RichText:
    """Return the n of a score, or those of a stage's touchpoints; empty if unknown.

    Customers who were asked and participants of the workshop are never counted together (F18).

    Parameters
    ----------
    named
        Whether to name customers or participants even where all of them are one or the other.
    """
    parts = parts_of(context, persona, moment)
    if not parts or any(part.n is None for part in parts):
        return ""
    return ns_of(context.t, parts, named=named)


def ns_of(t: Texts, moments: Sequence[Moment], *, named: bool = False) -> RichText:
    """Return the least and the greatest n of some scores, of customers and participants apart."""
    room = [one.n for one in moments if one.n and one.origin == "workshop"]
    others = [one.n for one in moments if one.n and one.origin != "workshop"]
    ns = room + others
    if not ns:
        return ""
    if not named and not (room and others):
        return n_between(t, min(ns), max(ns))
    said = []
    if others:
        said.append(_people(t, others, N_("{n} customers"), N_("{low} to {high} customers")))
    if room:
        several = N_("{low} to {high} in the workshop")
        said.append(_people(t, room, N_("{n} in the workshop"), several))
    if len(said) == 1:
        return said[0]
    message = N_("{customers}, {participants}", "n of each")
    return t.inline(message, customers=said[0], participants=said[1])


def n_between(t: Texts, low: int, high: int) -> str:
    """Return the least and the greatest n, or the one where they are equal.

    >>> from kit.i18n import texts
    >>> n_between(texts("en"), 8, 112)
    'n from 8 to 112'
    """
    if low == high:
        return t(N_("n\u00a0=\u00a0{n}"), n=low)
    return t(N_("n from {low} to {high}"), low=low, high=high)


def _people(t: Texts, ns: Sequence[int], same: Message, several: Message) -> str:
    low, high = min(ns), max(ns)
    return t(same, n=low) if low == high else t(several, low=low, high=high)
