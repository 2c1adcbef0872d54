"""Texts for the learner: objectives, brief, task, hints and, after an attempt, the model answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kit.blocks import Block, Details, Heading, Listing, Paragraph
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.sections import SECTIONS
from kit.studio.guides import read
from kit.studio.learning import attempts
from kit.studio.learning.answers import COLLECTIONS, field_label, records
from kit.studio.learning.cases import STEPS, case, cases, lesson
from kit.studio.learning.rubric import rubric
from kit.studio.parts import PARTS

HINTED = N_("Hint {level} of {count}")
LOOKED_AT = N_("What is looked at")
LOOKS_AT = {
    "ideas": N_("The main points of the brief are there, in whatever words."),
    "facts": N_(
        "What you state agrees with the brief: figures, scores, ratings, sources, owners, dates."
    ),
    "number": N_("There are {number} entries or more."),
    "worded": N_("The stages have names that a customer would use, not those of departments."),
    "precise": N_("Each text says something that could be gone and seen."),
    "grounded": N_("Statements name the document of the brief that they come from."),
    "linked": N_("Entries are linked with those of the other steps."),
}
CLOSED = N_(
    "The model answer opens once you have tried this step yourself. Write something, then ask "
    "for feedback."
)
ONE_OF_MANY = N_(
    "This is one good answer, not the only one. Look for what it says that yours does not, and for "
    "what yours says better."
)


def objectives(step: str, t: Texts) -> tuple[Block, ...]:
    """Return the objectives of a step."""
    return (
        Paragraph(t(N_("After this step you can:")), "lead"),
        Listing(lesson(step, t.lang).objectives),
    )


def brief(case_name: str, t: Texts) -> tuple[Block, ...]:
    """Return the brief of a case."""
    guide = read(case(case_name, t.lang).brief, Path("brief.md"))
    blocks: list[Block] = [*guide.purpose]
    for chapter in guide.chapters:
        blocks += [Heading(chapter.title), *chapter.blocks]
    return tuple(blocks)


def task(case_name: str, step: str, t: Texts) -> tuple[Block, ...]:
    """Return the task of a step in a case."""
    return (
        Paragraph(case(case_name, t.lang).exercises[step].task, "lead"),
        Paragraph(lesson(step, t.lang).task),
        Details(t(LOOKED_AT), (Listing(tuple(_looked_at(step, t))),)),
    )


def _looked_at(step: str, t: Texts) -> Iterator[str]:
    """Yield what each criterion of a step looks at, in a sentence."""
    for name, criterion in rubric()[step].criteria.items():
        if name in LOOKS_AT:
            yield t(LOOKS_AT[name], number=criterion.wanted)
        elif name == "complete":
            kind = records(case(cases()[0], t.lang).model, step)[0]
            fields = [t.say(field_label(type(kind), path)) for path in criterion.fields]
            yield t(N_("These fields are filled in: {fields}."), fields=fields)


def hint(
    case_name: str, step: str, level: int, t: Texts, folder: Path | None = None
) -> tuple[Block, ...]:
    """Return a hint.

    Parameters
    ----------
    level
        1 recalls the method, 2 says where to look, 3 gives an example.
    folder
        The learner's folder, in which the request is recorded; by default it is not.
    """
    hints = (lesson(step, t.lang).hint, *case(case_name, t.lang).exercises[step].hints)
    level = min(max(level, 1), len(hints))
    if folder is not None:
        attempts.ask_hint(folder, step, level)
    return (Heading(t(HINTED, level=level, count=len(hints))), Paragraph(hints[level - 1]))


def model_answer(case_name: str, step: str, t: Texts, folder: Path) -> tuple[Block, ...]:
    """Return the model answer of a step as the report shows it, once there is an attempt.

    Later steps are left out.

    Parameters
    ----------
    folder
        The learner's folder, in which the opening is recorded.
    """
    if not attempts.record(folder).of(step):
        return (Paragraph(t(CLOSED)),)
    attempts.open_model(folder, step)
    from kit.report import open_report

    context = open_report(str(case(case_name, t.lang).model_file), t.lang, "working").context
    section = SECTIONS[PARTS[step].section](
        replace(context, journey=journey_until(context.journey, step))
    )
    return (Paragraph(t(ONE_OF_MANY)), *(section.blocks if section else ()))


def journey_until(journey: Journey, step: str) -> Journey:
    """Return a journey without the records of later steps."""
    later = STEPS[STEPS.index(step) + 1 :]
    return journey.replace(**{COLLECTIONS[one]: () for one in later})
