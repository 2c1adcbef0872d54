"""Store a workshop file: apply edits under a lock, append them to the journal, then write."""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kit.atomic import OvertakenError
from kit.client_files import ClientFolder
from kit.i18n import N_, Message, Texts
from kit.journey import Journey
from kit.studio.sync.apply_edits import Outcome, apply_edits, validated
from kit.studio.sync.conflicts import Conflicts
from kit.studio.sync.edits import ClashError, Edit, RefusedError, apply_edit, places
from kit.studio.sync.journal import Entry, Journal
from kit.studio.sync.places import to_dict
from kit.workshop import Workshop, WorkshopError, load
from kit.workshop.file import with_journey
from kit.workshop.guarding import lock_of, make_own_folder, own_folder

LOCK_TIMEOUT = 3.0
"""Seconds to wait for another notebook's save, which takes a fraction of one."""

STALE_AFTER = 60.0
"""Seconds after which a temporary file was left by a save that was killed."""

LOCK_POLL = 0.005
"""Seconds between two attempts to take the lock."""

SETTLE_TIME = 0.15
"""Seconds without a change after which another program has finished writing the file."""

ATTEMPTS = 5
"""Attempts to apply an edit again after the file was changed by hand meanwhile."""

BUSY = "the file keeps changing"

NOTHING_TO_UNDO = N_("Nothing to undo.")
NOTHING_TO_REDO = N_("Nothing to redo.")
CHANGED_SINCE = N_(
    "This step cannot be undone: the item has changed since. Undo again to go back one more step."
)

Reply = dict[str, Any]


