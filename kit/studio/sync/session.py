"""A desk: one client's workshop while it is edited, by whichever notebook, tab or hand.

A desk never makes its caller wait: edits queue up, and one thread of its own takes them in, puts
them on the disk and answers. Answers and news are JSON, in the reader's language::

    {"saved": id, "names": {asked: given}?, "place": […]?}
        on the disk, forced there ("place": where an undo or redo changed something)
    {"refused": id, "why": text, "place": […], "offer": edit?}
        not made ("offer": the edit together with all that it needs, to be sent if wanted)
    {"conflict": id, "why": text, "place": […], "theirs": value, "yours": value}
        not made, and kept: send an edit with "settles": id and "was": theirs, or drop it
    {"unsaved": id, "why": text}
        still queued, and tried again until one of the above

    {"journey": {…}, "edits": [ids], "undo": bool, "redo": bool}
        how the file stands now, and which edits of this desk brought it there
    {"evidence": true}
        a file of a source has changed
    {"findings": [{rule, step, severity, severity_label, place, says, why, fix}]}
    {"unguarded": text}
        the drive has no locks: two who write at the same time are not held apart
    {"conflicts": [{conflict, place, theirs, yours, edit, at}]}
    {"broken": {"why": text, "faults": [{"at": text, "line": n, "column": n, "says": text}]}}
        a hand has made the file unreadable; ``{"broken": None}`` once it is mended

An edit is described in :mod:`kit.studio.sync.edits`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from kit.evidence.apply_to_map import apply_to_map
from kit.evidence.metrics.measure import stamps
from kit.i18n import N_, UserText, texts
from kit.journey import Journey
from kit.studio.sync.background_review import Reviewer
from kit.studio.sync.edit_errors import BROKEN, why_broken, why_unsaved
from kit.studio.sync.edits import Edit
from kit.studio.sync.events import Listeners, Say, tell
from kit.studio.sync.store import Keeper
from kit.workshop import Workshop, WorkshopError

log = logging.getLogger(__name__)

POLL = 0.5
"""Every so many seconds the file is looked at, and what could not be saved is tried again."""

MOST_AT_ONCE = 50
"""So many waiting edits go into one save."""

ALONE = ("undo", "redo", "drop", "rename")
"""What is saved by itself: so that it meets no other edit on its way into the file."""

FAILED = N_("This change failed because of a bug in the kit ({reason}). Please report it.")


@dataclass(eq=False)
class _Waiting:
    edit: Edit
    reply: Say
    told: str = ""


class Desk:
    """A client's workshop while it is edited.

    Parameters
    ----------
    path
        The workshop's file or folder.
    lang
        The language of answers and news.

    Attributes
    ----------
    listeners
        Who is told what is new, in the desk's thread.

    Raises
    ------
    WorkshopError
        Where there is no workshop, or none that can be read.
    """

    def __init__(self, path: str | Path, lang: str) -> None:
        self.t = texts(lang)
        self._keeper = Keeper(Path(path), self.t)
        self._queue: deque[_Waiting] = deque()
        self._awake = threading.Condition()
        self.listeners = Listeners(self.news)
        self._busy = True
        self._held_up = False
        self._made: list[str] = []
        self._told = self._state([])
        self._given: tuple[Workshop, tuple[Any, ...]] | None = None
        self._reviewer = Reviewer(self._stir)
        self._findings = self._reviewer.findings
        self._stirred = False
        self._conflicts: list[dict[str, Any]] = []
        self._broken: dict[str, Any] | None = None
        self._unguarded = ""
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="parcours-desk", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- what it shows ---------------------------------------------------------------------------

    @property
    def workshop(self) -> Workshop:
        """The last good state of the file."""
        return self._keeper.workshop

    @property
    def journey(self) -> Journey:
        """What the file states."""
        return self.workshop.journey

    @property
    def measured(self) -> Journey:
        """The same with what its sources said at the last review in its place."""
        return apply_to_map(self.journey, self._reviewer.measurements)

    @property
    def data(self) -> dict[str, Any]:
        """The same as plain JSON: what edits are made to. It is never changed in place."""
        return self._keeper.data

    def news(self) -> list[dict[str, Any]]:
        """Return how everything stands, as a new listener needs it."""
        return [
            self._state([]),
            {"findings": self._findings},
            {"conflicts": self._conflicts},
            {"broken": self._broken},
            *([{"unguarded": self._unguarded}] if self._unguarded else []),
        ]

    def speak(self, lang: str) -> None:
        """Give answers and findings in another language from now on."""
        self.t = self._keeper.t = texts(lang)
        self._given = None
        self._stir()

    # --- what it is asked to do ------------------------------------------------------------------

    def submit(self, edit: Edit, reply: Say) -> None:
        """Queue an edit; the same one (by its id) may be sent again, and is made once."""
        edit = edit if "id" in edit else {**edit, "id": str(uuid4())}
        with self._awake:
            for waiting in self._queue:
                if waiting.edit["id"] == edit["id"]:
                    waiting.reply, waiting.told = reply, ""
                    break
            else:
                self._queue.append(_Waiting(edit, reply))
            self._awake.notify_all()

    def undo(self, reply: Say, id: str = "") -> None:
        """Take back the last edit, of whichever notebook."""
        self.submit({"id": id or str(uuid4()), "op": "undo"}, reply)

    def redo(self, reply: Say, id: str = "") -> None:
        """Make the edit again that was taken back last."""
        self.submit({"id": id or str(uuid4()), "op": "redo"}, reply)

    def drop(self, conflict: str, reply: Say) -> None:
        """Choose the others' version in a conflict."""
        self.submit({"id": str(uuid4()), "op": "drop", "conflict": conflict}, reply)

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until everything is saved (and told); whether it was in time."""
        with self._awake:
            return self._awake.wait_for(lambda: not self._queue and not self._busy, timeout)

    def close(self, timeout: float = 10.0) -> None:
        """Save what can be saved, and stop."""
        with self._awake:
            self._closing = True
            self._awake.notify_all()
        until = time.monotonic() + timeout
        self._thread.join(timeout)
        self._reviewer.close(max(0, until - time.monotonic()))

    # --- its thread ------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._awake:
                self._busy = False
                self._awake.notify_all()
                # What could not be saved is tried again after a while, whatever is added to it.
                self._awake.wait_for(
                    lambda: (
                        self._closing or self._stirred or (bool(self._queue) and not self._held_up)
                    ),
                    POLL,
                )
                group, closing = self._group(), self._closing
                if self._stirred and self._held_up and not closing:
                    group = []
                self._stirred = False
                self._busy = bool(group)
            if group:
                self._held_up = not self._answer(group)
            else:
                self._look()
            self._tell_changes()
            self._review()
            if closing and (self._held_up or not group):
                return

    def _group(self) -> list[_Waiting]:
        """Return the first edits of the queue that can be saved together."""
        group: list[_Waiting] = []
        for waiting in self._queue:
            alone = waiting.edit.get("op") in ALONE
            if group and (alone or len(group) == MOST_AT_ONCE):
                break
            group.append(waiting)
            if alone:
                break
        return group

    def _answer(self, group: list[_Waiting]) -> bool:
        """Save some edits and answer them; whether they have left the queue."""
        try:
            answers = self._saved([waiting.edit for waiting in group])
        except WorkshopError as error:
            self._show_broken(error)
            return self._unsaved(group, self.t(BROKEN))
        except OSError as error:
            return self._unsaved(group, self.t(why_unsaved(error)))
        except Exception as error:  # whatever is wrong with one edit must not stop the others
            if len(group) > 1:
                return all(self._answer([waiting]) for waiting in group)
            log.exception("an edit failed: %s", group[0].edit.get("id"))
            why = self.t(FAILED.filled(reason=UserText(repr(error))))
            answers = [{"refused": group[0].edit["id"], "why": why, "place": []}]
        else:
            self._show_broken(None)
        with self._awake:
            for waiting in group:
                self._queue.remove(waiting)
        for waiting, answer in zip(group, answers, strict=True):
            tell(waiting.reply, answer)
            if "saved" in answer and waiting.edit.get("op") != "drop":
                self._made.append(answer["saved"])
        return True

    def _saved(self, edits: list[Edit]) -> list[dict[str, Any]]:
        first = edits[0]
        if first.get("op") == "undo":
            return [self._keeper.take_back(first["id"])]
        if first.get("op") == "redo":
            return [self._keeper.make_again(first["id"])]
        if first.get("op") == "drop":
            return [self._keeper.drop(first["id"], first["conflict"])]
        return self._keeper.commit(edits)

    def _unsaved(self, group: list[_Waiting], why: str) -> bool:
        for waiting in group:
            if waiting.told != why:
                waiting.told = why
                tell(waiting.reply, {"unsaved": waiting.edit["id"], "why": why})
        return False

    def _look(self) -> None:
        try:
            self._keeper.look()
        except WorkshopError as error:
            self._show_broken(error)
        except Exception:
            log.exception("the workshop's file could not be looked at")
        else:
            self._show_broken(None)

    def _show_broken(self, error: WorkshopError | None) -> None:
        broken = why_broken(error, self.t) if error else None
        if broken != self._broken:
            self._broken = broken
            self.listeners.tell({"broken": broken})

    def _tell_changes(self) -> None:
        state = self._state(self._made)
        if state != {**self._told, "edits": self._made}:
            self._told, self._made = state, []
            self.listeners.tell(state)
        unguarded = self._keeper.unguarded
        if unguarded and not self._unguarded:
            self._unguarded = self.t(unguarded)
            self.listeners.tell({"unguarded": self._unguarded})
        conflicts = self._keeper.conflicts.open()
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            self.listeners.tell({"conflicts": conflicts})

    def _state(self, edits: list[str]) -> dict[str, Any]:
        journal = self._keeper.journal
        return {
            "journey": self.data,
            "edits": edits,
            "undo": journal.to_undo is not None,
            "redo": journal.to_redo is not None,
        }

    def _review(self) -> None:
        """Have what is new reviewed, and tell what was found: of a state a moment ago perhaps."""
        files = stamps(self.journey, self.workshop.folder)
        if self._given is None or self._given[0] is not self.workshop or self._given[1] != files:
            if self._given and self._given[1] != files:
                self.listeners.tell({"evidence": True})
            self._given = self.workshop, files
            self._reviewer.review(self.workshop, self.t)
        if self._findings is not self._reviewer.findings:
            self._findings = self._reviewer.findings
            self.listeners.tell({"findings": self._findings})

    def _stir(self) -> None:
        """Wake the thread for something else than edits."""
        with self._awake:
            self._stirred = True
            self._awake.notify_all()
