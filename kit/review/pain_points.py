"""Review pain points: their ranking, and the improvements that remove them (M5.3–M5.5, M6.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.i18n import N_
from kit.results import ranked_pains, removed_by
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule

FIRST = 3
"""Number of pain points that count as the worst."""

UNSPECIFIC = Rule(
    "pain-point-unspecific",
    Severity.WARNING,
    says=N_("“{pain}” does not say {missing}."),
    why=N_(
        "A pain point that affects everyone everywhere gets no solution. The place shows what "
        "to fix, and the people show for whom."
    ),
    fix=N_(
        "Link it to a touchpoint, or describe the screen, counter or letter under {where}. Under "
        "{who}, say who is affected, or list the personas."
    ),
    method=("M5.1",),
)
WITHOUT_IMPROVEMENT = Rule(
    "pain-point-without-improvement",
    Severity.WARNING,
    says=N_("No improvement addresses “{pain}”."),
    why=N_(
        "Customers said it and participants wrote it down, but nothing follows. Isolated and "
        "unobserved pain points may wait, and this rule ignores them."
    ),
    fix=N_(
        "Find one improvement, however small, that removes it, and list the pain point under "
        "its {removes}. Otherwise, silence this rule here and give the reason."
    ),
    method=("M6.1", "M5.3"),
)
ISOLATED_FIRST = Rule(
    "isolated-pain-point-first",
    Severity.WARNING,
    says=N_("“{pain}” was reported by one customer but is in the top three."),
    why=N_(
        "One vivid story can outweigh forty quiet ones and divert money from problems that "
        "affect many."
    ),
    fix=N_(
        "Check your sources for other customers who met it. If there are none, keep it on the "
        "map and delete its manual rank. If the map has too few pain points, gather more."
    ),
    method=("M5.3", "F4"),
)
CAUSE_UNKNOWN = Rule(
    "root-cause-unknown",
    Severity.NOTE,
    says=N_("“{pain}” is one of the three worst pain points but has no root cause."),
    why=N_("If you fix only the symptom, it returns at another touchpoint."),
    fix=N_(
        "Ask “why?” up to five times with the backstage team, and write the chain of answers "
        "under {causes}."
    ),
    method=("M5.5",),
)
OUTLIVES = Rule(
    "pain-point-outlives-improvement",
    Severity.NOTE,
    says=N_("“{pain}” is still on the map, although “{improvement}”, which removes it, is done."),
    why=N_(
        "Either it is solved and the map is out of date, or customers still feel it and the "
        "improvement has not worked."
    ),
    fix=N_(
        "Ask customers again. If it has gone, remove it from the map (closed versions keep "
        "it). If not, look for the cause that was overlooked."
    ),
    method=("M6.8", "M6.11"),
)
RANK_WITHOUT_REASON = Rule(
    "rank-without-reason",
    Severity.WARNING,
    says=N_("“{item}” has the manual rank {rank} but no reason."),
    why=N_(
        "A manual rank may be wiser than the computed one, but without a reason it is hard to "
        "defend."
    ),
    fix=N_("Write one sentence under {rank_reason}, or delete the rank."),
    method=("F8", "M7.9"),
)
RANK_TWICE = Rule(
    "rank-given-twice",
    Severity.ERROR,
    says=N_("The manual rank {rank} is used more than once: {items}."),
    why=N_("Only one can have it, and readers cannot tell which one was meant."),
    fix=N_("Decide which comes first, and change or delete the other’s rank."),
    method=("F8",),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield gaps and contradictions between the pain points and the improvements."""
    journey = context.journey
    one_actor = len(journey.personas) < 2
    for pain in journey.pain_points:
        place, name = ("pain_points", pain.id), context.name(pain.id)
        located = pain.where or context.is_touchpoint(pain.at)
        unstated = {
            "where": None if located else N_("where exactly it happens"),
            "who": None if pain.who or pain.personas or one_actor else N_("who is affected"),
        }
        missing = {field: label for field, label in unstated.items() if label}
        if missing:
            labels = tuple(missing.values())
            yield UNSPECIFIC.at(*place, next(iter(missing)), pain=name, missing=labels)
        removing = removed_by(journey, pain.id)
        if not removing and pain.standing in ("counted", "to-be-counted"):
            yield WITHOUT_IMPROVEMENT.at(*place, pain=name)
        done = [i for i in removing if i.status == "done"]
        if done and len(done) == len(removing):
            yield OUTLIVES.at(*place, pain=name, improvement=context.name(done[0].id))
    for pain in ranked_pains(journey)[:FIRST]:
        place, name = ("pain_points", pain.id), context.name(pain.id)
        if pain.recurrence == "isolated":
            yield ISOLATED_FIRST.at(*place, "mentions", pain=name)
        elif not pain.causes and pain.standing != "not-observed":
            yield CAUSE_UNKNOWN.at(*place, "causes", pain=name)
    yield from _ranks(context)


def _ranks(context: ReviewContext) -> Iterator[Finding]:
    """Yield manual ranks of pain points and improvements without reason or given twice (F8)."""
    journey = context.journey
    open_ones = tuple(i for i in journey.improvements if i.open)
    for collection, records in (("pain_points", journey.pain_points), ("improvements", open_ones)):
        given = Counter(record.rank for record in records if record.rank)
        for record in records:
            if record.rank and not record.rank_reason:
                yield RANK_WITHOUT_REASON.at(
                    *(collection, record.id, "rank"), item=context.name(record.id), rank=record.rank
                )
        for rank, times in given.items():
            if times > 1:
                same = [record.id for record in records if record.rank == rank]
                items = context.quoted_names(*same)
                yield RANK_TWICE.at(collection, same[-1], "rank", rank=rank, items=items)
