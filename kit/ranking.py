"""Votes and manual ranks of pain points and improvements."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.fields import Text
from kit.hints import Hint, Kind
from kit.i18n import N_

Votes = Annotated[
    int | None,
    Field(ge=0),
    Hint(N_("Dots"), N_("How many dots did participants give it?"), kind=Kind.NUMBER),
]

Rank = Annotated[
    int | None,
    Field(ge=1),
    Hint(N_("Manual rank"), N_("Which rank do you give it?"), kind=Kind.NUMBER),
]
"""A manual rank, which the report shows as such, with its reason (F8)."""

RankReason = Annotated[Text | None, Hint(N_("Reason for the rank"), N_("Why this rank?"))]


def dots_each(items: int) -> int:
    """Return how many dots each participant has: about a third as many as there are items.

    >>> [dots_each(items) for items in (2, 15, 60)]
    [3, 5, 10]
    """
    return max(3, min(10, round(items / 3)))
