"""Tell of the sessions in a room, in the working edition: who took part, and what talk changed."""

from __future__ import annotations

from kit.blocks import Block, Column, Heading, Listing, Paragraph, Table
from kit.i18n import N_, RichText, UserText
from kit.sections.context import Context
from kit.sections.marks import feeling
from kit.sections.tables import table
from kit.workshop.sessions import Session, SessionItem, SessionRound

BEFORE_AND_AFTER = N_("Before and after the discussion: {question}")


def session_blocks(context: Context) -> tuple[Block, ...]:
    """Return the sessions with their rounds; nothing where there was none."""
    if not context.sessions:
        return ()
    blocks: list[Block] = [Heading(context.t(N_("Sessions in the room")), "sessions")]
    for session in context.sessions:
        blocks += _session(context, session)
    return tuple(blocks)


def _session(context: Context, session: Session) -> list[Block]:
    t = context.t
    people = t.plural("{count} participant", "{count} participants", session.participants)
    names = ", ".join(name for name in session.names if name)
    lead = t.inline(N_("{date}: {people}."), date=session.opened.date(), people=people)
    if names:
        message = N_("{date}: {people} ({names}).")
        lead = t.inline(
            message, date=session.opened.date(), people=people, names=context.journey.words(names)
        )
    blocks: list[Block] = [Paragraph(lead)]
    if session.rounds:
        blocks.append(Listing(tuple(_round(context, one, session) for one in session.rounds)))
    blocks += [_before_and_after(context, *pair) for pair in session.repeated]
    return blocks


def _round(context: Context, one: SessionRound, session: Session) -> RichText:
    """Return the question with how many answered, of those who had joined the room."""
    t = context.t
    question = context.journey.words(one.question)
    if one.imported:
        said = t.inline(N_("{question} (n\u00a0=\u00a0{n})"), question=question, n=one.n)
        message = N_("{round}, from the file {file}")
        return t.inline(message, round=said, file=UserText(one.imported))
    counts = {"n": one.n, "joined": session.participants}
    message = N_("{question} (n\u00a0=\u00a0{n} of {joined})")
    said = t.inline(message, question=question, **counts)
    if one.repeats:
        return t.inline(N_("{round}, second round after the discussion"), round=said)
    return said


def _before_and_after(context: Context, first: SessionRound, second: SessionRound) -> Table:
    """Return the moments scored twice, with what the discussion changed (F2)."""
    t = context.t
    columns = (
        Column(t(N_("Moment"))),
        Column(t(N_("Before"))),
        Column(t(N_("Middle 50%"))),
        Column(t(N_("n")), figures=True),
        Column(t(N_("After"))),
        Column(t(N_("Middle 50%"))),
        Column(t(N_("n")), figures=True),
    )
    after = {item.id: item for item in second.items}
    rows = [
        (
            context.journey.words(item.label),
            feeling(t, item.score.median),
            _middle(context, item),
            t.number(item.score.n),
            feeling(t, later.score.median),
            _middle(context, later),
            t.number(later.score.n),
        )
        for item in first.items
        if item.score and (later := after.get(item.id)) and later.score
    ]
    caption = t.inline(BEFORE_AND_AFTER, question=context.journey.words(first.question))
    return table(caption, columns, rows)


def _middle(context: Context, item: SessionItem) -> str:
    t, found = context.t, item.score
    if found is None:
        return ""
    return t(N_("{low} to {high}"), low=t.signed(found.low), high=t.signed(found.high))