class WorkshopStore:
    """A workshop file with its journal; several stores may work on one file.

    Attributes
    ----------
    workshop
        The file as it was read or written last.
    data
        Its journey as plain data (:func:`kit.studio.sync.places.to_dict`).
    """

    def __init__(self, path: Path, t: Texts) -> None:
        self.t = t
        self._seen: tuple[int, ...] | None = None
        self._unsettled: bytes | None = None
        self._cleaned = False
        self._set_workshop(load(path))
        self.files: ClientFolder = self.workshop.files
        own = own_folder(self.workshop)
        self.folder = self.workshop.folder / own
        self.journal = Journal(self.files, f"{own}/journal.jsonl")
        self.conflicts = Conflicts(self.files, f"{own}/conflicts.jsonl")
        self._lock = lock_of(self.workshop, LOCK_TIMEOUT, LOCK_POLL)

    @property
    def unguarded(self) -> Message | None:
        """A warning where the drive has no locks, so that concurrent writers are not kept apart."""
        return self._lock.warning

    # --- reading ---------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Read the file again if someone else has changed it; return whether they have.

        Raises
        ------
        WorkshopError
            If the file is no workshop any more.
        """
        seen = self._file_stamp()
        if seen and seen == self._seen:
            return False
        try:
            with self._locked():
                changed = self._catch_up()
            self._seen = seen
            return changed
        except OSError:
            # Without write access there is no lock and no journal; the file can still be read.
            return self._adopt(self._read())

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        make_own_folder(self.workshop)
        with self._lock:
            if not self._cleaned:
                self._cleaned = True
                self._remove_leftovers()
            yield

    def _remove_leftovers(self) -> None:
        """Remove temporary files that killed saves have left beside the file."""
        with contextlib.suppress(OSError):
            for left in self.files.files(pattern=f".{self.workshop.path.name}.*.tmp"):
                if time.time() - self.files.status(left).st_mtime > STALE_AFTER:
                    self.files.remove(left)

    def _catch_up(self) -> bool:
        content = self._read()
        self.journal.catch_up(_fingerprint(content))
        self.conflicts.catch_up()
        return self._adopt(content)

    def _file_stamp(self) -> tuple[int, ...] | None:
        try:
            stat = self.files.status(self.workshop.name)
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    def _read(self) -> bytes:
        try:
            return self.files.read_bytes(self.workshop.name)
        except OSError:
            return b""  # which is no workshop; `load` raises the reason

    def _adopt(self, content: bytes) -> bool:
        if content == self.workshop.document.content:
            return False
        if self._unsettled != content and self.journal.fingerprint != _fingerprint(content):
            self._wait_until_settled(content)
        self._set_workshop(load(self.workshop.path))
        return True

    def _wait_until_settled(self, content: bytes) -> None:
        """Wait until another program has finished writing the file."""
        for _ in range(10):
            time.sleep(SETTLE_TIME)
            self._unsettled, content = content, self._read()
            if content == self._unsettled:
                break

    def _set_workshop(self, workshop: Workshop) -> None:
        self.workshop, self.data = workshop, to_dict(workshop.journey)

    # --- editing ---------------------------------------------------------------------------------

    def commit(self, edits: Sequence[Edit]) -> list[Reply]:
        """Apply edits, force them to the disk, and return the reply to each.

        Raises
        ------
        WorkshopError
            If the file has been made unreadable by hand: no edit is applied.
        OSError
            If the disk does not take it: no edit is applied.
        """
        with self._locked():
            for _ in range(ATTEMPTS):
                self._catch_up()
                try:
                    edited = apply_edits(self.workshop.journey, self.data, edits, self.journal.get)
                    for edit, outcome in zip(edits, edited.outcomes, strict=True):
                        if isinstance(outcome, ClashError):
                            self._record_conflict(edit, outcome)
                    self._write(edited.journey, list(edited.new.values()))
                except RefusedError as error:  # the file cannot express the edited journey
                    if len(edits) == 1:
                        return [self._reply(edits[0]["id"], error)]
                    return [reply for edit in edits for reply in self.commit([edit])]
                except OvertakenError:
                    continue
                for edit in edits:
                    if "settles" in edit:
                        self.conflicts.settle(edit["settles"])
                return [
                    self._reply(edit["id"], outcome)
                    for edit, outcome in zip(edits, edited.outcomes, strict=True)
                ]
        raise BlockingIOError(errno.EBUSY, BUSY)

    def undo(self, id: str) -> Reply:
        """Undo the last edit that is not undone, whoever made it."""
        return self._replay(id, redo=False)

    def redo(self, id: str) -> Reply:
        """Redo the edit that was undone last."""
        return self._replay(id, redo=True)

    def drop(self, id: str, conflict: str) -> Reply:
        """Settle a conflict by keeping the other's version; this one stays in the conflict file."""
        with self._locked():
            self.conflicts.catch_up()
            self.conflicts.settle(conflict)
        return {"saved": id}

    def _record_conflict(self, edit: Edit, clash: ClashError) -> None:
        if not self.conflicts.get(edit["id"]):
            self.conflicts.record({**self._conflict_reply(edit["id"], clash), "edit": edit})

    def _replay(self, id: str, redo: bool) -> Reply:
        with self._locked():
            for _ in range(ATTEMPTS):
                self._catch_up()
                before = self.journal.get(id)
                if before:
                    return self._reply(id, before)
                target = self.journal.to_redo if redo else self.journal.to_undo
                if target is None:
                    nothing = NOTHING_TO_REDO if redo else NOTHING_TO_UNDO
                    return self._reply(id, RefusedError(nothing))
                edit = target.edit if redo else target.inverse
                entry = (
                    Entry(id, edit, redoes=target.id) if redo else Entry(id, edit, undoes=target.id)
                )
                journey, reply = self.workshop.journey, self._reply(id, entry)
                try:
                    after, _ = apply_edit(self.data, edit or {})
                    journey = validated(journey, self.data, after)
                except (RefusedError, ClashError) as error:
                    entry = Entry(id, drops=target.id)
                    reply = self._reply(id, RefusedError(CHANGED_SINCE, error.place))
                try:
                    self._write(journey, [entry])
                except OvertakenError:
                    continue
                return reply
        raise BlockingIOError(errno.EBUSY, BUSY)

    def _write(self, journey: Journey, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        try:
            edited = with_journey(self.workshop, journey)
        except WorkshopError as error:
            first = error.diagnostics[0]
            raise RefusedError(first.message, first.place.field) from None
        before, after = self.workshop.document, edited.document
        with self.journal.appending(entries, before.fingerprint, after.fingerprint):
            if before.content != after.content:
                self.files.write_bytes(self.workshop.name, after.content, over=before.content)
        self._set_workshop(edited)
        self._seen = None

    def _reply(self, id: str, outcome: Outcome) -> Reply:
        if isinstance(outcome, RefusedError):
            refused: Reply = {"refused": id, "why": self.t(outcome.says), "place": outcome.place}
            return {**refused, "offer": outcome.offer} if outcome.offer else refused
        if isinstance(outcome, ClashError):
            return self._conflict_reply(id, outcome)
        reply: Reply = {"saved": id}
        if outcome.names:
            reply["names"] = outcome.names
        if outcome.undoes or outcome.redoes:
            reply["place"] = next(places(outcome.edit or {}), [])
        return reply

    def _conflict_reply(self, id: str, clash: ClashError) -> Reply:
        return {
            "conflict": id,
            "why": self.t(clash.says),
            "place": clash.place,
            "theirs": clash.theirs,
            "yours": clash.yours,
        }


def _fingerprint(content: bytes) -> str:
    return sha256(content).hexdigest()
