"""Over which part of the rows a figure is: all of them, a persona's, a segment's, a period's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cut:
    """Over which part of the rows: a persona, a segment, a period; None is all of them."""

    persona: str | None = None
    segment: str | None = None
    period: date | None = None
    """The first day of the period."""


ALL = Cut()
