"""Section 10: what changed since the last version, and how the indicators move (M6.9, M6.11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Details,
    Entry,
    Heading,
    Mark,
    Paragraph,
    Section,
    Table,
    Tone,
    flow,
)
from kit.i18n import N_, NP_, Message, Said, Texts
from kit.journey import Journey
from kit.kpi import Kpi
from kit.results import Moment
from kit.review.privacy import for_readers, redacted_text
from kit.sections.context import Context
from kit.sections.definitions import definition
from kit.sections.marks import feeling, origin, tally
from kit.sections.tables import table
from kit.sections.trends import moved, trends
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint
from kit.workshop.history import Comparison, KpiChange, Version, compare

Keyed = Stage | Touchpoint | PainPoint | Improvement


def section(context: Context) -> Section:
    """Return the changes since the last version, and the indicators through time."""
    t = context.t
    return Section("changes", t(N_("What changed")), flow(_versions(context), trends(context)))


def _versions(context: Context) -> list[Block]:
    """Return what changed since the last version, and the versions there are."""
    t = context.t
    if not context.versions:
        missing = N_(
            "This is the first version: there is no earlier one to compare with. When the review "
            "closes it, the next report will show which pain points were opened and closed, how "
            "the emotions moved and which improvements were done."
        )
        return [Paragraph(t(missing))]
    last = context.versions[-1]
    former = for_readers(last.journey) if context.edition == "client" else last.journey
    found = compare(former, context.journey)
    return [
        Paragraph(_summed(context, last, found), "lead"),
        *_lists(context, former, found),
        *_emotions(context, found),
        *_kpis(context, found),
        *_history(context),
    ]


def _summed(context: Context, last: Version, found: Comparison) -> Said:
    t = context.t
    if found.nothing:
        return t.inline(N_("Nothing has changed since the version of {date}."), date=last.date)
    counts = tally(
        t,
        (
            len(found.pains_closed),
            NP_("{count} pain point closed", "{count} pain points closed"),
        ),
        (
            len(found.pains_opened),
            NP_("{count} pain point opened", "{count} pain points opened"),
        ),
        (
            len(found.improvements_done),
            NP_("{count} improvement done", "{count} improvements done"),
        ),
        (
            len(found.emotions),
            NP_("{count} emotion of a stage changed", "{count} emotions of stages changed"),
        ),
        (
            len(found.kpis),
            NP_("{count} indicator with a new value", "{count} indicators with new values"),
        ),
    )
    if not counts:
        return t.inline(
            N_("Since the version of {date}, the map has been added to."), date=last.date
        )
    return t.inline(N_("Since the version of {date}: {counts}."), date=last.date, counts=counts)


def _lists(context: Context, old: Journey, found: Comparison) -> list[Block]:
    """Name what came and what went, things gone by the names that they had."""
    now = context.journey
    groups: list[tuple[Message, Journey, Sequence[Keyed]]] = [
        (N_("Pain points closed"), old, found.pains_closed),
        (N_("Pain points opened"), now, found.pains_opened),
        (N_("Improvements done"), now, found.improvements_done),
        (N_("Improvements added"), now, found.improvements_added),
        (N_("Stages added"), now, found.stages_added),
        (N_("Stages removed"), old, found.stages_removed),
        (N_("Touchpoints added"), now, found.touchpoints_added),
        (N_("Touchpoints removed"), old, found.touchpoints_removed),
    ]
    entries = tuple(
        Entry(
            context.t(label),
            tuple(context.t.say(journey.name_of(record.id)) for record in records),
        )
        for label, journey, records in groups
        if records
    )
    title = context.t(N_("What came and what went"))
    return [Cards((Card(title, entries, id="changes-lists", wide=True),))] if entries else []


def _emotions(context: Context, found: Comparison) -> list[Block]:
    """Return each stage whose emotion moved, before and now (F1, M6.9)."""
    t = context.t
    if not found.emotions:
        return []
    rows = tuple(
        (
            context.name(shift.stage),
            context.name(shift.persona),
            _score(t, shift.before),
            _score(t, shift.now),
            _shift(t, shift.change),
        )
        for shift in found.emotions
    )
    columns = (
        Column(t(N_("Stage"))),
        Column(t(N_("Persona"))),
        Column(t(N_("Before"))),
        Column(t(N_("Now"))),
        Column(t(N_("Change")), figures=True),
    )
    caption = t(N_("Stages whose emotion changed"))
    heading = Heading(t(N_("Emotions since the last version")), "changes-emotions")
    return [heading, Table(caption, columns, rows), definition(t, "F1")]


def _score(t: Texts, moment: Moment | None) -> Cell:
    if moment is None or moment.score is None or moment.origin is None:
        return t(N_("no score"))
    marks = feeling(t, moment.score), origin(t, moment.origin)
    return (*marks, t(N_("n\u00a0=\u00a0{n}"), n=moment.n)) if moment.n else marks


def _shift(t: Texts, change: float | None) -> Cell:
    if change is None:
        return t(N_("not comparable"))
    tone: Tone = "good" if change > 0 else "bad"
    digits = 1 if round(change, 1) else 2
    return Mark(t.signed(change, digits), tone, "↗" if change > 0 else "↘")


def _kpis(context: Context, found: Comparison) -> list[Block]:
    """Return each indicator with a value newer than the last version's (M6.9)."""
    t = context.t
    if not found.kpis:
        return []
    rows = tuple(
        (
            context.journey.words(change.kpi.name),
            _value(context, change.kpi, change.before),
            _value(context, change.kpi, change.now),
            _verdict(context, change),
        )
        for change in found.kpis
    )
    columns = (
        Column(t(N_("Indicator"))),
        Column(t(N_("Before"))),
        Column(t(N_("Now"))),
        Column(t(N_("Change")), figures=True),
    )
    caption = t(N_("Indicators with a new value"))
    heading = Heading(t(N_("Indicators since the last version")), "changes-kpis")
    return [heading, Table(caption, columns, rows)]


def _value(context: Context, kpi: Kpi, dated: tuple[date, float] | None) -> Cell:
    if dated is None:
        return context.t(N_("no value yet"))
    return context.quantity(dated[1], kpi.unit), context.t.month(dated[0])


def _verdict(context: Context, change: KpiChange) -> Cell:
    if change.before is None or change.now is None:
        return context.t(N_("not comparable"))
    return moved(context, change.kpi, change.now[1] - change.before[1])


def _message(context: Context, version: Version) -> str:
    if context.edition == "client":
        return redacted_text(version.message, context.journey)
    return version.message


def _history(context: Context) -> list[Block]:
    """Return the closed versions with what was said of each."""
    t = context.t
    rows = tuple(
        (t.date(version.date), context.journey.words(_message(context, version)))
        for version in reversed(context.versions)
    )
    caption = t(N_("Closed versions, the latest first"))
    columns = Column(t(N_("Version of"))), Column(t(N_("What was said of it")))
    return [Details(t(N_("Earlier versions")), (table(caption, columns, rows),))]
