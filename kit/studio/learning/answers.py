"""Extract a learner's statements of a step as texts to compare and to quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kit.diagnostics import Place
from kit.fields import Record, Statement
from kit.hints import hints
from kit.i18n import LANGUAGES, Message, texts
from kit.journey import Journey
from kit.steps.channels import CHANNELS
from kit.steps.pain_points import PainPoint

COLLECTIONS = {
    "persona": "personas",
    "stages": "stages",
    "touchpoints": "touchpoints",
    "emotions": "emotions",
    "pain-points": "pain_points",
    "improvements": "improvements",
}
"""The field of a journey that holds each step's records."""


@dataclass(frozen=True)
class Answer:
    """A statement of a learner.

    Attributes
    ----------
    parts
        The texts that are compared.
    quote
        The learner's words, to quote in remarks.
    evidence
        The ids of the sources that it cites.
    feeling
        The score, for an emotion.
    channel
        The part that is a channel's name in the catalogue, in all languages: no learner's words.
    """

    place: Place
    parts: tuple[str, ...]
    quote: str
    evidence: tuple[str, ...] = ()
    feeling: float | None = None
    channel: str = ""

    @property
    def text(self) -> str:
        """The texts that are compared, as one text."""
        return ". ".join(filter(None, self.parts))


def records(journey: Journey, step: str) -> tuple[Record, ...]:
    """Return the records of a step."""
    found: tuple[Record, ...] = getattr(journey, COLLECTIONS[step])
    return found


def answers(journey: Journey, step: str) -> tuple[Answer, ...]:
    """Return the statements of a step, those with the same words once."""
    unique = {one.text.casefold(): one for one in reversed(tuple(READERS[step](journey)))}
    return tuple(reversed(unique.values()))


def statements(record: Record, place: Place = ()) -> Iterator[tuple[Place, Statement]]:
    """Yield all statements of a record, nested ones included, with their places in it."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        at = (*place, name)
        items = value.items() if isinstance(value, Mapping) else [("", value)]
        for key, item in items:
            here = (*at, key) if key else at
            for number, one in enumerate(item if isinstance(item, tuple) else (item,)):
                if isinstance(one, Statement):
                    yield (*here, number) if isinstance(item, tuple) else here, one
                elif isinstance(one, Record) and not hasattr(one, "id"):
                    yield from statements(one, here)


def _personas(journey: Journey) -> Iterator[Answer]:
    for persona in journey.personas:
        for place, one in statements(persona):
            yield Answer(("personas", persona.id, *place), (one.text,), one.text, one.evidence)


def _stages(journey: Journey) -> Iterator[Answer]:
    for stage in journey.stages:
        experience = [s for e in stage.experience.values() for _, s in statements(e)]
        parts = (stage.name, *(statement.text for statement in experience))
        evidence = tuple(dict.fromkeys(id for s in experience for id in s.evidence))
        yield Answer(("stages", stage.id), parts, stage.name, evidence)


def _touchpoints(journey: Journey) -> Iterator[Answer]:
    for touchpoint in journey.touchpoints:
        name = display_name(journey, touchpoint.id)
        place, own, named = ("touchpoints", touchpoint.id), touchpoint.name or "", ""
        if touchpoint.channel:
            named = _in_all_languages(journey.channel(touchpoint.channel).name)
        catalogued = named if touchpoint.channel in CHANNELS else ""
        yield Answer(place, (own, named), name, channel=catalogued)


def _emotions(journey: Journey) -> Iterator[Answer]:
    for number, emotion in enumerate(journey.emotions):
        name = display_name(journey, emotion.at)
        thought = emotion.thought.text if emotion.thought else ""
        cited = emotion.thought.evidence if emotion.thought else ()
        evidence = tuple(dict.fromkeys((*emotion.evidence, *cited)))
        yield Answer(
            ("emotions", number), (name, thought), thought or name, evidence, emotion.value
        )


def _pains(journey: Journey) -> Iterator[Answer]:
    for pain in journey.pain_points:
        yield Answer(("pain_points", pain.id), pain_parts(pain), pain.what.text, pain.sources)


def pain_parts(pain: PainPoint) -> tuple[str, ...]:
    """Return the texts of a pain point that are compared."""
    return (pain.what.text, pain.where or "", pain.who or "")


def _improvements(journey: Journey) -> Iterator[Answer]:
    for one in journey.improvements:
        parts = (one.solution.text, str(one.opportunity or ""))
        yield Answer(("improvements", one.id), parts, one.solution.text, one.solution.evidence)


READERS: dict[str, Callable[[Journey], Iterator[Answer]]] = {
    "persona": _personas,
    "stages": _stages,
    "touchpoints": _touchpoints,
    "emotions": _emotions,
    "pain-points": _pains,
    "improvements": _improvements,
}


def display_name(journey: Journey, id: str) -> str:
    """Return a record's name in the learner's language; an unnamed touchpoint has its channel's."""
    name = journey.name_of(id)
    return texts(journey.client.language)(name) if isinstance(name, Message) else str(name)


def _in_all_languages(name: str | Message) -> str:
    if isinstance(name, str):
        return name
    return ". ".join(texts(lang)(name) for lang in LANGUAGES)


def field_label(kind: type[Record], path: str) -> Message | str:
    """Return the label of a field in a form; ``path`` is such as ``experience.goals``."""
    name = path.rpartition(".")[2]
    for record in (kind, *_inner(kind)):
        for field, hint in hints(record):
            if field == name:
                return hint.label
    return path


def _inner(kind: type[Record]) -> Iterator[type[Record]]:
    from kit.steps.stages import Experience

    for info in kind.model_fields.values():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, Record):
            yield inner
    if kind.__name__ == "Stage":
        yield Experience


def is_filled(record: Record, path: str) -> bool:
    """Return whether a field is filled in; for a mapping, whether any of its values is."""
    values: list[object] = [record]
    for name in path.split("."):
        values = [getattr(v, name, None) for value in values for v in _each(value)]
    return any(value is not None and value not in ((), {}, "") for value in values)


def _each(value: object) -> tuple[object, ...]:
    return tuple(value.values()) if isinstance(value, Mapping) else (value,)
