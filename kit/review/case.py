"""What every rule over several steps looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kit.fields import Record
from kit.i18n import Message, RichText, UserText, quote
from kit.journey import Journey
from kit.results import Coverage, coverage
from kit.rules import Place
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.touchpoints import Touchpoint

LONGEST_NAME = 90
"""From this many characters a client's text is cited with its end left out."""


@dataclass(frozen=True)
class Case:
    """A journey under review.

    Attributes
    ----------
    as_of
        The day of the review: what is overdue is told by it.
    versions
        The closed versions of the journey, oldest first (M6.9).
    """

    journey: Journey
    as_of: date
    versions: Sequence[Journey] = ()

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the map rests on evidence (F11)."""
        return coverage(self.journey)

    def named(self, id: str) -> RichText | Message:
        """Return what a reader calls the thing with this id, long texts cut."""
        name = self.journey.name_of(id)
        if isinstance(name, UserText) and len(name.text) > LONGEST_NAME:
            return UserText(name.text[:LONGEST_NAME].rstrip() + "…", name.lang)
        return name

    def quoted(self, *ids: str) -> tuple[Message, ...]:
        """Return the names of several things, each between quotation marks."""
        return tuple(quote(self.named(id)) for id in ids)

    def is_touchpoint(self, id: str) -> bool:
        """Whether an id is a touchpoint's, rather than a stage's."""
        return isinstance(self.journey[id], Touchpoint)

    def personas_at(self, touchpoint: Touchpoint) -> tuple[Persona, ...]:
        """Return the personas whom a touchpoint concerns."""
        named = touchpoint.personas
        return tuple(p for p in self.journey.personas if not named or p.id in named)

    def scores_at(self, id: str) -> dict[str, float]:
        """Return what is felt at a stage or touchpoint: each persona's score."""
        return {
            e.persona: e.value for e in self.journey.emotions if e.at == id if e.value is not None
        }

    def pains_near(self, id: str) -> tuple[PainPoint, ...]:
        """Return the pain points at a place: a touchpoint's count those of its stage too."""
        stage = self.journey.stage_of(id).id
        if id == stage:
            return self.journey.pains_of(stage)
        return tuple(p for p in self.journey.pain_points if p.at in (id, stage))


def concerned(journey: Journey, place: Place) -> set[str]:
    """Return the ids that a place names, and those of the emotion that stands there."""
    ids = {part for part in place if isinstance(part, str)}
    if len(place) > 1 and place[0] == "emotions" and isinstance(place[1], int):
        emotion = journey.emotions[place[1]]
        ids |= {emotion.persona, emotion.at}
    return ids


def position(record: Record, place: Place) -> tuple[int, ...]:
    """Return where a place stands in the order of the file, for sorting."""
    steps: list[int] = []
    value: object = record
    for part in place:
        value, step = _entered(value, part)
        steps.append(step)
    return tuple(steps)


def _entered(value: object, part: str | int) -> tuple[object, int]:
    """Return what stands under one part of a place, and the how-manieth it is."""
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
