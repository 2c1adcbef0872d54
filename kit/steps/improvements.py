"""Step 6, improvements: what to repair or build, owned and prioritised (M6.1 to M6.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kit.diagnostics import Severity
from kit.fields import Day, Id, Rating, Record, Statement, Text, normalize, with_list
from kit.hints import Hint, Kind
from kit.i18n import N_
from kit.plain_data import Data
from kit.ranking import Rank, RankReason, Votes
from kit.rules import Finding, Named, Rule

KINDS = {
    "quick-change": N_("quick change"),
    "repair": N_("repair", "improvement"),
    "build": N_("build", "improvement"),
    "rebuild": N_("rebuild", "improvement"),
    "personalisation": N_("personalisation", "improvement"),
}
WHOSE = {"customers": N_("customers"), "employees": N_("employees")}
"""People whose emotion an improvement changes (M7.2b)."""

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
"""The least impact or effort that is high (F6)."""

RICE_IMPACT = {1: 0.25, 2: 0.5, 3: 1.0, 4: 2.0, 5: 3.0}
CONFIDENCES = (100, 80, 50)
RICE_MONTHS = {1: 0.25, 2: 1.0, 3: 3.0, 4: 6.0, 5: 12.0}


def quadrant(impact: int, effort: int) -> Quadrant:
    """Return the quadrant of impact and effort (F6, M6.4).

    >>> quadrant(impact=5, effort=2)
    'quick-win'
    """
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


def _percent(value: Data) -> Data:
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
            N_("Whose emotion? (none: all personas)"),
            kind=Kind.LINK,
            links=("personas",),
        ),
    ] = None
    whose: Annotated[
        Literal["customers", "employees"],
        Hint(
            N_("For whom"),
            N_("Customers’ emotion, or the employees’?"),
            kind=Kind.CHOICE,
            choices=WHOSE,
        ),
    ] = "customers"


def on_customers(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects on customers' emotions, which alone count towards the target (F10)."""
    return tuple(effect for effect in effects if effect.whose == "customers")


