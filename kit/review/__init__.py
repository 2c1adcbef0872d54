"""Review a map: run the rules that find errors, gaps and contradictions in it.

A rule states its finding, why it matters and how to fix it; :func:`review` runs them all. Rules on
one step stand in the step's module, rules on several steps in this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from kit import kpi, steps
from kit.diagnostics import Severity
from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.results import Measurements
from kit.framing import Silence
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.review import (
    emotions,
    evidence,
    important_touchpoints,
    improvements,
    pain_points,
    privacy,
    scope,
    silences,
    stages,
    team,
    touchpoints,
    upkeep,
)
from kit.review import measured as measured
from kit.review.context import ReviewContext, ids_at, position
from kit.review.document import document
from kit.rules import Finding, Rule
from kit.workshop import traps

__all__ = ["RULES", "SUBJECTS", "Review", "Silenced", "review", "rules_markdown"]

SUBJECTS: tuple[tuple[Message, tuple[ModuleType, ...]], ...] = (
    (N_("Scope"), (scope,)),
    (N_("Team"), (team,)),
    (N_("1 Persona"), (steps.persona,)),
    (N_("2 Stages"), (steps.stages, stages, kpi)),
    (N_("3 Touchpoints"), (steps.touchpoints, touchpoints, important_touchpoints)),
    (N_("4 Emotions"), (steps.emotions, emotions)),
    (N_("5 Pain points"), (steps.pain_points, pain_points)),
    (N_("6 Improvements"), (steps.improvements, improvements)),
    (N_("Evidence"), (evidence, measured)),
    (N_("Privacy"), (privacy,)),
    (N_("Upkeep"), (upkeep,)),
    (N_("The file"), (traps, silences)),
)
"""Modules with rules by subject, in the order of the workshop."""


def rules_of(modules: Sequence[ModuleType]) -> tuple[Rule, ...]:
    """Return the rules that some modules define."""
    return tuple(r for module in modules for r in vars(module).values() if isinstance(r, Rule))


RULES: dict[str, Rule] = {rule.id: rule for _, modules in SUBJECTS for rule in rules_of(modules)}
"""All rules by id."""


@dataclass(frozen=True)
class Silenced:
    """Finding that the file silences, with the reason that it states."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Review:
    """Findings, most severe first, and those that the file silences."""

    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.rule.severity is severity for finding in self.findings)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of ``severity`` or above."""
        severe = list(Severity)[: list(Severity).index(severity) + 1]
        return tuple(finding for finding in self.findings if finding.rule.severity in severe)


def review(
    journey: Journey,
    as_of: date,
    versions: Sequence[Journey] = (),
    extra: Sequence[Finding] = (),
    found: Measurements | None = None,
) -> Review:
    """Run all rules on a journey.

    Parameters
    ----------
    as_of
        Day of the review, on which due dates are checked (M6.8).
    versions
        Closed versions of the journey, oldest first (M6.9).
    extra
        Findings from reading the file.
    found
        Results of the sources. They are put on the map before the rules run (M4.2, M5.2), and
        contradictions to them are found.
    """
    all_found = [*extra]
    if found:
        all_found += measured.findings(journey, found)
        journey = apply_to_map(journey, found)
    all_found += _findings(ReviewContext(journey, as_of, versions))
    effective = [any(_applies(s, journey, f) for f in all_found) for s in journey.silenced]
    all_found += silences.check(journey.silenced, [*RULES], effective)
    all_found.sort(key=lambda f: _order(journey, f))
    kept, silenced = [], []
    for finding in all_found:
        silence = next((s for s in journey.silenced if _applies(s, journey, finding)), None)
        if silence:
            silenced.append(Silenced(finding, silence.reason))
        else:
            kept.append(finding)
    return Review(tuple(kept), tuple(silenced))


def _findings(context: ReviewContext) -> Iterator[Finding]:
    journey, named = context.journey, context.name
    yield from scope.check(context)
    yield from team.check(context)
    yield from steps.persona.check(journey.personas, named)
    yield from steps.stages.check(journey.stages, named)
    yield from kpi.check(journey.kpis, named)
    yield from stages.check(context)
    yield from steps.touchpoints.check(journey.touchpoints, journey.channel, named)
    yield from touchpoints.check(context)
    yield from important_touchpoints.check(context)
    yield from steps.emotions.check(journey.emotions, named)
    yield from emotions.check(context)
    yield from steps.pain_points.check(journey.pain_points, named)
    yield from pain_points.check(context)
    yield from steps.improvements.check(journey.improvements, named)
    yield from improvements.check(context)
    yield from evidence.check(context)
    yield from privacy.check(journey)
    yield from upkeep.check(context)


def _applies(silence: Silence, journey: Journey, finding: Finding) -> bool:
    """Return whether a silence applies to a finding."""
    at = silence.at is None or silence.at in ids_at(journey, finding.place)
    return silence.rule == finding.rule.id and at


def _order(journey: Journey, finding: Finding) -> tuple[int, tuple[int, ...], str]:
    """Return the sort key of a finding: severity, then place in the file, then rule."""
    severity = list(Severity).index(finding.rule.severity)
    return severity, position(journey, finding.place), finding.rule.id


def rules_markdown(t: Texts) -> str:
    """Return the documentation of all rules in Markdown, in the language of ``t``."""
    return document([(title, rules_of(modules)) for title, modules in SUBJECTS], t)
