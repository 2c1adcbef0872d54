"""Evidence sources and the metrics computed from them (M7.1, M7.3).

The file declares a metric: source, column, filter. Its value is computed from the data each time,
and never copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kit.fields import Day, Id, Record, Records, Text, with_list
from kit.hints import Hint, Kind
from kit.i18n import N_, Message
from kit.plain_data import Data
from kit.reading_options import Options as Options
from kit.reading_options import Role as Role
from kit.reading_options import as_text, with_lists, without_lists

SOURCE_KINDS = {
    "survey": N_("survey"),
    "interviews": N_("interviews"),
    "mystery-visit": N_("mystery visit"),
    "staff-report": N_("staff report"),
    "social-listening": N_("social listening"),
    "user-test": N_("user test"),
    "market-study": N_("market study"),
    "web-analytics": N_("web analytics"),
    "crm": N_("customer records or tickets"),
}
"""The kinds of evidence source (M7.3)."""

Nature = Literal["quantitative", "qualitative"]

SOURCE_NATURES: dict[str, Nature] = {
    "survey": "quantitative",
    "interviews": "qualitative",
    "mystery-visit": "qualitative",
    "staff-report": "qualitative",
    "social-listening": "qualitative",
    "user-test": "qualitative",
    "market-study": "quantitative",
    "web-analytics": "quantitative",
    "crm": "quantitative",
}
"""The nature of each kind of source: whether it counts or explains (M7.3b)."""

NATURES: dict[Nature, Message] = {
    "quantitative": N_("quantitative", "source"),
    "qualitative": N_("qualitative", "source"),
}

NATURE_MEANINGS: dict[Nature, Message] = {
    "quantitative": N_("quantitative: says how many, and not why"),
    "qualitative": N_("qualitative: says why, and not how many"),
}

FIGURES = {
    "emotion": N_("emotion, from a rating"),
    "nps": N_("NPS"),
    "csat": N_("CSAT"),
    "ces": N_("CES"),
    "mean": N_("mean"),
    "share": N_("share"),
    "count": N_("number"),
    "sum": N_("sum"),
    "opportunity": N_("opportunity"),
    "drop-off": N_("drop-off"),
    "verbatims": N_("verbatims"),
}
"""The methods of computing a metric (F3, F13 to F16)."""

BASES = {"ticked": N_("those who ticked something"), "rows": N_("all rows")}
"""The bases of a share of tick boxes, where the file does not tell who was shown them (F21)."""

PERIODS = {"month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}

FigureKind = Literal[
    "emotion",
    "nps",
    "csat",
    "ces",
    "mean",
    "share",
    "count",
    "sum",
    "opportunity",
    "drop-off",
    "verbatims",
]


Filter = Annotated[Mapping[Text, tuple[Text, ...]], BeforeValidator(with_lists)]
"""A filter of rows: the wanted answers by column, or ``<= 2``, ``>= 2026-01-01``."""


class Measure(Record):
    """A metric of a source: its column, its rows and its place on the map.

    Examples
    --------
    ``{at: caisse, figure: emotion, column: Passage en caisse}``

    ``{at: attente, figure: share, column: Irritants, answers: [File d’attente]}``

    ``{at: nps, figure: nps, column: Recommandation, every: quarter}``
    """

    at: Annotated[
        Id,
        Hint(
            N_("At"),
            N_("Where on the map does it belong?"),
            kind=Kind.LINK,
            links=("stages", "touchpoints", "pain_points", "kpis", "personas"),
        ),
    ]
    figure: Annotated[
        FigureKind,
        Hint(N_("Metric", "measured"), N_("What is computed?"), kind=Kind.CHOICE, choices=FIGURES),
    ]
    column: Annotated[
        tuple[Text, ...], Hint(N_("Column"), N_("From which column?"), kind=Kind.LIST)
    ] = ()
    answers: Annotated[
        tuple[Text, ...], Hint(N_("Answers"), N_("Which answers are counted?"), kind=Kind.LIST)
    ] = ()
    words: Annotated[
        tuple[Text, ...],
        Hint(N_("Words"), N_("Which words must the text contain?"), kind=Kind.LIST),
    ] = ()
    base: Annotated[
        Literal["ticked", "rows"] | None,
        Hint(
            N_("Base"),
            N_("Of whom is the share: of those who ticked something, or of all?"),
            kind=Kind.CHOICE,
            choices=BASES,
        ),
    ] = None
    where: Annotated[Filter, Hint(N_("Filter"), N_("Which rows? A column and its values."))] = (
        Field(default_factory=dict)
    )
    persona: Annotated[
        Id | None,
        Hint(N_("Persona"), N_("For which persona only?"), kind=Kind.LINK, links=("personas",)),
    ] = None
    by: Annotated[Text | None, Hint(N_("Segments"), N_("Break down by which column?"))] = None
    every: Annotated[
        Literal["month", "quarter", "year"] | None,
        Hint(N_("Each"), N_("One value per period?"), kind=Kind.CHOICE, choices=PERIODS),
    ] = None
    start: Annotated[Day | None, Hint(N_("From", "date"), kind=Kind.DATE)] = None
    end: Annotated[Day | None, Hint(N_("To", "date"), kind=Kind.DATE)] = None
    label: Annotated[Text | None, Hint(N_("Label"), N_("How does the report name the column?"))] = (
        None
    )
    unit: Annotated[Text | None, Hint(N_("Unit"), N_("In which unit are the values?"))] = None

    @model_validator(mode="before")
    @classmethod
    def _single(cls, value: Data) -> Data:
        return with_list(value, "column", "answers", "words")

    def to_data(self) -> Any:
        """Return the data of the file, in which lists of one have no brackets."""
        said: dict[str, Any] = super().to_data()
        for name in ("column", "answers", "words"):
            if len(said.get(name, ())) == 1:
                said[name] = said[name][0]
        if self.where:
            said["where"] = without_lists(self.where)
        return said


class Source(Record):
    """An evidence source: a file of the client's evidence folder, or a database table (M7.3)."""

    id: Id
    name: Annotated[Text, Hint(N_("Source"))]
    kind: Annotated[
        Literal[
            "survey",
            "interviews",
            "mystery-visit",
            "staff-report",
            "social-listening",
            "user-test",
            "market-study",
            "web-analytics",
            "crm",
        ],
        Hint(
            N_("Kind"),
            kind=Kind.CHOICE,
            choices=SOURCE_KINDS,
            meanings={kind: NATURE_MEANINGS[nature] for kind, nature in SOURCE_NATURES.items()},
        ),
    ]
    file: Annotated[Text | None, Hint(N_("File"), N_("Which file of the evidence folder?"))] = None
    database: Annotated[
        Text | None,
        Hint(N_("Database"), N_("At which URL, without the password?")),
    ] = None
    table: Annotated[
        Text | None,
        BeforeValidator(as_text),
        Hint(N_("Table"), N_("Which table of the file or the database?")),
    ] = None
    collected: Annotated[Text | None, Hint(N_("How collected"), N_("How was it collected?"))] = None
    start: Annotated[Day | None, Hint(N_("From", "date"), kind=Kind.DATE)] = None
    end: Annotated[Day | None, Hint(N_("To", "date"), kind=Kind.DATE)] = None
    n: Annotated[
        int | None, Field(ge=1), Hint(N_("n"), N_("How many customers?"), kind=Kind.NUMBER)
    ] = None
    invited: Annotated[
        int | None,
        Field(ge=1),
        Hint(N_("Asked"), N_("How many were asked, answers or not?"), kind=Kind.NUMBER),
    ] = None
    bias: Annotated[
        Text | None,
        Hint(N_("Known bias"), N_("Who is missing from it, or has too much weight?")),
    ] = None
    options: Annotated[Options, Hint(N_("Import options"), kind=Kind.GROUP)] = Options()
    personas: Annotated[
        Mapping[Id, Filter],
        Hint(
            N_("Personas"),
            N_("Which column and answers identify each persona?"),
            kind=Kind.LINK,
            links=("personas",),
        ),
    ] = Field(default_factory=dict)
    steps: Annotated[
        Mapping[Id, tuple[Text, ...]],
        BeforeValidator(with_lists),
        Hint(
            N_("Events"),
            N_("Which events belong to which stage or touchpoint?"),
            kind=Kind.LINK,
            links=("stages", "touchpoints"),
        ),
    ] = Field(default_factory=dict)
    by: Annotated[Text | None, Hint(N_("Segments"), N_("Break down journeys by which column?"))] = (
        None
    )
    measures: Annotated[
        tuple[Measure, ...],
        Hint(N_("Metrics"), N_("Which metrics are computed from it?"), kind=Kind.LIST),
    ] = ()

    def in_zone(self, zone: str) -> Source:
        """Return the source with its times shown in a time zone, unless its options name one."""
        return self.replace(options=self.options.in_zone(zone))

    @property
    def response_rate(self) -> float | None:
        """The share of those asked who answered; None if either number is unknown (M7.3b)."""
        return min(1.0, self.n / self.invited) if self.n and self.invited else None

    @property
    def nature(self) -> Nature:
        """The nature of its kind: whether it counts or explains (M7.3b)."""
        return SOURCE_NATURES[self.kind]

    @property
    def table_name(self) -> str:
        """The name or number of the table of its file or database; empty where none is named."""
        return self.table or self.options.sheet or ""

    @property
    def has_data(self) -> bool:
        """True if there are rows behind it, not only a name."""
        return bool(self.file or self.database)

    def to_data(self) -> Any:
        """Return the data of the file."""
        said: dict[str, Any] = super().to_data()
        if self.personas:
            said["personas"] = {id: without_lists(filter) for id, filter in self.personas.items()}
        if self.steps:
            said["steps"] = without_lists(self.steps)
        return said


Sources = Records[Source]
