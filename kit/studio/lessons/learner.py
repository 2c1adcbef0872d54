"""Someone who learns, at one part of the workshop: what they are shown, and what they do.

What is shown is plain JSON with pieces of HTML, written by the report's templates, which escape all
that a learner has typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from kit.blocks import Block, Details, Paragraph, Section, flow
from kit.exports import html
from kit.i18n import N_, Message, Texts
from kit.studio import learning
from kit.studio.learning import attempts
from kit.studio.learning.cases import case, lesson
from kit.studio.learning.exercises import CLOSED, HINTED
from kit.studio.learning.feedback import NO_CASE
from kit.studio.learning.selftest import arranged, compared
from kit.studio.parts import Part
from kit.studio.widgets.live import DRAWING
from kit.workshop import load

View = Literal["exercise", "check", "test", "progress"]

EXERCISE = N_("The exercise")
BRIEF = N_("The brief: {title}")
HINTS = N_("Hints")
CHECK = N_("Your work so far")
MODEL = N_("The model answer")
PROGRESS = N_("Where you stand")
TESTS: dict[attempts.Moment, Message] = {
    "before": N_("Self-test before you start"),
    "after": N_("Self-test after the six steps"),
}
LATER = N_(
    "Answers are explained after you take the self-test again, at the end of the six steps, so "
    "that it shows what you have learned."
)
ANSWERS = N_("The questions and their answers")
COMPARED = N_("Before and after")

OWN_CLIENT = N_(
    "This workshop is about your own client: the quality check beside the board shows what to "
    "fix. For a case with a brief, feedback and a model answer, start one in the start "
    "notebook or with “parcours new NAME --case CASE”."
)
ATTEMPT = N_("Attempt {number}. Best mark so far: {best} out of 100.")
UNSETTLED = N_("Your last changes are not saved yet. See the message on the board, then try again.")


class NotSettledError(Exception):
    """What was typed last is not on the disk yet."""


class Learner:
    """A learner at a part of the workshop; all that a notebook shows of it asks the same one.

    Parameters
    ----------
    folder
        The learner's own workshop.
    questions
        The questions of the step, shown folded under the task.
    settle
        Waits until what was typed is on the disk, and says whether it is.
    """

    def __init__(
        self,
        folder: Path,
        part: Part,
        t: Texts,
        questions: Sequence[Block] = (),
        settle: Callable[[], bool] = lambda: True,
    ) -> None:
        self.folder, self.part, self.t = folder, part, t
        self.case = learning.case_of(load(folder).journey, attempts.record(folder).case)
        self._questions, self._settle = tuple(questions), settle
        self._feedback: tuple[Block, ...] = ()
        self._model = ""
        self._sat: set[str] = set()
        self._listeners: list[Callable[[], object]] = []

    def listen(self, say: Callable[[], object]) -> Callable[[], None]:
        """Call ``say`` after everything that the learner does; what is returned ends it."""
        self._listeners.append(say)
        return lambda: self._listeners.remove(say) if say in self._listeners else None

    # --- what is shown ---------------------------------------------------------------------------

    def shown(self, view: View) -> dict[str, Any]:
        """Return what a view shows."""
        views = {
            "exercise": self._exercise,
            "check": self._check,
            "test": self._test,
            "progress": self._progress,
        }
        return views[view]()

    @property
    def _hints(self) -> int:
        """How many hints there are."""
        return attempts.HINTS if self.case else 1

    def brief(self) -> Section | None:
        """Return the case as it is told, or None where the workshop is about no case."""
        if self.case is None:
            return None
        return Section(
            "brief", case(self.case, self.t.lang).title, learning.brief(self.case, self.t)
        )

    def _exercise(self) -> dict[str, Any]:
        step, t, told = self.part.name, self.t, self.brief()
        if self.case:
            task = learning.task(self.case, step, t)
        else:
            task = (Paragraph(lesson(step, t.lang).task, "lead"), Paragraph(t(OWN_CLIENT)))
        folded = Details(t(BRIEF, title=told.title), told.blocks) if told else None
        asked = min(attempts.record(self.folder).hints.get(step, 0), self._hints)
        hints = [block for level in range(1, asked + 1) for block in self._hint(level)]
        return {
            "task": self._html("exercise", EXERCISE, flow(task, folded, self._questions)),
            "hints": self._html("hints", HINTS, hints) if hints else "",
            "hint": t(HINTED, level=asked + 1, count=self._hints) if asked < self._hints else "",
        }

    def _hint(self, level: int) -> tuple[Block, ...]:
        if self.case:
            return learning.hint(self.case, self.part.name, level, self.t)
        return (Paragraph(lesson(self.part.name, self.t.lang).hint),)

    def _check(self) -> dict[str, Any]:
        if self.case is None:
            return {"case": False, "told": self.t(NO_CASE)}
        tried = attempts.record(self.folder).of(self.part.name)
        return {
            "case": True,
            "feedback": self._html("feedback", CHECK, self._feedback) if self._feedback else "",
            "model": self._model,
            "open": bool(tried),
            "told": "" if tried else self.t(CLOSED),
        }

    def _test(self) -> dict[str, Any]:
        record = attempts.record(self.folder)
        results = {moment: self._result(moment, record) for moment in TESTS}
        both = compared(record, self.t) if len(record.tests) == len(TESTS) else ()
        return {
            "results": results,
            "titles": {moment: self.t(said) for moment, said in TESTS.items()},
            "compared": self._html("test-compared", COMPARED, both) if both else "",
            "questions": {moment: self._questions_of(moment) for moment in TESTS},
        }

    def _questions_of(self, moment: attempts.Moment) -> list[dict[str, Any]]:
        """Return the questions with their choices as this learner sees them, each with its number.

        The folder is the learner's: its name gives the order.
        """
        orders = arranged(self.folder.resolve().name, moment, self.t)
        return [
            {
                "asks": one.asks,
                "choices": [{"number": n, "says": one.choices[n]} for n in order],
            }
            for one, order in zip(learning.self_test(self.t), orders, strict=True)
        ]

    def _result(self, moment: attempts.Moment, record: attempts.Record) -> str:
        """Return how a self-test went; the explanations of an earlier day are folded away.

        Whoever has read the answers is tested on remembering them: nothing is explained before the
        second one was taken.
        """
        sat = record.tests.get(moment)
        if sat is None:
            return ""
        score, *why = learning.explained(sat.choices, self.t)
        if "after" not in record.tests:
            why = [Paragraph(self.t(LATER))]
        elif moment not in self._sat:
            why = [Details(self.t(ANSWERS), tuple(why))]
        return self._html(f"test-{moment}", TESTS[moment], (score, *why))

    def _progress(self) -> dict[str, Any]:
        blocks = learning.progress(self.folder, self.t)
        return {"progress": self._html("progress", PROGRESS, blocks)}

    def _html(self, id: str, title: Any, blocks: Sequence[Block]) -> str:
        return html.section(Section(f"learn-{id}", self.t(title), tuple(blocks)), self.t)

    # --- what is done ----------------------------------------------------------------------------

    def do(self, asked: Mapping[str, Any]) -> str:
        """Do what the front end asks for, and return what there is to look at now.

        Raises
        ------
        NotSettledError
            Where the work cannot be looked at, since the last of it is not on the disk.
        WorkshopError, OSError
            Where the workshop or the record cannot be read, or nothing can be written.
        """
        if "hint" in asked and self.part.number:
            self._ask_hint()
            seen = "hints"
        elif "check" in asked and self.case and self.part.number:
            self._have_checked()
            seen = "feedback"
        elif "model" in asked and self.case and self.part.number:
            self._open_model()
            seen = "model"
        elif sitting := _sitting(asked.get("sit"), learning.self_test(self.t)):
            learning.sit(self.folder, *sitting)
            seen = sitting[0]
            self._sat.add(seen)
        else:
            return ""
        for say in list(self._listeners):
            say()
        return seen

    def _ask_hint(self) -> None:
        step = self.part.name
        level = attempts.record(self.folder).hints.get(step, 0) + 1
        attempts.ask_hint(self.folder, step, min(level, self._hints))

    def _have_checked(self) -> None:
        if not self._settle():
            raise NotSettledError
        step, t = self.part.name, self.t
        told = learning.attempt(self.folder, step, t)
        kept = attempts.record(self.folder)
        best, count = kept.best(step), len(kept.of(step))
        said = (
            t(ATTEMPT, number=count, best=best.score) if best and not told.assessment.empty else ""
        )
        first, *others = told.blocks
        self._feedback = flow(first, Paragraph(said, "note") if said else None, others)

    def _open_model(self) -> None:
        if not self.case or not attempts.record(self.folder).of(self.part.name):
            return
        with DRAWING:
            blocks = learning.model_answer(self.case, self.part.name, self.t, self.folder)
            self._model = self._html("model", MODEL, blocks)


def _sitting(
    asked: Any, questions: Sequence[learning.Question]
) -> tuple[attempts.Moment, list[int | None]] | None:
    """Return a self-test as the front end hands it in, or None where it makes no sense."""
    if not isinstance(asked, Mapping) or asked.get("moment") not in TESTS:
        return None
    choices = asked.get("choices")
    if not isinstance(choices, list) or len(choices) != len(questions):
        return None
    chosen = [
        one if type(one) is int and 0 <= one < len(question.choices) else None
        for one, question in zip(choices, questions, strict=True)
    ]
    return asked["moment"], chosen
