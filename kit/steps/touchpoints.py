"""Step 3, touchpoints: every contact with the brand, with its channel (M3.1 to M3.9, M7.2)."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Iterator,
    Sequence,
)
from typing import Annotated, Literal

from pydantic import model_validator

from kit.diagnostics import Severity
from kit.fields import Count, Day, Id, Rating, Record, Statement, Text, with_list
from kit.hints import Hint, Kind
from kit.i18n import N_, NP_, quote
from kit.kpi import LISTED_KPIS, Kpis
from kit.plain_data import Data
from kit.rules import Finding, Named, Rule
from kit.steps.channels import CHANNELS as CHANNELS
from kit.steps.channels import NOT_SAID as NOT_SAID
from kit.steps.channels import Channel as Channel
from kit.steps.channels import OwnChannel as OwnChannel
from kit.steps.employees import EmployeeSide as EmployeeSide

NATURES = {"positive": N_("positive"), "irritant": N_("negative", "touchpoint")}
"""The nature of a touchpoint: a positive moment or an irritant (M3.6)."""

TONES = {
    "warm": N_("warm", "tone"),
    "factual": N_("factual", "tone"),
    "expert": N_("expert", "tone"),
    "playful": N_("playful", "tone"),
    "formal": N_("formal", "tone"),
}
"""Tones in which a company speaks; any other word is a client's own (M3.8)."""

ACCESS = {
    "full": N_("fully", "access"),
    "partial": N_("in part", "access"),
    "none": N_("not at all", "access"),
}
"""Degrees to which a digital touchpoint can be used by everyone, or on a phone (M3.9)."""

IMPORTANT = 4
"""The least importance from which a touchpoint's satisfaction is asked for (M3.7)."""

DEFAULT_IMPORTANCE = 3
"""The weight of a touchpoint without a stated importance (F1)."""


