"""Step 2, stages: the ordered phases of the experience, in the customer's words (M2.1 to M2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator

from kit.fields import Count, Hint, Id, Kind, Record, Records, Statement, Text, with_list
from kit.i18n import N_, Message
from kit.kpi import Kpis

FEWEST, MOST = 5, 7
"""How many stages are recommended (M2.1)."""


@dataclass(frozen=True)
class Phase:
    """A phase of a ready model: the company's word for it, its objective and usual KPIs (M2.2)."""

    name: Message
    objective: Message
    kpis: tuple[Message, ...]


AWARENESS = Phase(
    N_("Awareness"),
    N_("Be noticed by people who have the need"),
    (N_("Advertising impressions"), N_("Reach"), N_("Visits from new visitors")),
)
CONSIDERATION = Phase(
    N_("Consideration"),
    N_("Help people compare, and be among their choices"),
    (N_("Newsletter opening rate"), N_("Webinar views"), N_("Time on product pages")),
)
LOYALTY = Phase(
    N_("Loyalty"),
    N_("Make customers want to come back"),
    (N_("Repeat purchase rate"), N_("Net Promoter Score")),
)

MODELS: dict[str, dict[str, Phase]] = {
    "inbound": {
        "awareness": AWARENESS,
        "consideration": CONSIDERATION,
        "decision": Phase(
            N_("Decision"),
            N_("Make the choice and the purchase easy"),
            (N_("Conversion rate"), N_("Basket abandonment rate")),
        ),
    },
    "purchase": {
        "awareness": AWARENESS,
        "research": Phase(
            N_("Research and comparison"),
            N_("Give clear answers and be worth the comparison"),
            (
                N_("Visits to product pages"),
                N_("Newsletter opening rate"),
                N_("Rating on review sites"),
            ),
        ),
        "purchase": Phase(
            N_("Purchase"),
            N_("Let people buy without obstacles"),
            (N_("Conversion rate"), N_("Basket abandonment rate"), N_("Customer effort score")),
        ),
        "after-sales": Phase(
            N_("After-sales service"),
            N_("Solve problems at the first contact"),
            (
                N_("First contact resolution rate"),
                N_("Customer satisfaction"),
                N_("Time to answer"),
            ),
        ),
        "loyalty": LOYALTY,
    },
    "digital": {
        "awareness": AWARENESS,
        "consideration": CONSIDERATION,
        "acquisition": Phase(
            N_("Acquisition"),
            N_("Turn interest into a first purchase or sign-up"),
            (N_("Conversion rate"), N_("Cost per acquisition"), N_("Sign-up completion rate")),
        ),
        "retention": Phase(
            N_("Retention"),
            N_("Be used again, and be worth it"),
            (N_("Retention rate"), N_("Churn rate"), N_("Monthly active users")),
        ),
        "advocacy": Phase(
            N_("Advocacy"),
            N_("Give customers reasons to recommend"),
            (N_("Net Promoter Score"), N_("Referrals"), N_("Reviews left")),
        ),
    },
}
"""The ready models (M2.2): (a) inbound, (b) purchase, (c) digital."""

MODEL_NAMES = {
    "inbound": N_("Awareness, consideration, decision (inbound)"),
    "purchase": N_("Awareness to loyalty, by way of the purchase"),
    "digital": N_("Awareness to advocacy (digital)"),
}

PHASES: dict[str, Phase] = {key: phase for model in MODELS.values() for key, phase in model.items()}


class Experience(Record):
    """What one persona wants, does and thinks in a stage (M2.4)."""

    goal: Annotated[
        Statement | None,
        Hint(
            N_("Goal"),
            N_("What does the customer want to achieve here?"),
            N_("What did you want to achieve at that point?"),
            Kind.LONG,
        ),
    ] = None
    actions: Annotated[
        tuple[Statement, ...],
        Hint(
            N_("Actions"), N_("What does the customer do?"), N_("What did you do then?"), Kind.LIST
        ),
    ] = ()
    thoughts: Annotated[
        tuple[Statement, ...],
        Hint(
            N_("Thoughts"),
            N_("What does the customer think?"),
            N_("What did you think then?"),
            Kind.LIST,
        ),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: object) -> object:
        return with_list(value, "actions", "thoughts")


class Stage(Record):
    """One stage; its place in the file is its place in the journey."""

    id: Id
    name: Annotated[Text, Hint(N_("Stage"), N_("How would a customer name this moment?"))]
    phase: Annotated[
        Text | None,
        Hint(
            N_("Phase"),
            N_("Which phase of the company's model is it?"),
            kind=Kind.CHOICE,
            choices={k: p.name for k, p in PHASES.items()},
        ),
    ] = None
    objective: Annotated[
        Statement | None,
        Hint(N_("Company's objective"), N_("What does the company want here?"), kind=Kind.LONG),
    ] = None
    owner: Annotated[Text | None, Hint(N_("Owner"), N_("Which team answers for this stage?"))] = (
        None
    )
    experience: Annotated[
        Mapping[Id, Experience], Hint(N_("Experience"), kind=Kind.GROUP, links=("personas",))
    ] = Field(default_factory=dict)
    kpis: Kpis = ()
    skipped: Annotated[
        bool | Count,
        Hint(N_("Skipped"), N_("Do some customers skip it? How many?"), kind=Kind.YES_NO),
    ] = False
    repeated: Annotated[
        bool | Count,
        Hint(
            N_("Repeated"), N_("Do some customers go through it several times?"), kind=Kind.YES_NO
        ),
    ] = False
    abandoned: Annotated[
        bool | Count,
        Hint(N_("Abandonment"), N_("Do some customers give up here? How many?"), kind=Kind.YES_NO),
    ] = False


Stages = Records[Stage]
