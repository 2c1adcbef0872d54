"""Review the upkeep of the map: owner, map reviews and dates (M6.6, M6.8–M6.10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.diagnostics import Place, Severity
from kit.framing import TRIGGERS
from kit.i18n import N_, Message, quote
from kit.results import review_due
from kit.review.context import ReviewContext
from kit.rules import Finding, Rule
from kit.steps.improvements import STATUSES

MAP_WITHOUT_OWNER = Rule(
    "map-owner-missing",
    Severity.WARNING,
    says=N_("The map has no owner."),
    why=N_("Without an owner, a map is out of date as soon as one touchpoint changes."),
    fix=N_("Under {map} › {owner}, name the person or role who will call the next map review."),
    method=("M6.8",),
)
CADENCE_MISSING = Rule(
    "review-cadence-missing",
    Severity.WARNING,
    says=N_("The map has no review interval."),
    why=N_("A review that is not planned happens only after something has gone wrong."),
    fix=N_(
        "Under {map} › {review_every_months}, write the number of months between map reviews. "
        "Three to six is usual."
    ),
    method=("M6.8",),
)
NO_FIRST_DATE = Rule(
    "review-undatable",
    Severity.WARNING,
    says=N_("The map has no date, so its next review has no due date."),
    why=N_("Without a date, readers cannot know whether the map shows this year or last year."),
    fix=N_("Write {map} › {created}, or {map} › {last_review}, as a date such as 2026-11-22."),
    method=("M6.8",),
)
OVERDUE = Rule(
    "review-overdue",
    Severity.WARNING,
    says=N_("The map review was due on {due}."),
    why=N_(
        "Customers, competitors and prices have changed since. Decisions based on an old map "
        "fix yesterday’s problems."
    ),
    fix=N_(
        "Go through the map with the team for an hour: what has gone, what is new, what do the "
        "indicators say? Then close the map review with parcours version."
    ),
    method=("M6.8", "M7.7"),
)
TOUCHPOINT_CHANGED = Rule(
    "touchpoint-changed-since-review",
    Severity.WARNING,
    says=N_("“{touchpoint}” changed on {date}, after the last map review."),
    why=N_("Its emotions and pain points describe what it used to be."),
    fix=N_(
        "Score it again, look for pain points that have gone or appeared, then close the map "
        "review with parcours version."
    ),
    method=("M6.10",),
)
PRODUCT_CHANGED = Rule(
    "product-changed-since-review",
    Severity.WARNING,
    says=N_("A change of {date} has not been reviewed ({kind}): “{what}”."),
    why=N_("A changed product or market can also affect stages that nobody changed."),
    fix=N_(
        "Ask stage by stage what it changes for customers, then close the map review with "
        "parcours version."
    ),
    method=("M6.10",),
)
TOUCHPOINTS_DIFFER = Rule(
    "touchpoints-differ-from-version",
    Severity.WARNING,
    says=N_("Since the last closed version, touchpoints were {changes}."),
    why=N_(
        "A touchpoint that appears or disappears changes what customers feel before and after it."
    ),
    fix=N_(
        "Check the neighbouring touchpoints too, and close the map review with parcours "
        "version once the team has seen them."
    ),
    method=("M6.10", "M6.9"),
)
ADDED = N_("added ({touchpoints})")
REMOVED = N_("removed ({touchpoints})")
IN_THE_FUTURE = Rule(
    "date-in-future",
    Severity.WARNING,
    says=N_("{what} is dated {date}, later than the date of this check ({today})."),
    why=N_("What has not happened yet cannot be evidence; most often, the year was mistyped."),
    fix=N_("Correct the date, or give the report’s date with --as-of if the report looks ahead."),
    method=("M6.8", "M6.11"),
)
LATE = Rule(
    "improvement-late",
    Severity.WARNING,
    says=N_("“{improvement}” was due on {due} and is still {status}."),
    why=N_("If a date passes without a word, nobody takes the plan’s dates seriously."),
    fix=N_(
        "Ask the owner what is in the way. Then give it a new date, make it smaller or drop "
        "it, and say so."
    ),
    method=("M6.6",),
)


def check(context: ReviewContext) -> Iterator[Finding]:
    """Yield missing owners and reviews, changes since the last one, and impossible dates."""
    journey, upkeep = context.journey, context.journey.map
    if not upkeep.owner:
        yield MAP_WITHOUT_OWNER.at("map", "owner")
    if upkeep.review_every_months is None:
        yield CADENCE_MISSING.at("map", "review_every_months")
    since = upkeep.last_review or upkeep.created
    if since is None:
        yield NO_FIRST_DATE.at("map", "last_review")
    due = review_due(journey)
    if due and due < context.as_of:
        yield OVERDUE.at("map", "last_review", due=due)
    if since:
        yield from _changed(context, since)
    yield from _touchpoint_changes(context)
    for day, place, what in _dated(context):
        if day > context.as_of:
            yield IN_THE_FUTURE.at(*place, what=what, date=day, today=context.as_of)
    for improvement in journey.improvements:
        if improvement.open and improvement.due and improvement.due < context.as_of:
            yield LATE.at(
                *("improvements", improvement.id, "due"),
                improvement=context.name(improvement.id),
                due=improvement.due,
                status=STATUSES[improvement.status],
            )


def _changed(context: ReviewContext, since: date) -> Iterator[Finding]:
    """Yield touchpoints and product changes dated after the last review (M6.10)."""
    for t in context.journey.touchpoints:
        if t.changed and since < t.changed <= context.as_of:
            yield TOUCHPOINT_CHANGED.at(
                *("touchpoints", t.id, "changed"), touchpoint=context.name(t.id), date=t.changed
            )
    for number, change in enumerate(context.journey.map.product_changes):
        if since < change.date <= context.as_of:
            what = context.journey.words(change.what)
            yield PRODUCT_CHANGED.at(
                *("map", "product_changes", number),
                date=change.date,
                what=what,
                kind=TRIGGERS[change.kind],
            )


def _touchpoint_changes(context: ReviewContext) -> Iterator[Finding]:
    """Yield touchpoints added or removed since the last closed version (M6.10)."""
    if not context.versions:
        return
    last = context.versions[-1]
    before, now = ({t.id for t in j.touchpoints} for j in (last, context.journey))
    added = [t.id for t in context.journey.touchpoints if t.id not in before]
    removed = [t.id for t in last.touchpoints if t.id not in now]
    changes = []
    if added:
        changes.append(ADDED.filled(touchpoints=context.quoted_names(*added)))
    if removed:
        changes.append(REMOVED.filled(touchpoints=tuple(quote(last.name_of(id)) for id in removed)))
    if changes:
        yield TOUCHPOINTS_DIFFER.at("touchpoints", changes=tuple(changes))


LAST_REVIEW = N_("The last map review")
CREATION = N_("The creation of the map")
VALUE_OF = N_("A value of “{indicator}”")


def _dated(context: ReviewContext) -> Iterator[tuple[date, Place, Message]]:
    """Yield the dates of past events in the file, with their place and name."""
    journey = context.journey
    for day, field, label in (
        (journey.map.created, "created", CREATION),
        (journey.map.last_review, "last_review", LAST_REVIEW),
    ):
        if day:
            yield day, ("map", field), label
    for source in journey.evidence:
        days = [day for day in (source.start, source.end) if day]
        if days:
            yield max(days), ("evidence", source.id), quote(context.name(source.id))
    for place, kpi in journey.kpis:
        if kpi.values:
            yield (
                max(kpi.values),
                (*place, "values"),
                VALUE_OF.filled(indicator=context.name(kpi.id)),
            )