class Improvement(Record):
    """An improvement: which pain points it removes, what it costs and who owns it."""

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
        Literal["quick-change", "repair", "build", "rebuild", "personalisation"] | None,
        Hint(
            N_("Kind"),
            N_("Repair or build? From scratch, a simple change, or personalisation?"),
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
    relieves: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Relieves employees"),
            N_("At which touchpoints does it remove what bothers employees?"),
            kind=Kind.LINK,
            links=("touchpoints",),
        ),
    ] = ()
    knows: Annotated[
        Statement | None,
        Hint(
            N_("Known of the customer"),
            N_("If it is personalisation: what must be known of the customer?"),
            kind=Kind.LONG,
        ),
    ] = None
    consent: Annotated[
        Text | None,
        Hint(
            N_("Consent"),
            N_("If it is personalisation: what has the customer agreed to, and where?"),
        ),
    ] = None
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
        Hint(N_("Confidence"), N_("How sure are you: 100, 80 or 50%?"), kind=Kind.NUMBER),
    ] = None
    effort_months: Annotated[
        float | None,
        Field(gt=0),
        Hint(N_("Person-months"), N_("How many person-months?"), kind=Kind.NUMBER),
    ] = None
    cost: Annotated[
        Text | None,
        Hint(N_("Cost"), N_("What does it cost, roughly, and how is it paid for?")),
    ] = None
    goal: Annotated[
        Id | None,
        Hint(
            N_("Company goal"),
            N_("Which company goal does it serve?"),
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
    decided_by: Annotated[
        Text | None, Hint(N_("Decided by"), N_("Who decides whether it is done?"))
    ] = None
    owner: Annotated[Text | None, Hint(N_("Owner"), N_("Which team owns it?"))] = None
    due: Annotated[Day | None, Hint(N_("Due"), N_("By when?"), kind=Kind.DATE)] = None
    status: Annotated[
        Literal["proposed", "planned", "under-way", "done", "dropped"],
        Hint(N_("Status"), kind=Kind.CHOICE, choices=STATUSES),
    ] = "proposed"
    done: Annotated[Day | None, Hint(N_("Done on"), N_("When was it done?"), kind=Kind.DATE)] = None
    votes: Votes = None
    rank: Rank = None
    rank_reason: RankReason = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "removes", "strengthens", "relieves")

    @property
    def quadrant(self) -> Quadrant | None:
        """Its quadrant (F6), or None without impact or effort."""
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
        """True if it is still to be done."""
        return self.status not in ("done", "dropped")


WITHOUT_OWNER = Rule(
    "improvement-without-owner",
    Severity.WARNING,
    says=N_("“{improvement}” has no owner yet."),
    why=N_(
        "Without an owner, an improvement is only a wish and will still be there at the next "
        "map review."
    ),
    fix=N_(
        "Ask the team that will do it, then name it under {owner}. If no team wants it, ask why."
    ),
    method=("M6.6",),
)
WITHOUT_GOAL = Rule(
    "improvement-without-goal",
    Severity.WARNING,
    says=N_("“{improvement}” is not linked to a company goal."),
    why=N_(
        "Budgets follow goals. An improvement that serves none is the first to be cut, however "
        "much customers would gain."
    ),
    fix=N_(
        "List the company goals under {goals} and, under {goal}, give the one that this "
        "improvement serves."
    ),
    method=("M6.3",),
)
WITHOUT_METRIC = Rule(
    "improvement-without-metric",
    Severity.WARNING,
    says=N_("“{improvement}” does not say {missing}."),
    why=N_(
        "Without an expected change stated in advance, you will always find that something "
        "changed, and learn nothing."
    ),
    fix=N_(
        "Under {kpi}, give an indicator of a stage or touchpoint and, under {expected_change}, by "
        "how much it should move, and by when."
    ),
    method=("M6.3", "M6.11"),
)
WITHOUT_OPPORTUNITY = Rule(
    "opportunity-missing",
    Severity.WARNING,
    says=N_("“{improvement}” has a solution but no opportunity."),
    why=N_(
        "With only a solution, you cannot find a better one. The opportunity states what "
        "customers need, whatever the solution."
    ),
    fix=N_(
        "Ask “What would customers be able to do then?” and write the answer under "
        "{opportunity}, without mentioning a product, a screen or a technology."
    ),
    method=("M6.7",),
)
OPPORTUNITY_IS_SOLUTION = Rule(
    "opportunity-is-solution",
    Severity.WARNING,
    says=N_("“{improvement}” has the same opportunity and solution."),
    why=N_(
        "If the need is worded as a solution, the first idea wins before anyone looks for a second."
    ),
    fix=N_(
        "Keep the solution, and write under {opportunity} the need behind it: “know what it costs "
        "before I order” rather than “show delivery costs on the product page”."
    ),
    method=("M6.7",),
)
UNSCORED = Rule(
    "improvement-unscored",
    Severity.WARNING,
    says=N_("“{improvement}” still lacks {missing}."),
    why=N_(
        "Without both, it has no place in the impact–effort matrix and can be neither chosen "
        "nor refused."
    ),
    fix=N_(
        "Ask participants to score impact (what customers gain) and effort from 1 to 5, alone "
        "first, then together."
    ),
    method=("M6.4", "F6"),
)
UNDATED = Rule(
    "improvement-without-date",
    Severity.WARNING,
    says=N_("“{improvement}” is {status} but has no date."),
    why=N_("Work without a date gives way to work that has one."),
    fix=N_(
        "Agree on a date with the owner and write it under {due}. A month is precise enough to "
        "start with."
    ),
    method=("M6.6",),
)


PERSONAL_WITHOUT_CONSENT = Rule(
    "personalisation-without-consent",
    Severity.WARNING,
    says=N_("“{improvement}” is personalisation, but lacks {missing}."),
    why=N_(
        "A personal email or offer rests on what is known of the customer. Without consent it "
        "may not be sent, and customers feel watched rather than recognised."
    ),
    fix=N_(
        "Under {knows}, write which data it needs; under {consent}, what the customer has agreed "
        "to and where. If nothing is needed, it is no personalisation."
    ),
    method=("M4.6",),
)


def check(improvements: tuple[Improvement, ...], named: Named) -> Iterator[Finding]:
    """Yield findings on improvements that are not dropped (M6.3, M6.4, M6.6, M6.7)."""
    for improvement in improvements:
        if improvement.status == "dropped":
            continue
        place, name = ("improvements", improvement.id), {"improvement": named(improvement.id)}
        if not improvement.owner:
            yield WITHOUT_OWNER.at(*place, "owner", **name)
        if not improvement.goal:
            yield WITHOUT_GOAL.at(*place, "goal", **name)
        if not improvement.opportunity:
            yield WITHOUT_OPPORTUNITY.at(*place, "opportunity", **name)
        elif normalize(improvement.opportunity.text) == normalize(improvement.solution.text):
            yield OPPORTUNITY_IS_SOLUTION.at(*place, "opportunity", **name)
        if improvement.status in ("planned", "under-way") and not improvement.due:
            yield UNDATED.at(*place, "due", status=STATUSES[improvement.status], **name)
        if improvement.kind == "personalisation":
            needed = {"knows": N_("what is known of the customer"), "consent": N_("the consent")}
            lacking = [field for field in needed if not getattr(improvement, field)]
            if lacking:
                labels = tuple(needed[field] for field in lacking)
                yield PERSONAL_WITHOUT_CONSENT.at(*place, lacking[0], missing=labels, **name)
        for rule, unsaid in (
            (
                WITHOUT_METRIC,
                {
                    "kpi": N_("which indicator will show it"),
                    "expected_change": N_("which change is expected"),
                },
            ),
            (UNSCORED, {"impact": N_("a score for impact"), "effort": N_("a score for effort")}),
        ):
            missing = [field for field in unsaid if not getattr(improvement, field)]
            if missing:
                labels = tuple(unsaid[field] for field in missing)
                yield rule.at(*place, missing[0], missing=labels, **name)
