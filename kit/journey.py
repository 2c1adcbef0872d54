"""One client's journey: the six steps together, linked by id."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from kit.diagnostics import Diagnostic, FilePosition, Place, dotted, file_error
from kit.fields import Record, Records
from kit.framing import Author, Client, Goal, Member, Note, Scenario, Silence, Upkeep
from kit.hints import Hint
from kit.i18n import N_, Message, RichText, UserText
from kit.kpi import Kpi
from kit.plain_data import Data
from kit.sources import Source
from kit.steps.channels import unknown_channel
from kit.steps.emotions import Emotion
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import Stage
from kit.steps.touchpoints import (
    CHANNELS,
    NOT_SAID,
    Channel,
    OwnChannel,
    Touchpoint,
    controlled,
)

P = ParamSpec("P")
T = TypeVar("T")

SCHEMA_VERSION = 1

KEYED = (
    "goals",
    "evidence",
    "channels",
    "personas",
    "stages",
    "touchpoints",
    "pain_points",
    "improvements",
)
"""The collections whose records have an id; they share one id space."""


class Journey(Record):
    """The contents of a client's workshop file.

    The stages, and the touchpoints within a stage, are in the order in which customers meet them.
    """

    schema_version: int = SCHEMA_VERSION
    client: Client
    author: Author = Author()
    scenario: Scenario = Scenario()
    map: Upkeep = Upkeep()
    team: tuple[Member, ...] = ()
    goals: Records[Goal] = ()
    evidence: Records[Source] = ()
    channels: Records[OwnChannel] = ()
    personas: Records[Persona] = ()
    stages: Records[Stage] = ()
    touchpoints: Records[Touchpoint] = ()
    emotions: tuple[Emotion, ...] = ()
    pain_points: Records[PainPoint] = ()
    improvements: Records[Improvement] = ()
    notes: tuple[Note, ...] = ()
    silenced: tuple[Silence, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        records = {r.id: r for name in KEYED for r in getattr(self, name)}
        return {**records, **{kpi.id: kpi for _, kpi in self.kpis}}

    @cached_property
    def _computed(self) -> dict[tuple[Any, ...], Any]:
        return {}

    def __getitem__(self, id: str) -> Any:
        """Return the record with this id, or raise KeyError."""
        return self._by_id[id]

    def get(self, id: str | None) -> Any:
        """Return the record with this id, or None."""
        return self._by_id.get(id or "")

    def words(self, text: str) -> UserText:
        """Return a text of the file as the client's own words."""
        return UserText(text, self.client.language)

    def said(self, text: str | None, labels: Mapping[str, Message]) -> RichText | Message:
        """Return the label of a catalogue's key, or a client's own word as it is."""
        return labels[text] if text and text in labels else self.words(text or "")

    @property
    def kpis(self) -> tuple[tuple[Place, Kpi], ...]:
        """Every indicator with its place."""
        return tuple(
            ((collection, owner.id, "kpis", kpi.id), kpi)
            for collection in ("stages", "touchpoints")
            for owner in getattr(self, collection)
            for kpi in owner.kpis
        )

    def touchpoints_of(self, stage: str, persona: str | None = None) -> tuple[Touchpoint, ...]:
        """Return the touchpoints of a stage in their order, for all personas or for one."""
        return tuple(
            t for t in self._by_stage.get(stage, ()) if persona is None or t.met_by(persona)
        )

    def meets(self, persona: str, at: str) -> bool:
        """Return whether a persona comes to a touchpoint; every persona does to a stage (M1.3)."""
        place = self[at]
        return place.met_by(persona) if isinstance(place, Touchpoint) else True

    @cached_property
    def _by_stage(self) -> dict[str, list[Touchpoint]]:
        found: dict[str, list[Touchpoint]] = {}
        for touchpoint in self.touchpoints:
            found.setdefault(touchpoint.stage, []).append(touchpoint)
        return found

    def ordered_touchpoints(self, persona: str | None = None) -> tuple[Touchpoint, ...]:
        """Return all touchpoints in the order in which they are lived."""
        return tuple(t for s in self.stages for t in self.touchpoints_of(s.id, persona))

    def stage_of(self, id: str) -> Stage:
        """Return the stage with this id, or that of the touchpoint with this id."""
        record = self[id]
        stage: Stage = record if isinstance(record, Stage) else self[record.stage]
        return stage

    def emotion(self, persona: str, at: str) -> Emotion | None:
        """Return the emotion of a persona at a stage or a touchpoint."""
        return self._emotions.get((persona, at))

    @cached_property
    def _emotions(self) -> dict[tuple[str, str], Emotion]:
        return {(e.persona, e.at): e for e in self.emotions}

    def pains_of(self, stage: str, persona: str | None = None) -> tuple[PainPoint, ...]:
        """Return the pain points of a stage and of its touchpoints, for all personas or for one.

        A persona has those that name it or nobody, where it comes to the touchpoint (M1.3).
        """
        return tuple(
            p
            for p in self.pain_points
            if self.stage_of(p.at).id == stage and (persona is None or self.concerns(persona, p))
        )

    def concerns(self, persona: str, pain: PainPoint) -> bool:
        """Return whether a persona has a pain point: it comes there, and is named or nobody is."""
        return self.meets(persona, pain.at) and (not pain.personas or persona in pain.personas)

    def channel(self, id: str | None) -> Channel | OwnChannel:
        """Return a channel of the catalogue or of this workshop; ``NOT_SAID`` for None."""
        if id is None:
            return NOT_SAID
        own: Channel | OwnChannel | None = self.get(id)
        return own if isinstance(own, OwnChannel) else CHANNELS[id]

    def controlled(self, touchpoint: Touchpoint) -> bool | None:
        """Return whether the company controls a touchpoint; None if nobody has said (M3.7)."""
        return controlled(touchpoint, self.channel(touchpoint.channel))

    def name_of(self, id: str) -> RichText | Message:
        """Return the name of the thing with this id, for a reader.

        A touchpoint without a name has that of its channel.
        """
        record = self.get(id)
        if record is None:
            return CHANNELS[id].name if id in CHANNELS else id
        if isinstance(record, PainPoint):
            return self.words(record.what.text)
        if isinstance(record, Improvement):
            return self.words(record.solution.text)
        if isinstance(record, Touchpoint) and not record.name:
            return self._channel_name(record.channel)
        return self.words(record.name)

    def _channel_name(self, id: str | None) -> RichText | Message:
        """Return the name of a channel; a touchpoint may have the same id."""
        if id is None:
            return UNNAMED
        own = self.get(id)
        if isinstance(own, OwnChannel):
            return self.words(own.name)
        return CHANNELS[id].name if id in CHANNELS else id


