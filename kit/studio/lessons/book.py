"""A part of the workshop as it is opened by someone who learns alone: ``mode = "learn"``.

The notebooks are the workshop's; their cells show the exercise where a room has its questions, and
feedback where it has the review alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from kit.blocks import Details, flow
from kit.exports.html import Shown
from kit.studio import learning
from kit.studio.lessons.learner import Learner, View
from kit.studio.notebooks import handout
from kit.studio.workbook import Workbook

GIVEN = ("scenario", "evidence", "goals")
"""What frames the steps, and is told to a learner by the brief."""


class Lessons(Workbook):
    """One part of a learner's workshop."""

    records = GIVEN

    def __init__(self, *opened: Any) -> None:
        super().__init__(*opened)
        self.learner  # noqa: B018 - a record that cannot be read is found now

    @cached_property
    def learner(self) -> Learner:
        """The one who learns."""
        questions: tuple[Details, ...] = ()
        if self.part.number:
            asked = handout.questions(self.part, self.guide, self.t)
            questions = (Details(str(asked.title), asked.blocks),)
        return Learner(self.folder, self.part, self.t, questions, lambda: self.session.flush())

    def purpose(self) -> Any:
        """Show what this part is for and what is learned in it; at the start, the case."""
        told = handout.purpose(self.guide, self.t, room=False)
        if self.part.number:
            learned = learning.objectives(self.part.name, self.t)
            return Shown(replace(told, blocks=flow(learned, told.blocks)), self._lang)
        brief = self.learner.brief()
        shown = (Shown(one, self._lang) for one in (told, brief) if one)
        return Several(shown)

    def questions(self) -> Any:
        """Show the exercise; at the start, the self-test."""
        return self._lesson("exercise" if self.part.number else "test")

    def picture(self) -> Any:
        """Show what has been found so far; at the start, the progress."""
        return super().picture() if self.part.number else self._lesson("progress")

    def findings(self) -> Any:
        """Show the feedback, and what the review says."""
        if not self.part.number:
            return None
        from ipywidgets import VBox

        return VBox([self._lesson("check"), super().findings()])

    def next(self) -> Any:
        """Show the progress and the way on; after the last step, the self-test again."""
        if not self.part.number:
            return super().next()
        return Several((*self._closing(), super().next()))

    def _closing(self) -> Iterator[Any]:
        yield self._lesson("progress")
        if self.part.number == 6:
            yield self._lesson("test")

    def _lesson(self, view: View) -> Any:
        from kit.studio.lessons.widget import Lesson

        return self._only(f"lesson-{view}", Lesson(self.learner, view))


class Several(tuple[Any, ...]):
    """Things that a cell shows one after another."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        import IPython.display

        for one in self:
            IPython.display.display(one)  # type: ignore[no-untyped-call]
