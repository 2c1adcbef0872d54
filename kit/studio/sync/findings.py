"""Findings of the review as JSON, for the board and the notebooks."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from kit import steps
from kit.diagnostics import SEVERITIES, Diagnostic, FilePosition
from kit.evidence.metrics.results import Measurements
from kit.i18n import Texts
from kit.journey import Journey
from kit.review import RULES, SUBJECTS, pain_points, review, stages, touchpoints
from kit.review.emotions import NEGATIVE_WITHOUT_PAIN
from kit.review.important_touchpoints import MESSAGE_CONTRADICTS
from kit.rules import Rule
from kit.studio.sync.remedies import fields_of, in_screen_words, on_screen
from kit.workshop import Workshop, versions
from kit.workshop.history import load_version

IN_ORDER = (
    steps.persona,
    steps.stages,
    steps.touchpoints,
    steps.emotions,
    steps.pain_points,
    steps.improvements,
)

LATER: dict[Rule, int] = {
    stages.WITHOUT_TOUCHPOINTS: 3,
    stages.PERSONA_WITHOUT_TOUCHPOINTS: 3,
    stages.WITHOUT_EMOTION: 4,
    touchpoints.WITHOUT_EMOTION: 4,
    touchpoints.NATURE_AGAINST_EMOTION: 4,
    touchpoints.DIVERGENCE: 4,
    touchpoints.COMMON_FALL: 4,
    touchpoints.HAND_OVER: 5,
    touchpoints.IRRITANT_WITHOUT_PAIN: 5,
    touchpoints.ABANDONED_WITHOUT_PAIN: 5,
    MESSAGE_CONTRADICTS: 5,
    NEGATIVE_WITHOUT_PAIN: 5,
    touchpoints.EMPLOYEES_LOW: 6,
    pain_points.WITHOUT_IMPROVEMENT: 6,
    pain_points.OUTLIVES: 6,
}
"""Rules that only a later step than that of their subject can settle, with that step."""

STEP_OF = {
    rule.id: LATER.get(rule, IN_ORDER.index(modules[0]) + 1)
    for _, modules in SUBJECTS
    if modules[0] in IN_ORDER
    for module in modules
    for rule in vars(module).values()
    if isinstance(rule, Rule)
}
"""The step, 1 to 6, at which each rule is shown; those of the whole map are at none."""


def findings(workshop: Workshop, measurements: Measurements, t: Texts) -> list[dict[str, Any]]:
    """Return today's findings of the review, the gravest first, as JSON in a reader's language."""
    today = datetime.now().astimezone().date()
    closed = [
        _load_version(v.path, workshop.files.status(workshop.files.name_of(v.path)).st_mtime_ns)
        for v in versions(workshop, today)
    ]
    reviewed = review(workshop.journey, today, closed, workshop.findings, measurements)
    return [
        to_event(finding.diagnostic(FilePosition(field=finding.place)), t)
        for finding in reviewed.findings
    ]


def to_event(found: Diagnostic, t: Texts) -> dict[str, Any]:
    """Return a diagnostic as the board and the notebooks are told of it, in a reader's language."""
    place = found.place
    hint, ruled = found.hint, found.code in RULES
    file = place.path.name if isinstance(place, FilePosition) and place.path else ""
    return {
        "rule": found.code,
        "step": STEP_OF.get(found.code),
        "severity": found.severity.value,
        "severity_label": t(SEVERITIES[found.severity]),
        "place": list(place.field),
        "at": f"{file}:{place.line}:{place.column}",
        "line": place.line,
        "column": place.column,
        "says": t(in_screen_words(found.message)),
        "why": t(found.why) if found.why else "",
        "fix": t(on_screen(hint, place.field) if ruled else hint) if hint else "",
        "fields": fields_of(hint) if ruled and hint else [],
    }


@lru_cache(maxsize=64)
def _load_version(path: Path, changed: int) -> Journey:
    return load_version(path).journey
