"""Texts for the learner: objectives, brief, task, hints and, after an attempt, the model answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kit.blocks import Block, Heading, Listing, Paragraph
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.sections import SECTIONS
from kit.studio.guides import read
from kit.studio.learning import attempts
from kit.studio.learning.answers import COLLECTIONS
from kit.studio.learning.cases import STEPS, case, lesson
from kit.studio.parts import PARTS

HINTED = N_("Hint {level} of {count}")
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
    text = (case(case_name, t.lang).folder / "brief.md").read_text("utf-8")
    guide = read(text, Path("brief.md"))
    blocks: list[Block] = [*guide.purpose]
    for chapter in guide.chapters:
        blocks += [Heading(chapter.title), *chapter.blocks]
    return tuple(blocks)


def task(case_name: str, step: str, t: Texts) -> tuple[Block, ...]:
    """Return the task of a step in a case."""
    return (
        Paragraph(case(case_name, t.lang).exercises[step].task, "lead"),
        Paragraph(lesson(step, t.lang).task),
    )


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
