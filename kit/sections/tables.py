"""Tables without empty columns, and the annex at the end of a section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.blocks import Block, Card, Cards, Cell, Column, Details, Table, flow
from kit.i18n import N_, Message, RichText, Texts

IN_DEPTH = 5
"""The most cards shown without folding."""

IN_ALL = N_("In all")
ANNEX = N_("Annex: every number as a table, with its definition")


def table(caption: RichText, columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Return a table without empty columns."""
    filled = tuple(rows)
    kept = [n for n in range(len(columns)) if n == 0 or any(row[n] for row in filled)]
    return Table(
        caption,
        tuple(columns[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in filled),
    )


def counts(
    t: Texts, caption: Message, kind: Message, found: Iterable[tuple[Message, int]]
) -> Table:
    """Return how many there are of each kind as a table."""
    rows = tuple((t(label), t.number(count)) for label, count in found)
    return Table(t(caption), (Column(t(kind)), Column(t(N_("How many")), figures=True)), rows)


def same_numbers(t: Texts, *tables: Table) -> Details:
    """Return the numbers of a figure as tables, folded beneath it."""
    return Details(t(N_("The same numbers as a table")), tables)


def folded_cards(t: Texts, cards: Sequence[Card]) -> tuple[Block, ...]:
    """Return the first cards as they are, the others folded."""
    shown, others = tuple(cards[:IN_DEPTH]), tuple(cards[IN_DEPTH:])
    if not others:
        return (Cards(shown),) if shown else ()
    more = t.plural("{count} more", "{count} more", len(others))
    return Cards(shown), Details(more, (Cards(others),))


def annex(t: Texts, *blocks: Block | Sequence[Block] | None) -> Details | None:
    """Return what an analyst looks up in a section, folded at its end; None if there is nothing.

    On paper it is printed apart, in the annex of the report.
    """
    found = flow(*blocks)
    return Details(t(ANNEX), found) if found else None
