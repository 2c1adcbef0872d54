"""Indicators of a stage or a touchpoint, with their values over time (M2.4, M3.2, M6.11)."""

from __future__ import annotations

from collections.abc import (
    Iterable,
    Iterator,
    Mapping,
)
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kit.diagnostics import Place, Severity
from kit.fields import LINKED_EVIDENCE, Day, Id, Record, Records, Text, with_list
from kit.hints import Hint, Kind
from kit.i18n import N_
from kit.plain_data import Data
from kit.rules import Finding, Named, Rule


class Kpi(Record):
    """An indicator with its values over time; without a source its values are declared."""

    id: Id
    name: Annotated[Text, Hint(N_("Indicator"), N_("What is measured?"))]
    unit: Annotated[Text | None, Hint(N_("Unit"), N_("In which unit?"))] = None
    better: Annotated[
        Literal["higher", "lower"],
        Hint(
            N_("Better when"),
            kind=Kind.CHOICE,
            choices={"higher": N_("higher"), "lower": N_("lower")},
        ),
    ] = "higher"
    target: Annotated[
        float | None, Hint(N_("Target"), N_("What is the target value?"), kind=Kind.NUMBER)
    ] = None
    values: Annotated[
        Mapping[Day, float],
        Hint(N_("Values"), N_("What was measured, and on which day?"), form=False),
    ] = Field(default_factory=dict)
    evidence: Annotated[tuple[Id, ...], LINKED_EVIDENCE] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Data) -> Data:
        return with_list(value, "evidence")

    def latest(self, as_of: date | None = None) -> tuple[date, float] | None:
        """Return the newest value (at a date), with its date."""
        dated = [(day, v) for day, v in self.values.items() if as_of is None or day <= as_of]
        return max(dated) if dated else None


Kpis = Records[Kpi]

LISTED_KPIS = Hint(N_("Indicators"), N_("Which indicators show how it does?"), form=False)


INDICATOR_INCOMPLETE = Rule(
    "indicator-incomplete",
    Severity.WARNING,
    says=N_("The indicator “{indicator}” needs {missing}."),
    why=N_("An indicator shows progress only if it has a current value, a target and a source."),
    fix=N_(
        "Add a target, dated values and, under {evidence}, their source. If nobody can measure "
        "it, choose another indicator."
    ),
    method=("M2.4", "M6.11"),
)


def check(kpis: Iterable[tuple[Place, Kpi]], named: Named) -> Iterator[Finding]:
    """Yield findings on indicators."""
    for place, kpi in kpis:
        missing = [
            label
            for given, label in (
                (kpi.target is not None, N_("a target")),
                (kpi.values, N_("a value")),
                (kpi.evidence or not kpi.values, N_("a source")),
            )
            if not given
        ]
        if missing:
            yield INDICATOR_INCOMPLETE.at(*place, indicator=named(kpi.id), missing=tuple(missing))
