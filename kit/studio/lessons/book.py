"""Contents of the cells of a step's notebook for a learner (``mode = "learn"``).

The notebooks are those of the workshop. Their cells show the exercise in place of the questions,
and feedback beside the findings of the review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from kit.blocks import Details, Paragraph, Section, flow
from kit.exports.html import SectionOutput
from kit.i18n import N_
from kit.studio import learning
from kit.studio.learning import attempts
from kit.studio.lessons.learner import Learner, View
from kit.studio.notebooks import handout
from kit.studio.notebooks.step_notebook import Mode, Workbook
from kit.studio.parts import PARTS, Part
from kit.studio.widgets.cells import CellOutput, LinkedSection, Several

BEFORE = N_("Before this step")
UNTESTED = N_(
    "You have not taken the self-test yet. Take it first: afterwards it shows what you have gained."
)
TESTED = N_("You have taken the self-test. The brief of the case is there, too.")
TO_START = N_("Go to the brief and the self-test")

GIVEN = ("scenario", "evidence", "goals")
"""The records that frame the steps and that the brief of a case fills in."""


class Lessons(Workbook):
    """One part of a learner's workshop."""

    records = GIVEN

    def __init__(
        self, part: Part, workshop: Path, lang: str, mode: Mode, guide_folders: tuple[Path, ...]
    ) -> None:
        super().__init__(part, workshop, lang, mode, guide_folders)
        self.learner  # noqa: B018 - report now a record that cannot be read

    @cached_property
    def learner(self) -> Learner:
        """The learner whose workshop this is."""
        questions: tuple[Details, ...] = ()
        if self.part.number:
            section = handout.questions(self.part, self.guide, self.t)
            questions = (Details(str(section.title), section.blocks),)
        return Learner(self.folder, self.part, self.t, questions, lambda: self.session.flush())

    def purpose(self) -> CellOutput:
        """Show the objectives and the purpose of this part; at the start, the brief."""
        purpose = handout.purpose(self.guide, self.t, facilitated=False)
        if self.part.number:
            objectives = learning.objectives(self.part.name, self.t)
            shown = SectionOutput(
                replace(purpose, blocks=flow(objectives, purpose.blocks)), self._lang
            )
            return Several((self._before(), shown)) if self.part.number == 1 else shown
        brief = self.learner.brief()
        return Several(
            SectionOutput(section, self._lang) for section in (purpose, brief) if section
        )

    def _before(self) -> CellOutput:
        """Return what leads from the first step back to the brief and the self-test."""
        taken = "before" in attempts.record(self.folder).tests
        said = Paragraph(self.t(TESTED if taken else UNTESTED))
        section = Section("before", self.t(BEFORE), (said,), self._lang)
        return LinkedSection(section, self._lang, f"{PARTS['start'].file}.ipynb", self.t(TO_START))

    def passed_parts(self) -> Collection[str]:
        """Return the steps that the learner has passed."""
        record = attempts.record(self.folder)
        return [s for s in learning.STEPS if (best := record.best(s)) and best.passed]

    def questions(self) -> CellOutput:
        """Show the exercise; at the start, the self-test."""
        return self._lesson("exercise" if self.part.number else "test")

    def picture(self) -> CellOutput:
        """Show the result so far; at the start, the progress."""
        return super().picture() if self.part.number else self._lesson("progress")

    def findings(self) -> CellOutput:
        """Show the feedback and the findings of the review."""
        if not self.part.number:
            return None
        from ipywidgets import VBox

        return VBox([self._lesson("check"), super().findings()])

    def next(self) -> CellOutput:
        """Show the progress and the link to the next step; at the end, the self-test and a page."""
        if not self.part.number:
            return super().next()
        return Several((*self._closing(), super().next()))

    def _closing(self) -> Iterator[CellOutput]:
        yield self._lesson("progress")
        if self.part.number == 6:
            from kit.studio.lessons.page_button import PageButton

            yield self._lesson("test")
            if self.learner.case:
                yield self._replace_widgets("page", PageButton(self.learner))

    def _lesson(self, view: View) -> CellOutput:
        from kit.studio.lessons.widget import Lesson

        return self._replace_widgets(f"lesson-{view}", Lesson(self.learner, view))
