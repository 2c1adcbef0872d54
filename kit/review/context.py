"""Journey under review, with the queries that rules share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kit.diagnostics import Place
from kit.fields import Record
from kit.i18n import Message, RichText, UserText, quote
from kit.journey import Journey
from kit.results import Coverage, coverage
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.touchpoints import Touchpoint

LONGEST_NAME = 90
"""Maximum number of characters of a client's text that is quoted in full."""


@dataclass(frozen=True)
class ReviewContext:
    """Journey under review.

    Attributes
    ----------
    as_of
        Day of the review, on which due dates are checked.
    versions
        Closed versions of the journey, oldest first (M6.9).
    """

    journey: Journey
    as_of: date
    versions: Sequence[Journey] = ()

    @cached_property
    def coverage(self) -> Coverage:
        """Evidence coverage of the map (F11)."""
        return coverage(self.journey)

    def name(self, id: str) -> RichText | Message:
        """Return the name of a record for readers, long texts shortened."""
        name = self.journey.name_of(id)
        if isinstance(name, UserText) and len(name.text) > LONGEST_NAME:
            return UserText(name.text[:LONGEST_NAME].rstrip() + "…", name.lang)
        return name

    def quoted_names(self, *ids: str) -> tuple[Message, ...]:
        """Return the names of some records, each in quotation marks."""
        return tuple(quote(self.name(id)) for id in ids)

    def is_touchpoint(self, id: str) -> bool:
        """Return whether an id is one of a touchpoint, not of a stage."""
        return isinstance(self.journey[id], Touchpoint)

    def personas_at(self, touchpoint: Touchpoint) -> tuple[Persona, ...]:
        """Return the personas of a touchpoint; all of them if it names none."""
        named = touchpoint.personas
        return tuple(p for p in self.journey.personas if not named or p.id in named)

    def scores_at(self, id: str) -> dict[str, float]:
        """Return the scores at a stage or touchpoint, by persona."""
        return {
            e.persona: e.value for e in self.journey.emotions if e.at == id if e.value is not None
        }

    def pains_near(self, id: str) -> tuple[PainPoint, ...]:
        """Return the pain points at a stage, or at a touchpoint and its stage."""
        stage = self.journey.stage_of(id).id
        if id == stage:
            return self.journey.pains_of(stage)
        return tuple(p for p in self.journey.pain_points if p.at in (id, stage))


def ids_at(journey: Journey, place: Place) -> set[str]:
    """Return the ids in a place, with those of the persona and place of an emotion.

    Silences of a rule name one of them.
    """
    ids = {part for part in place if isinstance(part, str)}
    if len(place) > 1 and place[0] == "emotions" and isinstance(place[1], int):
        emotion = journey.emotions[place[1]]
        ids |= {emotion.persona, emotion.at}
    return ids


def position(record: Record, place: Place) -> tuple[int, ...]:
    """Return the position of a place in the file, for sorting."""
    steps: list[int] = []
    value: object = record
    for part in place:
        value, step = _descend(value, part)
        steps.append(step)
    return tuple(steps)


def _descend(value: object, part: str | int) -> tuple[object, int]:
    """Return the value under one part of a place, and its index."""
    if isinstance(value, Record) and part in type(value).model_fields:
        return getattr(value, str(part)), list(type(value).model_fields).index(str(part))
    if isinstance(value, tuple) and isinstance(part, int):
        return (value[part], part) if part < len(value) else (None, 0)
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            if part == getattr(item, "id", None):
                return item, number
    if isinstance(value, dict) and part in value:
        return value[part], list(value).index(part)
    return None, 0
