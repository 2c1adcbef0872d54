"""Step 3, touchpoints: every contact with the brand, with its channel (M3.1 to M3.6, M7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import model_validator

from kit.fields import (
    Count,
    Hint,
    Id,
    Kind,
    Rating,
    Record,
    Records,
    Score,
    Statement,
    Text,
    with_list,
)
from kit.i18n import N_, Message
from kit.kpi import Kpis

DEFAULT_IMPORTANCE = 3
"""The weight of a touchpoint whose importance nobody has given (F1)."""


@dataclass(frozen=True)
class Channel:
    """A channel of the catalogue: where it is, and whether the company controls it (M3.1)."""

    name: Message
    online: bool
    controlled: bool = True


CHANNELS: dict[str, Channel] = {
    "shop": Channel(N_("Shop"), online=False),
    "window": Channel(N_("Window and street"), online=False),
    "call-centre": Channel(N_("Call centre"), online=False),
    "website": Channel(N_("Website"), online=True),
    "search-engine": Channel(N_("Search engine"), online=True, controlled=False),
    "mobile-app": Channel(N_("Mobile app"), online=True),
    "email": Channel(N_("E-mail"), online=True),
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


class OwnChannel(Record):
    """A channel that the catalogue lacks, added by a workshop (M3.3)."""

    id: Id
    name: Annotated[Text, Hint(N_("Channel"))]
    online: Annotated[bool, Hint(N_("Online"), kind=Kind.YES_NO)] = False
    controlled: Annotated[bool, Hint(N_("Controlled by the company"), kind=Kind.YES_NO)] = True


class EmployeeSide(Record):
    """Behind the scenes of a touchpoint: the team, what it does and how it feels (M7.2)."""

    team: Annotated[Text | None, Hint(N_("Team"), N_("Which team is behind it?"))] = None
    does: Annotated[
        Statement | None,
        Hint(N_("What the team does"), N_("What does the team do here?"), kind=Kind.LONG),
    ] = None
    sentiment: Annotated[
        Score | None,
        Hint(
            N_("Employees' sentiment"),
            N_("How do the employees feel about it?"),
            kind=Kind.SCALE,
            low=N_("very negative"),
            high=N_("very positive"),
        ),
    ] = None
    irritant: Annotated[
        Statement | None,
        Hint(N_("Employees' irritant"), N_("What bothers the employees?"), kind=Kind.LONG),
    ] = None


class Touchpoint(Record):
    """One contact with the brand; its place in the file is its place within the stage."""

    id: Id
    stage: Annotated[
        Id,
        Hint(N_("Stage"), N_("In which stage does it happen?"), kind=Kind.LINK, links=("stages",)),
    ]
    channel: Annotated[
        Id,
        Hint(
            N_("Channel"),
            N_("Through which channel?"),
            kind=Kind.CHOICE,
            choices={k: c.name for k, c in CHANNELS.items()},
            links=("channels",),
        ),
    ]
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
            N_("Positive or irritant"),
            N_("Does it please or irritate?"),
            N_("Did this contact please or irritate you?"),
            Kind.CHOICE,
            choices={"positive": N_("positive"), "irritant": N_("irritant")},
        ),
    ] = None
    personas: Annotated[
        tuple[Id, ...],
        Hint(
            N_("Personas"),
            N_("Which personas does it concern? (none named: all)"),
            kind=Kind.LINK,
            links=("personas",),
        ),
    ] = ()
    employee: Annotated[EmployeeSide, Hint(N_("Behind the scenes"), kind=Kind.GROUP)] = (
        EmployeeSide()
    )
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
        date | None, Hint(N_("Last changed"), N_("When was it added or changed?"), kind=Kind.DATE)
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: object) -> object:
        return with_list(value, "personas")

    @property
    def weight(self) -> int:
        """Its importance, or the default (F1)."""
        return self.importance or DEFAULT_IMPORTANCE


Touchpoints = Records[Touchpoint]
