"""Records that frame the six steps: client, author, scenario, team, upkeep."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from kit.fields import Day, Id, Record, Records, Statement, Text, TimeZone, with_list
from kit.hints import Hint, Kind
from kit.i18n import N_, Language
from kit.plain_data import Data

STATES = {"current": N_("current state"), "future": N_("future state")}
ZONES = {"fr": "Europe/Paris", "en": "Europe/London"}
"""The time zone of a client whose file names none, by the file's language."""

BASES = {"assumptions": N_("assumption-based"), "research": N_("research-based")}

COUNTRIES = frozenset(
    (  # noqa: SIM905 - a list of 249 quoted codes would fill pages
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
        "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
        "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
        "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
        "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
        "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
        "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
        "VN VU WF WS YE YT ZA ZM ZW"
    ).split()
)
"""The countries and territories of ISO 3166-1, by their code of two letters."""


def _country(code: str) -> str:
    if code.upper() not in COUNTRIES:
        raise PydanticCustomError("country", "is not a country code such as FR")
    return code.upper()


Logo = Annotated[
    Text | None,
    Hint(N_("Logo"), N_("Which image file, in the client’s folder?"), kind=Kind.PICTURE),
]
"""The image of a brand."""

Colour = Annotated[
    str | None,
    Field(pattern=r"^#[0-9a-fA-F]{6}$"),
    Hint(N_("Brand colour"), N_("Such as #0b6e4f")),
]
"""The colour of a brand."""

Country = Annotated[
    str,
    AfterValidator(_country),
    WithJsonSchema({"type": "string", "pattern": "^ *[A-Za-z]{2} *$"}),
]
"""A country, by its ISO 3166-1 code of two letters."""


class Client(Record):
    """The company whose customers' journey it is: the subject, with its own brand."""

    name: Annotated[Text, Hint(N_("Client"), N_("Which company is it about?"))]
    language: Annotated[
        Language,
        Hint(
            N_("Language"),
            N_("In which language is this file written?"),
            kind=Kind.CHOICE,
            choices={"fr": N_("French"), "en": N_("English")},
        ),
    ]
    country: Annotated[
        Country | None,
        Hint(
            N_("Country"),
            N_(
                "In which country are its customers? (two letters, such as FR; telephone numbers "
                "are redacted by it: without it, FR for a file in French, GB for one in English)"
            ),
        ),
    ] = None
    """The country whose numbering plan finds telephone numbers first (F17)."""
    time_zone: Annotated[
        TimeZone | None,
        Hint(
            N_("Time zone"),
            N_(
                "In which time zone are times shown? (such as Europe/Paris, which it is without "
                "one for a file in French; for one in English it is Europe/London)"
            ),
        ),
    ] = None
    sector: Annotated[Text | None, Hint(N_("Sector"))] = None
    logo: Logo = None
    colour: Colour = None
    invented: Annotated[
        bool,
        Hint(N_("Invented data"), N_("Is this an example with invented data?"), kind=Kind.YES_NO),
    ] = False

    @property
    def zone(self) -> str:
        """The time zone in which times are shown: the client's, or that of the file's language."""
        return self.time_zone or ZONES[self.language]


class Author(Record):
    """The author of the map, whose brand the report carries."""

    name: Annotated[
        Text | None, Hint(N_("Author"), N_("Under which name is the report delivered?"))
    ] = None
    contact: Annotated[Text | None, Hint(N_("Contact"))] = None
    logo: Logo = None
    colour: Colour = None


