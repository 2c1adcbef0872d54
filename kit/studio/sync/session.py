"""Edit a workshop that other notebooks, tabs and editors may change at the same time.

A session never blocks its caller: edits are queued, and a thread of the session's own saves them
and replies. Replies and events are JSON, in the reader's language. Replies to an edit::

    {"saved": id, "names": {asked: given}?, "place": […]?}
        on the disk, fsynced ("names": ids that were taken; "place": what an undo or redo changed)
    {"refused": id, "why": text, "place": […], "offer": edit?}
        not applied ("offer": a batch that would be applied, to be sent if wanted)
    {"conflict": id, "why": text, "place": […], "theirs": value, "yours": value}
        not applied, and kept: send an edit with "settles": id and "was": theirs, or drop it
    {"unsaved": id, "why": text}
        still queued, and tried again until one of the above

Events::

    {"journey": {…}, "edits": [ids], "undo": bool, "redo": bool}
        the file as it is now, and the edits of this session that led there
    {"evidence": true}
        a file of a source has changed
    {"findings": [{rule, step, severity, severity_label, place, says, why, fix}]}
    {"unguarded": text}
        the drive has no locks, so that concurrent writers are not kept apart
    {"conflicts": [{conflict, place, theirs, yours, edit, at}]}
    {"broken": {"why": text, "faults": [{"at": text, "line": n, "column": n, "says": text}]}}
        the file was made unreadable by hand; ``{"broken": None}`` once it can be read again

:mod:`kit.studio.sync.edits` describes an edit.
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
from kit.studio.sync.edit_errors import BROKEN, broken_event, unsaved_message
from kit.studio.sync.edits import Edit
from kit.studio.sync.events import Callback, EventBus, deliver
from kit.studio.sync.store import WorkshopStore
from kit.studio.sync.threads import start_thread
from kit.workshop import Workshop, WorkshopError

log = logging.getLogger(__name__)

POLL = 0.5
"""Seconds between two checks of the file, and between two attempts to save."""

MAX_GROUP = 50
"""The most queued edits that go into one save."""

ALONE = ("undo", "redo", "drop", "rename")
"""Operations that are saved on their own: they depend on the state that they find."""

FAILED = N_("This change failed because of a bug in the kit ({reason}). Please report it.")


@dataclass(eq=False)
class _Waiting:
    edit: Edit
    reply: Callback
    reported: str = ""
    """The last reason for not saving that was sent."""


class EditSession:
    """A client's workshop while it is edited, for all widgets of one kernel.

    Parameters
    ----------
    path
        The workshop's file or folder.
    lang
        The language of replies and events.

    Attributes
    ----------
    events
        The bus on which events are published, in the session's thread.

    Raises
    ------
    WorkshopError
        If there is no workshop, or it cannot be read.
    """

    def __init__(self, path: str | Path, lang: str) -> None:
        self.t = texts(lang)
        self._store = WorkshopStore(Path(path), self.t)
        self._queue: deque[_Waiting] = deque()
        self._awake = threading.Condition()
        self.events = EventBus(self.state_events)
        self._busy = True
        self._held_up = False
        self._saved_ids: list[str] = []
        self._published = self._state([])
        self._reviewed: tuple[Workshop, tuple[Any, ...]] | None = None
        self._reviewer = Reviewer(self._wake)
        self._findings = self._reviewer.findings
        self._woken = False
        self._conflicts: list[dict[str, Any]] = []
        self._broken: dict[str, Any] | None = None
        self._unguarded = ""
        self._closing = False
        self._thread = start_thread(self._work, name="parcours-edits")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- state -----------------------------------------------------------------------------------

    @property
    def workshop(self) -> Workshop:
        """The last readable state of the file."""
        return self._store.workshop

    @property
    def journey(self) -> Journey:
        """The journey that the file states."""
        return self.workshop.journey

    @property
    def measured(self) -> Journey:
        """The journey with the values measured at the last review."""
        return apply_to_map(self.journey, self._reviewer.measurements)

    @property
    def data(self) -> dict[str, Any]:
        """The journey as plain data, to which edits apply; it is never changed in place."""
        return self._store.data

    def state_events(self) -> list[dict[str, Any]]:
        """Return the events that describe the current state, for a new subscriber."""
        return [
            self._state([]),
            {"findings": self._findings},
            {"conflicts": self._conflicts},
            {"broken": self._broken},
            *([{"unguarded": self._unguarded}] if self._unguarded else []),
        ]

    def set_language(self, lang: str) -> None:
        """Send replies and findings in another language from now on."""
        self.t = self._store.t = texts(lang)
        self._reviewed = None
        self._wake()

    # --- requests --------------------------------------------------------------------------------

    def submit(self, edit: Edit, reply: Callback) -> None:
        """Queue an edit; one that is sent again, with the same id, is applied once."""
        edit = edit if "id" in edit else {**edit, "id": str(uuid4())}
        with self._awake:
            for waiting in self._queue:
                if waiting.edit["id"] == edit["id"]:
                    waiting.reply, waiting.reported = reply, ""
                    break
            else:
                self._queue.append(_Waiting(edit, reply))
            self._awake.notify_all()

    def undo(self, reply: Callback, id: str = "") -> None:
        """Undo the last edit, whichever notebook made it."""
        self.submit({"id": id or str(uuid4()), "op": "undo"}, reply)

    def redo(self, reply: Callback, id: str = "") -> None:
        """Redo the edit that was undone last."""
        self.submit({"id": id or str(uuid4()), "op": "redo"}, reply)

    def drop(self, conflict: str, reply: Callback) -> None:
        """Settle a conflict by keeping the other's version."""
        self.submit({"id": str(uuid4()), "op": "drop", "conflict": conflict}, reply)

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until all edits are saved and all replies sent; return whether they are."""
        with self._awake:
            return self._awake.wait_for(lambda: not self._queue and not self._busy, timeout)

    def close(self, timeout: float = 10.0) -> None:
        """Save what can be saved, and stop both threads within ``timeout`` seconds."""
        with self._awake:
            self._closing = True
            self._awake.notify_all()
        until = time.monotonic() + timeout
        self._thread.join(timeout)
        self._reviewer.close(max(0, until - time.monotonic()))

    # --- the session's thread --------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._awake:
                self._busy = False
                self._awake.notify_all()
                # A save that failed is tried again after a while, whatever is queued meanwhile.
                self._awake.wait_for(
                    lambda: (
                        self._closing or self._woken or (bool(self._queue) and not self._held_up)
                    ),
                    POLL,
                )
                group, closing = self._group(), self._closing
                if self._woken and self._held_up and not closing:
                    group = []
                self._woken = False
                self._busy = bool(group)
            if group:
                self._held_up = not self._save_and_reply(group)
            else:
                self._refresh()
            self._publish_changes()
            self._review()
            if closing and (self._held_up or not group):
                return

    def _group(self) -> list[_Waiting]:
        """Return the first edits of the queue that can be saved together."""
        group: list[_Waiting] = []
        for waiting in self._queue:
            alone = waiting.edit.get("op") in ALONE
            if group and (alone or len(group) == MAX_GROUP):
                break
            group.append(waiting)
            if alone:
                break
        return group

    def _save_and_reply(self, group: list[_Waiting]) -> bool:
        """Save some edits and reply to them; return whether they have left the queue."""
        try:
            replies = self._save([waiting.edit for waiting in group])
        except WorkshopError as error:
            self._set_broken(error)
            return self._report_unsaved(group, self.t(BROKEN))
        except OSError as error:
            return self._report_unsaved(group, self.t(unsaved_message(error)))
        except Exception as error:  # a defect that one edit reveals must not stop the others
            if len(group) > 1:
                return all(self._save_and_reply([waiting]) for waiting in group)
            log.exception("an edit failed: %s", group[0].edit.get("id"))
            why = self.t(FAILED.filled(reason=UserText(repr(error))))
            replies = [{"refused": group[0].edit["id"], "why": why, "place": []}]
        else:
            self._set_broken(None)
        with self._awake:
            for waiting in group:
                self._queue.remove(waiting)
        for waiting, reply in zip(group, replies, strict=True):
            deliver(waiting.reply, reply)
            if "saved" in reply and waiting.edit.get("op") != "drop":
                self._saved_ids.append(reply["saved"])
        return True

    def _save(self, edits: list[Edit]) -> list[dict[str, Any]]:
        first = edits[0]
        if first.get("op") == "undo":
            return [self._store.undo(first["id"])]
        if first.get("op") == "redo":
            return [self._store.redo(first["id"])]
        if first.get("op") == "drop":
            return [self._store.drop(first["id"], first["conflict"])]
        return self._store.commit(edits)

    def _report_unsaved(self, group: list[_Waiting], why: str) -> bool:
        for waiting in group:
            if waiting.reported != why:
                waiting.reported = why
                deliver(waiting.reply, {"unsaved": waiting.edit["id"], "why": why})
        return False

    def _refresh(self) -> None:
        try:
            self._store.refresh()
        except WorkshopError as error:
            self._set_broken(error)
        except Exception:
            log.exception("the workshop's file could not be checked")
        else:
            self._set_broken(None)

    def _set_broken(self, error: WorkshopError | None) -> None:
        broken = broken_event(error, self.t) if error else None
        if broken != self._broken:
            self._broken = broken
            self.events.publish({"broken": broken})

    def _publish_changes(self) -> None:
        state = self._state(self._saved_ids)
        if state != {**self._published, "edits": self._saved_ids}:
            self._published, self._saved_ids = state, []
            self.events.publish(state)
        unguarded = self._store.unguarded
        if unguarded and not self._unguarded:
            self._unguarded = self.t(unguarded)
            self.events.publish({"unguarded": self._unguarded})
        conflicts = self._store.conflicts.open()
        if conflicts != self._conflicts:
            self._conflicts = conflicts
            self.events.publish({"conflicts": conflicts})

    def _state(self, edits: list[str]) -> dict[str, Any]:
        journal = self._store.journal
        return {
            "journey": self.data,
            "edits": edits,
            "undo": journal.to_undo is not None,
            "redo": journal.to_redo is not None,
        }

    def _review(self) -> None:
        """Request a review of a new state, and publish findings, perhaps of an earlier one."""
        files = stamps(self.journey, self.workshop.folder)
        if (
            self._reviewed is None
            or self._reviewed[0] is not self.workshop
            or self._reviewed[1] != files
        ):
            if self._reviewed and self._reviewed[1] != files:
                self.events.publish({"evidence": True})
            self._reviewed = self.workshop, files
            self._reviewer.review(self.workshop, self.t)
        if self._findings is not self._reviewer.findings:
            self._findings = self._reviewer.findings
            self.events.publish({"findings": self._findings})

    def _wake(self) -> None:
        """Wake the thread for something other than edits."""
        with self._awake:
            self._woken = True
            self._awake.notify_all()
