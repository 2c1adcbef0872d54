"""Section 10: changes since the last version, and indicators over time (M6.9, F19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kit.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Entry,
    Heading,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.i18n import N_, NP_, Message, RichText
from kit.review.privacy import redact_journey, redacted_text
from kit.sections.context import Context
from kit.sections.definitions import definition
from kit.sections.marks import tally
from kit.sections.tables import annex, counts, table
from kit.sections.trends import trends
from kit.sections.version_changes import ChangeTexts
from kit.versions import Comparison, Edit, EditReport, Shift, compare, frozen_figures
from kit.workshop.history import Version

CAME_AND_WENT: dict[str, tuple[Message, Message]] = {
    "pain_points": (N_("Pain points opened"), N_("Pain points closed")),
    "improvements": (N_("Improvements added"), N_("Improvements removed")),
    "stages": (N_("Stages added"), N_("Stages removed")),
    "touchpoints": (N_("Touchpoints added"), N_("Touchpoints removed")),
    "personas": (N_("Personas added"), N_("Personas removed")),
}
DONE = N_("Improvements done")


def section(context: Context) -> Section:
    """Return the changes since the last version, and the indicators over time."""
    title = context.t(N_("What changed"))
    if not context.versions:
        shown = _first_version(context) if context.edition == "working" else None
        return Section("changes", title, flow(shown, trends(context)))
    last = context.versions[-1]
    stated = context.stated or context.journey
    then = frozen_figures(last)
    former = redact_journey(last.journey) if context.edition == "client" else last.journey
    found = compare(former, then, stated, context.measurements, context.as_of)
    names = ChangeTexts(context, former)
    return Section(
        "changes",
        title,
        flow(
            _unfrozen(context, found),
            _came_and_went(names, found),
            annex(
                context.t,
                tuple(_edited(names, found)),
                tuple(_by_data(names, found)),
                _counts(context, found),
                _history(context),
                trends(context),
            ),
        ),
        headline=_summed(context, last, found),
    )


def _first_version(context: Context) -> Block:
    missing = N_(
        "This is the first version: there is no earlier one to compare with. When a map "
        "review closes it, the next report will show which pain points were opened and "
        "closed, how the emotions moved and which improvements were done."
    )
    return Paragraph(context.t(missing))


def _unfrozen(context: Context, found: Comparison) -> Block | None:
    """Return a note that an older version has no frozen values, so that only texts are compared."""
    if found.frozen:
        return None
    says = N_(
        "That version kept what was written, not what was computed: new data are not compared."
    )
    return Paragraph(context.t(says), "note")


def _summed(context: Context, last: Version, found: Comparison) -> RichText:
    """Return the section's headline: the numbers of changes by kind."""
    t = context.t
    if found.nothing:
        return t.inline(N_("Nothing has changed since the version of {date}"), date=last.date)
    edits = [report.edit for report in found.edits]
    counts = tally(
        t,
        (
            len([edit for edit in edits if _went(edit, "pain_points")]),
            NP_("{count} pain point closed", "{count} pain points closed"),
        ),
        (
            len([edit for edit in edits if _came(edit, "pain_points")]),
            NP_("{count} pain point opened", "{count} pain points opened"),
        ),
        (
            len([edit for edit in edits if _done(edit)]),
            NP_("{count} improvement done", "{count} improvements done"),
        ),
        (
            len(found.data),
            NP_("{count} figure changed by new data", "{count} figures changed by new data"),
        ),
    )
    if not counts:
        return t.inline(N_("Content has been added since the version of {date}"), date=last.date)
    return t.inline(N_("Since the version of {date}: {counts}"), date=last.date, counts=counts)


def _counts(context: Context, found: Comparison) -> Table:
    """Return the numbers of changes by kind."""
    edits = [report.edit for report in found.edits]
    kinds = [
        (label, sum(change(edit, name) and not _done(edit) for edit in edits))
        for name, labels in CAME_AND_WENT.items()
        for label, change in zip(labels, (_came, _went), strict=True)
    ]
    kinds.append((DONE, sum(map(_done, edits))))
    kinds.append((N_("Other edits"), sum(not _in_a_card(edit) for edit in edits)))
    kinds.append((N_("Figures changed by new data"), len(found.data)))
    return counts(context.t, N_("Changes by kind"), N_("Kind"), kinds)


# --- what came and what went -----------------------------------------------------------------


def _came(edit: Edit, collection: str) -> bool:
    return edit.added and edit.place[:-1] == (collection,)


def _went(edit: Edit, collection: str) -> bool:
    return edit.removed and edit.place[:-1] == (collection,)


