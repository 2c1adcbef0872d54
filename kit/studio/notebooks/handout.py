"""Sections of a step's notebook around its editor, on screen and in handouts."""

from __future__ import annotations

from collections.abc import Iterator

from kit.blocks import (
    Block,
    Cell,
    Column,
    Details,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Section,
    Table,
    flow,
)
from kit.diagnostics import SEVERITIES
from kit.i18n import N_, Texts
from kit.rules import Finding
from kit.sections import SECTIONS, Context
from kit.sections.marks import labelled
from kit.sections.review import MARKS
from kit.studio.guides import Chapter, Guide, glossary, terms_of
from kit.studio.notebooks.step_questions import choices_with_meanings, step_questions
from kit.studio.parts import Part, after
from kit.studio.sync.findings import STEP_OF
from kit.studio.sync.remedies import on_screen

PURPOSE = N_("What this is for")
FOR_THE_FIELDS = N_("Field by field: what to ask")


def purpose(guide: Guide, t: Texts, facilitated: bool) -> Section:
    """Return the purpose of a step.

    Parameters
    ----------
    facilitated
        Whether to add how to lead the step, for the facilitator.
    """
    wanted = ("room", "mistakes", "result") if facilitated else ("result", "mistakes")
    chapters = [chapter for id in wanted if (chapter := guide.chapter(id))]
    blocks = [*guide.purpose, *(_details(c) for c in (*chapters, *guide.others))]
    return Section("purpose", t(PURPOSE), tuple(blocks))


def questions(part: Part, guide: Guide, t: Texts) -> Section:
    """Return the questions to ask: those of the guide, and those of each field."""
    chapter = guide.chapter("ask")
    title = chapter.title if chapter else t(N_("The questions to ask"))
    table = _questions_table(part, t)
    details = Details(t(FOR_THE_FIELDS), (table,)) if table.rows else None
    meanings = tuple(_meanings(part, t))
    return Section("questions", title, flow(chapter.blocks if chapter else (), meanings, details))


def _details(chapter: Chapter) -> Details:
    return Details(chapter.title, chapter.blocks)


def _meanings(part: Part, t: Texts) -> Iterator[Block]:
    """Yield what the values of a step's choices mean, such as phases (M2.7, M5.6)."""
    for hint in choices_with_meanings(part):
        title = t(N_("{field}: what each means", "meanings"), field=t(hint.label))
        rows = tuple((t(hint.choices[key]), t(says)) for key, says in hint.meanings.items())
        columns = (Column(t(hint.label)), Column(t(N_("Meaning"))))
        yield Details(title, (Table(title, columns, rows),))


def _questions_table(part: Part, t: Texts) -> Table:
    """Return the question for each field, to the participants and to customers (M1.5)."""
    rows = []
    for question in step_questions(part):
        label = t(question.label)
        if question.heading:
            label = str(labelled(t, t(question.heading), label))
        survey = t(question.survey) if question.survey else ""
        rows.append((label, t(question.ask), survey))
    columns = (
        Column(t(N_("Field"))),
        Column(t(N_("For participants"))),
        Column(t(N_("For customers, in a survey"))),
    )
    return Table(t(FOR_THE_FIELDS), columns, tuple(rows))


def result(context: Context, part: Part) -> Section:
    """Return the result of a step so far: its section of the report."""
    section = SECTIONS[part.section](context)
    if section is None:  # only the section of the review may be, and no step shows it
        raise LookupError(part.section)
    return section


def findings(context: Context, part: Part) -> Section:
    """Return the findings of the review for a step; the start has those of no single step."""
    t = context.t
    found = [f for f in context.review.findings if (STEP_OF.get(f.rule.id) or 0) == part.number]
    title = t(N_("Quality check"))
    if not found:
        return Section("findings", title, (Paragraph(t(N_("Nothing to fix here."))),))
    count = t.plural("{count} finding.", "{count} findings.", len(found))
    columns = (
        Column(t(N_("Finding"))),
        Column(t(N_("Severity"))),
        Column(t(N_("Why it matters"))),
        Column(t(N_("How to fix it"))),
    )
    rows = tuple(_row(finding, t) for finding in found)
    return Section("findings", title, (Paragraph(count, "lead"), Table(title, columns, rows)))


def _row(finding: Finding, t: Texts) -> tuple[Cell, ...]:
    tone, shape = MARKS[finding.rule.severity]
    mark = Mark(t(SEVERITIES[finding.rule.severity]), tone, shape)
    fix = on_screen(finding.rule.fix, finding.place)
    return t.inline(finding.says), mark, t(finding.rule.why), t(fix)


def closing(part: Part, guide: Guide, following: Guide | None, t: Texts) -> Section:
    """Return the next step, and the terms that this one uses."""
    return Section(
        "next",
        t(N_("And then")),
        flow(tuple(_next_step(part, following, t)), tuple(_terms(part, guide, t))),
    )


def _next_step(part: Part, following: Guide | None, t: Texts) -> Iterator[Block]:
    if following is None or (step := after(part)) is None:
        yield Paragraph(
            t(
                N_(
                    "The six steps are done, but the map lives on. Create the report, agree on "
                    "who does what, and set the date of the map review: it will show what has "
                    "changed."
                )
            )
        )
        return
    yield Paragraph(
        t(N_("Next, step {number}: {title}."), number=step.number, title=following.title), "lead"
    )
    yield from following.purpose


def _terms(part: Part, guide: Guide, t: Texts) -> Iterator[Block]:
    """Yield the terms that a step uses; at the start, all terms of the method."""
    terms = terms_of(guide, t.lang) if part.number else glossary(t.lang)
    words = Listing(tuple(labelled(t, word.term, word.means) for word in terms))
    if not part.number:
        yield Details(t(N_("The words of the method")), (words,))
    elif terms:
        yield Heading(t(N_("The words of this step")), "words")
        yield words
