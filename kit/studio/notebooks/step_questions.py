"""The questions of a step: what the facilitator asks for each field, and what to ask customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.fields import Record
from kit.framing import Scenario, Upkeep
from kit.hints import Kind, hints
from kit.i18n import Message
from kit.steps.emotions import Emotion
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import Experience, Stage
from kit.steps.touchpoints import Touchpoint
from kit.studio.parts import Part

RECORDS: dict[str, tuple[type[Record], ...]] = {
    "start": (Scenario, Upkeep),
    "persona": (Persona,),
    "stages": (Stage, Experience),
    "touchpoints": (Touchpoint,),
    "emotions": (Emotion,),
    "pain-points": (PainPoint,),
    "improvements": (Improvement,),
}
"""What each part fills in; the hints say what to ask."""


@dataclass(frozen=True)
class Asked:
    """A field, the question that the facilitator asks for it, and the one put to customers."""

    label: Message
    ask: Message
    survey: Message | None
    heading: Message | None = None


def asked(part: Part) -> Iterator[Asked]:
    """Yield the questions of a part, from the hints of what is filled in (M1.5)."""
    for record in RECORDS[part.name]:
        yield from _asked(record, None)


def _asked(record: type[Record], heading: Message | None) -> Iterator[Asked]:
    for name, hint in hints(record):
        inner = record.model_fields[name].annotation
        if hint.kind is Kind.GROUP and isinstance(inner, type) and issubclass(inner, Record):
            yield from _asked(inner, hint.label)
        elif hint.ask and hint.kind not in (Kind.LINK, Kind.DATE):
            yield Asked(hint.label, hint.ask, hint.survey, heading)
