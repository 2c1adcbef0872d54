"""The employees' side of a touchpoint, measured as the customers' is (M7.2, M7.2b)."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from kit.fields import LINKED_EVIDENCE, Id, Record, Score, Statement, Text, numbers, with_list
from kit.hints import Hint, Kind
from kit.i18n import N_
from kit.plain_data import Data


class EmployeeSide(Record):
    """A touchpoint behind the scenes: the team, what it does and how it feels (M7.2, M7.2b)."""

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
            staff=N_("How do you feel about this part of your work?"),
        ),
    ] = None
    scores: Annotated[
        tuple[Score, ...],
        BeforeValidator(numbers),
        Hint(
            N_("Employees’ scores"),
            N_("Which score does each employee give, from −2 to +2?"),
            kind=Kind.LINE,
        ),
    ] = ()
    n: Annotated[
        int | None,
        Field(ge=1),
        Hint(N_("n"), N_("How many employees was it measured on?"), kind=Kind.NUMBER),
    ] = None
    irritant: Annotated[
        Statement | None,
        Hint(
            N_("Employee pain point"),
            N_("What bothers the employees?"),
            kind=Kind.LONG,
            staff=N_("What bothers you there?"),
        ),
    ] = None
    initiative: Annotated[
        Statement | None,
        Hint(
            N_("Room for initiative"),
            N_("What may employees decide by themselves here?"),
            kind=Kind.LONG,
            staff=N_("What may you decide there by yourself? What would you like to decide?"),
        ),
    ] = None
    mistakes: Annotated[
        Statement | None,
        Hint(
            N_("Right to make mistakes"),
            N_("What happens when an employee makes a mistake here?"),
            kind=Kind.LONG,
            staff=N_("What happens when you make a mistake there?"),
        ),
    ] = None
    evidence: Annotated[tuple[Id, ...], LINKED_EVIDENCE] = ()

    _suppressed: bool = PrivateAttr(default=False)

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "evidence")

    @model_validator(mode="after")
    def _one_kind_of_score(self) -> Self:
        if self.sentiment is not None and self.scores:
            raise PydanticCustomError(
                "two_scores", "has both sentiment and scores: keep one of the two"
            )
        return self

    def suppressed_under(self, least: int, counts: Mapping[str, int | None]) -> Self:
        """Return it without its score where fewer employees than ``least`` were asked (F17).

        A score without n rests on the respondents of the sources that it cites. One without
        sources stays: it was not collected person by person.

        Parameters
        ----------
        counts
            The n of each source, None where it is not stated.
        """
        cited = [n for id in self.evidence if (n := counts.get(id)) is not None]
        asked = self.asked if self.asked is not None or not cited else sum(cited)
        if asked is None or asked >= least:
            return self
        known = self.replace(sentiment=None, scores=(), n=None)
        known._suppressed = True
        return known

    @property
    def suppressed(self) -> bool:
        """True if its score is suppressed, because too few employees gave it (F17)."""
        return self._suppressed

    @property
    def value(self) -> float | None:
        """The median of the employees' scores (F2), else the sentiment."""
        return median(self.scores) if self.scores else self.sentiment

    @property
    def asked(self) -> int | None:
        """The number of employees whose scores it rests on, where known."""
        return len(self.scores) or self.n
