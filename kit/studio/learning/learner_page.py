"""Write a learner's own page to take home: what was learned, the marks, the gain, what to practise.

The page has one learner's work and record alone, so that it can be given away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count

from kit.blocks import (
    Block,
    Cards,
    Cell,
    Column,
    Details,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Section,
    Table,
    Tile,
    Tiles,
)
from kit.i18n import N_, RichText, Texts, UserText
from kit.sections import Cover
from kit.studio.learning.assessment import Assessment
from kit.studio.learning.attempts import HINTS
from kit.studio.learning.cases import STEPS, lesson
from kit.studio.learning.criteria import Kind
from kit.studio.learning.feedback import EMPTY, remarks
from kit.studio.learning.grades import Grade, as_left_out
from kit.studio.learning.html_page import html_page
from kit.studio.learning.progress import title
from kit.studio.learning.rubric import CRITERIA
from kit.studio.learning.selftest import gain, scores, unanswered_or_wrong
from kit.workshop.places import RESERVED
from kit.workshop.slugs import folder_name

LEARNED = N_("What I learned")
OUTCOME = N_("{case}. {passed} of {count} steps are passed; the mean mark is {mean} out of 100.")
CAN = N_("In the steps that I passed, I learned to")
NOTHING_YET = N_("No step is passed yet. What to practise below says where to begin.")
OWN_MAP = N_("My map, step by step")
HAS = N_("What my answer has")
ALL_REMARKS = N_("All remarks on this step")
PRACTISE = N_("What to practise")
NOTHING_LEFT = N_(
    "All six steps are passed. Practise on a journey of your own: ask three customers, and map "
    "what they say."
)
BELOW = N_("Below the minimum for {criteria}.")
QUESTIONS_LEFT = N_("Questions of the self-test to look at again")
TEST_LEFT = N_(
    "The self-test after the six steps has not been taken. It shows what was gained, and explains "
    "each answer."
)
FOUND: tuple[Kind, ...] = ("found",)
"""The remarks that are listed as what the answer has."""

MOST_TO_PRACTISE = 4
"""Most questions to practise that are shown for a step: what comes first is enough to begin."""

TO_PRACTISE: tuple[Kind, ...] = ("against", "strung", "missing", "vague", "ungrounded")
"""The remarks that say what to practise, the gravest first."""


def as_html(one: Grade, t: Texts, day: date) -> bytes:
    """Return a learner's page as one self-contained file, to read or to print."""
    head = Cover(
        client=UserText(one.learner),
        title=t(LEARNED),
        personas="",
        date=t.date(day),
        status="",
        author="",
        contact="",
        logo="",
        edition=t(N_("To take home")),
        notice="",
    )
    return html_page(sections(one, t), head, t)


def file_names(learners: Sequence[str]) -> tuple[str, ...]:
    """Return a name for the page of each learner that is safe and unique on every system.

    >>> file_names(["Zoé", "class/zoe", "../zoe", "con", "<b>"])
    ('zoe.html', 'class-zoe.html', 'zoe-2.html', 'learner-con.html', 'b.html')
    """
    taken: set[str] = set()
    names = []
    for learner in learners:
        plain = folder_name(learner)
        plain = f"learner-{plain}".strip("-") if plain in ("", *RESERVED) else plain
        free = (f"{plain}-{n}" if n > 1 else plain for n in count(1))
        name = next(one for one in free if one not in taken)
        taken.add(name)
        names.append(f"{name}.html")
    return tuple(names)


def sections(one: Grade, t: Texts) -> tuple[Section, ...]:
    """Return the sections of a learner's page."""
    if one.fault:
        return (Section("learned", t(LEARNED), (Paragraph(UserText(one.fault)),), t.lang),)
    return (
        Section("learned", t(LEARNED), tuple(_learned(one, t)), t.lang),
        Section("practise", t(PRACTISE), tuple(_practice(one, t)), t.lang),
        Section("map", t(OWN_MAP), tuple(_steps(one, t)), t.lang),
    )


