"""Review measured values: failures, suppressed metrics and contradictions to the map."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.evidence.apply_to_map import emotion_at
from kit.evidence.metrics.results import Measurements
from kit.evidence.metrics.statistics import LEAST
from kit.evidence.query.segments import ALL
from kit.fields import normalize
from kit.i18n import N_, Value
from kit.journey import Journey
from kit.rules import Finding, Rule
from kit.sources import Source

SOURCE_UNREADABLE = Rule(
    "evidence-unreadable",
    Severity.ERROR,
    says=N_("Source “{source}” cannot be read: {reason} {fix}"),
    why=N_(
        "Its metrics are missing from the map. Neither workshop scores nor typed numbers "
        "replace them."
    ),
    fix=N_("Run “parcours evidence show” to see how each source was read."),
    method=("M7.3", "F11"),
)
SOURCE_NOT_ALLOWED = Rule(
    "evidence-not-allowed",
    Severity.ERROR,
    says=N_("The data of “{source}” are missing: {reason} {fix}"),
    why=N_(
        "An address in a client’s file is only a request: it could send your credentials to "
        "anyone. The metrics of this source are missing from the map."
    ),
    fix=N_(
        "Allow it once in a terminal with “parcours evidence allow” or, in batch runs and CI, "
        "with --allow or PARCOURS_ALLOW."
    ),
    method=("M7.3", "F11"),
)
METRIC_IMPOSSIBLE = Rule(
    "figure-impossible",
    Severity.ERROR,
    says=N_("Metric {number} of “{source}” cannot be computed: {reason} {fix}"),
    why=N_(
        "This metric is missing from the map. Neither a workshop score nor a typed number "
        "replaces it."
    ),
    fix=N_("Run “parcours evidence show” to see how each source was read."),
    method=("M7.1", "F11"),
)
VALUE_COPIED = Rule(
    "figure-copied",
    Severity.WARNING,
    says=N_("“{thing}” has {what} in the file and another measured from “{source}”."),
    why=N_(
        "A typed copy goes out of date while the data change, and readers cannot tell which is "
        "right."
    ),
    fix=N_("Remove the number from the file. The report computes it from the data each time."),
    method=("M4.2", "M5.2"),
)
WORKSHOP_CONTRADICTED = Rule(
    "room-against-customers",
    Severity.NOTE,
    says=N_(
        "At “{place}”, the workshop scored {persona} {room:+}; customers scored {score:+} "
        "({low:+} to {high:+}, n = {n})."
    ),
    why=N_("Where the team and its customers disagree, the team has something to learn."),
    fix=N_(
        "Read what customers say there before the next workshop. If the survey asked about "
        "something other than what participants had in mind, say so under {thought}."
    ),
    method=("M4.2", "M7.2"),
)
ORDER_DIFFERS = Rule(
    "lived-in-another-order",
    Severity.NOTE,
    says=N_(
        "The map shows “{first}” before “{second}”. Of the {both} customers of “{source}” who "
        "reached both, {reversed} reached “{second}” first."
    ),
    why=N_("A map in the company’s order hides detours and other ways in."),
    fix=N_(
        "Ask participants how those customers get there. Move the step to where customers "
        "reach it, or note under the stage’s actions that some take another path."
    ),
    method=("M2.6",),
)
SUPPRESSED = Rule(
    "figure-withheld",
    Severity.NOTE,
    says=N_("Metric {number} of “{source}” is suppressed: too few answers."),
    why=N_(
        "With fewer than 5 answers (10 for verbatims), a metric is unreliable and may identify "
        "someone."
    ),
    fix=N_("Ask more customers, or merge segments or periods."),
    method=("F17",),
)

REVEALS_ANOTHER = Rule(
    "figure-tells-another",
    Severity.WARNING,
    says=N_(
        "Metric {number} of “{source}”, at “{place}”, is suppressed: with metric {other}, at "
        "“{other_place}”, it would reveal what fewer than {least} customers answered."
    ),
    why=N_(
        "The two are based on nearly the same answers, so their difference comes from a few "
        "people and may identify someone."
    ),
    fix=N_(
        "Keep the one that matters, or give both the same filter. To compare segments, use one "
        "metric with “by”."
    ),
    method=("F17",),
)

BASE_UNKNOWN = Rule(
    "share-without-base",
    Severity.WARNING,
    says=N_(
        "Metric {number} of “{source}” does not count for “{pain}”: {k} of {n} who ticked "
        "something ticked it, and {nothing} ticked nothing."
    ),
    why=N_(
        "The file does not tell who saw the question and left it blank. Taken as a no, those who "
        "were never asked make the pain point look rare."
    ),
    fix=N_(
        "Choose the base of this metric: base: rows if everyone was asked, base: ticked to count "
        "only those who ticked something."
    ),
    method=("F21", "M5.2"),
)


DATA_TWICE = Rule(
    "evidence-twice",
    Severity.WARNING,
    says=N_("“{source}” has the same data as “{other}”."),
    why=N_("Each answer counts twice as evidence, and two sources seem to agree with each other."),
    fix=N_(
        "Keep one of the two, with the metrics of both. If they are two tables of one file, name "
        "the table of each under “table”."
    ),
    method=("M7.3", "F21"),
)


def findings(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield the findings on measured values.

    Parameters
    ----------
    journey
        As its file states it, without measured values.
    """
    yield from failure_findings(journey, found)
    for measured in found.measured:
        if measured.suppressed and not measured.estimates and not measured.suppressed_by:
            yield SUPPRESSED.at(
                *measured.place,
                number=measured.number,
                source=journey.words(measured.source.name),
            )
    yield from _suppressed(journey, found)
    yield from _twice(journey, found)
    yield from _without_base(journey, found)
    yield from _copied(journey, found)
    for number, emotion in enumerate(journey.emotions):
        score = emotion_at(found, emotion.persona, emotion.at)
        if score and emotion.spread and score.contradicts(emotion.spread):
            yield WORKSHOP_CONTRADICTED.at(
                "emotions",
                number,
                place=journey.name_of(emotion.at),
                persona=journey.name_of(emotion.persona),
                room=emotion.spread.median,
                score=score.score,
                low=score.low,
                high=score.high,
                n=score.n,
            )
    yield from _reordered(journey, found)


