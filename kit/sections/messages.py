"""Write message, tone and access of the touchpoints, in the working edition (M3.8, M3.9)."""

from __future__ import annotations

from kit.blocks import Block, Cell, Column
from kit.i18n import N_
from kit.sections.context import Context
from kit.sections.marks import stated
from kit.sections.tables import table
from kit.steps.touchpoints import ACCESS, TONES, Touchpoint


def blocks(context: Context) -> tuple[Block, ...]:
    """Return a table of what the touchpoints say, how, and to whom; nothing for a client."""
    t, journey = context.t, context.journey
    told = [p for p in journey.ordered_touchpoints() if _told(p)]
    if context.edition != "working" or not told:
        return ()
    columns = (
        Column(t(N_("Touchpoint"))),
        Column(t(N_("Message"))),
        Column(t(N_("Tone"))),
        Column(t(N_("Contradicts"))),
        Column(t(N_("Accessible to all"))),
        Column(t(N_("On a phone"))),
    )
    rows = tuple(_row(context, touchpoint) for touchpoint in told)
    caption = t(N_("Message, tone and access"))
    return (table(caption, columns, rows),)


def _told(touchpoint: Touchpoint) -> bool:
    return bool(
        touchpoint.promise
        or touchpoint.tone
        or touchpoint.contradicts
        or touchpoint.accessible
        or touchpoint.on_phone
    )


def _row(context: Context, touchpoint: Touchpoint) -> tuple[Cell, ...]:
    t, journey = context.t, context.journey
    return (
        context.name(touchpoint.id),
        stated(context, touchpoint.promise) if touchpoint.promise else "",
        t.say(journey.said(touchpoint.tone, TONES)) if touchpoint.tone else "",
        tuple(context.name(id) for id in touchpoint.contradicts),
        t(ACCESS[touchpoint.accessible]) if touchpoint.accessible else "",
        t(ACCESS[touchpoint.on_phone]) if touchpoint.on_phone else "",
    )