def _learned(one: Grade, t: Texts) -> Iterator[Block]:
    counted = {"passed": one.passed, "count": len(STEPS), "mean": one.total}
    yield Paragraph(t(OUTCOME, case=one.case, **counted), "lead")
    passed = Tile(
        t(N_("{done} of {count}"), done=one.passed, count=len(STEPS)), t(N_("steps passed"))
    )
    tests = scores(one.record, t, one.case_name) if one.record else ()
    yield Tiles((passed, *tests))
    if one.record and len(one.record.tests) == len(tests):
        yield Paragraph(gain(one.record, t, one.case_name), "lead")
    yield _marks(one, t)
    yield from (Paragraph(said, "note") for said in as_left_out(one, t))
    learned = [
        objective
        for step, found in one.steps.items()
        if found.passed
        for objective in lesson(step, t.lang).objectives
    ]
    if learned:
        yield Heading(t(CAN))
        yield Listing(tuple(learned))
    else:
        yield Paragraph(t(NOTHING_YET))


def _marks(one: Grade, t: Texts) -> Table:
    columns = (
        Column(t(N_("Step", "learning"))),
        Column(t(N_("State"))),
        Column(t(N_("Mark", "grade")), figures=True),
        Column(t(N_("Pass mark")), figures=True),
        Column(t(N_("Attempts")), figures=True),
        Column(t(N_("Hints used")), figures=True),
    )
    rows = tuple(_row(one, step, found, t) for step, found in one.steps.items())
    return Table(t(N_("The marks of my map")), columns, rows)


def _row(one: Grade, step: str, found: Assessment, t: Texts) -> tuple[Cell, ...]:
    used = one.record.hints.get(step, 0) if one.record else None
    return (
        title(step, t),
        state_mark(found, t),
        t.number(found.score),
        t.number(found.rubric.pass_mark),
        t.number(len(one.record.of(step))) if one.record else "–",
        "–" if used is None else t(N_("{level} of {count}"), level=used, count=HINTS),
    )


def state_mark(found: Assessment, t: Texts) -> Mark:
    """Return the state of a step as a mark: passed, to be read, not passed yet, or empty."""
    if found.empty:
        return Mark(t(N_("empty")), "plain", "○")
    if found.passed:
        return Mark(t(N_("passed")), "good", "✓")
    if found.to_read:
        return Mark(t(N_("for the trainer to read")), "plain", "?")
    return Mark(t(N_("not passed yet")), "bad", "▲")


def _practice(one: Grade, t: Texts) -> Iterator[Block]:
    left = [(step, found) for step, found in one.steps.items() if not found.passed]
    if not left:
        yield Paragraph(t(NOTHING_LEFT), "lead")
    for step, found in left:
        yield Heading(title(step, t), step)
        yield Paragraph(lesson(step, t.lang).hint)
        yield from _to_practise(found, t)
    if one.record is None:
        return
    if "after" not in one.record.tests:
        yield Paragraph(t(TEST_LEFT))
    elif cards := unanswered_or_wrong(one.record.tests["after"].choices, t, one.case_name):
        yield Heading(t(QUESTIONS_LEFT), "self-test")
        yield Cards(cards)


def _to_practise(found: Assessment, t: Texts) -> Iterator[Block]:
    if found.empty:
        yield Paragraph(t(EMPTY), "note")
        yield Listing((found.case.exercises[found.step].ideas[0].ask,))
        return
    if found.short:
        yield Paragraph(t(BELOW, criteria=[t(CRITERIA[name]) for name in found.short]), "note")
    said: list[RichText] = []
    for kind in TO_PRACTISE:
        said += [t.inline(remark.says) for remark in found.remarks(kind)]
    if said:
        yield Listing(tuple(said[:MOST_TO_PRACTISE]))


def _steps(one: Grade, t: Texts) -> Iterator[Block]:
    for step, found in one.steps.items():
        yield Heading(t(N_("{step}: {mark}"), step=title(step, t), mark=found.score), step)
        if found.empty:
            yield Paragraph(t(EMPTY))
            continue
        has = [t.inline(remark.says) for remark in found.remarks("found")]
        if has:
            yield Paragraph(t(HAS), "note")
            yield Listing(tuple(has))
        others = tuple(remarks(found, t, but=FOUND))
        if others:
            yield Details(t(ALL_REMARKS), others)
