"""Learners' work side by side: marks by step, and the findings behind each mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

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
from kit.i18n import N_, Texts, Words
from kit.sections import Cover
from kit.studio.learning.assessment import Assessment, assess
from kit.studio.learning.attempts import record
from kit.studio.learning.cases import STEPS, case, case_of
from kit.studio.learning.criteria import Kind
from kit.studio.learning.feedback import EMPTY, HEADINGS, NO_CASE, SHORT, marks, remarks
from kit.studio.learning.progress import title
from kit.studio.learning.rubric import CRITERIA, Rubric
from kit.theme import Theme
from kit.workshop import WorkshopError, identity, load

BEHIND: tuple[Kind, ...] = ("strung", "against", "vague", "missing", "ungrounded", "review")
"""The remarks that cost marks."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


@dataclass(frozen=True)
class Grade:
    """One learner's marks.

    Attributes
    ----------
    fault
        Why there are none, where the work could not be read.
    """

    learner: str
    case: str = ""
    steps: Mapping[str, Assessment] = field(default_factory=dict)
    fault: str = ""

    @property
    def total(self) -> int:
        """The mean of the six marks."""
        return round(sum(one.score for one in self.steps.values()) / len(STEPS))

    @property
    def passed(self) -> int:
        """How many steps are passed."""
        return sum(one.passed for one in self.steps.values())


def grade(path: Path, t: Texts, rubric: Rubric | None = None, as_of: date | None = None) -> Grade:
    """Mark the workshop of one learner; what cannot be read is said, and is no mark."""
    learner = str(identity(path if path.is_dir() else path.parent))
    try:
        workshop = load(path)
        name = case_of(workshop.journey, _noted(workshop.folder))
    except WorkshopError as error:
        return Grade(learner, fault=error.told(t))
    except OSError as error:
        return Grade(learner, fault=t(N_("{path}: {reason}"), path=path, reason=error.strerror))
    if name is None:
        return Grade(learner, fault=t(NO_CASE))
    chosen = case(name, t.lang)
    steps = {step: assess(chosen, step, workshop.journey, rubric, as_of) for step in STEPS}
    return Grade(learner, chosen.title, steps)


def _noted(folder: Path) -> str:
    """Return the case noted beside a workshop; a spoilt note is as good as none."""
    try:
        return record(folder).case
    except WorkshopError:
        return ""


# --- as text and as CSV --------------------------------------------------------------------------


def as_text(grades: Sequence[Grade], t: Texts) -> Iterator[str]:
    """Yield the marks as lines, a learner each."""
    for one in grades:
        if one.fault:
            yield f"{one.learner}: {one.fault}"
            continue
        said = ", ".join(f"{title(s, t)} {_shown(a)}" for s, a in one.steps.items())
        yield f"{one.learner}: {one.total} ({said})"


def _shown(found: Assessment) -> str:
    return f"{found.score}{'' if found.passed else ' ✗'}"


def as_csv(grades: Sequence[Grade], t: Texts) -> str:
    """Return the marks as CSV: a learner a line, then each step's mark and what is behind it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    head = [t(N_("Learner")), t(N_("Case")), t(N_("Mean mark")), t(N_("Steps passed"))]
    for step in STEPS:
        named = title(step, t)
        head += [named, t(N_("{step}: passed"), step=named), t(N_("{step}: findings"), step=named)]
    writer.writerow([_safe(cell) for cell in (*head, t(N_("Fault")))])
    for one in grades:
        row: list[Any] = [one.learner, one.case]
        row += ["", ""] if one.fault else [one.total, one.passed]
        for step in STEPS:
            found = one.steps.get(step)
            row += (
                [found.score, t.say(found.passed), "\n".join(findings(found, t))]
                if found
                else ["", "", ""]
            )
        writer.writerow([_safe(cell) for cell in (*row, one.fault)])
    return out.getvalue()


def _safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return "'" + text if text.startswith(FORMULA) else cell


def findings(found: Assessment, t: Texts) -> Iterator[str]:
    """Yield what costs marks in a step, in a line each."""
    if found.empty:
        yield t(N_("Nothing is written for this step."))
        return
    if found.short:
        yield t(SHORT, criteria=[t(CRITERIA[name]) for name in found.short])
    for kind in BEHIND:
        for remark in found.remarks(kind):
            yield t(N_("{kind}: {says}"), kind=t(HEADINGS[kind]), says=t.inline(remark.says))


# --- as a page -----------------------------------------------------------------------------------


def sections(grades: Sequence[Grade], t: Texts) -> tuple[Section, ...]:
    """Return the marks as sections: everyone's table, then one section a learner."""
    return (_table(grades, t), *(_learner(n, one, t) for n, one in enumerate(grades, 1)))


