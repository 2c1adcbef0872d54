"""Write how the order of the improvements changes if one score changes by a point (F8, M6.5)."""

from __future__ import annotations

from kit.blocks import Block, Heading, Listing, Paragraph
from kit.i18n import N_, RichText, joined
from kit.results import candidates, first_three
from kit.results.robustness import CHANGES, FIRST, Robustness, ScoreChange, by_rice
from kit.sections.context import Context

NAMED = 3
"""The most changes listed for an improvement."""

OWN_CHANGES = {
    "impact": N_("its impact at {after} rather than {before}"),
    "effort": N_("its effort at {after} rather than {before}"),
}


def summed(context: Context) -> Block | None:
    """Return in a sentence which of the first three a change of one point can push out."""
    t, found = context.t, first_three(context.journey)
    if not found:
        return None
    out = [t.quoted(context.phrase(context.journey[one.id].solution.text)) for one in found
           if not one.robust]  # fmt: skip
    if not out:
        said = N_(
            "By impact and effort alone, the first three stay the first three if any one score "
            "changes by a point."
        )
        return Paragraph(t(said))
    close = t.plural(
        "By impact and effort alone, the order is close: if one score changes by a point, "
        "{improvements} may drop out of the first three.",
        "By impact and effort alone, the order is close: if one score changes by a point, "
        "{improvements} may drop out of the first three.",
        len(out),
        improvements=t.listed(out),
    )
    return Paragraph(close)


def details(context: Context) -> list[Block]:
    """Return whether each of the first three stays there, and the order by RICE beside it."""
    t = context.t
    found = first_three(context.journey)
    if not found:
        return []
    basis = N_(
        "Top three by impact minus effort, then impact, then dots, ignoring manual ranks. Each "
        "impact and each effort was changed by one point, one at a time, to test whether they "
        "stay there:"
    )
    return [
        Heading(t(N_("Robustness of the ranking")), "improvements-robustness"),
        Paragraph(t(basis)),
        Listing(tuple(_said(context, one) for one in found), ordered=True),
        Paragraph(_rice(context)),
    ]


def _said(context: Context, one: Robustness) -> RichText:
    t, name = context.t, context.t.quoted(context.name(one.id))
    if one.robust:
        message = N_("{improvement} stays in the top three under every such change.")
        return t.inline(message, improvement=name)
    changes = [change_text(context, one, change) for change in one.put_out_by[:NAMED]]
    if (rest := len(one.put_out_by) - NAMED) > 0:
        changes.append(t.plural("{count} more", "{count} more", rest))
    listed = joined(changes, t(N_("; ")))
    return t.plural(
        "One change pushes {improvement} out: {changes}.",
        "{count} changes, each alone, push {improvement} out: {changes}.",
        len(one.put_out_by),
        improvement=name,
        changes=listed,
    )


def change_text(context: Context, one: Robustness, change: ScoreChange) -> RichText:
    """Return a change of one score, such as “its impact at 3 rather than 4” (F8)."""
    t = context.t
    if change.id == one.id:
        own = OWN_CHANGES[change.field]
        return t.inline(own, before=change.before, after=change.after)
    name = t.quoted(context.name(change.id))
    return t.inline(
        CHANGES[change.field], improvement=name, before=change.before, after=change.after
    )


def _rice(context: Context) -> RichText:
    """Return the first improvements by RICE, if it can be computed for all (F7)."""
    t = context.t
    order = by_rice(candidates(context.journey))
    if not order:
        return t(N_("RICE cannot be computed for all of them, so their order by it is not given."))
    first = [t.quoted(context.name(i.id)) for i in order[:FIRST]]
    return t.inline(N_("By RICE, the first would be: {improvements}."), improvements=first)
