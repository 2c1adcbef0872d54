"""Step 6, improvements: what to repair or build, owned and prioritised (M6.1 to M6.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kit.fields import Day, Hint, Id, Kind, Rating, Record, Records, Statement, Text, with_list
from kit.i18n import N_

KINDS = {
    "quick-change": N_("quick change"),
    "repair": N_("repair", "improvement"),
    "build": N_("build", "improvement"),
    "rebuild": N_("rebuild", "improvement"),
}
STATUSES = {
    "proposed": N_("proposed", "improvement"),
    "planned": N_("planned", "improvement"),
    "under-way": N_("under way", "improvement"),
    "done": N_("done", "improvement"),
    "dropped": N_("dropped", "improvement"),
}

Quadrant = Literal["quick-win", "big-bet", "fill-in", "time-sink"]

QUADRANTS = {
    "quick-win": N_("quick win"),
    "big-bet": N_("big bet"),
    "fill-in": N_("fill-in"),
    "time-sink": N_("time sink"),
}

HIGH = 4
"""From 4 an impact or an effort is high (F6)."""

RICE_IMPACT = {1: 0.25, 2: 0.5, 3: 1.0, 4: 2.0, 5: 3.0}
CONFIDENCES = (100, 80, 50)
RICE_MONTHS = {1: 0.25, 2: 1.0, 3: 3.0, 4: 6.0, 5: 12.0}


def quadrant(impact: int, effort: int) -> Quadrant:
    """Place an improvement by impact and effort (F6, M6.4)."""
    if impact >= HIGH:
        return "big-bet" if effort >= HIGH else "quick-win"
    return "time-sink" if effort >= HIGH else "fill-in"


def rice(reach: float, impact: int, confidence: int, months: float) -> float:
    """Return reach × impact × confidence ÷ effort (F7).

    Parameters
    ----------
    reach
        Customers per quarter.
    impact
        1 to 5, taken as 0.25, 0.5, 1, 2, 3.
    confidence
        In percent: 100, 80 or 50.
    months
        Effort in person-months.
    """
    return reach * RICE_IMPACT[impact] * confidence / 100 / months


def _percent(value: Any) -> Any:
    return value.rstrip("% \N{NO-BREAK SPACE}") if isinstance(value, str) else value


def _known_confidence(value: int) -> int:
    if value not in CONFIDENCES:
        raise PydanticCustomError("confidence", "is none of 100, 80 and 50")
    return value


Confidence = Annotated[
    int,
    BeforeValidator(_percent),
    AfterValidator(_known_confidence),
    Field(json_schema_extra={"enum": list(CONFIDENCES)}),
]


class Effect(Record):
    """The expected effect on an emotion (F10)."""

    at: Annotated[
        Id,
        Hint(
            N_("At"),
            N_("At which stage or touchpoint?"),
            kind=Kind.LINK,
            links=("stages", "touchpoints"),
        ),
    ]
    change: Annotated[
        float,
        Field(ge=-4, le=4),
        Hint(N_("Change", "emotion"), N_("By how much, from −4 to +4?"), kind=Kind.SCALE),
    ]
    persona: Annotated[
        Id | None,
        Hint(
            N_("Persona"),
            N_("Whose emotion? (none named: everyone's)"),
            kind=Kind.LINK,
            links=("personas",),
        ),
    ] = None


class Improvement(Record):
    """One improvement: which pain it removes, what it costs and who answers for it."""

    id: Id
    solution: Annotated[Statement, Hint(N_("Solution"), N_("What will be done?"), kind=Kind.LONG)]
    opportunity: Annotated[
        Statement | None,
        Hint(
            N_("Opportunity"),
            N_("Which need does it answer, whatever the solution?"),
            kind=Kind.LONG,
        ),
    ] = None
    kind: Annotated[
        Literal["quick-change", "repair", "build", "rebuild"] | None,
        Hint(
            N_("Kind"),
            N_("Repair or build? From scratch, or a simple change?"),
            kind=Kind.CHOICE,
            choices=KINDS,
        ),
    ] = None
    removes: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Removes"),
            N_("Which pain points does it remove?"),
            kind=Kind.LINK,
            links=("pain_points",),
        ),
    ] = ()
    strengthens: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Strengthens"),
            N_("Which positive touchpoints does it strengthen?"),
            kind=Kind.LINK,
            links=("touchpoints",),
        ),
    ] = ()
    impact: Annotated[
        Rating | None,
        Hint(
            N_("Impact"),
            N_("How much will customers gain?"),
            kind=Kind.SCALE,
            low=N_("hardly anything"),
            high=N_("very much"),
        ),
    ] = None
    effort: Annotated[
        Rating | None,
        Hint(
            N_("Effort"),
            N_("How much work is it?"),
            kind=Kind.SCALE,
            low=N_("days", "effort"),
            high=N_("a year", "effort"),
        ),
    ] = None
    reach: Annotated[
        float | None,
        Field(gt=0),
        Hint(N_("Reach"), N_("How many customers per quarter does it reach?"), kind=Kind.NUMBER),
    ] = None
    confidence: Annotated[
        Confidence | None,
        Hint(N_("Confidence"), N_("How sure are you: 100, 80 or 50 %?"), kind=Kind.NUMBER),
    ] = None
    effort_months: Annotated[
        float | None,
        Field(gt=0),
        Hint(N_("Person-months"), N_("How many person-months?"), kind=Kind.NUMBER),
    ] = None
    goal: Annotated[
        Id | None,
        Hint(
            N_("Company goal"),
            N_("Which goal of the company does it serve?"),
            kind=Kind.LINK,
            links=("goals",),
        ),
    ] = None
    stage: Annotated[
        Id | None,
        Hint(
            N_("Funnel step"),
            N_("Which step of the funnel does it serve?"),
            kind=Kind.LINK,
            links=("stages",),
        ),
    ] = None
    kpi: Annotated[
        Id | None,
        Hint(N_("Indicator"), N_("Which indicator will show it?"), kind=Kind.LINK, links=("kpis",)),
    ] = None
    expected_change: Annotated[
        Text | None, Hint(N_("Expected change"), N_("By how much should the indicator move?"))
    ] = None
    effects: Annotated[
        tuple[Effect, ...],
        Hint(
            N_("Expected effect on emotions"),
            N_("Which emotions will change, and by how much?"),
            kind=Kind.LIST,
        ),
    ] = ()
    owner: Annotated[Text | None, Hint(N_("Owner"), N_("Which team answers for it?"))] = None
    due: Annotated[Day | None, Hint(N_("Due"), N_("By when?"), kind=Kind.DATE)] = None
    status: Annotated[
        Literal["proposed", "planned", "under-way", "done", "dropped"],
        Hint(N_("Status"), kind=Kind.CHOICE, choices=STATUSES),
    ] = "proposed"
    votes: Annotated[
        int | None,
        Field(ge=0),
        Hint(N_("Dots"), N_("How many dots did the room give it?"), kind=Kind.NUMBER),
    ] = None
    rank: Annotated[
        int | None,
        Field(ge=1),
        Hint(N_("Rank by hand"), N_("Which rank do you give it yourselves?"), kind=Kind.NUMBER),
    ] = None
    rank_reason: Annotated[Text | None, Hint(N_("Reason for the rank"), N_("Why this rank?"))] = (
        None
    )

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: object) -> object:
        return with_list(value, "removes", "strengthens")

    @property
    def quadrant(self) -> Quadrant | None:
        """Its place by impact and effort (F6), where both are given."""
        if self.impact is None or self.effort is None:
            return None
        return quadrant(self.impact, self.effort)

    @property
    def rice(self) -> float | None:
        """Its RICE score (F7), or None without reach, confidence, impact or effort."""
        months = self.effort_months or (RICE_MONTHS[self.effort] if self.effort else None)
        if self.reach is None or self.confidence is None or self.impact is None or not months:
            return None
        return rice(self.reach, self.impact, self.confidence, months)

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.status not in ("done", "dropped")


Improvements = Records[Improvement]


@dataclass(frozen=True)
class Standing:
    """One of the first three, and how often it stays there (F8)."""

    id: str
    stays: int
    of: int

    @property
    def share(self) -> float:
        """The share of the changes tried in which it stays among the first three."""
        return self.stays / self.of


def by_impact_and_effort(scores: Mapping[str, tuple[int, int]]) -> list[str]:
    """Rank ids by impact minus effort, then by impact, then in the order given (M6.4)."""
    return sorted(scores, key=lambda i: (scores[i][1] - scores[i][0], -scores[i][0]))


def standings(improvements: Sequence[Improvement]) -> tuple[Standing, ...]:
    """Try how robust the first three are (F8, M6.5).

    Every single change of ±1 in one impact or effort that stays on the scale is tried, and the
    other method (RICE) where it can be computed for all.
    """
    scored = {i.id: (i.impact, i.effort) for i in improvements if i.impact and i.effort}
    first = by_impact_and_effort(scored)[:3]
    trials: list[list[str]] = []
    for changed, (impact, effort) in scored.items():
        for step in (-1, 1):
            if 1 <= impact + step <= 5:
                trials.append(
                    by_impact_and_effort({**scored, changed: (impact + step, effort)})[:3]
                )
            if 1 <= effort + step <= 5:
                trials.append(
                    by_impact_and_effort({**scored, changed: (impact, effort + step)})[:3]
                )
    rices = {i.id: i.rice for i in improvements if i.id in scored}
    if rices and all(value is not None for value in rices.values()):
        trials.append(sorted(rices, key=lambda i: -(rices[i] or 0))[:3])
    return tuple(Standing(i, sum(i in trial for trial in trials), len(trials)) for i in first)
