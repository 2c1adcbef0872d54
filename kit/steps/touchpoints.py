"""Step 3, touchpoints: every contact with the brand, with its channel (M3.1 to M3.6, M7.2)."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Iterator,
    Sequence,
)
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import model_validator

from kit.diagnostics import Severity
from kit.fields import Count, Day, Id, Rating, Record, Records, Score, Statement, Text, with_list
from kit.hints import Hint, Kind
from kit.i18n import (
    N_,
    NP_,
    Message,
    quote,
)
from kit.kpi import Kpis
from kit.plain_data import Data
from kit.rules import Finding, Named, Rule

NATURES = {"positive": N_("positive"), "irritant": N_("negative", "touchpoint")}
"""The nature of a touchpoint: a positive moment or an irritant (M3.6)."""

DEFAULT_IMPORTANCE = 3
"""The weight of a touchpoint without a stated importance (F1)."""


@dataclass(frozen=True)
class Channel:
    """A channel of the catalogue: where it is, and whether the company controls it (M3.1)."""

    name: Message
    online: bool | None
    controlled: bool | None = True


CHANNELS: dict[str, Channel] = {
    "shop": Channel(N_("Shop"), online=False),
    "window": Channel(N_("Window and street"), online=False),
    "call-centre": Channel(N_("Call centre"), online=False),
    "website": Channel(N_("Website"), online=True),
    "search-engine": Channel(N_("Search engine"), online=True, controlled=False),
    "mobile-app": Channel(N_("Mobile app"), online=True),
    "email": Channel(N_("Email"), online=True),
    "newsletter": Channel(N_("Newsletter"), online=True),
    "chat": Channel(N_("Chat and chatbot"), online=True),
    "social-networks": Channel(N_("Social networks"), online=True, controlled=False),
    "online-ads": Channel(N_("Online ads"), online=True),
    "radio": Channel(N_("Radio"), online=False),
    "print": Channel(N_("Print", "channel"), online=False),
    "events": Channel(N_("Events and demonstrations"), online=False),
    "delivery": Channel(N_("Delivery"), online=False),
    "invoice": Channel(N_("Invoice"), online=False),
    "packaging": Channel(N_("Packaging"), online=False),
    "repair": Channel(N_("Repair"), online=False),
    "word-of-mouth": Channel(N_("Word of mouth"), online=False, controlled=False),
    "reviews": Channel(N_("Customer reviews"), online=True, controlled=False),
    "comparison-sites": Channel(N_("Comparison sites"), online=True, controlled=False),
    "blogs-forums": Channel(N_("Blogs and forums"), online=True, controlled=False),
    "posters": Channel(N_("Posters"), online=False),
    "webinars": Channel(N_("Webinars"), online=True),
    "help-desk": Channel(N_("Help desk"), online=False),
    "sales-calls": Channel(N_("Sales calls"), online=False),
    "direct-mail": Channel(N_("Direct mail"), online=False),
    "returns": Channel(N_("Returns"), online=False),
}
"""The channels catalogue (M3.3); a workshop can add its own."""

NOT_SAID = Channel(N_("not specified yet"), online=None, controlled=None)
"""The channel of a touchpoint that has none stated yet (M3.2)."""


class OwnChannel(Record):
    """A channel that a workshop adds to the catalogue (M3.3)."""

    id: Id
    name: Annotated[Text, Hint(N_("Channel"))]
    online: Annotated[bool, Hint(N_("Online"), kind=Kind.YES_NO)] = False
    controlled: Annotated[bool, Hint(N_("Controlled by the company"), kind=Kind.YES_NO)] = True


class EmployeeSide(Record):
    """A touchpoint behind the scenes: the team, what it does and how it feels (M7.2)."""

    team: Annotated[Text | None, Hint(N_("Team"), N_("Which backstage team is behind it?"))] = None
    does: Annotated[
        Statement | None,
        Hint(N_("What the team does"), N_("What does the team do here?"), kind=Kind.LONG),
    ] = None
    sentiment: Annotated[
        Score | None,
        Hint(
            N_("Employees’ sentiment"),
            N_("How do the employees feel about it?"),
            kind=Kind.SCALE,
            low=N_("very negative"),
            high=N_("very positive"),
        ),
    ] = None
    irritant: Annotated[
        Statement | None,
        Hint(N_("Employee pain point"), N_("What bothers the employees?"), kind=Kind.LONG),
    ] = None


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
    kpis: Kpis = ()
    repeats_information: Annotated[
        bool,
        Hint(
            N_("Information asked for again"),
            N_("Does the customer have to repeat what another channel already knows?"),
            N_("Did you have to repeat information that you had already given?"),
            Kind.YES_NO,
        ),
    ] = False
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
        return with_list(value, "personas")

    @property
    def weight(self) -> int:
        """Its importance, or the default (F1)."""
        return self.importance or DEFAULT_IMPORTANCE


Touchpoints = Records[Touchpoint]


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
        "words. What is said there often decides before any contact."
    ),
    fix=N_(
        "Add word of mouth, reviews, comparison sites or social networks, in the stage where "
        "they matter."
    ),
    method=("M3.1", "M3.4"),
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
        "For the decisive touchpoints, write under employee the team, what it does there, how "
        "it feels about it and what bothers it. Ask the teams themselves."
    ),
    method=("M7.2", "M7.7"),
)


def check(
    touchpoints: tuple[Touchpoint, ...],
    channel: Callable[[str | None], Channel | OwnChannel],
    named: Named,
) -> Iterator[Finding]:
    """Yield findings on the touchpoints as a whole (M3.1, M3.2, M7.2)."""
    if not touchpoints:
        yield TOUCHPOINTS_MISSING.at("touchpoints")
        return
    unsaid = [t.id for t in touchpoints if t.channel is None]
    if unsaid:
        names = tuple(quote(named(id)) for id in unsaid)
        place = ("touchpoints", unsaid[0], "channel")
        yield WITHOUT_CHANNEL.at(*place, count=len(names), touchpoints=names)
    else:
        yield from _one_sided([channel(t.channel) for t in touchpoints])
    unweighed = [t.id for t in touchpoints if t.importance is None]
    if unweighed:
        names = tuple(quote(named(id)) for id in unweighed)
        yield IMPORTANCE_MISSING.at("touchpoints", count=len(names), touchpoints=names)
    if not any(t.employee.team for t in touchpoints):
        yield BACKSTAGE_MISSING.at("touchpoints")


def _one_sided(channels: Sequence[Channel | OwnChannel]) -> Iterator[Finding]:
    """Yield findings on the channels of a whole map (M3.1)."""
    if all(c.online for c in channels):
        yield NO_OFFLINE.at("touchpoints")
    if not any(c.online for c in channels):
        yield NO_ONLINE.at("touchpoints")
    if all(c.controlled for c in channels):
        yield NO_UNCONTROLLED.at("touchpoints")
