"""The rounds that a map suggests, step by step, in the client's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.plain_data import Data
from kit.ranking import dots_each
from kit.room.rounds import ITEMS, LONG, Item, Round, clean

NOTES_AT = N_("What happens at “{stage}”?")
NOTES_FREE = N_("What should not be forgotten?")
SCORES_OF = N_("What does {persona} feel?")
SCORES_AT = N_("What does {persona} feel at “{stage}”?")
DOTS_ON_PAINS = N_("Which pain points matter most to customers?")
DOTS_ON_IMPROVEMENTS = N_("Which improvements should come first?")
WHICH_PERSONA = N_("With which persona do we begin?")
PLACEMENTS = N_("How much would it change for customers, and how much work is it?")
FEEDBACK = N_("How was the workshop?")
FEEDBACK_ITEMS = (
    ("useful", N_("How useful was it for your work?"), ""),
    ("heard", N_("Could you say what you think?"), ""),
    ("helped", N_("What helped most?"), "text"),
    ("missing", N_("What was missing?"), "text"),
)
"""The items of the feedback; those whose detail is ``text`` ask for words alone."""


@dataclass(frozen=True)
class Proposal:
    """A round that can be opened; its number is given when it is."""

    id: str
    round: Round


def proposals(journey: Journey, t: Texts) -> list[Proposal]:
    """Return the rounds that a map suggests, in the order of the workshop's steps.

    Parameters
    ----------
    t
        The texts of the participants: of the client's language.
    """
    return [Proposal(id, _cut(round)) for id, round in _proposals(journey, t)]


def own_round(kind: str, question: str, options: Iterable[str], budget: int) -> Round:
    """Return a round of the trainer's own: notes, a choice or dots between wordings."""
    items = tuple(Item(f"own-{n}", text) for n, text in enumerate(options, 1))
    data: dict[str, Data] = {"number": 1, "kind": kind, "question": question, "budget": budget}
    return replace(Round.from_data(data), items=items)


def of_stage(of: Round, stage: str, journey: Journey, t: Texts) -> Round:
    """Return a round of scores about the touchpoints of one stage; all of it if it has none."""
    inside = {one.id for one in journey.touchpoints_of(stage)}
    items = tuple(item for item in of.items if item.id in inside)
    if not items:
        return of
    asked = t(SCORES_AT, persona=_named(journey, of.persona, t), stage=_named(journey, stage, t))
    return replace(of, items=items, question=clean(asked, LONG))


def moments_of(journey: Journey, persona: str, t: Texts) -> tuple[Item, ...]:
    """Return what a persona's emotion is scored at: its touchpoints, or else the stages."""
    ids = [one.id for one in journey.ordered_touchpoints(persona)]
    return _items(journey, ids or [stage.id for stage in journey.stages], t)


def _named(journey: Journey, id: str, t: Texts) -> str:
    name = journey.name_of(id)
    return t(name) if isinstance(name, Message) else str(name)


def _items(journey: Journey, ids: Iterable[str], t: Texts) -> tuple[Item, ...]:
    return tuple(Item(id, clean(_named(journey, id, t), LONG)) for id in ids)


def _proposals(journey: Journey, t: Texts) -> Iterator[tuple[str, Round]]:
    def named(id: str) -> str:
        return _named(journey, id, t)

    def asked(message: Message, **values: str) -> str:
        return clean(t(message, **values), LONG)

    def items(ids: Iterable[str]) -> tuple[Item, ...]:
        return _items(journey, ids, t)

    personas = [persona.id for persona in journey.personas]
    if len(personas) > 1:
        question = asked(WHICH_PERSONA)
        yield "persona", Round(1, "choice", question, items(personas), "persona")
    yield "notes", Round(1, "notes", asked(NOTES_FREE), step="stages")
    for stage in journey.stages:
        question = asked(NOTES_AT, stage=named(stage.id))
        yield f"notes-{stage.id}", Round(1, "notes", question, step="touchpoints")
    for persona in personas:
        moments = moments_of(journey, persona, t)
        question = asked(SCORES_OF, persona=named(persona))
        yield (
            f"scores-{persona}",
            Round(1, "scores", question, moments, "emotions", persona),
        )
    pains = items(pain.id for pain in journey.pain_points)
    yield "dots-pains", _dots(asked(DOTS_ON_PAINS), pains, "pain-points")
    improvements = items(one.id for one in journey.improvements)
    yield "dots-improvements", _dots(asked(DOTS_ON_IMPROVEMENTS), improvements, "improvements")
    question = asked(PLACEMENTS)
    yield "placements", Round(1, "impact-effort", question, improvements, "improvements")
    asks = tuple(Item(id, asked(text), detail) for id, text, detail in FEEDBACK_ITEMS)
    yield "feedback", Round(1, "feedback", asked(FEEDBACK), asks)


def _dots(question: str, items: tuple[Item, ...], step: str) -> Round:
    """Return a round of dots: those that each participant has."""
    return Round(1, "dots", question, items, step, budget=dots_each(len(items)))


def _cut(round: Round) -> Round:
    return replace(round, items=round.items[:ITEMS])
