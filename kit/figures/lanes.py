"""Texts of the poster's lanes, stage by stage (M7.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.figures.charts.pain_points import frequency
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.kpi import Kpi
from kit.steps.improvements import Improvement
from kit.steps.pain_points import BANDS, STANDINGS, PainPoint
from kit.steps.stages import Experience, Stage
from kit.steps.touchpoints import NOT_SAID, Touchpoint


@dataclass(frozen=True)
class Item:
    """One entry of a cell, with its mark or number."""

    text: str
    mark: str | None = ""
    """A touchpoint's nature; empty where the item has no mark."""

    lead: str = ""
    """A number before the text."""


Cell = tuple[Item, ...]


@dataclass(frozen=True)
class LaneTexts:
    """The sources of the lanes' texts: a journey, its persona and the reader's language."""

    journey: Journey
    persona: str
    t: Texts
    numbers: Mapping[str, int]
    """The number of each touchpoint on the map."""

    def name(self, id: str) -> str:
        """Return what the reader calls the thing with this id."""
        return str(self.t.say(self.journey.name_of(id)))

    def touchpoints(self, stage: Stage) -> tuple[Touchpoint, ...]:
        """Return the touchpoints of the map's persona in a stage."""
        return self.journey.touchpoints_of(stage.id, self.persona)


def _experience(words: LaneTexts, stage: Stage) -> Experience:
    return stage.experience.get(words.persona, Experience())


def goals(words: LaneTexts, stage: Stage) -> Cell:
    """Return what the customer wants (M2.4)."""
    goal = _experience(words, stage).goal
    return (Item(goal.text),) if goal else ()


def actions(words: LaneTexts, stage: Stage) -> Cell:
    """Return what the customer does (M2.4)."""
    return tuple(Item(action.text, lead="–") for action in _experience(words, stage).actions)


def thoughts(words: LaneTexts, stage: Stage) -> Cell:
    """Return what the customer thinks (M2.4)."""
    return tuple(
        Item(str(words.t.quoted(thought.text))) for thought in _experience(words, stage).thoughts
    )


def touchpoints(words: LaneTexts, stage: Stage) -> Cell:
    """Return the touchpoints with their channels, numbered as on the curve (M3.2)."""
    items = []
    for touchpoint in words.touchpoints(stage):
        name = words.name(touchpoint.id)
        channel = words.name(touchpoint.channel) if touchpoint.channel else words.t(NOT_SAID.name)
        text = name if name == channel else f"{name} · {channel}"
        items.append(Item(text, touchpoint.nature, str(words.numbers[touchpoint.id])))
    return tuple(items)


def pains(words: LaneTexts, stage: Stage) -> Cell:
    """Return the pain points with frequency and band of severity (M5.2)."""
    found = words.journey.pains_of(stage.id, words.persona)
    return tuple(Item(_pain(words, pain), lead="•") for pain in found)


def _pain(words: LaneTexts, pain: PainPoint) -> str:
    said = [frequency(pain, words.t)]
    if pain.standing == "to-be-counted":
        said.append(str(words.t(STANDINGS[pain.standing])))
    elif pain.severity and pain.severity.band:
        said.append(str(words.t(BANDS[pain.severity.band])))
    return f"{pain.what.text} ({', '.join(said)})"


def opportunities(words: LaneTexts, stage: Stage) -> Cell:
    """Return the opportunities, each with its solution (M6.7)."""
    return tuple(
        Item(_improvement(words, improvement), lead="→")
        for improvement in words.journey.improvements
        if improvement.status != "dropped" and stage.id == _stage(words, improvement)
    )


def _stage(words: LaneTexts, improvement: Improvement) -> str | None:
    """Return the stage at which an improvement stands on the map of a persona (M1.3).

    It is the first where it removes a pain point of the persona, strengthens a touchpoint or has an
    effect; None where it does so for other personas alone.
    """
    journey, persona = words.journey, words.persona
    removed = [journey[id] for id in improvement.removes]
    effects = [one for one in improvement.effects if one.persona in (None, persona)]
    places = [pain.at for pain in removed if journey.concerns(persona, pain)]
    others = (*improvement.strengthens, *(effect.at for effect in effects))
    places += [place for place in others if journey.meets(persona, place)]
    if places:
        return journey.stage_of(places[0]).id
    if removed or improvement.strengthens or improvement.effects:
        return None
    return improvement.stage


def _improvement(words: LaneTexts, improvement: Improvement) -> str:
    solution = improvement.solution.text
    if improvement.opportunity is None:
        return solution
    return str(
        words.t(
            N_("{opportunity}: {solution}", "poster"),
            opportunity=improvement.opportunity.text,
            solution=solution,
        )
    )


def indicators(words: LaneTexts, stage: Stage) -> Cell:
    """Return the indicators of a stage and its touchpoints with their newest values (M2.4)."""
    own = [*stage.kpis, *(kpi for t in words.touchpoints(stage) for kpi in t.kpis)]
    return tuple(Item(_kpi(words.t, kpi), lead="•") for kpi in own)


def _kpi(t: Texts, kpi: Kpi) -> str:
    newest = kpi.latest()
    if newest and kpi.target is not None:
        return t(
            N_("{name}: {value} (target {target})"),
            name=kpi.name,
            value=t.quantity(newest[1], kpi.unit),
            target=t.quantity(kpi.target, kpi.unit),
        )
    if newest:
        return t("{name}: {values}", name=kpi.name, values=t.quantity(newest[1], kpi.unit))
    return kpi.name


def backstage(words: LaneTexts, stage: Stage) -> Cell:
    """Return the employees' side: team, what it does, its sentiment and irritant (M7.2)."""
    items = []
    for touchpoint in words.touchpoints(stage):
        side = touchpoint.employee
        said = [side.team or "", side.does.text if side.does else ""]
        text = " – ".join(part for part in said if part)
        if side.value is not None:
            said = [words.t.signed(side.value)]
            said += [str(words.t(N_("n = {n}"), n=side.asked))] if side.asked else []
            text += f" ({', '.join(said)})"
        if side.irritant:
            text += "\n" + words.t(
                N_("Employee pain point: {text}", "employees"), text=side.irritant.text
            )
        if text:
            items.append(Item(text.strip(), lead=str(words.numbers[touchpoint.id])))
    return tuple(items)


CURVE = N_("Emotion", "lane")


@dataclass(frozen=True)
class Lane:
    """A lane of the poster.

    Attributes
    ----------
    fill
        Returns the texts of a stage.
    main
        Whether its texts are larger (:data:`kit.figures.papers.MAIN`).
    """

    name: Message
    fill: Callable[[LaneTexts, Stage], Cell]
    main: bool = False


ABOVE = (
    Lane(N_("Goal", "lane"), goals),
    Lane(N_("Actions", "lane"), actions),
    Lane(N_("Thoughts", "lane"), thoughts),
    Lane(N_("Touchpoints", "lane"), touchpoints, main=True),
)
"""The lanes above the curve, from top to bottom."""

BELOW = (
    Lane(N_("Pain points", "lane"), pains, main=True),
    Lane(N_("Opportunities", "lane"), opportunities),
    Lane(N_("Indicators", "lane"), indicators),
    Lane(N_("Backstage", "lane"), backstage),
)
"""The lanes below the curve, from top to bottom."""
