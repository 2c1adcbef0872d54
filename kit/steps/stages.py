"""Step 2, stages: the ordered phases of the experience, in the customer's words (M2.1 to M2.8)."""

from __future__ import annotations

import re
from collections.abc import (
    Iterator,
    Mapping,
)
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import Field, model_validator

from kit.diagnostics import Severity
from kit.fields import Count, Id, Record, Statement, Text, normalize, with_list, word_list
from kit.hints import Hint, Kind
from kit.i18n import (
    LANGUAGES,
    N_,
    NP_,
    Message,
    catalogue,
)
from kit.kpi import LISTED_KPIS, Kpis
from kit.plain_data import Data
from kit.rules import Finding, Named, Rule

FEWEST, MOST = 5, 7
"""The recommended number of stages (M2.1)."""

FEWEST_ALLOWED = 3
"""The fewest stages of a ready model (M2.2)."""


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
            (
                N_("Conversion rate: purchase, sign-up or download"),
                N_("Basket abandonment rate"),
            ),
        ),
    },
    "purchase": {
        "awareness": AWARENESS,
        "research": Phase(
            N_("Research and comparison"),
            N_("Give clear answers and be worth the comparison"),
            (
                N_("Visits to product pages"),
                N_("Time to answer"),
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

END_OF_USE = Phase(
    N_("End of use"),
    N_("Make keeping, repairing and disposing easy"),
    (N_("Repair rate"), N_("Share of products taken back")),
)
"""The phase in which the customer keeps, repairs or disposes of the product (M2.8)."""

PHASES: dict[str, Phase] = {
    **{key: phase for model in MODELS.values() for key, phase in model.items()},
    "end-of-use": END_OF_USE,
}

PHASE_MEANING = N_("{objective}. Usual indicators: {kpis}.")

PHASE_MEANINGS: dict[str, Message] = {
    key: PHASE_MEANING.filled(objective=phase.objective, kpis=phase.kpis)
    for key, phase in PHASES.items()
}
"""The objective and the usual KPIs of each phase, as one text (M2.7)."""


class Experience(Record):
    """The goal, actions and thoughts of one persona in a stage (M2.4)."""

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
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "actions", "thoughts")


class Stage(Record):
    """One stage; its place in the file is its place in the journey."""

    id: Id
    name: Annotated[Text, Hint(N_("Stage"), N_("How would a customer name this moment?"))]
    phase: Annotated[
        Text | None,
        Hint(
            N_("Phase"),
            N_("Which phase of the company’s model is it?"),
            kind=Kind.CHOICE,
            choices={k: p.name for k, p in PHASES.items()},
            meanings=PHASE_MEANINGS,
        ),
    ] = None
    objective: Annotated[
        Statement | None,
        Hint(N_("Company objective"), N_("What does the company want here?"), kind=Kind.LONG),
    ] = None
    owner: Annotated[Text | None, Hint(N_("Owner"), N_("Which team owns this stage?"))] = None
    experience: Annotated[
        Mapping[Id, Experience], Hint(N_("Experience"), kind=Kind.GROUP, links=("personas",))
    ] = Field(default_factory=dict)
    kpis: Annotated[Kpis, LISTED_KPIS] = ()
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


TOO_FEW = Rule(
    "stages-missing",
    Severity.WARNING,
    says=NP_("The journey has {count} stage.", "The journey has {count} stages."),
    why=N_(
        "A journey has a beginning, a middle and an end. With fewer than three stages, part of "
        "it stays hidden."
    ),
    fix=N_(
        "Ask the customer what came before and what came after. If necessary, start from a "
        "ready model: awareness, consideration, decision."
    ),
    method=("M2.1", "M2.2"),
)
INBOUND_ALONE = Rule(
    "stages-end-at-purchase",
    Severity.NOTE,
    says=N_("The stages are those of the inbound model: they end with the decision."),
    why=N_(
        "Three stages are allowed, and enough for the way to a purchase. What customers live "
        "afterwards, such as delivery, use and help, is where they decide to come back."
    ),
    fix=N_(
        "If the scenario ends with the purchase, leave it. If not, add the stages that follow, "
        "up to the end of use; five to seven in all are usual."
    ),
    method=("M2.1", "M2.2", "M2.8"),
)
UNUSUAL_NUMBER = Rule(
    "stage-count",
    Severity.NOTE,
    says=NP_(
        "The journey has {count} stage; five to seven are usual.",
        "The journey has {count} stages; five to seven are usual.",
    ),
    why=N_("With fewer, different moments share one score. With more, readers lose the thread."),
    fix=N_(
        "Split a stage in which the customer’s goal changes, or merge neighbours in which it "
        "stays the same. If the story is right as it is, leave it: the number is a custom, not "
        "a rule."
    ),
    method=("M2.1", "M2.2"),
)
DEPARTMENT_NAME = Rule(
    "stage-named-after-department",
    Severity.WARNING,
    says=N_("The stage “{stage}” is named after a department."),
    why=N_(
        "A stage named after a department shows how the company is organised and hides what "
        "the customer is trying to do."
    ),
    fix=N_(
        "Ask “How would a customer name this moment?”: “I wait for my parcel” rather than "
        "“Logistics”. Put the department under {owner}."
    ),
    method=("M2.1",),
)
COMPANY_WORDS = Rule(
    "stage-in-company-words",
    Severity.WARNING,
    says=N_("The stage “{stage}” has the name of a phase of the model."),
    why=N_(
        "The word is right for the company, and has its place under phase. A name in the "
        "customer’s words reminds everyone whose journey it is."
    ),
    fix=N_(
        "Choose the word under {phase}: it brings its objective and its usual indicators. Then "
        "give the stage a name that a customer would use, such as “I look for an idea”."
    ),
    method=("M2.1", "M2.2"),
)
WITHOUT_OBJECTIVE = Rule(
    "stage-without-objective",
    Severity.NOTE,
    says=N_("The stage “{stage}” has no company objective."),
    why=N_(
        "With the customer’s goal and the company’s objective side by side, you can see "
        "whether they pull in the same direction."
    ),
    fix=N_("Under objective, write in one sentence what the company wants here."),
    method=("M2.4",),
)
WITHOUT_OWNER = Rule(
    "stage-without-owner",
    Severity.NOTE,
    says=N_("The stage “{stage}” has no owner."),
    why=N_("Without an owner, nobody improves it."),
    fix=N_("Under owner, name the team to ask when this stage goes badly."),
    method=("M2.4",),
)


def names_department(name: str) -> bool:
    """Return whether a stage's name is only the name of one or several departments (M2.1)."""
    parts = re.split(r"\s(?:et|and)\s|[&/,+]", name)
    return _department(name) or all(_department(part) for part in parts)


def _department(name: str) -> bool:
    departments, around = word_list("departments"), word_list("departments-around")
    words = normalize(name).split()
    while words and " ".join(words) not in departments:
        if words[0] in around:
            words = words[1:]
        elif words[-1] in around:
            words = words[:-1]
        else:
            return False
    return bool(words)


@cache
def phase_names() -> frozenset[str]:
    """Return the names of phases, normalised, in every language and in other words (M2.2)."""
    names = [phase.name for phase in PHASES.values()]
    known = (catalogue(lang, "model").look_up(name) for lang in LANGUAGES for name in names)
    return frozenset((*map(normalize, known), *word_list("phases")))


ARTICLES = frozenset(("the", "l", "la", "le", "les"))


def names_phase(name: str) -> bool:
    """Return whether a stage's name is only that of a phase, with or without an article (M2.2).

    >>> names_phase("L’achat"), names_phase("J’achète"), names_phase("Prise de conscience")
    (True, False, True)
    """
    words = normalize(name).split()
    bare = words[1:] if words and words[0] in ARTICLES else words
    return " ".join(bare) in phase_names()


def _inbound_alone(stages: tuple[Stage, ...]) -> bool:
    """Return whether the stages are the three of the inbound model, by phase or by name (M2.2)."""
    phases = [stage.phase for stage in stages]
    return phases == [*MODELS["inbound"]] or (
        len(stages) == FEWEST_ALLOWED and all(names_phase(stage.name) for stage in stages)
    )


def check(stages: tuple[Stage, ...], named: Named) -> Iterator[Finding]:
    """Yield findings on stages and their names (M2.1, M2.2, M2.4)."""
    count = len(stages)
    if count < FEWEST_ALLOWED:
        yield TOO_FEW.at("stages", count=count)
    elif _inbound_alone(stages):
        yield INBOUND_ALONE.at("stages")
    elif not FEWEST <= count <= MOST:
        yield UNUSUAL_NUMBER.at("stages", count=count)
    for stage in stages:
        place, name = ("stages", stage.id), named(stage.id)
        if names_phase(stage.name):
            yield COMPANY_WORDS.at(*place, "name", stage=name)
        elif names_department(stage.name):
            yield DEPARTMENT_NAME.at(*place, "name", stage=name)
        if not stage.objective:
            yield WITHOUT_OBJECTIVE.at(*place, "objective", stage=name)
        if not stage.owner:
            yield WITHOUT_OWNER.at(*place, "owner", stage=name)
