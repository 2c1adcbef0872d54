"""Review the sources and the evidence coverage of the map (M1.2, M7.3, M7.7, M7.8, F11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.diagnostics import Severity
from kit.fields import Record
from kit.i18n import N_, Message
from kit.results import persona_statements
from kit.results.coverage import RESEARCH_BASED
from kit.results.upkeep import months_later
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.sources import NATURES, SOURCE_KINDS

OVERCLAIMED = Rule(
    "basis-overclaimed",
    Severity.ERROR,
    says=N_("The map is declared research-based, but {reason}."),
    why=N_("Readers base budgets on a research-based map, so assumptions must be shown as such."),
    fix=N_(
        "Cite the source of each statement that has one. If half of them have none, write "
        "{based_on__assumptions}, then go and ask customers."
    ),
    method=("F11", "M1.2", "M7.7"),
)
FEW_SOURCED = N_("{k} of its {n} statements cite a source")
NONE_SOURCED = N_("no statement cites a source in {stages}")
UNDERCLAIMED = Rule(
    "basis-underclaimed",
    Severity.NOTE,
    says=N_("The map is declared assumption-based, but {k} of {n} statements cite a source."),
    why=N_("It has more support than it claims, so readers may not take it seriously enough."),
    fix=N_("Write {based_on__research} under {scenario}."),
    method=("F11",),
)
UNVERIFIED = Rule(
    "assumptions-unverified",
    Severity.WARNING,
    says=N_("{k} of {n} statements cite a source."),
    why=N_("Without sources, money may go to pain points that no customer has."),
    fix=N_(
        "List what you have under {evidence} (tickets, reviews, surveys, staff reports) and cite "
        "it where it applies. Then verify what matters most with five interviews."
    ),
    method=("F11", "M1.2", "M7.7"),
)
STAGE_ASSUMED = Rule(
    "stage-assumed",
    Severity.WARNING,
    says=N_("No statement in the stage “{stage}” cites a source."),
    why=N_(
        "The rest of the map has sources. This stage is a guess, and the curve does not show "
        "the difference."
    ),
    fix=N_("Look first for a source for this stage’s lowest score and for its first pain point."),
    method=("F11", "M7.7"),
)
PERSONA_ASSUMED = Rule(
    "persona-assumed",
    Severity.WARNING,
    says=N_("{k} of {n} statements about “{persona}” cite a source."),
    why=N_(
        "A persona imagined in a meeting often resembles the team, and the rest of the map "
        "then describes the wrong person."
    ),
    fix=N_(
        "Find sources for the goals, needs and frustrations first: interviews, customer "
        "records or a survey. The report marks the rest as assumptions."
    ),
    method=("M1.2", "M7.7"),
)
ONE_KIND = Rule(
    "evidence-of-one-kind",
    Severity.NOTE,
    says=N_("Every source is {nature}: {kinds}."),
    why=N_(
        "Each type of source has a blind spot: surveys do not say why, interviews do not say "
        "how many, tickets come only from people who complain."
    ),
    fix=N_("Combine one that counts with one that explains, such as a survey and interviews."),
    method=("M7.3", "M7.3b", "M7.8"),
)
UNUSED = Rule(
    "evidence-unused",
    Severity.NOTE,
    says=N_("No statement on the map cites “{source}”."),
    why=N_("Either it could support something on the map, or nobody has read it."),
    fix=N_(
        "Read it again with the map and cite it where it applies. If it says nothing about "
        "this journey, remove it."
    ),
    method=("M1.2", "M7.8"),
)
SOURCE_INCOMPLETE = Rule(
    "evidence-incomplete",
    Severity.NOTE,
    says=N_("The source “{source}” does not say {missing}."),
    why=N_(
        "Three customers from two years ago do not weigh as much as three hundred from last month."
    ),
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
"""Age in months from which a source is old."""


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield contradictions to the declared basis, and flaws of the sources (F11)."""
    yield from _basis(context)
    for persona in context.journey.personas:
        sourced = [not statement.assumed for _, statement in persona_statements(persona)]
        k, n = sum(sourced), len(sourced)
        if n and k / n < RESEARCH_BASED:
            yield PERSONA_ASSUMED.at(
                "personas", persona.id, k=k, n=n, persona=context.name(persona.id)
            )
    yield from _sources(context)


def _basis(context: ReviewContext) -> Iterator[Finding]:
    """Yield contradictions between the declared basis and the evidence coverage (F11)."""
    coverage, declared = context.coverage, context.journey.scenario.based_on
    k, n = coverage.total.k, coverage.total.n
    without = [id for id, share in coverage.stages.items() if not share.k]
    few = n > 0 and k / n < RESEARCH_BASED
    if declared == "research":
        if coverage.basis == "assumptions":
            reason: Message = FEW_SOURCED.filled(k=k, n=n)
            if without and not few:
                reason = NONE_SOURCED.filled(stages=context.quoted_names(*without))
            yield OVERCLAIMED.at("scenario", "based_on", reason=reason)
    elif few:
        yield UNVERIFIED.at("evidence", k=k, n=n)
    else:
        for id in without:
            if coverage.stages[id].n:
                yield STAGE_ASSUMED.at("stages", id, stage=context.name(id))
        if declared == "assumptions" and coverage.basis == "research":
            yield UNDERCLAIMED.at("scenario", "based_on", k=k, n=n)


def _sources(context: ReviewContext) -> Iterator[Finding]:
    """Yield sources that are unused, incomplete, old or all of one nature (M7.3, M7.8)."""
    sources = context.journey.evidence
    if len({source.nature for source in sources}) == 1:
        kinds = tuple(SOURCE_KINDS[kind] for kind in dict.fromkeys(s.kind for s in sources))
        yield ONE_KIND.at("evidence", nature=NATURES[sources[0].nature], kinds=kinds)
    cited = set(_cited(context.journey))
    for source in sources:
        name = context.name(source.id)
        if source.id not in cited and not (source.measures or source.steps):
            yield UNUSED.at("evidence", source.id, source=name)
        if source.end and months_later(source.end, STALE_MONTHS) < context.as_of:
            yield SOURCE_STALE.at(
                "evidence", source.id, "end", source=name, end=source.end, months=STALE_MONTHS
            )
        missing = [
            label
            for given, label in (
                (source.n, N_("how many customers it covers")),
                (source.start or source.end, N_("which period it covers")),
            )
            if not given
        ]
        if missing:
            yield SOURCE_INCOMPLETE.at("evidence", source.id, source=name, missing=tuple(missing))


def _cited(value: object) -> Iterator[str]:
    """Yield the ids of the sources that are cited anywhere within a record."""
    if isinstance(value, Record):
        for name, part in value:
            if name == "evidence" and isinstance(part, tuple):
                yield from (id for id in part if isinstance(id, str))
            yield from _cited(part)
    elif isinstance(value, tuple | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _cited(part)
