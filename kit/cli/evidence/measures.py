"""Options of ``parcours evidence add`` that say what is measured, and on which rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from kit.cli import options
from kit.i18n import Texts
from kit.sources import FIGURES, Measure


@dataclass(frozen=True)
class MetricRequest:
    """The metrics that the options name, and what is common to them."""

    measures: Sequence[tuple[str, str, str]]
    answers: Sequence[str] = ()
    where: Sequence[str] = ()
    persona: str = ""
    base: str | None = None
    label: str = ""
    unit: str = ""


def measure_options(t: Texts) -> options.Option:
    """Return the options of metrics."""
    return options.group(
        click.option(
            "--measure",
            "measures",
            nargs=3,
            multiple=True,
            metavar=t("PLACE METRIC COLUMN"),
            help=t(
                "Metric to compute: the ID of a place on the map, a metric ({figures}) and a "
                "column. Repeatable.",
                figures=", ".join(FIGURES),
            ),
        ),
        click.option(
            "--answer",
            "answers",
            multiple=True,
            metavar=t("TEXT"),
            help=t("Answer that the metrics count. Repeatable."),
        ),
        click.option(
            "--where",
            multiple=True,
            metavar=t("COLUMN=VALUE"),
            help=t("Rows that the metrics are computed on. Repeatable."),
        ),
        click.option(
            "--persona", default="", metavar=t("ID"), help=t("Persona that the metrics are for.")
        ),
        click.option(
            "--base",
            type=click.Choice(["ticked", "rows"]),
            help=t("Base of a tick box: those who ticked something, or all rows."),
        ),
        click.option(
            "--label", default="", metavar=t("TEXT"), help=t("Name of the column in the report.")
        ),
        click.option("--unit", default="", metavar=t("TEXT"), help=t("Unit of the values.")),
    )


def stated_measures(t: Texts, asked: MetricRequest) -> tuple[Measure, ...]:
    """Return the metrics that the options name.

    Raises
    ------
    click.UsageError
        If a metric is unknown, or an option for metrics is given without one.
    """
    common = {
        "answers": tuple(asked.answers),
        "where": _filter(t, asked.where),
        "persona": asked.persona or None,
        "base": asked.base,
        "label": asked.label or None,
        "unit": asked.unit or None,
    }
    if not asked.measures and any(common.values()):
        raise click.UsageError(
            t("--answer, --where, --persona, --base, --label and --unit need --measure.")
        )
    for _, figure, _ in asked.measures:
        if figure not in FIGURES:
            known = ", ".join(FIGURES)
            raise click.UsageError(
                t("“{word}” is not valid. Choose from: {known}.", word=figure, known=known)
            )
    return tuple(
        Measure.model_validate({"at": at, "figure": figure, "column": column, **common})
        for at, figure, column in asked.measures
    )


def _filter(t: Texts, given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs(t, given, "COLUMN=VALUE", first=True):
        found[name] = (*found.get(name, ()), value)
    return found


def pairs(
    t: Texts, given: Sequence[str], example: str = "COLUMN=1-5", *, first: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield name and value of options such as ``COLUMN=1-5``, split at the last ``=``.

    With ``first``, they are split at the first, as values such as ``<=2`` may hold one.
    """
    for pair in given:
        name, sign, value = pair.partition("=") if first else pair.rpartition("=")
        if not sign or not name:
            raise click.UsageError(
                t("“{pair}” has no “=”. Write it like {example}.", pair=pair, example=example)
            )
        yield name.strip(), value.strip()
