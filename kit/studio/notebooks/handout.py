"""What a step's notebook shows beside its editor, as sections: on the screen, and to take home."""

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
from kit.i18n import N_, Texts
from kit.rules import SEVERITIES, Finding
from kit.sections import SECTIONS, Context
from kit.sections.marks import labelled
from kit.sections.review import MARKS
from kit.studio.notebooks.guides import Chapter, Guide, glossary, terms_of
from kit.studio.notebooks.step_questions import asked
from kit.studio.parts import Part, after
from kit.studio.sync.findings import STEP_OF

PURPOSE = N_("What this is for")
FOR_THE_FIELDS = N_("Field by field: what to ask")


def purpose(guide: Guide, t: Texts, room: bool) -> Section:
    """Return what a step is for; ``room`` adds how to run it, which is the facilitator's."""
    wanted = ("room", "mistakes", "result") if room else ("result", "mistakes")
    chapters = [chapter for id in wanted if (chapter := guide.chapter(id))]
    blocks = [*guide.purpose, *(_folded(c) for c in (*chapters, *guide.others))]
    return Section("purpose", t(PURPOSE), tuple(blocks))


def questions(part: Part, guide: Guide, t: Texts) -> Section:
    """Return the questions to ask: the guide's, and those of every field."""
    chapter = guide.chapter("ask")
    title = chapter.title if chapter else t(N_("The questions to ask"))
    table = _fields(part, t)
    details = Details(t(FOR_THE_FIELDS), (table,)) if table.rows else None
    return Section("questions", title, flow(chapter.blocks if chapter else (), details))


def _folded(chapter: Chapter) -> Details:
    return Details(chapter.title, chapter.blocks)


def _fields(part: Part, t: Texts) -> Table:
    """Return what the facilitator asks for each field, and what to ask customers (M1.5)."""
    rows = []
    for question in asked(part):
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
    """Return the picture of what a step has yielded: its section of the report."""
    section = SECTIONS[part.section](context)
    if section is None:  # only the review's is, and it is no step's
        raise LookupError(part.section)
    return section


def findings(context: Context, part: Part) -> Section:
    """Return what the review says of a step; the start has what is of no step's."""
    t = context.t
    found = [f for f in context.review.findings if (STEP_OF.get(f.rule.id) or 0) == part.number]
    title = t(N_("Quality check"))
    if not found:
        return Section("findings", title, (Paragraph(t(N_("Nothing to fix here."))),))
    said = t.plural("{count} finding.", "{count} findings.", len(found))
    columns = (
        Column(t(N_("Finding"))),
        Column(t(N_("Severity"))),
        Column(t(N_("Why it matters"))),
        Column(t(N_("How to fix it"))),
    )
    rows = tuple(_row(finding, t) for finding in found)
    return Section("findings", title, (Paragraph(said, "lead"), Table(title, columns, rows)))


def _row(finding: Finding, t: Texts) -> tuple[Cell, ...]:
    tone, shape = MARKS[finding.rule.severity]
    mark = Mark(t(SEVERITIES[finding.rule.severity]), tone, shape)
    return t.inline(finding.says), mark, t(finding.rule.why), t(finding.rule.fix)


def closing(part: Part, guide: Guide, following: Guide | None, t: Texts) -> Section:
    """Return the way on, and the words that were used."""
    return Section(
        "next",
        t(N_("And then")),
        flow(tuple(_way_on(part, following, t)), tuple(_words(part, guide, t))),
    )


def _way_on(part: Part, following: Guide | None, t: Texts) -> Iterator[Block]:
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


def _words(part: Part, guide: Guide, t: Texts) -> Iterator[Block]:
    """Yield the words that a step uses; at the start, all of the method's, to look them up."""
    terms = terms_of(guide, t.lang) if part.number else glossary(t.lang)
    words = Listing(tuple(labelled(t, word.term, word.means) for word in terms))
    if not part.number:
        yield Details(t(N_("The words of the method")), (words,))
    elif terms:
        yield Heading(t(N_("The words of this step")), "words")
        yield words