def _done(edit: Edit) -> bool:
    """Return whether an edit makes an improvement done."""
    if edit.place[:1] != ("improvements",):
        return False
    if edit.added and len(edit.place) == 2:
        return isinstance(edit.after, Mapping) and edit.after.get("status") == "done"
    return edit.place[2:] == ("status",) and edit.after == "done"


def _in_a_card(edit: Edit) -> bool:
    come_or_gone = any(_came(edit, name) or _went(edit, name) for name in CAME_AND_WENT)
    return come_or_gone or _done(edit)


def _came_and_went(names: ChangeTexts, found: Comparison) -> list[Block]:
    """Return the things added and removed, removed ones by their former names."""
    t = names.t
    edits = [report.edit for report in found.edits]
    groups = [(DONE, [edit for edit in edits if _done(edit)])]
    for name, (came, went) in CAME_AND_WENT.items():
        groups.append((went, [edit for edit in edits if _went(edit, name)]))
        groups.append((came, [edit for edit in edits if _came(edit, name) and not _done(edit)]))
    entries = tuple(
        Entry(t(label), tuple(names.record(edit) for edit in some))
        for label, some in groups
        if some
    )
    title = t(N_("Added and removed"))
    return [Cards((Card(title, entries, id="changes-lists", wide=True),))] if entries else []


# --- edits and figures -----------------------------------------------------------------------


def _edited(names: ChangeTexts, found: Comparison) -> Iterator[Block]:
    """Return each edit once, with the values that changed because of it (F19)."""
    t = names.t
    rows = [row for report in found.edits for row in _rows(names, report)]
    rows += [
        _figure_row(names, shift, N_("by several edits: {figure}")) for shift in found.together
    ]
    if not rows:
        return
    columns = (
        Column(t(N_("What"))),
        Column(t(N_("Field"))),
        Column(t(N_("Before"))),
        Column(t(N_("Now"))),
        Column(t(N_("Change")), figures=True),
    )
    yield Heading(t(N_("Edited since the last version")), "changes-edits")
    yield table(t(N_("Edits, and the figures that follow from them")), columns, rows)
    if any(shift.key[0] == "stage" for shift in _all(found)):
        yield definition(t, "F1")


def _rows(names: ChangeTexts, report: EditReport) -> Iterator[tuple[Cell, ...]]:
    edit = report.edit
    if not _in_a_card(edit) or report.shifts:
        before, after = names.value(edit, edit.before), names.value(edit, edit.after)
        if _in_a_card(edit):  # named above: here is what follows from it
            before, after = "", ""
        yield names.record(edit), names.field(edit), before, after, ""
    for shift in report.shifts:
        yield _figure_row(names, shift, N_("→ {figure}"))


def _figure_row(names: ChangeTexts, shift: Shift, label: Message) -> tuple[Cell, ...]:
    return (
        names.t.inline(label, figure=names.figure(shift)),
        "",
        names.figure_value(shift, shift.before),
        names.figure_value(shift, shift.now),
        names.change(shift),
    )


def _all(found: Comparison) -> Iterable[Shift]:
    return (*(shift for report in found.edits for shift in report.shifts), *found.together)


def _by_data(names: ChangeTexts, found: Comparison) -> Iterator[Block]:
    """Return the values that changed because of new data (F19)."""
    t = names.t
    if not found.data:
        return
    columns = (
        Column(t(N_("Figure"))),
        Column(t(N_("Before"))),
        Column(t(N_("Now"))),
        Column(t(N_("Change")), figures=True),
    )
    rows = [
        (
            names.figure(shift),
            names.figure_value(shift, shift.before),
            names.figure_value(shift, shift.now),
            names.change(shift),
        )
        for shift in found.data
    ]
    yield Heading(t(N_("Measured again since the last version")), "changes-data")
    yield table(t(N_("Figures changed by new data")), columns, rows)
    says = N_(
        "An arrow is shown only if the 95% confidence interval of the difference excludes 0. A "
        "workshop score needs a difference of one point."
    )
    yield Paragraph(t(says), "definition")


def _message(context: Context, version: Version) -> str:
    if context.edition == "client":
        return redacted_text(version.message, context.journey)
    return version.message


def _history(context: Context) -> list[Block]:
    """Return the closed versions with their comments."""
    t = context.t
    rows = tuple(
        (t.date(version.date), context.journey.words(_message(context, version)))
        for version in reversed(context.versions)
    )
    caption = t(N_("Closed versions, the latest first"))
    columns = Column(t(N_("Version of"))), Column(t(N_("Comment")))
    heading = Heading(t(N_("Earlier versions")), "changes-versions")
    return [heading, table(caption, columns, rows)]
