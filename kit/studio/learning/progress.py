"""Progress of a learner: attempts, steps passed, and the next step."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

from kit.blocks import Block, Cell, Column, Mark, Paragraph, Table, Tile, Tiles
from kit.i18n import N_, Texts, texts
from kit.studio.guides import guide
from kit.studio.learning import attempts
from kit.studio.learning.cases import STEPS
from kit.studio.learning.selftest import gain, scores
from kit.studio.parts import PARTS

NEXT = N_("Next: step {number}, {title}.")
ALL = N_("All six steps are passed. Take the self-test again, and compare.")


def progress(folder: Path, t: Texts, case: str | None = None) -> tuple[Block, ...]:
    """Return the progress of the learner with this folder.

    Parameters
    ----------
    case
        The case, whose self-test may be its own.
    """
    record = attempts.record(folder)
    passed = [step for step in STEPS if (best := record.best(step)) and best.passed]
    todo = next((step for step in STEPS if step not in passed), None)
    done = t(N_("{done} of {count}"), done=len(passed), count=len(STEPS))
    way_on = t(NEXT, number=PARTS[todo].number, title=title(todo, t)) if todo else t(ALL)
    columns = (
        Column(t(N_("Step", "learning"))),
        Column(t(N_("State"))),
        Column(t(N_("Best mark")), figures=True),
        Column(t(N_("Attempts")), figures=True),
        Column(t(N_("Hints asked for")), figures=True),
    )
    rows = tuple(_row(step, record, t) for step in STEPS)
    return (
        Tiles((Tile(done, t(N_("steps passed"))), *scores(record, t, case))),
        Paragraph(way_on, "lead"),
        Table(t(N_("Progress")), columns, rows),
        *(
            (Paragraph(gain(record, t, case)),)
            if len(record.tests) == len(get_args(attempts.TestTiming))
            else ()
        ),
    )


def title(step: str, t: Texts) -> str:
    """Return the title of a step."""
    return _title(step, t.lang)


@cache
def _title(step: str, lang: str) -> str:
    return guide(PARTS[step], texts(lang)).title


def _row(step: str, record: attempts.Record, t: Texts) -> tuple[Cell, ...]:
    best = record.best(step)
    if best is None:
        state = Mark(t(N_("not tried yet")), "plain", "○")
    elif best.passed:
        state = Mark(t(N_("passed")), "good", "✓")
    else:
        state = Mark(t(N_("tried")), "bad", "▲")
    return (
        title(step, t),
        state,
        t.number(best.score) if best else "–",
        t.number(len(record.of(step))),
        t(N_("{level} of {count}"), level=record.hints.get(step, 0), count=attempts.HINTS),
    )
