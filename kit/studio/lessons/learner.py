"""State and actions of a learner at one part of the workshop.

Views are plain JSON with pieces of HTML from the report's templates, which escape all that a
learner has typed.
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
from kit.studio.learning.selftest import choice_orders, compare_sittings
from kit.studio.parts import Part
from kit.studio.widgets.live import DRAWING_LOCK
from kit.workshop import load

View = Literal["exercise", "check", "test", "progress"]

EXERCISE = N_("The exercise")
BRIEF = N_("The brief: {title}")
HINTS = N_("Hints")
CHECK = N_("Your work so far")
MODEL = N_("The model answer")
PROGRESS = N_("Where you stand")
TESTS: dict[attempts.TestTiming, Message] = {
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
    "notebook."
)
WITHOUT_CASE = N_("This workshop is not linked to a case. Start one in the start notebook.")
ATTEMPT = N_("Attempt {number}. Best mark so far: {best} out of 100.")
UNSETTLED = N_("Your last changes are not saved yet. See the message on the board, then try again.")


class NotSettledError(Exception):
    """The learner's last edits are not on the disk yet."""


class Learner:
    """A learner at a part of the workshop, shared by all lesson widgets of a notebook.

    Parameters
    ----------
    folder
        The learner's own workshop.
    questions
        The questions of the step, shown folded under the task.
    settle
        Waits until all edits are on the disk, and returns whether they are.
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
        self.case = learning.case_of(load(folder).journey, attempts.record(folder).case, folder)
        self._questions, self._settle = tuple(questions), settle
        self._feedback: tuple[Block, ...] = ()
        self._model = ""
        self._taken_now: set[str] = set()
        self._listeners: list[Callable[[], object]] = []

    def subscribe(self, callback: Callable[[], object]) -> Callable[[], None]:
        """Call ``callback`` after each action of the learner; return a function that ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    # --- views -----------------------------------------------------------------------------------

    def state(self, view: View) -> dict[str, Any]:
        """Return the state of a view as JSON."""
        views = {
            "exercise": self._exercise,
            "check": self._check,
            "test": self._test,
            "progress": self._progress,
        }
        return views[view]()

    @property
    def _hint_count(self) -> int:
        """The number of hints for this part."""
        return attempts.HINTS if self.case else 1

    def brief(self) -> Section | None:
        """Return the brief of the case, or None if the workshop is not about a case."""
        if self.case is None:
            return None
        return Section(
            "brief", case(self.case, self.t.lang).title, learning.brief(self.case, self.t)
        )

    @property
    def _self_test(self) -> tuple[learning.Question, ...]:
        """The questions of the self-test."""
        return learning.self_test(self.t, self.case)

    def _exercise(self) -> dict[str, Any]:
        step, t, brief = self.part.name, self.t, self.brief()
        if self.case:
            task = learning.task(self.case, step, t)
        else:
            task = (Paragraph(lesson(step, t.lang).task, "lead"), Paragraph(t(OWN_CLIENT)))
        folded = Details(t(BRIEF, title=brief.title), brief.blocks) if brief else None
        level = min(attempts.record(self.folder).hints.get(step, 0), self._hint_count)
        hints = [block for each in range(1, level + 1) for block in self._hint(each)]
        return {
            "task": self._html("exercise", EXERCISE, flow(task, folded, self._questions)),
            "hints": self._html("hints", HINTS, hints) if hints else "",
            "hint": t(HINTED, level=level + 1, count=self._hint_count)
            if level < self._hint_count
            else "",
        }

    def _hint(self, level: int) -> tuple[Block, ...]:
        if self.case:
            return learning.hint(self.case, self.part.name, level, self.t)
        return (Paragraph(lesson(self.part.name, self.t.lang).hint),)

    def _check(self) -> dict[str, Any]:
        if self.case is None:
            return {"case": False, "told": self.t(WITHOUT_CASE)}
        attempted = bool(attempts.record(self.folder).of(self.part.name))
        return {
            "case": True,
            "feedback": self._html("feedback", CHECK, self._feedback) if self._feedback else "",
            "model": self._model,
            "open": attempted,
            "told": "" if attempted else self.t(CLOSED),
        }

    def _test(self) -> dict[str, Any]:
        record = attempts.record(self.folder)
        results = {moment: self._result(moment, record) for moment in TESTS}
        both = (
            compare_sittings(record, self.t, self.case) if len(record.tests) == len(TESTS) else ()
        )
        return {
            "results": results,
            "titles": {moment: self.t(title) for moment, title in TESTS.items()},
            "compared": self._html("test-compared", COMPARED, both) if both else "",
            "questions": {moment: self._questions_of(moment) for moment in TESTS},
            "offered": self._offered(record),
        }

    def _offered(self, record: attempts.Record) -> list[attempts.TestTiming]:
        """Return the self-tests that can be taken here.

        The first is taken at the start. The second is taken after the last step, or at the start
        once all steps were tried: taken at once, it would show nothing.
        """
        if self.part.number:
            return ["after"]
        if "before" not in record.tests:
            return ["before"]
        tried = all(record.of(step) for step in learning.STEPS)
        return ["after"] if tried or "after" in record.tests else []

    def _questions_of(self, moment: attempts.TestTiming) -> list[dict[str, Any]]:
        """Return the questions, their choices in this learner's order, each with its number.

        The name of the learner's folder determines the order.
        """
        orders = choice_orders(self.folder.resolve().name, moment, self.t, self.case)
        return [
            {
                "asks": one.asks,
                "choices": [{"number": n, "says": one.choices[n]} for n in order],
            }
            for one, order in zip(self._self_test, orders, strict=True)
        ]

    def _result(self, moment: attempts.TestTiming, record: attempts.Record) -> str:
        """Return the result of a self-test as HTML, explanations of an earlier day folded.

        Nothing is explained before the second self-test was taken: it would test the memory of
        the explanations.
        """
        sitting = record.tests.get(moment)
        if sitting is None:
            return ""
        score, *explanations = learning.explain_answers(sitting.choices, self.t, self.case)
        if "after" not in record.tests:
            explanations = [Paragraph(self.t(LATER))]
        elif moment not in self._taken_now:
            explanations = [Details(self.t(ANSWERS), tuple(explanations))]
        return self._html(f"test-{moment}", TESTS[moment], (score, *explanations))

    def _progress(self) -> dict[str, Any]:
        blocks = learning.progress(self.folder, self.t, self.case)
        return {"progress": self._html("progress", PROGRESS, blocks)}

    def _html(self, id: str, title: Message, blocks: Sequence[Block]) -> str:
        return html.section(Section(f"learn-{id}", self.t(title), tuple(blocks)), self.t)

    # --- actions ---------------------------------------------------------------------------------

    def do(self, request: Mapping[str, Any]) -> str:
        """Do what the front end asks for, and return the part of the page to scroll to.

        Raises
        ------
        NotSettledError
            If the learner's last edits are not on the disk yet.
        WorkshopError, OSError
            If the workshop or the record cannot be read, or nothing can be written.
        """
        if "hint" in request and self.part.number:
            self._ask_hint()
            target = "hints"
        elif "check" in request and self.case and self.part.number:
            self._check_work()
            target = "feedback"
        elif "model" in request and self.case and self.part.number:
            self._open_model()
            target = "model"
        elif sitting := _parse_sitting(request.get("sit"), self._self_test):
            learning.sit(self.folder, *sitting)
            target = sitting[0]
            self._taken_now.add(target)
        else:
            return ""
        for callback in list(self._listeners):
            callback()
        return target

    def _ask_hint(self) -> None:
        step = self.part.name
        level = attempts.record(self.folder).hints.get(step, 0) + 1
        attempts.ask_hint(self.folder, step, min(level, self._hint_count))

    def settle(self) -> None:
        """Wait until the learner's edits are on the disk.

        Raises
        ------
        NotSettledError
            If they are not.
        """
        if not self._settle():
            raise NotSettledError

    def _check_work(self) -> None:
        self.settle()
        step, t = self.part.name, self.t
        feedback = learning.attempt(self.folder, step, t)
        record = attempts.record(self.folder)
        best, count = record.best(step), len(record.of(step))
        note = None
        if best and not feedback.assessment.empty:
            note = Paragraph(t(ATTEMPT, number=count, best=best.score), "note")
        first, *others = feedback.blocks
        self._feedback = flow(first, note, others)

    def _open_model(self) -> None:
        if not self.case or not attempts.record(self.folder).of(self.part.name):
            return
        with DRAWING_LOCK:
            blocks = learning.model_answer(self.case, self.part.name, self.t, self.folder)
            self._model = self._html("model", MODEL, blocks)


def _parse_sitting(
    sent: Any, questions: Sequence[learning.Question]
) -> tuple[attempts.TestTiming, list[int | None]] | None:
    """Return a self-test that the front end sends, or None if it is malformed."""
    if not isinstance(sent, Mapping) or sent.get("moment") not in TESTS:
        return None
    choices = sent.get("choices")
    if not isinstance(choices, list) or len(choices) != len(questions):
        return None
    chosen = [
        one if type(one) is int and 0 <= one < len(question.choices) else None
        for one, question in zip(choices, questions, strict=True)
    ]
    return sent["moment"], chosen