class Touchpoint(Record):
    """One contact with the brand; its place in the file is its place within the stage."""

    id: Id
    stage: Annotated[
        Id,
        Hint(N_("Stage"), N_("In which stage does it happen?"), kind=Kind.LINK, links=("stages",)),
    ]
    channel: Annotated[
        Id | None,
        Hint(
            N_("Channel"),
            N_("Through which channel?"),
            kind=Kind.CHOICE,
            choices={k: c.name for k, c in CHANNELS.items()},
            links=("channels",),
        ),
    ] = None
    controlled: Annotated[
        bool | None,
        Hint(
            N_("Controlled by the company"),
            N_(
                "Does the company decide what happens here? "
                "(nothing said: as the channel usually is)"
            ),
            kind=Kind.YES_NO,
        ),
    ] = None
    name: Annotated[
        Text | None,
        Hint(
            N_("Touchpoint"),
            N_("How would a customer name this contact?"),
            N_("Where did you go, and how did you get there?"),
        ),
    ] = None
    importance: Annotated[
        Rating | None,
        Hint(
            N_("Importance"),
            N_("How much does it matter to the customer?"),
            N_("How important was this contact to you, from 1 to 5?"),
            Kind.SCALE,
            low=N_("hardly"),
            high=N_("decisive"),
        ),
    ] = None
    nature: Annotated[
        Literal["positive", "irritant"] | None,
        Hint(
            N_("Positive or negative"),
            N_("Is it positive or negative for the customer?"),
            N_("Was this contact pleasant or annoying?"),
            Kind.CHOICE,
            choices=NATURES,
        ),
    ] = None
    personas: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Personas"),
            N_("Which personas does it concern? (none: all)"),
            kind=Kind.LINK,
            links=("personas",),
        ),
    ] = ()
    employee: Annotated[EmployeeSide, Hint(N_("Backstage"), kind=Kind.GROUP)] = EmployeeSide()
    kpis: Annotated[Kpis, LISTED_KPIS] = ()
    repeats_information: Annotated[
        bool,
        Hint(
            N_("Information asked for again"),
            N_("Does the customer have to repeat what another channel already knows?"),
            N_("Did you have to repeat information that you had already given?"),
            Kind.YES_NO,
        ),
    ] = False
    promise: Annotated[
        Statement | None,
        Hint(N_("Message"), N_("What is the customer told or promised here?"), kind=Kind.LONG),
    ] = None
    tone: Annotated[
        Text | None,
        Hint(
            N_("Tone"),
            N_("In which tone does the company speak here?"),
            kind=Kind.CHOICE,
            choices=TONES,
        ),
    ] = None
    contradicts: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Contradicts"),
            N_("At which other touchpoints is something else said, or in another tone?"),
            N_(
                "Did anything you were told differ from what you had read or heard elsewhere? What?"
            ),
            Kind.LINK,
            links=("touchpoints",),
        ),
    ] = ()
    accessible: Annotated[
        Literal["full", "partial", "none"] | None,
        Hint(
            N_("Accessible to all"),
            N_("If it is digital: can people with a disability use it?"),
            kind=Kind.CHOICE,
            choices=ACCESS,
        ),
    ] = None
    on_phone: Annotated[
        Literal["full", "partial", "none"] | None,
        Hint(
            N_("On a phone"),
            N_("If it is digital: does it work on a phone?"),
            kind=Kind.CHOICE,
            choices=ACCESS,
        ),
    ] = None
    skipped: Annotated[
        bool | Count,
        Hint(N_("Skipped"), N_("Do some customers skip it? How many?"), kind=Kind.YES_NO),
    ] = False
    repeated: Annotated[
        bool | Count,
        Hint(
            N_("Repeated"), N_("Do some customers come back to it several times?"), kind=Kind.YES_NO
        ),
    ] = False
    abandoned: Annotated[
        bool | Count,
        Hint(N_("Abandonment"), N_("Do some customers give up here? How many?"), kind=Kind.YES_NO),
    ] = False
    changed: Annotated[
        Day | None, Hint(N_("Last changed"), N_("When was it added or changed?"), kind=Kind.DATE)
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "personas", "contradicts")

    @property
    def weight(self) -> int:
        """Its importance, or the default (F1)."""
        return self.importance or DEFAULT_IMPORTANCE

    def met_by(self, persona: str) -> bool:
        """Return whether a persona comes to it; all do where it names none (M1.3)."""
        return not self.personas or persona in self.personas


