"""Pain points in their order, and against what is to remove them (M5.3 to M5.5, M6.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kit.i18n import N_
from kit.results import ranked_pains, removed_by
from kit.review.case import Case
from kit.rules import Finding, Rule, Severity

FIRST = 3
"""How many of the ranked count as the first."""

UNSPECIFIC = Rule(
    "pain-point-unspecific",
    Severity.WARNING,
    says=N_("For “{pain}” it is not said {missing}."),
    why=N_(
        "A pain point that strikes everyone everywhere gets a solution for no one: its place says "
        "what to repair, its people say for whom."
    ),
    fix=N_(
        "Put it at a touchpoint, or name under where the screen, the counter or the letter; under "
        "who, name those whom it strikes, or name the personas."
    ),
    method=("M5.1",),
)
WITHOUT_IMPROVEMENT = Rule(
    "pain-point-without-improvement",
    Severity.WARNING,
    says=N_("Nothing is planned against “{pain}”."),
    why=N_(
        "Customers said it, the room wrote it down, and there it stays. What bothered only one "
        "person may wait: this rule leaves isolated pain points alone, and those not observed."
    ),
    fix=N_(
        "Look for one improvement, however small, that removes it, and name it under removes; or "
        "silence this rule here, with the reason why it is left as it is."
    ),
    method=("M6.1", "M5.3"),
)
ISOLATED_FIRST = Rule(
    "isolated-pain-point-first",
    Severity.WARNING,
    says=N_("“{pain}” bothered one customer, and stands among the first three."),
    why=N_(
        "One lively story weighs more in a room than forty quiet ones; money spent on it is "
        "lacking where many suffer."
    ),
    fix=N_(
        "Look in your sources for others who met it. If there are none, keep it on the map and "
        "take its rank by hand away; if the map has too few pain points, gather more."
    ),
    method=("M5.3", "F4"),
)
CAUSE_UNKNOWN = Rule(
    "root-cause-unknown",
    Severity.NOTE,
    says=N_("“{pain}” is among the three worst, and no cause is named."),
    why=N_("Whoever repairs a symptom will meet it again, at another touchpoint."),
    fix=N_(
        "Ask “why?”, and of each answer “why?” again, five times at most, with the team behind the "
        "touchpoint; write the chain under causes."
    ),
    method=("M5.5",),
)
OUTLIVES = Rule(
    "pain-point-outlives-improvement",
    Severity.NOTE,
    says=N_("“{pain}” is still on the map, although “{improvement}”, which removes it, is done."),
    why=N_(
        "Either it is solved and the map is behind, or it is still felt and the improvement has "
        "not kept its promise."
    ),
    fix=N_(
        "Ask customers again. If it has gone, take it off the map (the closed versions keep it); "
        "if not, look for the cause that was overlooked."
    ),
    method=("M6.8", "M6.11"),
)
RANK_WITHOUT_REASON = Rule(
    "rank-without-reason",
    Severity.WARNING,
    says=N_("“{item}” was put at rank {rank} by hand, and no reason is given."),
    why=N_(
        "A rank given by hand may well be wiser than the computed one; without its reason it looks "
        "like a favour."
    ),
    fix=N_("Write one sentence under rank_reason, or take the rank away."),
    method=("F8", "M7.9"),
)
RANK_TWICE = Rule(
    "rank-given-twice",
    Severity.ERROR,
    says=N_("Rank {rank} was given by hand more than once: {items}."),
    why=N_("Only one can stand there, and readers will not know which one was meant."),
    fix=N_(
        "Decide which comes first, and correct the other's rank, or leave it to the computation."
    ),
    method=("F8",),
)


def check(case: Case) -> Iterator[Finding]:
    """Yield what the pain points, taken with the improvements, leave open."""
    journey = case.journey
    one_actor = len(journey.personas) < 2
    for pain in journey.pain_points:
        place, name = ("pain_points", pain.id), case.named(pain.id)
        located = pain.where or case.is_touchpoint(pain.at)
        unsaid = {
            "where": None if located else N_("where exactly it happens"),
            "who": None if pain.who or pain.personas or one_actor else N_("whom it strikes"),
        }
        missing = {field: label for field, label in unsaid.items() if label}
        if missing:
            labels = tuple(missing.values())
            yield UNSPECIFIC.at(*place, next(iter(missing)), pain=name, missing=labels)
        removing = removed_by(journey, pain.id)
        if not removing and pain.standing in ("counted", "to-be-counted"):
            yield WITHOUT_IMPROVEMENT.at(*place, pain=name)
        done = [i for i in removing if i.status == "done"]
        if done and len(done) == len(removing):
            yield OUTLIVES.at(*place, pain=name, improvement=case.named(done[0].id))
    for pain in ranked_pains(journey)[:FIRST]:
        place, name = ("pain_points", pain.id), case.named(pain.id)
        if pain.recurrence == "isolated":
            yield ISOLATED_FIRST.at(*place, "mentions", pain=name)
        elif not pain.causes and pain.standing != "not-observed":
            yield CAUSE_UNKNOWN.at(*place, "causes", pain=name)
    yield from _ranks(case)


def _ranks(case: Case) -> Iterator[Finding]:
    """Yield what is wrong with ranks given by hand, to pain points or improvements (F8)."""
    journey = case.journey
    open_ones = tuple(i for i in journey.improvements if i.open)
    for collection, records in (("pain_points", journey.pain_points), ("improvements", open_ones)):
        given = Counter(record.rank for record in records if record.rank)
        for record in records:
            if record.rank and not record.rank_reason:
                yield RANK_WITHOUT_REASON.at(
                    *(collection, record.id, "rank"), item=case.named(record.id), rank=record.rank
                )
        for rank, times in given.items():
            if times > 1:
                same = [record.id for record in records if record.rank == rank]
                items = case.quoted(*same)
                yield RANK_TWICE.at(collection, same[-1], "rank", rank=rank, items=items)
