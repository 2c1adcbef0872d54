"""Summarize the marks of a class: what most learners missed, how they got there, how marks lie.

No name stands here, so that the view can be shown to the class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

from kit.blocks import Block, Cell, Column, Details, Heading, Paragraph, Section, Table, Tile, Tiles
from kit.figures import mark_distribution
from kit.figures.mark_distribution import BANDS, MarkRow, band, limits
from kit.i18n import N_, Texts
from kit.studio.learning.attempts import HINTS
from kit.studio.learning.cases import STEPS, Idea
from kit.studio.learning.grades import Grade
from kit.studio.learning.progress import title
from kit.studio.learning.selftest import right_counts
from kit.theme import Theme

MOST_MISSED = 8
"""Most ideas that are listed unfolded; what a class can talk about in a lesson."""

MISSED_MOST = N_("Most often missed: “{idea}” ({missed} of {count}, {step})")
NOBODY_MISSED = N_("Every idea of the case is in every answer")
COUNTED = N_(
    "Of the learners who wrote something for the step. The question is the one that their feedback "
    "asks; it can be put to the class."
)
WAY = N_("From the learners’ own records; those without a record are not counted.")


@dataclass(frozen=True)
class MissedIdea:
    """An idea of a case, with the learners who did not state it.

    Attributes
    ----------
    missed, count
        How many of the learners with an answer to the step did not state it.
    """

    case: str
    step: str
    idea: Idea
    missed: int
    count: int

    @property
    def share(self) -> float:
        """The share of the learners who missed it."""
        return self.missed / self.count


def missed_ideas(grades: Sequence[Grade]) -> tuple[MissedIdea, ...]:
    """Return the ideas that somebody missed, the most often missed first."""
    counted: dict[tuple[str, str, str], list[bool]] = {}
    ideas: dict[tuple[str, str, str], tuple[str, Idea]] = {}
    for one in grades:
        for step, found in one.steps.items():
            if found.empty or "ideas" not in found.measures:
                continue
            for idea in found.case.exercises[step].ideas:
                key = (found.case.name, step, idea.id)
                ideas[key] = (one.case, idea)
                counted.setdefault(key, []).append(idea.id in found.measures["ideas"].ideas)
    made = (
        MissedIdea(case, key[1], idea, counted[key].count(False), len(counted[key]))
        for key, (case, idea) in ideas.items()
    )
    return tuple(sorted((m for m in made if m.missed), key=lambda m: (-m.share, -m.missed)))


def class_section(grades: Sequence[Grade], t: Texts) -> Section:
    """Return the view of a class as a section; learners who could not be graded are left out."""
    read = [one for one in grades if not one.fault]
    missed = missed_ideas(read)
    headline = t(NOBODY_MISSED) if any(one.passed for one in read) else ""
    if missed:
        first = missed[0]
        headline = t(
            MISSED_MOST,
            idea=first.idea.says.rstrip("."),
            missed=first.missed,
            count=first.count,
            step=title(first.step, t),
        )
    return Section(
        "class", t(N_("The class")), tuple(_blocks(read, missed, t)), t.lang, headline=headline
    )


def _blocks(read: Sequence[Grade], missed: Sequence[MissedIdea], t: Texts) -> Iterator[Block]:
    totals = [one.total for one in read]
    tiles = [
        Tile(t.number(len(read)), t.plural("learner graded", "learners graded", len(read))),
        Tile(t.number(median(totals)) if totals else "–", t(N_("median of the mean marks"))),
        *_test_tiles(read, t),
    ]
    yield Tiles(tuple(tiles))
    if not read:
        return
    yield Heading(t(N_("What was missed")), "missed")
    yield from _missed_tables(missed, len({one.case for one in read}) > 1, t)
    yield Heading(t(N_("Distribution of the marks")), "distribution")
    rows = _mark_rows(read, t)
    yield from mark_distribution(rows, t, Theme())
    yield Details(t(N_("The distribution as a table")), (_bands_table(rows, t),))
    yield Heading(t(N_("Attempts and hints")), "attempts")
    yield _steps_table(read, t)
    yield Paragraph(t(WAY), "definition")


def _test_tiles(read: Sequence[Grade], t: Texts) -> Iterator[Tile]:
    """Yield the mean gain in the self-test, of those who took it twice."""
    pairs = [
        counts
        for one in read
        if one.record and (counts := right_counts(one.record, t, one.case_name)) is not None
    ]
    if pairs:
        gained = mean(after - before for before, after in pairs)
        taken = t.plural("{count} learner took both", "{count} learners took both", len(pairs))
        yield Tile(
            t.signed(gained), t(N_("right answers gained in the self-test, on average")), taken
        )


def _missed_tables(missed: Sequence[MissedIdea], several: bool, t: Texts) -> Iterator[Block]:
    if not missed:
        yield Paragraph(t(N_("Nothing: every idea is in every answer.")))
        return
    yield _missed_table(t(N_("Ideas most often missed")), missed[:MOST_MISSED], several, t)
    yield Paragraph(t(COUNTED), "definition")
    if rest := missed[MOST_MISSED:]:
        summary = t.plural("{count} more", "{count} more", len(rest))
        yield Details(summary, (_missed_table(t(N_("Other ideas missed")), rest, several, t),))


def _missed_table(caption: str, missed: Sequence[MissedIdea], several: bool, t: Texts) -> Table:
    columns = (
        Column(t(N_("Idea"))),
        Column(t(N_("Missed by")), figures=True),
        Column(t(N_("Step", "learning"))),
        *((Column(t(N_("Case", "learning"))),) if several else ()),
        Column(t(N_("Question to put"))),
    )
    rows = tuple(
        (
            one.idea.says,
            t(
                N_("{missed} of {count} ({share})"),
                missed=one.missed,
                count=one.count,
                share=t.percent(one.share),
            ),
            title(one.step, t),
            *((one.case,) if several else ()),
            one.idea.ask,
        )
        for one in missed
    )
    return Table(caption, columns, rows)


def _mark_rows(read: Sequence[Grade], t: Texts) -> tuple[MarkRow, ...]:
    """Return the marks of each step, and the mean marks, as rows of the figure."""
    rows = []
    for step in STEPS:
        found = [one.steps[step] for one in read]
        pass_marks = {each.rubric.pass_mark for each in found}
        only = pass_marks.pop() if len(pass_marks) == 1 else None
        rows.append(MarkRow(title(step, t), tuple(each.score for each in found), only))
    rows.append(MarkRow(t(N_("Mean of the six steps")), tuple(one.total for one in read)))
    return tuple(rows)


def _bands_table(rows: Sequence[MarkRow], t: Texts) -> Table:
    columns = [Column(t(N_("Step", "learning")))]
    for number in range(BANDS):
        low, high = limits(number)
        columns.append(Column(f"{low}–{high}", figures=True))
    made = []
    for row in rows:
        bands = [band(mark) for mark in row.marks]
        made.append((row.name, *(t.number(bands.count(number)) for number in range(BANDS))))
    return Table(t(N_("Learners in each band of marks")), tuple(columns), tuple(made))


def _steps_table(read: Sequence[Grade], t: Texts) -> Table:
    columns = (
        Column(t(N_("Step", "learning"))),
        Column(t(N_("Passed")), figures=True),
        Column(t(N_("Median mark")), figures=True),
        Column(t(N_("Attempts (median)")), figures=True),
        Column(t(N_("Hints used (mean of {count})"), count=HINTS), figures=True),
        Column(t(N_("Model answer opened")), figures=True),
    )
    return Table(
        t(N_("The steps in the class")), columns, tuple(_step_row(step, read, t) for step in STEPS)
    )


def _step_row(step: str, read: Sequence[Grade], t: Texts) -> tuple[Cell, ...]:
    found = [one.steps[step] for one in read]
    records = [one.record for one in read if one.record]
    attempts = [len(record.of(step)) for record in records]
    opened = sum(step in record.opened for record in records)
    of = N_("{done} of {count}")
    return (
        title(step, t),
        t(of, done=sum(each.passed for each in found), count=len(found)),
        t.number(median(each.score for each in found)),
        t.number(median(attempts)) if records else "–",
        t.number(mean(record.hints.get(step, 0) for record in records)) if records else "–",
        t(of, done=opened, count=len(records)) if records else "–",
    )
