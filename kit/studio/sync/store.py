"""A client's file in safe hands: edits made under one lock, journalled, written, then confirmed."""

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
from kit.studio.sync.apply_edits import Outcome, checked, tried
from kit.studio.sync.conflicts import Conflicts
from kit.studio.sync.edits import ClashError, Edit, RefusedError, applied, places
from kit.studio.sync.journal import Entry, Journal
from kit.studio.sync.paths import plain
from kit.workshop import Workshop, WorkshopError, load
from kit.workshop.file import revised
from kit.workshop.guarding import lock_of, make_own_folder, own_folder

PATIENCE = 3.0
"""For how many seconds another notebook's save is waited for; it takes a fraction of one."""

LEFT_AFTER = 60.0
"""A file still being written is younger than so many seconds."""

TURN = 0.005
"""So often a notebook that waits asks whether it is its turn."""

SETTLING = 0.15
"""Programs that write a file in place have finished after this many seconds."""

ATTEMPTS = 5
"""How often an edit is made anew on a file that was changed by hand while it was made."""

BUSY = "the file keeps changing"

NOTHING_TO_UNDO = N_("Nothing to undo.")
NOTHING_TO_REDO = N_("Nothing to redo.")
CHANGED_SINCE = N_(
    "This step cannot be undone: the item has changed since. Undo again to go back one more step."
)

Reply = dict[str, Any]


class Keeper:
    """One workshop's file with its journal; several of them can keep one file.

    Attributes
    ----------
    workshop
        The file as it was read or written last.
    data
        What it states, as plain data (:func:`kit.studio.sync.edits.plain`).
    """

    def __init__(self, path: Path, t: Texts) -> None:
        self.t = t
        self._seen: tuple[int, ...] | None = None
        self._strange: bytes | None = None
        self._tidied = False
        self._take(load(path))
        self.files: ClientFolder = self.workshop.files
        own = own_folder(self.workshop)
        self.folder = self.workshop.folder / own
        self.journal = Journal(self.files, f"{own}/journal.jsonl")
        self.conflicts = Conflicts(self.files, f"{own}/conflicts.jsonl")
        self._lock = lock_of(self.workshop, PATIENCE, TURN)

    @property
    def unguarded(self) -> Message | None:
        """What to say where the drive has no locks, so that two writers are not held apart."""
        return self._lock.warning

    # --- what the file says ----------------------------------------------------------------------

    def look(self) -> bool:
        """Take in the file where it was changed by someone else; return whether it was.

        Raises
        ------
        WorkshopError
            Where what stands there now is no workshop.
        """
        seen = self._stamp()
        if seen and seen == self._seen:
            return False
        try:
            with self._held():
                taken = self._newest()
            self._seen = seen
            return taken
        except OSError:
            # A folder in which nothing can be locked or noted can be read all the same.
            return self._taken_in(self._content())

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        make_own_folder(self.workshop)
        with self._lock:
            if not self._tidied:
                self._tidied = True
                self._tidy()
            yield

    def _tidy(self) -> None:
        """Remove what a save that was killed has left beside the file."""
        with contextlib.suppress(OSError):
            for left in self.files.files(pattern=f".{self.workshop.path.name}.*.tmp"):
                if time.time() - self.files.status(left).st_mtime > LEFT_AFTER:
                    self.files.remove(left)

    def _newest(self) -> bool:
        content = self._content()
        self.journal.catch_up(_fingerprint(content))
        self.conflicts.catch_up()
        return self._taken_in(content)

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            stat = self.files.status(self.workshop.name)
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    def _content(self) -> bytes:
        try:
            return self.files.read_bytes(self.workshop.name)
        except OSError:
            return b""  # which is no workshop; `load` says why

    def _taken_in(self, content: bytes) -> bool:
        if content == self.workshop.document.content:
            return False
        if self._strange != content and self.journal.fingerprint != _fingerprint(content):
            self._wait_for(content)
        self._take(load(self.workshop.path))
        return True

    def _wait_for(self, content: bytes) -> None:
        """Wait until whoever is writing the file by hand has finished."""
        for _ in range(10):
            time.sleep(SETTLING)
            self._strange, content = content, self._content()
            if content == self._strange:
                break

    def _take(self, workshop: Workshop) -> None:
        self.workshop, self.data = workshop, plain(workshop.journey)

    # --- edits -----------------------------------------------------------------------------------

    def commit(self, edits: Sequence[Edit]) -> list[Reply]:
        """Make edits, put them on the disk, and return the answer to each.

        Raises
        ------
        WorkshopError
            Where the file has been made unreadable by hand: nothing is made.
        OSError
            Where the disk does not take it: nothing is made.
        """
        with self._held():
            for _ in range(ATTEMPTS):
                self._newest()
                try:
                    trial = tried(self.workshop.journey, self.data, edits, self.journal.get)
                    for edit, outcome in zip(edits, trial.outcomes, strict=True):
                        if isinstance(outcome, ClashError):
                            self._keep(edit, outcome)
                    self._write(trial.journey, list(trial.new.values()))
                except RefusedError as error:  # it cannot be written
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
                    for edit, outcome in zip(edits, trial.outcomes, strict=True)
                ]
        raise BlockingIOError(errno.EBUSY, BUSY)

    def take_back(self, id: str) -> Reply:
        """Undo the last edit that stands, whoever made it."""
        return self._again(id, redo=False)

    def make_again(self, id: str) -> Reply:
        """Redo the edit that was undone last."""
        return self._again(id, redo=True)

    def drop(self, id: str, conflict: str) -> Reply:
        """Leave a conflict as it is: the other's version stays, this one is in the file of them."""
        with self._held():
            self.conflicts.catch_up()
            self.conflicts.settle(conflict)
        return {"saved": id}

    # --- how -------------------------------------------------------------------------------------

    def _keep(self, edit: Edit, clash: ClashError) -> None:
        if not self.conflicts.get(edit["id"]):
            self.conflicts.keep({**self._conflict(edit["id"], clash), "edit": edit})

    def _again(self, id: str, redo: bool) -> Reply:
        with self._held():
            for _ in range(ATTEMPTS):
                self._newest()
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
                    after, _ = applied(self.data, edit or {})
                    journey = checked(journey, self.data, after)
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
            edited = revised(self.workshop, journey)
        except WorkshopError as error:
            raise RefusedError(error.faults[0].says, error.faults[0].place) from None
        before, after = self.workshop.document, edited.document
        with self.journal.adding(entries, before.fingerprint, after.fingerprint):
            if before.content != after.content:
                self.files.write_bytes(self.workshop.name, after.content, over=before.content)
        self._take(edited)
        self._seen = None

    def _reply(self, id: str, outcome: Outcome) -> Reply:
        if isinstance(outcome, RefusedError):
            refused: Reply = {"refused": id, "why": self.t(outcome.says), "place": outcome.place}
            return {**refused, "offer": outcome.offer} if outcome.offer else refused
        if isinstance(outcome, ClashError):
            return self._conflict(id, outcome)
        reply: Reply = {"saved": id}
        if outcome.names:
            reply["names"] = outcome.names
        if outcome.undoes or outcome.redoes:
            reply["place"] = next(places(outcome.edit or {}), [])
        return reply

    def _conflict(self, id: str, clash: ClashError) -> Reply:
        return {
            "conflict": id,
            "why": self.t(clash.says),
            "place": clash.place,
            "theirs": clash.theirs,
            "yours": clash.yours,
        }


def _fingerprint(content: bytes) -> str:
    return sha256(content).hexdigest()
