"""Sections in a notebook that are rendered again whenever the workshop changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from kit.blocks import Section
from kit.exports import html
from kit.i18n import texts
from kit.studio.sync.session import EditSession
from kit.studio.sync.threads import start_thread
from kit.workshop import WorkshopError

log = logging.getLogger(__name__)

QUIET = 0.8
"""Seconds without an edit after which a section is rendered: edits come first."""

DRAWING_LOCK = threading.Lock()
"""Held while drawing, since matplotlib is not safe for threads."""

SESSIONS: dict[Path, EditSession] = {}


def edit_session(workshop: Path, lang: str) -> EditSession:
    """Return the edit session of a workshop, which all widgets of this kernel share."""
    if workshop not in SESSIONS:
        SESSIONS[workshop] = EditSession(workshop, lang)
    session = SESSIONS[workshop]
    if session.t.lang != lang:
        session.set_language(lang)
    return session


class LiveSection(ipywidgets.HTML):
    """A section that is rendered again, in a thread of its own, when the workshop changes.

    Parameters
    ----------
    make
        Returns the section. Its template escapes everything that a client wrote.
    """

    def __init__(self, session: EditSession, lang: str, make: Callable[[], Section]) -> None:
        self._make_section, self._lang = make, lang
        self._changed = threading.Event()
        self._stopped = False
        self._unlisten = session.events.subscribe(self._on_event)
        super().__init__(value=self._render())
        self.add_class("parcours-live")
        self._worker = start_thread(self._work, name="parcours-live")

    def _render(self) -> str:
        with DRAWING_LOCK:
            return html.section(self._make_section(), texts(self._lang))

    def _on_event(self, event: dict[str, Any]) -> None:
        if "journey" in event or "evidence" in event:
            self._changed.set()

    def _work(self) -> None:
        while not self._stopped:
            self._changed.wait()
            self._changed.clear()
            while self._changed.wait(QUIET):
                self._changed.clear()
            if not self._stopped:
                self._update()

    def _update(self) -> None:
        try:
            self.value = self._render()
        except WorkshopError:
            log.info("the file cannot be read: the section stays as it was")
        except Exception:  # the thread must live to show the next edit
            log.exception("a section could not be rendered")

    def close(self) -> None:
        """Stop the thread, and close the widget."""
        self._stopped = True
        self._unlisten()
        self._changed.set()
        super().close()
