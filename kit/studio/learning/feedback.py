"""Feedback on a learner's answer: the mark and the remarks behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kit.blocks import Block, Column, Details, Heading, Listing, Paragraph, Table, flow
from kit.diagnostics import FilePosition
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.studio.learning import attempts
from kit.studio.learning.assessment import Assessment, assess
from kit.studio.learning.cases import Case, case, case_of
from kit.studio.learning.criteria import Kind
from kit.studio.learning.rubric import CRITERIA, Rubric, rubric, rubric_file
from kit.workshop import WorkshopError, load

SHOWN = 8
"""Most remarks of a kind that are shown unfolded."""

PASSED = N_("Passed: {score} out of 100 (pass mark {wanted}).")
NOT_YET = N_("Not passed yet: {score} out of 100 (pass mark {wanted}).")
EMPTY = N_(
    "This step is still empty. Start with one thing you are sure of, and cite the source in "
    "the brief that it comes from."
)
FIRST = N_("To start with: {ask}")
SHORT = N_(
    "Below the minimum for {criteria}, so the step cannot be passed yet and its mark stays below "
    "the pass mark. For ideas and facts it is also reduced, to half at most."
)
TO_READ = N_(
    "Not passed yet: {score} out of 100 (pass mark {wanted}). Your answer is complete and agrees "
    "with the brief, but not enough of it was recognised. Show it to your trainer, who can tell "
    "whether it says the same in other words."
)
DONE = N_("The model answer is worth a look all the same: it is one good answer, not the only one.")

HEADINGS: dict[Kind, Message] = {
    "found": N_("What your answer has"),
    "strung": N_("Keywords instead of sentences"),
    "against": N_("Contradicts the brief"),
    "vague": N_("Too vague"),
    "missing": N_("Still missing"),
    "ungrounded": N_("Not grounded in the brief"),
    "review": N_("Quality check"),
}
"""The heading of each kind of remark, in the order of the page."""

WHY: dict[Kind, Message] = {
    "strung": N_("A list of words does not say who does what, so nobody learns from it."),
    "against": N_("A map that contradicts its sources misleads the people who decide with it."),
    "vague": N_("A vague statement can be neither checked nor fixed."),
    "missing": N_("The brief answers each of these. Look for the answer there."),
    "ungrounded": N_("A statement may be right without a source, but nobody can check it."),
}
"""The reason why a kind of remark matters, shown once above the remarks."""

NO_CASE = N_(
    "This workshop is not linked to a case. Start one with “parcours new NAME --case CASE”."
)


@dataclass(frozen=True)
class Feedback:
    """The feedback on a step.

    Attributes
    ----------
    score
        The mark, 0 to 100.
    """

    blocks: tuple[Block, ...]
    passed: bool
    score: int
    assessment: Assessment


def feedback(
    case_name: str,
    step: str,
    journey: Journey,
    t: Texts,
    by: Rubric | None = None,
    as_of: date | None = None,
) -> Feedback:
    """Compare an answer with the model answer and the rules of the review.

    Parameters
    ----------
    step
        ``persona``, ``stages``, ``touchpoints``, ``emotions``, ``pain-points``, ``improvements``.
    journey
        The learner's own.
    """
    found = assess(case(case_name, t.lang), step, journey, by, as_of)
    return Feedback(tuple(_blocks(found, t)), found.passed, found.score, found)


def attempt(folder: Path, step: str, t: Texts, by: Rubric | None = None) -> Feedback:
    """Return feedback on a step of the workshop in a folder, and record the attempt.

    An empty answer is not recorded, so that the model answer stays closed.

    Parameters
    ----------
    by
        The rubric; by default the one that the learner was given, or else the kit's own.
    """
    workshop = load(folder)
    by = by or rubric(rubric_file(workshop.folder))
    given = feedback(case_in(workshop.folder, workshop.journey), step, workshop.journey, t, by)
    if not given.assessment.empty:
        made = attempts.Attempt(
            step=step, at=attempts.now(), score=given.score, passed=given.passed
        )
        attempts.add(workshop.folder, made)
    return given


def case_in(folder: Path, journey: Journey) -> str:
    """Return the case that a folder is about.

    Raises
    ------
    WorkshopError
        If it is about no case.
    """
    found = case_of(journey, attempts.record(folder).case, folder)
    if found is None:
        raise WorkshopError.at(FilePosition(folder), NO_CASE)
    return found


def _blocks(found: Assessment, t: Texts) -> Iterator[Block]:
    wanted = found.rubric.pass_mark
    if found.empty:
        yield Paragraph(t(NOT_YET, score=0, wanted=wanted), "lead")
        yield Paragraph(t(EMPTY))
        yield Paragraph(t(FIRST, ask=_first(found.case, found.step)))
        return
    outcome = PASSED if found.passed else TO_READ if found.to_read else NOT_YET
    yield Paragraph(t(outcome, score=found.score, wanted=wanted), "lead")
    if found.short:
        named = [t(CRITERIA[name]) for name in found.short]
        yield Paragraph(t(SHORT, criteria=named))
    elif found.passed:
        yield Paragraph(t(DONE), "note")
    yield from remarks(found, t)
    yield Details(t(N_("How the mark is calculated")), (marks(found, t),))


def _first(chosen: Case, step: str) -> str:
    return chosen.exercises[step].ideas[0].ask


def remarks(found: Assessment, t: Texts, but: Collection[Kind] = ()) -> Iterator[Block]:
    """Yield the remarks, grouped by kind, but for some kinds."""
    for kind, title in HEADINGS.items():
        if kind in but:
            continue
        items = [t.inline(remark.says) for remark in found.remarks(kind)]
        if not items:
            continue
        yield Heading(t(title), f"{found.step}-{kind}")
        if kind in WHY:
            yield Paragraph(t(WHY[kind]), "note")
        yield Listing(tuple(items[:SHOWN]))
        if more := items[SHOWN:]:
            summary = t.plural("{count} more", "{count} more", len(more))
            yield from flow(Details(summary, (Listing(tuple(more)),)))


def marks(found: Assessment, t: Texts) -> Table:
    """Return the table of criteria with the marks of each."""
    columns = (
        Column(t(N_("Criterion"))),
        Column(t(N_("Found")), figures=True),
        Column(t(N_("Enough", "mark")), figures=True),
        Column(t(N_("Weight")), figures=True),
        Column(t(N_("Earned")), figures=True),
    )
    total = sum(one.weight for one in found.rubric.criteria.values())
    rows = tuple(
        (
            t(CRITERIA[name]),
            t.percent(found.measures[name].share),
            t.percent(one.enough / 100),
            t.percent(one.weight / total),
            t.percent(found.marks[name] * one.weight / total),
        )
        for name, one in found.rubric.criteria.items()
    )
    return Table(t(N_("How the mark is calculated")), columns, rows)
