"""What a notebook shows of a workshop while it is edited: it follows the file by itself."""

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
from kit.workshop import WorkshopError

log = logging.getLogger(__name__)

QUIET = 0.8
"""So many seconds after the last edit, what is shown is made anew: an edit comes first."""

DRAWING = threading.Lock()
"""matplotlib draws one thing at a time."""


SESSIONS: dict[Path, EditSession] = {}


def edit_session(workshop: Path, lang: str) -> EditSession:
    """Return the desk of a workshop: one for all that a notebook shows of it."""
    if workshop not in SESSIONS:
        SESSIONS[workshop] = EditSession(workshop, lang)
    kept = SESSIONS[workshop]
    if kept.t.lang != lang:
        kept.set_language(lang)
    return kept


class Live(ipywidgets.HTML):
    """A section that is made anew when the workshop changes.

    Parameters
    ----------
    make
        What makes the section; it is called in a thread of its own. Everything a client wrote is
        escaped by the section's template.
    """

    def __init__(self, session: EditSession, lang: str, make: Callable[[], Section]) -> None:
        self._make_section, self._reader = make, lang
        self._news = threading.Event()
        self._over = False
        self._unlisten = session.events.subscribe(self._hear)
        super().__init__(value=self._made())
        self._worker = threading.Thread(target=self._follow, name="parcours-live", daemon=True)
        self._worker.start()

    def _made(self) -> str:
        with DRAWING:
            return html.section(self._make_section(), texts(self._reader))

    def _hear(self, news: dict[str, Any]) -> None:
        if "journey" in news or "evidence" in news:
            self._news.set()

    def _follow(self) -> None:
        while not self._over:
            self._news.wait()
            self._news.clear()
            while self._news.wait(QUIET):
                self._news.clear()
            if not self._over:
                self._make_anew()

    def _make_anew(self) -> None:
        try:
            self.value = self._made()
        except WorkshopError:
            log.info("the file cannot be read: what was shown stays, and the editor says so")
        except Exception:  # the next edit is to be shown all the same
            log.exception("what a notebook shows could not be made anew")

    def close(self) -> None:
        """Stop following, and take the section away."""
        self._over = True
        self._unlisten()
        self._news.set()
        super().close()
