"""What the map rests on (M1.2, M7.3, M7.7, M7.8, F11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.fields import Record
from kit.i18n import N_, Message
from kit.results import persona_statements
from kit.results.coverage import RESEARCH_BASED
from kit.results.upkeep import months_later
from kit.review.case import Case
from kit.rules import Finding, Rule, Severity
from kit.sources import SOURCE_KINDS

OVERCLAIMED = Rule(
    "basis-overclaimed",
    Severity.ERROR,
    says=N_("The map is declared research-based, but {reason}."),
    why=N_(
        "Readers who were not in the room trust a research-based map with their budget; what rests "
        "on belief has to say so."
    ),
    fix=N_(
        "Name the source of each statement that has one. If half of them have none, write "
        "based_on: assumptions: that is honest, and a good reason to go and ask."
    ),
    method=("F11", "M1.2", "M7.7"),
)
FEW_SOURCED = N_("it names a source for {k} of its {n} statements")
NONE_SOURCED = N_("no statement names a source in {stages}")
UNDERCLAIMED = Rule(
    "basis-underclaimed",
    Severity.NOTE,
    says=N_(
        "The map is declared assumption-based, yet it names a source for {k} of {n} statements."
    ),
    why=N_("It rests on more than it claims, and its readers may take it too lightly."),
    fix=N_("Write based_on: research under scenario."),
    method=("F11",),
)
UNVERIFIED = Rule(
    "assumptions-unverified",
    Severity.WARNING,
    says=N_("A source is named for {k} of {n} statements."),
    why=N_(
        "An assumption is a good beginning and a bad foundation: money is spent on pain points "
        "that no customer may have."
    ),
    fix=N_(
        "List what you have under evidence (tickets, reviews, surveys, what the staff report) and "
        "name it where it speaks; then verify what matters most, with five interviews."
    ),
    method=("F11", "M1.2", "M7.7"),
)
STAGE_ASSUMED = Rule(
    "stage-assumed",
    Severity.WARNING,
    says=N_("Not one statement of the stage “{stage}” names a source."),
    why=N_(
        "The rest of the map is supported; here it is a guess, and the curve does not show the "
        "difference."
    ),
    fix=N_("Look first for a source for this stage's lowest score and for its first pain point."),
    method=("F11", "M7.7"),
)
PERSONA_ASSUMED = Rule(
    "persona-assumed",
    Severity.WARNING,
    says=N_("Of {n} statements on “{persona}”, a source is named for {k}."),
    why=N_(
        "A persona made up in a meeting room resembles those who sit in it; everything that "
        "follows is then felt by the wrong person."
    ),
    fix=N_(
        "Support the goals, needs and frustrations first, from interviews, customer records or a "
        "survey; the report marks the rest as assumptions."
    ),
    method=("M1.2", "M7.7"),
)
ONE_KIND = Rule(
    "evidence-of-one-kind",
    Severity.NOTE,
    says=N_("All evidence is of one kind: {kind}."),
    why=N_(
        "Each kind of source is blind on one side: a survey does not say why, interviews do not "
        "say how many, tickets tell of those who complain."
    ),
    fix=N_("Set one that counts beside one that explains: a survey and interviews, for example."),
    method=("M7.3", "M7.8"),
)
UNUSED = Rule(
    "evidence-unused",
    Severity.NOTE,
    says=N_("Nothing on the map rests on “{source}”."),
    why=N_("Either something on the map could be supported by it, or it was left unread."),
    fix=N_(
        "Read it once more with the map in hand, and name it where it speaks. If it says nothing "
        "about this journey, take it away."
    ),
    method=("M1.2", "M7.8"),
)
SOURCE_INCOMPLETE = Rule(
    "evidence-incomplete",
    Severity.NOTE,
    says=N_("For the source “{source}” it is not said {missing}."),
    why=N_("Three customers of two years ago and three hundred of last month weigh differently."),
    fix=N_("Add n, and start or end, to the source."),
    method=("M4.2", "M7.3"),
)


SOURCE_STALE = Rule(
    "evidence-stale",
    Severity.NOTE,
    says=N_("The source “{source}” ends on {end}: more than {months} months ago."),
    why=N_("Customers, products and competitors change; old answers are about another journey."),
    fix=N_("Ask again, or note on the map what is still known to be true."),
    method=("M4.2", "M6.8"),
)

STALE_MONTHS = 18
"""After so many months a source is old."""


def check(case: Case) -> Iterator[Finding]:
    """Yield what the statements rest on, against what is declared (F11)."""
    yield from _basis(case)
    for persona in case.journey.personas:
        sourced = [not statement.assumed for _, statement in persona_statements(persona)]
        k, n = sum(sourced), len(sourced)
        if n and k / n < RESEARCH_BASED:
            yield PERSONA_ASSUMED.at(
                "personas", persona.id, k=k, n=n, persona=case.named(persona.id)
            )
    yield from _sources(case)


def _basis(case: Case) -> Iterator[Finding]:
    """Yield how far the declared basis is borne out (F11)."""
    coverage, declared = case.coverage, case.journey.scenario.based_on
    k, n = coverage.total.k, coverage.total.n
    without = [id for id, share in coverage.stages.items() if not share.k]
    few = n > 0 and k / n < RESEARCH_BASED
    if declared == "research":
        if coverage.basis == "assumptions":
            reason: Message = FEW_SOURCED.filled(k=k, n=n)
            if without and not few:
                reason = NONE_SOURCED.filled(stages=case.quoted(*without))
            yield OVERCLAIMED.at("scenario", "based_on", reason=reason)
    elif few:
        yield UNVERIFIED.at("evidence", k=k, n=n)
    else:
        for id in without:
            if coverage.stages[id].n:
                yield STAGE_ASSUMED.at("stages", id, stage=case.named(id))
        if declared == "assumptions" and coverage.basis == "research":
            yield UNDERCLAIMED.at("scenario", "based_on", k=k, n=n)


def _sources(case: Case) -> Iterator[Finding]:
    """Yield what is to be said of the sources themselves (M7.3, M7.8)."""
    sources = case.journey.evidence
    kinds = {source.kind for source in sources}
    if len(kinds) == 1:
        yield ONE_KIND.at("evidence", kind=SOURCE_KINDS[sources[0].kind])
    cited = set(_cited(case.journey))
    for source in sources:
        name = case.named(source.id)
        if source.id not in cited and not (source.measures or source.steps):
            yield UNUSED.at("evidence", source.id, source=name)
        if source.end and months_later(source.end, STALE_MONTHS) < case.as_of:
            yield SOURCE_STALE.at(
                "evidence", source.id, "end", source=name, end=source.end, months=STALE_MONTHS
            )
        missing = [
            label
            for given, label in (
                (source.n, N_("how many customers it speaks for")),
                (source.start or source.end, N_("of when it is")),
            )
            if not given
        ]
        if missing:
            yield SOURCE_INCOMPLETE.at("evidence", source.id, source=name, missing=tuple(missing))


def _cited(value: object) -> Iterator[str]:
    """Yield the ids of the sources that anything within a record names."""
    if isinstance(value, Record):
        for name, part in value:
            if name == "evidence" and isinstance(part, tuple):
                yield from (id for id in part if isinstance(id, str))
            yield from _cited(part)
    elif isinstance(value, tuple | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _cited(part)
