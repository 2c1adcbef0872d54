"""Widget for a view of a lesson: the kit's HTML with native controls around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import anywidget
import traitlets

from kit.i18n import N_, Message, Texts
from kit.studio import STATIC
from kit.studio.lessons.learner import UNSETTLED, Learner, NotSettledError, View
from kit.studio.sync.edit_errors import unsaved_message
from kit.workshop import WorkshopError

WORDS: dict[str, Message] = {
    "show": N_("Show: {hint}"),
    "check": N_("Check my work"),
    "again": N_("Check my work again"),
    "checking": N_("Checking your work…"),
    "model": N_("Show the model answer"),
    "opening": N_("Loading the model answer…"),
    "test_intro": N_(
        "Fifteen questions, four answers each. Skip what you do not know: it does not count "
        "towards your mark. Answers are explained after you take the test again, at the end of "
        "the six steps."
    ),
    "question": N_("Question {number} of {count}"),
    "hand_in": N_("See how I did"),
    "answered": N_("{done} of {count} answered"),
    "take": N_("Take the self-test again"),
    "retake": N_("Take it again"),
}


class Lesson(anywidget.AnyWidget):
    """A view of a lesson: the exercise, the check, the self-test or the progress."""

    _esm = STATIC / "lesson.js"
    _css = STATIC / "lesson.css"

    view = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, learner: Learner, view: View) -> None:
        self._learner, self._view = learner, view
        t = learner.t
        super().__init__(view=view, lang=t.lang, texts=_wording(t), state=learner.state(view))
        self._unlisten = learner.subscribe(self._refresh)
        self.on_msg(self.handle_message)

    def close(self) -> None:
        """Stop listening to the learner, and close the widget."""
        getattr(self, "_unlisten", lambda: None)()
        super().close()

    def _refresh(self) -> None:
        self.state = self._learner.state(self._view)

    def handle_message(
        self, widget: anywidget.AnyWidget, message: Mapping[str, Any], buffers: Sequence[memoryview]
    ) -> None:
        """Do what the front end asks for, and reply ``done``, or ``fault`` with the reason."""
        t = self._learner.t
        try:
            self.send({"done": self._learner.do(message)})
        except NotSettledError:
            self.send({"fault": t(UNSETTLED)})
        except WorkshopError as error:
            self.send({"fault": error.text(t)})
        except OSError as error:
            self.send({"fault": t(unsaved_message(error))})


def _wording(t: Texts) -> dict[str, str]:
    """Return the texts with their placeholders, for the front end to fill."""
    names = ("hint", "number", "count", "done")
    return {key: t(says, **{name: f"{{{name}}}" for name in names}) for key, says in WORDS.items()}
