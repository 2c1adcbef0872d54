"""Some of what customers said, redacted, and no two that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.evidence.privacy.redaction import Redacted, redacted
from kit.evidence.privacy.telephone import ANYWHERE
from kit.evidence.query.source_data import SourceData
from kit.fields import normalize
from kit.sources import Role

SHOWN_VERBATIMS = 3
LOOKED_AT = 60


def select_verbatims(
    data: SourceData, rows: Any, text: Any, regions: Sequence[str] = ANYWHERE
) -> tuple[tuple[str, ...], int]:
    """Return a few of the texts of some rows, redacted, and how much was redacted in them.

    Parameters
    ----------
    regions
        The countries whose telephone numbers are redacted.
    """
    names = {f"name{n}": data.value(c) for n, c in enumerate(data.of_role(Role.PERSONAL))}
    shown = rows.filter(text.length().between(30, 300))
    said: list[Redacted] = []
    for row in data.rows(shown.select(text=text, **names).limit(LOOKED_AT)):
        one = redacted(row["text"], [str(row[name]) for name in names if row[name]], regions)
        if len(said) < SHOWN_VERBATIMS and not any(_alike(one.text, s.text) for s in said):
            said.append(one)
    return tuple(one.text for one in said), sum(one.count for one in said)


def _alike(one: str, other: str) -> bool:
    """Whether two texts share most of their words: one of them says enough."""
    words, others = set(normalize(one).split()), set(normalize(other).split())
    return len(words & others) > 0.5 * min(len(words), len(others))