def failure_findings(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield each source that cannot be read, and each metric that cannot be computed."""
    for failure in found.failures:
        field = failure.place.field
        source = journey.words(journey[str(field[1])].name)
        values: dict[str, Value] = {
            "source": source,
            "reason": failure.message,
            "fix": failure.hint,
        }
        if len(field) > 3:
            yield METRIC_IMPOSSIBLE.at(*field, number=int(field[3]) + 1, **values)
        else:
            not_allowed = failure.code == SOURCE_NOT_ALLOWED.id
            rule = SOURCE_NOT_ALLOWED if not_allowed else SOURCE_UNREADABLE
            yield rule.at(*field, **values)


def _twice(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield each source with the same table of a file as one before it: same path or same bytes."""
    known: dict[tuple[str, str], Source] = {}
    for source in journey.evidence:
        if not source.file:
            continue
        table = normalize(source.table_name)
        facts = found.facts.get(source.id)
        names = [posixpath.normpath(source.file), facts.fingerprint if facts else ""]
        keys = [(name, table) for name in names if name]
        before = next((known[key] for key in keys if key in known), None)
        if before:
            yield DATA_TWICE.at(
                "evidence",
                source.id,
                "file",
                source=journey.words(source.name),
                other=journey.words(before.name),
            )
        for key in keys:
            known.setdefault(key, source)


def _without_base(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield each share of a pain point whose base nobody has chosen (F21)."""
    pains = {pain.id for pain in journey.pain_points}
    for measured in found.measured:
        share = measured.of()
        if measured.measure.at not in pains or measured.measure.base or share is None:
            continue
        if share.nothing:
            yield BASE_UNKNOWN.at(
                *measured.place,
                number=measured.number,
                source=journey.words(measured.source.name),
                pain=journey.name_of(measured.measure.at),
                k=share.k,
                n=share.n,
                nothing=share.nothing,
            )


def _suppressed(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield each metric that is suppressed because of another one (F17)."""
    for measured in found.measured:
        for other in measured.suppressed_by:
            at = measured.source.measures[other - 1].at
            yield REVEALS_ANOTHER.at(
                *measured.place,
                number=measured.number,
                source=journey.words(measured.source.name),
                place=journey.name_of(measured.measure.at),
                other=other,
                other_place=journey.name_of(at),
                least=LEAST,
            )


def _reordered(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield steps that most customers of a log reached in another order than the map's (M2.6)."""
    for log in found.observed:
        orders = [o for paths in (log.stages, log.steps) for o in paths[ALL].orders if o.turned]
        for order in dict.fromkeys(orders):
            kind = "stages" if any(s.id == order.second for s in journey.stages) else "touchpoints"
            yield ORDER_DIFFERS.at(
                kind,
                order.second,
                first=journey.name_of(order.first),
                second=journey.name_of(order.second),
                source=journey.words(log.source.name),
                both=order.both,
                reversed=order.reversed,
            )


def _copied(journey: Journey, found: Measurements) -> Iterator[Finding]:
    """Yield scores and frequencies that the file states although they are measured."""
    for number, emotion in enumerate(journey.emotions):
        score = emotion_at(found, emotion.persona, emotion.at)
        if score and emotion.score is not None:
            yield VALUE_COPIED.at(
                "emotions",
                number,
                "score",
                thing=journey.name_of(emotion.at),
                what=N_("a score"),
                source=journey.words(journey[score.source].name),
            )
    for pain in journey.pain_points:
        counted = [m for m in found.at(pain.id, "share", "count") if m.of()]
        if counted and pain.mentions:
            yield VALUE_COPIED.at(
                "pain_points",
                pain.id,
                "mentions",
                thing=journey.name_of(pain.id),
                what=N_("a frequency"),
                source=journey.words(counted[0].source.name),
            )
