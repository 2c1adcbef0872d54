"""Select a few redacted verbatims that differ from each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.evidence.privacy.redaction import Redacted, redacted
from kit.evidence.privacy.telephone import ANYWHERE
from kit.evidence.query.source_data import SourceData
from kit.fields import normalize
from kit.sources import Role

if TYPE_CHECKING:
    from ibis.expr import types as ir

SHOWN_VERBATIMS = 3
LOOKED_AT = 60


def select_verbatims(
    data: SourceData, rows: ir.Table, text: ir.Value, regions: Sequence[str] = ANYWHERE
) -> tuple[tuple[str, ...], int]:
    """Select verbatims of 30 to 300 characters; return them and the number of redactions.

    Parameters
    ----------
    rows, text
        Ibis table, and the expression of its texts.
    regions
        Countries whose telephone numbers are redacted.
    """
    names = {f"name{n}": data.value(c) for n, c in enumerate(data.of_role(Role.PERSONAL))}
    shown = rows.filter(text.length().between(30, 300))
    selected: list[Redacted] = []
    for row in data.rows(shown.select(text=text, **names).limit(LOOKED_AT)):
        one = redacted(row["text"], [str(row[name]) for name in names if row[name]], regions)
        if len(selected) < SHOWN_VERBATIMS and not any(_alike(one.text, s.text) for s in selected):
            selected.append(one)
    return tuple(one.text for one in selected), sum(one.count for one in selected)


def _alike(one: str, other: str) -> bool:
    """Return whether two texts share more than half of the shorter one's words."""
    words, others = set(normalize(one).split()), set(normalize(other).split())
    return len(words & others) > 0.5 * min(len(words), len(others))
