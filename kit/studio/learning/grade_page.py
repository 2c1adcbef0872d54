"""Write learners' marks as a page for the trainer: the class, a table, then each learner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

from kit.blocks import (
    Block,
    Cell,
    Column,
    Details,
    Heading,
    Mark,
    Paragraph,
    Section,
    Table,
    Tile,
    Tiles,
)
from kit.i18n import N_, Texts, UserText
from kit.sections import Cover
from kit.studio.learning.assessment import Assessment
from kit.studio.learning.attempts import HINTS, Record, TestTiming
from kit.studio.learning.cases import STEPS
from kit.studio.learning.class_view import class_section
from kit.studio.learning.feedback import EMPTY, SHORT, marks, remarks
from kit.studio.learning.grades import CLOSE_TO_MODEL, RECORD_STATES, Grade, as_left_out
from kit.studio.learning.html_page import html_page
from kit.studio.learning.progress import title
from kit.studio.learning.rubric import CRITERIA

ALIKE = N_(
    "Close to the model answer, almost word for word: {steps}. The mark is not lowered. Ask "
    "the learner to explain it in other words."
)
WAY = N_(
    "From the learner’s record. Each request for feedback is one attempt. This does not affect "
    "the mark."
)


def sections(grades: Sequence[Grade], t: Texts) -> tuple[Section, ...]:
    """Return the marks as sections: the class, the table of all, then one for each learner."""
    several = (class_section(grades, t),) if len(grades) > 1 else ()
    return (*several, _table(grades, t), *(_learner(n, one, t) for n, one in enumerate(grades, 1)))


def _table(grades: Sequence[Grade], t: Texts) -> Section:
    columns = (
        Column(t(N_("Learner"))),
        *(Column(title(step, t)) for step in STEPS),
        Column(t(N_("Mean")), figures=True),
        Column(t(N_("Self-test before")), figures=True),
        Column(t(N_("Self-test after")), figures=True),
    )
    rows = tuple(
        (
            UserText(one.learner),
            *(_mark_cell(one, step, t) for step in STEPS),
            "–" if one.fault else t.number(one.total),
            *(_test_cell(one, timing, t) for timing in get_args(TestTiming)),
        )
        for one in grades
    )
    read = [one for one in grades if not one.fault]
    tiles = [
        Tile(t.number(len(grades)), t.plural("learner", "learners", len(grades))),
        Tile(t.number(sum(o.passed == len(STEPS) for o in read)), t(N_("with all steps passed"))),
    ]
    if len(read) < len(grades):
        tiles.append(Tile(t.number(len(grades) - len(read)), t(N_("could not be graded"))))
    note = Paragraph(
        t(
            N_(
                "Marks are out of 100, based on the rubric. The reasons follow, learner by "
                "learner, with quotes from their work. Use the mark to start a conversation, "
                "not to end one."
            )
        ),
        "definition",
    )
    blocks: tuple[Block, ...] = (
        Tiles(tuple(tiles)),
        Table(t(N_("Marks by learner and step")), columns, rows),
        note,
    )
    return Section("grades", t(N_("Marks")), blocks, t.lang)


def _mark_cell(one: Grade, step: str, t: Texts) -> Cell:
    mark = _mark(one.steps.get(step), t)
    return (mark, t(CLOSE_TO_MODEL)) if step in one.close else mark


def _test_cell(one: Grade, timing: TestTiming, t: Texts) -> Cell:
    said, times = one.test_score(timing, t), one.times_taken(timing)
    if said is None:
        return "–"
    return (said, t(N_("taken {times} times"), times=times)) if times > 1 else said


def _mark(found: Assessment | None, t: Texts) -> Cell:
    if found is None:
        return "–"
    if found.empty:
        return Mark(t(N_("empty")), "plain", "○")
    number = t.number(found.score)
    if found.to_read:
        return Mark(number, "plain", "?")
    return Mark(number, "good", "✓") if found.passed else Mark(number, "bad", "▲")


def _learner(number: int, one: Grade, t: Texts) -> Section:
    blocks: list[Block] = []
    if one.fault:
        blocks.append(Paragraph(one.fault))
    else:
        done = N_("{case}. {passed} of {count} steps are passed; the mean mark is {mean}.")
        counted = {"passed": one.passed, "count": len(STEPS), "mean": one.total}
        blocks.append(Paragraph(t(done, case=one.case, **counted), "lead"))
        if one.rubric:
            file = "/".join(one.rubric.parts[-2:])
            blocks.append(Paragraph(t(N_("Graded with the rubric {file}."), file=file), "note"))
        blocks += [Paragraph(said, "note") for said in as_left_out(one, t)]
        blocks += _attempts_table(one, t)
    for step, found in one.steps.items():
        blocks.append(Heading(t(N_("{step}: {mark}"), step=title(step, t), mark=found.score)))
        blocks += _findings(found, t)
    return Section(f"learner-{number}", UserText(one.learner), tuple(blocks), t.lang)


def _attempts_table(one: Grade, t: Texts) -> Iterator[Block]:
    """Yield the history of the marks from the learner's record."""
    if one.close:
        named = [title(step, t) for step in STEPS if step in one.close]
        yield Paragraph(t(ALIKE, steps=named))
    if one.record_state in RECORD_STATES:
        yield Paragraph(t(RECORD_STATES[one.record_state]), "note")
    if one.record is None:
        return
    columns = (
        Column(t(N_("Step", "learning"))),
        Column(t(N_("Mark", "grade")), figures=True),
        Column(t(N_("Attempts")), figures=True),
        Column(t(N_("First attempt")), figures=True),
        Column(t(N_("Hints used")), figures=True),
        Column(t(N_("Model answer"))),
    )
    rows = tuple(_attempts_row(step, found, one.record, t) for step, found in one.steps.items())
    yield Table(t(N_("History")), columns, rows)
    yield Paragraph(t(WAY), "definition")


def _attempts_row(step: str, found: Assessment, kept: Record, t: Texts) -> tuple[Cell, ...]:
    tried, opened = kept.of(step), kept.opened.get(step)
    return (
        title(step, t),
        t.number(found.score),
        t.number(len(tried)),
        t.number(tried[0].score) if tried else "–",
        t(N_("{level} of {count}"), level=kept.hints.get(step, 0), count=HINTS),
        t(N_("opened after attempt {number}"), number=opened.after) if opened else "–",
    )


def _findings(found: Assessment, t: Texts) -> Iterator[Block]:
    if found.empty:
        yield Paragraph(t(EMPTY))
        return
    if found.short:
        yield Paragraph(t(SHORT, criteria=[t(CRITERIA[name]) for name in found.short]))
    yield Details(t(N_("The findings")), tuple(remarks(found, t)))
    yield Details(t(N_("How the mark is calculated")), (marks(found, t),))


def as_html(grades: Sequence[Grade], t: Texts, day: date) -> bytes:
    """Return the marks as one page in the report's style, without scripts or requests."""
    cover = Cover(
        client=t(N_("Learning the method")),
        title=t(N_("Marks")),
        personas="",
        date=t.date(day),
        status="",
        author="",
        contact="",
        logo="",
        edition=t(N_("For the trainer")),
        notice="",
    )
    return html_page(sections(grades, t), cover, t)
