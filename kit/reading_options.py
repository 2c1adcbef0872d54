"""Options for reading a source's file, and the roles of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from kit.fields import Record, Text, TimeZone
from kit.hints import Hint
from kit.i18n import N_, Message
from kit.plain_data import Data


class Role(StrEnum):
    """The role of a column."""

    RESPONDENT = "respondent"
    TIME = "time"
    RATING = "rating"
    NPS = "nps"
    CHOICE = "choice"
    CHOICES = "choices"
    CHOSEN = "chosen"
    TEXT = "text"
    PERSONAL = "personal"
    NUMBER = "number"
    RANK = "rank"
    SEGMENT = "segment"
    CASE = "case"
    EVENT = "event"
    DETAIL = "detail"
    EMPTY = "empty"


ROLES: dict[str, Message] = {
    Role.RESPONDENT: N_("respondent"),
    Role.TIME: N_("date"),
    Role.RATING: N_("rating"),
    Role.NPS: N_("likelihood to recommend (NPS)"),
    Role.CHOICE: N_("one choice"),
    Role.CHOICES: N_("several choices in one cell"),
    Role.CHOSEN: N_("a choice, ticked or not"),
    Role.TEXT: N_("free text"),
    Role.PERSONAL: N_("personal data"),
    Role.NUMBER: N_("number", "column"),
    Role.RANK: N_("rank", "column"),
    Role.SEGMENT: N_("segment"),
    Role.CASE: N_("case of an event log"),
    Role.EVENT: N_("event"),
    Role.DETAIL: N_("technical detail"),
    Role.EMPTY: N_("empty", "column"),
}
"""The roles of columns, as forms and messages name them."""

DATE_ORDERS = {
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
    "ymd": N_("year, month, day"),
}
"""The orders of day, month and year in a date written in numbers."""


def _words_for_no_answer(value: Data) -> Data:
    """Return words for no answer by column; those for all columns stand under an empty name."""
    if isinstance(value, str | tuple | list):
        return {"": [value] if isinstance(value, str) else list(value)}
    return with_lists(value)


def with_lists(value: Data) -> Data:
    """Return a mapping whose single answers are wrapped in lists."""
    if isinstance(value, Mapping):
        return {
            name: list(given) if isinstance(given, tuple | list) else [given]
            for name, given in value.items()
        }
    return value


def without_lists(filter: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return a filter as the file has it, a single answer without a list."""
    return {name: given[0] if len(given) == 1 else list(given) for name, given in filter.items()}


NoAnswers = Mapping[str, tuple[Text, ...]]
"""Words that mean no answer, by column; under an empty name those for all columns."""


def as_text(value: object) -> object:
    """Return the number of a table as text, as its name would be."""
    return str(value) if type(value) is int else value


class Options(Record):
    """Options for reading a file, for what the file itself does not tell."""

    format: Annotated[
        Text | None,
        Hint(N_("Format"), N_("Which tool wrote it? (detected if left out)"), form=False),
    ] = None
    sheet: Annotated[
        Text | None,
        BeforeValidator(as_text),
        Hint(
            N_("Sheet"),
            N_("Which sheet or table of the file, by name or number? (the main one if left out)"),
            form=False,
        ),
    ] = None
    header: Annotated[
        int | None,
        Field(ge=1),
        Hint(
            N_("Header line"),
            N_("On which line are the names of the columns? (detected if left out)"),
            form=False,
        ),
    ] = None
    encoding: Annotated[
        Text | None,
        Hint(
            N_("Encoding"),
            N_("In which encoding is its text? (such as utf-8; detected if left out)"),
            form=False,
        ),
    ] = None
    delimiter: Annotated[
        Text | None,
        Hint(
            N_("Delimiter"),
            N_("Which character separates its columns? (such as “;”; detected if left out)"),
            form=False,
        ),
    ] = None
    decimal: Annotated[
        Literal[",", "."] | None,
        Hint(
            N_("Decimal mark"),
            N_("Which mark stands before decimals? (detected if left out)"),
            form=False,
        ),
    ] = None
    dates: Annotated[
        Literal["dmy", "mdy", "ymd"] | None,
        Hint(
            N_("Date order"),
            N_("In which order are day, month and year? (detected if left out)"),
            choices=DATE_ORDERS,
            form=False,
        ),
    ] = None
    time_zone: Annotated[
        TimeZone | None,
        Hint(
            N_("Time zone"),
            N_(
                "In which time zone are its times shown? (such as Europe/Paris; the client’s if "
                "left out)"
            ),
            form=False,
        ),
    ] = None
    scales: Annotated[
        Mapping[Text, Text],
        Hint(
            N_("Scales"),
            N_(
                "Which scale does each column of ratings have, the worst answer first? (1-5, or "
                "5-1 where 1 is the best)"
            ),
            form=False,
        ),
    ] = Field(default_factory=dict)
    no_answer: Annotated[
        NoAnswers,
        BeforeValidator(_words_for_no_answer),
        Hint(
            N_("No answer"),
            N_("Which words mean no answer? (by column, or a list for all columns)"),
            form=False,
        ),
    ] = Field(default_factory=dict)
    roles: Annotated[
        Mapping[Text, Role],
        Hint(
            N_("Roles"),
            N_("What does each column hold? (detected if left out)"),
            choices=ROLES,
            form=False,
        ),
    ] = Field(default_factory=dict)

    def no_answers_of(self, column: str) -> tuple[str, ...]:
        """Return the words for no answer that are given for all columns, or for one.

        >>> Options(no_answer={"": ("?",), "Q1": ("*redacted*",)}).no_answers_of("Q1")
        ('?', '*redacted*')
        """
        return (*self.no_answer.get("", ()), *self.no_answer.get(column, ()))

    def to_data(self) -> Any:
        """Return the data of the file: words for all columns as a list, one word without brackets.

        >>> Options(no_answer={"": ("?", "x")}).to_data()
        {'no_answer': ['?', 'x']}
        """
        said: dict[str, Any] = super().to_data()
        if set(self.no_answer) == {""}:
            said["no_answer"] = list(self.no_answer[""])
        elif self.no_answer:
            said["no_answer"] = without_lists(self.no_answer)
        return said

    def in_zone(self, zone: str) -> Options:
        """Return the options with times shown in a time zone, unless they name one."""
        return self if self.time_zone else self.replace(time_zone=zone)