def _table(grades: Sequence[Grade], t: Texts) -> Section:
    columns = (
        Column(t(N_("Learner"))),
        *(Column(title(step, t)) for step in STEPS),
        Column(t(N_("Mean")), figures=True),
    )
    rows = tuple(
        (
            Words(one.learner),
            *(_mark(one.steps.get(step), t) for step in STEPS),
            "–" if one.fault else t.number(one.total),
        )
        for one in grades
    )
    read = [one for one in grades if not one.fault]
    tiles = [
        Tile(t.number(len(grades)), t.plural("learner", "learners", len(grades))),
        Tile(t.number(sum(o.passed == len(STEPS) for o in read)), t(N_("with all steps passed"))),
    ]
    if len(read) < len(grades):
        tiles.append(Tile(t.number(len(grades) - len(read)), t(N_("could not be marked"))))
    note = Paragraph(
        t(
            N_(
                "Each mark is out of 100, after the rubric. What stands behind it is told below, "
                "learner by learner, with their own words; a mark is a beginning for a talk, not "
                "its end."
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


def _mark(found: Assessment | None, t: Texts) -> Cell:
    if found is None:
        return "–"
    if found.empty:
        return Mark(t(N_("empty")), "plain", "○")
    tone, shape = ("good", "✓") if found.passed else ("bad", "▲")
    return Mark(t.number(found.score), tone, shape)  # type: ignore[arg-type]


def _learner(number: int, one: Grade, t: Texts) -> Section:
    blocks: list[Block] = []
    if one.fault:
        blocks.append(Paragraph(one.fault))
    else:
        done = N_("{case}. {passed} of {count} steps are passed; the mean mark is {mean}.")
        counted = {"passed": one.passed, "count": len(STEPS), "mean": one.total}
        blocks.append(Paragraph(t(done, case=one.case, **counted), "lead"))
    for step, found in one.steps.items():
        blocks.append(Heading(t(N_("{step}: {mark}"), step=title(step, t), mark=found.score)))
        blocks += _behind(found, t)
    return Section(f"learner-{number}", Words(one.learner), tuple(blocks), t.lang)


def _behind(found: Assessment, t: Texts) -> Iterator[Block]:
    if found.empty:
        yield Paragraph(t(EMPTY))
        return
    if found.short:
        yield Paragraph(t(SHORT, criteria=[t(CRITERIA[name]) for name in found.short]))
    said = tuple(b for b in remarks(found, t))
    yield Details(t(N_("The findings")), said)
    yield Details(t(N_("How the mark comes about")), (marks(found, t),))


def as_html(grades: Sequence[Grade], t: Texts, day: date) -> bytes:
    """Return the marks as one page with the report's look: no script, nothing loaded."""
    import nbformat.v4

    from kit.exports.html import Opened, Shown, export
    from kit.exports.notebook import Frame

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
    shown = sections(grades, t)
    frame = Opened(Frame(t.lang, tuple(one.id for one in shown), cover, Theme()))
    outputs: list[Opened | Shown] = [frame, *(Shown(one, t.lang) for one in shown)]
    write: Any = nbformat.v4
    cells = [
        write.new_code_cell("", outputs=[write.new_output("display_data", one._repr_mimebundle_())])
        for one in outputs
    ]
    return export(write.new_notebook(cells=cells))