def computed_once(
    compute: Callable[Concatenate[Journey, P], T],
) -> Callable[Concatenate[Journey, P], T]:
    """Keep with a journey what a function computes from it; a journey never changes.

    The result must be immutable, and the other arguments hashable.
    """

    @wraps(compute)
    def kept(journey: Journey, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (compute, args, *kwargs.items())
        results = journey._computed
        if key not in results:
            results[key] = compute(journey, *args, **kwargs)
        found: T = results[key]
        return found

    return kept


UNNAMED = N_("a touchpoint without a name yet")


UNKNOWN_ID = N_("“{id}” is not one of the {collections}.")
UNKNOWN_ID_MEANT = N_("“{id}” is not one of the {collections}. Did you mean “{meant}”?")
DUPLICATE_ID = N_("The ID “{id}” is already used at {other}. Change one of the two.")
TWO_EMOTIONS = N_("“{persona}” already has an emotion at “{at}”. Put all scores into one entry.")

COLLECTIONS = {
    "goals": N_("company goals"),
    "evidence": N_("sources"),
    "channels": N_("channels"),
    "personas": N_("personas"),
    "stages": N_("stages"),
    "touchpoints": N_("touchpoints"),
    "pain_points": N_("pain points"),
    "improvements": N_("improvements"),
    "kpis": N_("indicators"),
    "any": N_("ids of this file"),
}


def problems(journey: Journey) -> Iterator[Diagnostic]:
    """Yield an error for every id that is used twice or refers to nothing."""
    taken: dict[str, Place] = {}
    named: list[tuple[Place, str]] = [
        ((name, record.id), record.id) for name in KEYED for record in getattr(journey, name)
    ]
    for place, id in [*named, *((place, kpi.id) for place, kpi in journey.kpis)]:
        if id in taken:
            yield _error(place, DUPLICATE_ID.filled(id=UserText(id), other=dotted(taken[id])))
        taken.setdefault(id, place)
    seen: set[tuple[str, str]] = set()
    for number, emotion in enumerate(journey.emotions):
        key = emotion.persona, emotion.at
        if key in seen:
            yield _error(
                ("emotions", number),
                TWO_EMOTIONS.filled(persona=UserText(emotion.persona), at=UserText(emotion.at)),
            )
        seen.add(key)
    ids = {name: [r.id for r in getattr(journey, name)] for name in KEYED}
    ids["channels"] += CHANNELS
    ids["kpis"] = [kpi.id for _, kpi in journey.kpis]
    ids["any"] = [*taken]
    yield from _broken_links(journey, (), ids)


def _error(place: Place, message: Message) -> Diagnostic:
    return file_error(FilePosition(field=place), message)


def _broken_links(
    record: Record, place: Place, ids: Mapping[str, list[str]]
) -> Iterator[Diagnostic]:
    for name, hint in _linked(type(record)):
        value = getattr(record, name)
        if hint and hint.links and value:
            known = [id for collection in hint.links for id in ids[collection]]
            for at, id in _named_ids((*place, name), value):
                if id not in known:
                    yield _error(at, _unknown(id, hint.links, known))
        for at, part in _parts((*place, name), value):
            yield from _broken_links(part, at, ids)


@cache
def _linked(record: type[Record]) -> tuple[tuple[str, Hint | None], ...]:
    """Return the fields of a record, each with its hint if it has one."""
    return tuple(
        (name, next((extra for extra in info.metadata if isinstance(extra, Hint)), None))
        for name, info in record.model_fields.items()
    )


def _named_ids(place: Place, value: Data | Record) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield (*place, number), item
    elif isinstance(value, Mapping):
        for key in value:
            yield (*place, key), key


def _parts(place: Place, value: Data | Record) -> Iterator[tuple[Place, Record]]:
    if isinstance(value, Record):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Record):
                yield (*place, getattr(item, "id", number)), item
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Record):
                yield (*place, key), item


def _unknown(id: str, links: tuple[str, ...], known: list[str]) -> Message:
    if links == ("channels",):
        return unknown_channel(id, known)
    collections = tuple(COLLECTIONS[name] for name in links)
    close = difflib.get_close_matches(id, known, 1)
    if close:
        return UNKNOWN_ID_MEANT.filled(
            id=UserText(id), collections=collections, meant=UserText(close[0])
        )
    return UNKNOWN_ID.filled(id=UserText(id), collections=collections)
