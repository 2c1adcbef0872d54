"""Review improvements with pain points, touchpoints, goals and indicators (M6.1–M6.5, M6.11)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.diagnostics import Severity
from kit.i18n import N_, Message, quote
from kit.results import first_three, has_effects
from kit.results.robustness import CHANGES
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.steps.improvements import STATUSES, Improvement

WITHOUT_REASON = Rule(
    "improvement-without-reason",
    Severity.WARNING,
    says=N_("“{improvement}” removes no pain point and strengthens no positive touchpoint."),
    why=N_(
        "It may come from a trend, a supplier or an old project. It may be good, but nothing "
        "on the map shows it."
    ),
    fix=N_(
        "Under {removes}, list the pain points it removes or, under {strengthens}, the positive "
        "touchpoint it improves. If there is neither, move it to the notes."
    ),
    method=("M6.1",),
)
STRENGTHENS_UNLOVED = Rule(
    "strengthens-not-positive",
    Severity.WARNING,
    says=N_("“{improvement}” strengthens “{touchpoint}”, which is not positive on this map."),
    why=N_(
        "More of what customers dislike is not an improvement. If something needs fixing "
        "there, a pain point is missing."
    ),
    fix=N_(
        "Under {removes}, list what goes wrong there or, if customers do like it, mark the "
        "touchpoint {nature__positive}."
    ),
    method=("M6.1", "M3.6"),
)
TIME_SINK = Rule(
    "time-sink-begun",
    Severity.NOTE,
    says=N_("“{improvement}” is under way, with little impact for much effort."),
    why=N_("The same time could deliver several quick wins."),
    fix=N_(
        "Ask whether a smaller version brings most of the gain. If it must be done for another "
        "reason, such as a law, write it under {rank_reason}, or silence this rule with that "
        "reason."
    ),
    method=("M6.4", "F6"),
)
FRAGILE = Rule(
    "ranking-fragile",
    Severity.NOTE,
    says=N_(
        "“{improvement}” is in the top three, but a change of one point pushes it out: {change}."
    ),
    why=N_(
        "If one point more or less changes the plan, the plan depends on the mood of one afternoon."
    ),
    fix=N_(
        "Discuss the scores of its neighbours again, or choose what the team can start with "
        "and record it under {rank} and {rank_reason}."
    ),
    method=("M6.5", "F8"),
)
UNTESTED = Rule(
    "improvement-untested",
    Severity.NOTE,
    says=N_("“{improvement}” is done, but “{indicator}” has no value since {due}."),
    why=N_("An improvement is a hypothesis. The indicator shows whether it holds."),
    fix=N_(
        "Add a value measured after the change. If it has not moved as expected, that is the "
        "most useful result for the next map review."
    ),
    method=("M6.11", "M6.3"),
)
DONE_UNDATED = Rule(
    "improvement-done-undated",
    Severity.NOTE,
    says=N_("“{improvement}” is done but has no completion date."),
    why=N_(
        "Without the date, nobody can tell whether a score was given before or after it, and "
        "its expected effect stays in the target curve."
    ),
    fix=N_("Under {done}, write the day customers first had it, such as 2026-09-15."),
    method=("M6.6", "M6.11", "F10"),
)
DONE_CONTRADICTED = Rule(
    "improvement-done-contradicted",
    Severity.WARNING,
    says=N_("“{improvement}” has the completion date {date}, but {reason}."),
    why=N_(
        "Readers cannot tell whether customers already have it. The target curve goes by the "
        "status."
    ),
    fix=N_("Correct the one that is wrong: {status}, or {done}."),
    method=("M6.6", "F10"),
)
NOT_DONE = N_("its status is “{status}”")
NOT_YET = N_("that day is still to come")
NO_EFFECTS = Rule(
    "target-missing",
    Severity.NOTE,
    says=N_("No improvement has an expected effect on emotions, so there is no target curve."),
    why=N_("The current and target curves side by side show everyone what the work is for."),
    fix=N_(
        "Give the main improvements an expected effect: {effects}, with a touchpoint and a change "
        "such as +1."
    ),
    method=("M4.4", "F10"),
)
GOAL_UNSERVED = Rule(
    "goal-unserved",
    Severity.NOTE,
    says=N_("No improvement is linked to the goal “{goal}”."),
    why=N_("Either the plan has missed it, or this journey cannot serve it."),
    fix=N_("Look for a stage that affects it. If there is none, remove the goal from this map."),
    method=("M6.3",),
)
GOAL_UNMEASURED = Rule(
    "goal-without-measure",
    Severity.NOTE,
    says=N_("The goal “{goal}” has no measure."),
    why=N_("Without a measure, nobody can tell whether the goal is reached."),
    fix=N_("Under {measure}, write the figure that management tracks."),
    method=("M6.3",),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield gaps and contradictions between the improvements and the other steps."""
    journey = context.journey
    for improvement in journey.improvements:
        if improvement.status != "dropped":
            yield from _improvement(context, improvement)
    open_ones = [i for i in journey.improvements if i.open]
    for one in first_three(journey):
        if not one.robust:
            first = one.put_out_by[0]
            change = CHANGES[first.field].filled(
                improvement=quote(context.name(first.id)), before=first.before, after=first.after
            )
            place = ("improvements", one.id)
            yield FRAGILE.at(*place, improvement=context.name(one.id), change=change)
    if open_ones and not has_effects(journey):
        yield NO_EFFECTS.at("improvements")
    served = {i.goal for i in journey.improvements if i.status != "dropped"}
    for goal in journey.goals:
        if journey.improvements and goal.id not in served:
            yield GOAL_UNSERVED.at("goals", goal.id, goal=context.name(goal.id))
        if not goal.measure:
            yield GOAL_UNMEASURED.at("goals", goal.id, goal=context.name(goal.id))


def _improvement(context: ReviewContext, improvement: Improvement) -> Iterator[Finding]:
    journey = context.journey
    place, name = ("improvements", improvement.id), context.name(improvement.id)
    if not improvement.removes and not improvement.strengthens:
        yield WITHOUT_REASON.at(*place, "removes", improvement=name)
    for number, id in enumerate(improvement.strengthens):
        liked = any(score > 0 for score in context.scores_at(id).values())
        if journey[id].nature != "positive" and (not liked or journey[id].nature == "irritant"):
            yield STRENGTHENS_UNLOVED.at(
                *(*place, "strengthens", number), improvement=name, touchpoint=context.name(id)
            )
    if improvement.status == "done" and not improvement.done:
        yield DONE_UNDATED.at(*place, "done", improvement=name)
    if improvement.done and (reason := _done_contradiction(improvement, context)):
        yield DONE_CONTRADICTED.at(
            *place, "done", improvement=name, date=improvement.done, reason=reason
        )
    if improvement.status == "under-way" and improvement.quadrant == "time-sink":
        yield TIME_SINK.at(*place, "status", improvement=name)
    kpi, since = journey.get(improvement.kpi), improvement.done or improvement.due
    if improvement.status == "done" and kpi and since and since <= context.as_of:
        latest = kpi.latest(context.as_of)
        if latest is None or latest[0] <= since:
            yield UNTESTED.at(
                *(*place, "kpi"), improvement=name, indicator=context.name(kpi.id), due=since
            )


def _done_contradiction(improvement: Improvement, context: ReviewContext) -> Message | None:
    """Return the contradiction to an improvement's completion date, or None."""
    if improvement.status != "done":
        return NOT_DONE.filled(status=STATUSES[improvement.status])
    return NOT_YET if improvement.done and improvement.done > context.as_of else None
