"""Tables and cards that stay readable: without empty columns, long ones folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.blocks import Block, Card, Cards, Cell, Column, Details, Table
from kit.i18n import N_, RichText, Texts

SHOWN = 30
"""The most rows shown without folding."""

IN_DEPTH = 5
"""The most cards shown without folding."""


def table(caption: RichText, columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Return a table without empty columns."""
    filled = tuple(rows)
    kept = [n for n in range(len(columns)) if n == 0 or any(row[n] for row in filled)]
    return Table(
        caption,
        tuple(columns[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in filled),
    )


def folded(t: Texts, whole: Table) -> Block:
    """Return a table as it is, or folded if it is long."""
    if len(whole.rows) <= SHOWN:
        return whole
    rows = t.plural("{count} row", "{count} rows", len(whole.rows))
    return Details(t.inline(N_("{table} ({rows})"), table=whole.caption, rows=rows), (whole,))


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
