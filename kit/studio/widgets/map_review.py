"""Close a map review in the start notebook, as ``parcours version`` does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import ipywidgets
from markupsafe import Markup

from kit.errors import reason
from kit.i18n import N_, Message, Texts
from kit.studio.sync.threads import start_thread
from kit.studio.widgets.export_buttons import ENDED, NO_START, execute

TITLE = N_("Map review")
PURPOSE = N_(
    "Once the team has gone through the map: save it as a version, with the figures computed from "
    "it. The next report shows what has changed since."
)
SUMMARY = N_("Summary, in one sentence")
CLOSE = N_("Close the map review")
CLOSING = N_("Closing the map review…")
CLOSED = N_("The map review is closed. The version is in “{file}”.")
NOT_CLOSED = N_("The map review could not be closed:")


class MapReviewForm(ipywidgets.VBox):
    """Form that closes a map review: a summary, and a button.

    Parameters
    ----------
    settle
        Called first: it returns when the edits made so far are in the file.
    """

    def __init__(self, folder: Path, t: Texts, settle: Callable[[], object]) -> None:
        self._folder, self._t, self._settle = folder, t, settle
        self.summary = ipywidgets.Text(
            description=t(SUMMARY),
            layout={"width": "44em"},
            style={"description_width": "14em"},
        )
        self.button = ipywidgets.Button(description=t(CLOSE), layout={"width": "auto"})
        self.output = ipywidgets.HTML()
        head = Markup("<h2>{}</h2><p>{}</p>").format(t(TITLE), t(PURPOSE))
        super().__init__([ipywidgets.HTML(head), self.summary, self.button, self.output])
        self.add_class("parcours-widgets")
        self.button.on_click(lambda _: self.start())

    def start(self) -> threading.Thread:
        """Close the review beside the notebook; return the thread that waits for it."""
        self.button.disabled = True
        self._show(CLOSING, kind="parcours-busy")
        return start_thread(self.close_review, name="parcours version")

    def close_review(self) -> None:
        """Close the review, and show the version's file or the error."""
        try:
            self._settle()
            arguments = ["version", str(self._folder), "--message", self.summary.value.strip()]
            done = execute(arguments, str(self._folder), self._t, lambda _: None)
        except OSError as error:
            self._show(NOT_CLOSED, self._t(NO_START, reason=reason(error)))
            return
        finally:
            self.button.disabled = False
        if not done.files:
            ended = self._t(ENDED, status=str(done.status))
            self._show(NOT_CLOSED, done.messages or ended)
            return
        self.summary.value = ""
        file = done.files[0]
        self._show(CLOSED, done.messages, file=f"{file.parent.name}/{file.name}")

    def _show(self, says: Message, details: str = "", kind: str = "", **values: str) -> None:
        text = Markup('<p role="status" class="{}">{}</p>').format(kind, self._t(says, **values))
        more = Markup("<pre>{}</pre>").format(details) if details else Markup("")
        self.output.value = text + more