TOUCHPOINTS_MISSING = Rule(
    "touchpoints-missing",
    Severity.WARNING,
    says=N_("The map has no touchpoint yet."),
    why=N_(
        "Emotions arise somewhere: at a counter, on a page, on the telephone. Without "
        "touchpoints, there is nothing to improve."
    ),
    fix=N_(
        "Walk through the journey in the customer’s shoes: where do I go, and how do I get "
        "there, when I have the problem, when I find what solves it, when I decide to buy, and "
        "afterwards?"
    ),
    method=("M3.1", "M3.4", "M7.7"),
)
NO_OFFLINE = Rule(
    "no-offline",
    Severity.WARNING,
    says=N_("All touchpoints are online."),
    why=N_(
        "Customers are offline too: a parcel, an invoice, a telephone call or a friend’s word "
        "counts as much as a page and is easily forgotten."
    ),
    fix=N_(
        "Ask customers what they did away from the screen: who did they ask, what arrived in "
        "the post, who did they call? If there really is nothing, silence this rule and give "
        "that reason."
    ),
    method=("M3.1", "M3.4", "M7.8"),
)
NO_ONLINE = Rule(
    "no-online",
    Severity.WARNING,
    says=N_("All touchpoints are offline."),
    why=N_(
        "Before they walk in, most people have looked up opening hours, photographs or "
        "ratings. That is their first contact, whether the company is there or not."
    ),
    fix=N_(
        "Look for the company as a customer would, with a search engine, on a map and on "
        "social networks. Add what you find, above all where you find nothing."
    ),
    method=("M3.1", "M3.4", "M7.8"),
)
NO_UNCONTROLLED = Rule(
    "no-uncontrolled",
    Severity.WARNING,
    says=N_("The company controls every touchpoint on this map."),
    why=N_(
        "Customers believe friends, reviews and forums more readily than a company’s own "
        "words. What is said there often decides before any contact, and can harm the "
        "company’s reputation unseen."
    ),
    fix=N_(
        "Add word of mouth, reviews, comparison sites or what others write on social networks, "
        "in the stage where they matter. Your own page does not count: you control it."
    ),
    method=("M3.1", "M3.4", "M3.7"),
)
WITHOUT_CHANNEL = Rule(
    "touchpoint-without-channel",
    Severity.WARNING,
    says=NP_(
        "The channel of {count} touchpoint is not specified yet: {touchpoints}.",
        "The channel of {count} touchpoints is not specified yet: {touchpoints}.",
    ),
    why=N_(
        "Without it, nobody sees which channels a stage lacks, or whether customers are in "
        "contact online, offline or where the company has no control."
    ),
    fix=N_(
        "Ask where it happens and choose the channel. You can accept the board’s guess with "
        "one click."
    ),
    method=("M3.2",),
)
IMPORTANCE_MISSING = Rule(
    "importance-missing",
    Severity.NOTE,
    says=NP_(
        "{count} touchpoint has no importance yet and counts as average: {touchpoints}.",
        "{count} touchpoints have no importance yet and count as average: {touchpoints}.",
    ),
    why=N_(
        "A stage’s score is weighted by the importance of its touchpoints. Without it, the car "
        "park counts as much as the checkout."
    ),
    fix=N_("Give each an importance from 1 (hardly) to 5 (decisive), as customers see it."),
    method=("M3.2", "F1"),
)
BACKSTAGE_MISSING = Rule(
    "backstage-missing",
    Severity.NOTE,
    says=N_("No touchpoint has a backstage team."),
    why=N_(
        "Customers’ emotions often echo those of employees. The cause of a pain point, and the "
        "people who can remove it, are backstage."
    ),
    fix=N_(
        "For the decisive touchpoints, write under {employee} the team, what it does there, how "
        "it feels about it and what bothers it. Ask the teams themselves."
    ),
    method=("M7.2", "M7.7"),
)


def controlled(touchpoint: Touchpoint, channel: Channel | OwnChannel) -> bool | None:
    """Return whether the company controls a touchpoint: as stated, else as its channel (M3.7)."""
    return channel.controlled if touchpoint.controlled is None else touchpoint.controlled


def check(
    touchpoints: tuple[Touchpoint, ...],
    channel: Callable[[str | None], Channel | OwnChannel],
    named: Named,
) -> Iterator[Finding]:
    """Yield findings on the touchpoints as a whole (M3.1, M3.2, M3.7, M7.2)."""
    if not touchpoints:
        yield TOUCHPOINTS_MISSING.at("touchpoints")
        return
    unsaid = [t.id for t in touchpoints if t.channel is None]
    if unsaid:
        names = tuple(quote(named(id)) for id in unsaid)
        place = ("touchpoints", unsaid[0], "channel")
        yield WITHOUT_CHANNEL.at(*place, count=len(names), touchpoints=names)
    else:
        yield from _one_sided([(t, channel(t.channel)) for t in touchpoints])
    unweighed = [t.id for t in touchpoints if t.importance is None]
    if unweighed:
        names = tuple(quote(named(id)) for id in unweighed)
        yield IMPORTANCE_MISSING.at("touchpoints", count=len(names), touchpoints=names)
    if not any(t.employee.team for t in touchpoints):
        yield BACKSTAGE_MISSING.at("touchpoints")


def _one_sided(
    pairs: Sequence[tuple[Touchpoint, Channel | OwnChannel]],
) -> Iterator[Finding]:
    """Yield findings on the channels of a whole map, and on their control (M3.1, M3.7)."""
    if all(channel.online for _, channel in pairs):
        yield NO_OFFLINE.at("touchpoints")
    if not any(channel.online for _, channel in pairs):
        yield NO_ONLINE.at("touchpoints")
    if all(controlled(touchpoint, channel) for touchpoint, channel in pairs):
        yield NO_UNCONTROLLED.at("touchpoints")