class Scenario(Record):
    """The declared scope (M2.5)."""

    title: Annotated[
        Text | None, Hint(N_("Title of the journey"), N_("What is this journey called?"))
    ] = None
    situation: Annotated[
        Text | None,
        Hint(N_("Situation"), N_("In which situation is the customer?"), kind=Kind.LONG),
    ] = None
    goal: Annotated[
        Statement | None,
        Hint(N_("Goal"), N_("What does the customer want to achieve?"), kind=Kind.LONG),
    ] = None
    expectations: Annotated[
        tuple[Statement, ...],
        Hint(N_("Expectations"), N_("What does the customer expect?"), kind=Kind.LIST),
    ] = ()
    starts: Annotated[Text | None, Hint(N_("Start"), N_("Which event starts it?"))] = None
    ends: Annotated[Text | None, Hint(N_("End"), N_("Which event ends it?"))] = None
    state: Annotated[
        Literal["current", "future"] | None,
        Hint(N_("State"), N_("Current or future state?"), kind=Kind.CHOICE, choices=STATES),
    ] = None
    based_on: Annotated[
        Literal["assumptions", "research"] | None,
        Hint(
            N_("Basis"),
            N_("Is it based on assumptions or on research?"),
            kind=Kind.CHOICE,
            choices=BASES,
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "expectations")


TRIGGERS = {
    "product": N_("product or service", "trigger"),
    "touchpoint": N_("touchpoint added or removed", "trigger"),
    "market": N_("market", "trigger"),
    "behaviour": N_("customers’ behaviour", "trigger"),
    "technology": N_("technology", "trigger"),
    "competitor": N_("competitor", "trigger"),
}
"""The kinds of change that call for a review (M6.10)."""


class Change(Record):
    """A change, of the product or around it, which calls for a review (M6.10)."""

    date: Annotated[Day, Hint(N_("Date"), N_("When did it happen?"), kind=Kind.DATE)]
    what: Annotated[Text, Hint(N_("What", "change"), N_("What has changed?"))]
    kind: Annotated[
        Literal["product", "touchpoint", "market", "behaviour", "technology", "competitor"],
        Hint(N_("Kind"), N_("What kind of change is it?"), kind=Kind.CHOICE, choices=TRIGGERS),
    ] = "product"


class Upkeep(Record):
    """The upkeep of the map (M6.8 to M6.10)."""

    owner: Annotated[Text | None, Hint(N_("Owner of the map"), N_("Who keeps it up to date?"))] = (
        None
    )
    created: Annotated[Day | None, Hint(N_("Created"), kind=Kind.DATE)] = None
    review_every_months: Annotated[
        int | None,
        Field(ge=1, le=60),
        Hint(N_("Reviewed every (months)"), N_("How often is it reviewed?"), kind=Kind.NUMBER),
    ] = None
    last_review: Annotated[Day | None, Hint(N_("Last map review"), kind=Kind.DATE)] = None
    product_changes: Annotated[
        tuple[Change, ...],
        Hint(
            N_("Reasons for a review"),
            N_("What has changed: product, market, behaviour, technology, a competitor?"),
            kind=Kind.LIST,
        ),
    ] = ()


class Member(Record):
    """A participant of the workshop, or another contributor to the map."""

    name: Annotated[
        Text,
        Hint(N_("Name", "participant"), N_("Who takes part?")),
    ]
    department: Annotated[
        Text | None, Hint(N_("Department"), N_("In which department do they work?"))
    ] = None
    role: Annotated[
        Text | None,
        Hint(N_("Role", "participant"), N_("What do they do there, or in the workshop?")),
    ] = None


class Goal(Record):
    """A goal of the company that improvements serve (M6.3)."""

    id: Id
    name: Annotated[Text, Hint(N_("Company goal"))]
    measure: Annotated[Text | None, Hint(N_("Measured by"))] = None


class Note(Record):
    """A note not yet placed: the workshop's parking lot.

    Attributes
    ----------
    heading
        Under which heading of a pasted list or table it stood.
    """

    text: Annotated[Text, Hint(N_("Note"), form=False)]
    by: Annotated[Text | None, Hint(N_("By", "note"), N_("Who wrote it?"), form=False)] = None
    heading: Annotated[
        Text | None,
        Hint(
            N_("Heading"), N_("Under which heading of a pasted list or table was it?"), form=False
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Data) -> Data:
        return {"text": value} if isinstance(value, str) else value

    def to_data(self) -> Data:
        """Return the text alone if the other fields are empty."""
        rest = {"by": self.by, "heading": self.heading}
        said = {name: value for name, value in rest.items() if value}
        return {"text": self.text, **said} if said else self.text


class Silence(Record):
    """A rule of the review that is silenced, with the reason."""

    rule: Annotated[Text, Hint(N_("Rule"), N_("Which rule of the quality check?"), form=False)]
    reason: Annotated[Text, Hint(N_("Reason"), N_("Why does it not apply?"), form=False)]
    at: Annotated[Id | None, Hint(N_("At"), kind=Kind.LINK, links=("any",))] = None


Goals = Records[Goal]
