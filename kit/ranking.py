"""What a room gives to what it puts in order, pain points or improvements: dots, and a rank."""

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
"""A rank given by hand is shown as theirs, with its reason (F8)."""

RankReason = Annotated[Text | None, Hint(N_("Reason for the rank"), N_("Why this rank?"))]
