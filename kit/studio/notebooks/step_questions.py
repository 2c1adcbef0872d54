"""Questions of a step, one for each field, to participants and to customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.fields import Record
from kit.framing import Scenario, Upkeep
from kit.hints import Hint, Kind, hints
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
"""The records that each part fills in; their hints hold the questions."""


@dataclass(frozen=True)
class StepQuestion:
    """The questions of a field.

    Attributes
    ----------
    ask
        The question that the facilitator asks the participants.
    survey
        The question to put to customers, where there is one.
    heading
        The label of the group that the field belongs to, if any.
    """

    label: Message
    ask: Message
    survey: Message | None
    heading: Message | None = None


def step_questions(part: Part) -> Iterator[StepQuestion]:
    """Yield the questions of a part, from the hints of its records (M1.5)."""
    for record in RECORDS[part.name]:
        yield from _questions_of(record, None)


def choices_with_meanings(part: Part) -> Iterator[Hint]:
    """Yield the choices of a part whose values have an explanation (M2.7, M5.6)."""
    for record in RECORDS[part.name]:
        yield from (hint for _, hint in hints(record) if hint.meanings)


def _questions_of(record: type[Record], heading: Message | None) -> Iterator[StepQuestion]:
    for name, hint in hints(record):
        inner = record.model_fields[name].annotation
        if hint.kind is Kind.GROUP and isinstance(inner, type) and issubclass(inner, Record):
            yield from _questions_of(inner, hint.label)
        elif hint.ask and hint.kind not in (Kind.LINK, Kind.DATE):
            yield StepQuestion(hint.label, hint.ask, hint.survey, heading)
