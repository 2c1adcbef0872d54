"""Tables of the evidence: sources, measured values, observed journeys, findings (F17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from kit.diagnostics import dotted
from kit.evidence.metrics.missing import missing
from kit.evidence.paths.observed_journeys import ObservedJourneys, Path
from kit.evidence.query.segments import Segment, last_day
from kit.exports.tables.schema import Known, Table, day, flag, integer, number, text
from kit.i18n import N_, Texts
from kit.sources import Measure

Row = tuple[Any, ...]

SOURCE = text("source_id", N_("Source"))
SEGMENT = text("segment", N_("Segment"))
OF = (text("persona_id", N_("Persona")), SEGMENT)
CUSTOMERS = N_("Customers")


def _sources(known: Known, _: Texts) -> Iterator[Row]:
    for position, source in enumerate(known.journey.evidence, 1):
        facts = known.found.facts.get(source.id)
        yield (
            source.id,
            position,
            source.name,
            source.kind,
            source.n,
            source.start,
            source.end,
            source.collected,
            facts.n if facts else None,
            facts.fingerprint or None if facts else None,
            source.nature,
        )


def _filter(measure: Measure) -> str | None:
    """Return a metric's filter as its declaration has it."""
    said = {**measure.where}
    parts = [f"{name}: {', '.join(answers)}" for name, answers in said.items()]
    for label in ("answers", "words"):
        if getattr(measure, label):
            parts.append(f"{label}: {', '.join(getattr(measure, label))}")
    parts += [f"{name}: {v}" for name in ("start", "end") if (v := getattr(measure, name))]
    return "; ".join(parts) or None


def _figures(known: Known, t: Texts) -> Iterator[Row]:
    yield from _missing(known)
    for one in known.found.measured:
        measure = one.measure
        for segment in sorted({*one.estimates, *one.suppressed}, key=_order):
            figure = one.of(segment)
            every = measure.every
            ends = last_day(segment.period, every) if segment.period and every else None
            shown: Row = (None,) * 6
            if figure:
                interval = figure.interval
                shown = (
                    float(figure.value),
                    figure.n,
                    figure.k,
                    interval.low if interval else None,
                    interval.high if interval else None,
                    t(figure.definition),
                )
            yield (
                one.source.id,
                one.number,
                measure.at,
                measure.figure,
                ", ".join(measure.column) or None,
                _filter(measure),
                segment.persona or measure.persona,
                segment.segment,
                segment.period or measure.start,
                ends or measure.end,
                figure is None,
                False,
                *shown,
            )


def _missing(known: Known) -> Iterator[Row]:
    """Yield a row without numbers for each missing value."""
    for one in missing(known.journey, known.found):
        measure = one.measure
        yield (
            one.source.id,
            one.number,
            measure.at,
            measure.figure,
            ", ".join(measure.column) or None,
            _filter(measure),
            measure.persona,
            None,
            measure.start,
            measure.end,
            False,
            True,
            *(None,) * 6,
        )


def _order(segment: Segment) -> tuple[str, str, str]:
    return (segment.persona or "", segment.segment or "", str(segment.period or ""))


def _paths(log: ObservedJourneys) -> Iterator[tuple[str, Segment, Path]]:
    levels: tuple[tuple[str, Mapping[Segment, Path]], ...] = (
        ("stage", log.stages),
        ("step", log.steps),
    )
    for level, paths in levels:
        for segment, path in paths.items():
            yield level, segment, path


def _seconds(wait: timedelta | None) -> float | None:
    return None if wait is None else wait.total_seconds()


def _journeys(known: Known, _: Texts) -> Iterator[Row]:
    for log in known.found.observed:
        for level, segment, path in _paths(log):
            for id, step in path.steps.items():
                interval = step.met.interval
                yield (
                    log.source.id,
                    level,
                    id,
                    segment.persona,
                    segment.segment,
                    path.n,
                    step.met.k,
                    step.met.value,
                    interval.low if interval else None,
                    interval.high if interval else None,
                    step.came_back.k if step.came_back else None,
                    step.left.k if step.left else None,
                    _seconds(step.wait),
                )


def _transitions(known: Known, _: Texts) -> Iterator[Row]:
    for log in known.found.observed:
        for level, segment, path in _paths(log):
            for one in path.transitions:
                yield (
                    log.source.id,
                    level,
                    one.start,
                    one.end,
                    segment.persona,
                    segment.segment,
                    one.customers,
                    one.times,
                    _seconds(one.wait),
                )


def _findings(known: Known, t: Texts) -> Iterator[Row]:
    for finding in known.review.findings:
        yield (
            finding.rule.id,
            str(finding.rule.severity.value),
            dotted(finding.place),
            str(t.say(finding.says)),
            " ".join(finding.rule.method),
        )


LEVEL = text("level", N_("Over stages, or over steps: stages and touchpoints"))
WAIT = number("median_seconds", N_("Median of the seconds until the next step"))

EVIDENCE = (
    Table("sources", N_("Sources"), (
        SOURCE, integer("number", N_("Number in the report")), text("name", N_("Name")),
        text("kind", N_("Kind")), integer("n", N_("n")), day("start", N_("From", "date")),
        day("end", N_("To", "date")), text("collected", N_("How collected")),
        integer("rows", N_("Rows of the data")), text("sha256", N_("SHA-256 of the file")),
        text("nature", N_("Quantitative or qualitative")),
    ), _sources),
    Table("figures", N_("Measured values"), (
        SOURCE, integer("number", N_("Number among the source’s metrics")),
        text("at_id", N_("Where on the map")), text("figure", N_("Metric", "measured")),
        text("columns", N_("Columns of the source")), text("filter", N_("Filter")), *OF,
        day("start", N_("From", "date")), day("end", N_("To", "date")),
        flag("withheld", N_("Suppressed: too few answers, or would reveal another figure")),
        flag("missing", N_("Missing: the source cannot be read, or the metric not computed")),
        number("value", N_("Value")), integer("n", N_("n")), integer("k", N_("k of n")),
        number("low", N_("95% CI, lower bound")), number("high", N_("95% CI, upper bound")),
        text("definition", N_("Definition")),
    ), _figures),
    Table("lived_steps", N_("Observed journeys: who reached each step"), (
        SOURCE, LEVEL, text("step_id", N_("Stage or touchpoint")), *OF,
        integer("n", CUSTOMERS), integer("met", N_("Reached")), number("share", N_("Share")),
        number("low", N_("95% CI, lower bound")), number("high", N_("95% CI, upper bound")),
        integer("came_back", N_("Returned")), integer("left", N_("Dropped off")), WAIT,
    ), _journeys),
    Table("lived_transitions", N_("Observed journeys: from one step to the next"), (
        SOURCE, LEVEL, text("from_id", N_("From")), text("to_id", N_("To")), *OF,
        integer("customers", CUSTOMERS), integer("times", N_("Times")), WAIT,
    ), _transitions),
    Table("findings", N_("Quality check findings"), (
        text("rule", N_("Rule")), text("severity", N_("Severity")), text("place", N_("Place")),
        text("says", N_("Finding")), text("method", N_("Lines of the method")),
    ), _findings),
)  # fmt: skip
