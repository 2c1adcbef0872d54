"""The trainer's desk and the projector: two pages on loopback, and what is done from them."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kit.errors import explain
from kit.evidence.verbatims.similar_notes import similar_notes
from kit.i18n import N_, Message, Texts, UserText, texts
from kit.plain_data import Data
from kit.room.addresses import addresses
from kit.room.client import RoomError, RoomGoneError
from kit.room.codes import new_token
from kit.room.open_room import NoAddressError, OpenRoom
from kit.room.rounds import AnswerError, Round, clean, whole
from kit.room.state import mapping, mappings, strings
from kit.studio.room.edits import Given, edits_of, fewer_scores, note_edits
from kit.studio.room.proposals import of_stage, own_round, proposals
from kit.studio.room.qr import qr_svg, wifi_svg
from kit.studio.room.session_report import session_of
from kit.studio.sync.session import EditSession
from kit.workshop.sessions import FOLDER as SESSIONS
from kit.workshop.sessions import write_session

RESTARTED = N_("The room stopped and was started again. Nothing that was acknowledged is lost.")
MOVED = N_("This computer’s address has changed. Ask everybody to scan the new code.")
NO_NETWORK = N_("This computer is on no network any more. Turn the hotspot or the Wi-Fi on again.")
TAKEN = N_("Taken into the map. Undo is possible here and on the board.")
FEWER = N_("The map has more scores than this round. {moments}")
REPLACE = N_("“{moment}”: replace {was} scores by {now}?")
TAKEN_NOTES = N_(
    "Taken into the map, under “Parking lot” on the board. Undo is possible here and on the board."
)
NOTHING = N_("This round has nothing for the map.")
NOT_TAKEN = N_("Not taken into the map: {why}")
UNDONE = N_("The last change of the map was undone.")
NOT_UNDONE = N_("Not undone: {why}")
UNSAVED = N_("An earlier change of the map is not saved yet; saving will be retried.")
NO_REPORT = N_("The report of the session could not be written. {why}")
REFUSED = N_("That is not possible now.")
GONE = N_("The room does not answer. It is being started again.")

ENDED = N_("The room is closed. You can close this page.")
REPORT = N_("Report of the session: {path}")
KEPT = N_("What was said is kept in {path}.")

DONE = (TAKEN, TAKEN_NOTES, UNDONE)
"""Message on a command that has done what was asked."""

SAVING_SECONDS = 10.0
"""Seconds to wait until an edit is saved, before the trainer is told that it is not."""


@dataclass
class Wifi:
    """The Wi-Fi that phones join; its password is in memory alone."""

    name: str = ""
    password: str = ""


@dataclass(frozen=True)
class Reply:
    """Reply of the desk to a command; empty where there is nothing to say."""

    said: str
    problem: bool = False


@dataclass
class Desk:
    """The contents of the trainer's two pages, and their commands.

    Attributes
    ----------
    t
        The trainer's texts.
    secret
        What the pages send with each request; it is in the fragment of their address, and never
        leaves this computer.
    ended
        Set when the trainer has closed the room.
    keep
        Whether the trainer keeps what was said.
    report
        The report of the session, where it was written.
    """

    room: OpenRoom
    session: EditSession
    t: Texts
    wifi: Wifi = field(default_factory=Wifi)
    secret: str = field(default_factory=new_token)
    notices: list[str] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    keep: bool = False
    report: Path | None = None
    last: Mapping[str, Data] = field(default_factory=dict)
    _busy: threading.Lock = field(default_factory=threading.Lock)
    _taken: list[tuple[int, Data]] = field(default_factory=list)
    """The rounds that were taken, in that order, each with the map as it was before."""
    _undoing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def spoken(self) -> Texts:
        """The texts of the client's language, in which participants are asked."""
        return texts(self.session.journey.client.language)

    def state(self) -> dict[str, Any]:
        """Return what both pages show."""
        try:
            self._look_for_undone()
            self.last = self.room.client.state()
        except RoomGoneError:
            gone = self.t(GONE)
            return {
                "room": self.last,
                "proposals": [],
                "stages": [],
                "groups": {},
                "fewer": {},
                "notices": [*self.notices, gone],
                **self._where(),
            }
        offered = [
            {"id": one.id, **one.round.to_data()}
            for one in proposals(self.session.journey, self.spoken)
        ]
        return {
            "room": self.last,
            "proposals": offered,
            "stages": self._stages(),
            "groups": self._groups(),
            "fewer": self._fewer(),
            "notices": self.notices,
            **self._where(),
        }

    def _where(self) -> dict[str, Data]:
        return {
            "folders": {
                "kept": str(self.room.folder),
                "report": str(self.session.workshop.folder.absolute() / SESSIONS),
            },
            "address": f"http://{self.room.host}",
            "code": self.room.code,
            "qr": qr_svg(self.room.address),
            "wifi": self.wifi.name,
            "wifi_qr": wifi_svg(self.wifi.name, self.wifi.password) if self.wifi.name else "",
        }

    def _groups(self) -> dict[str, list[list[str]]]:
        """Return the groups of similar notes of each revealed round."""
        found = {}
        for of in self._rounds():
            shown = _notes(of)
            if shown:
                language = self.session.journey.client.language
                found[str(of["number"])] = similar_notes(shown, language)
        return found

    def _fewer(self) -> dict[str, str]:
        """Return what to ask before a round takes the place of more scores."""
        revealed = [one for one in self._rounds() if one["status"] == "revealed"]
        asked = {one["number"]: self._asked(Round.from_data(one), _given(one)) for one in revealed}
        return {str(number): self.t(message) for number, message in asked.items() if message}

    def _asked(self, of: Round, given: Given) -> Message | None:
        moments = [
            self.t(REPLACE, moment=UserText(label), was=was, now=now)
            for label, was, now in fewer_scores(of, given, self.session.journey)
        ]
        return FEWER.filled(moments=" ".join(moments)) if moments else None

    def _stages(self) -> list[dict[str, str]]:
        """Return the stages, of which one can be scored at a time."""
        stages = self.session.journey.stages
        return [{"id": stage.id, "label": stage.name} for stage in stages]

    def _rounds(self) -> list[Mapping[str, Data]]:
        return mappings(self.last.get("rounds"))

    # --- commands --------------------------------------------------------------------------------

    def do(self, command: Mapping[str, Data]) -> str:
        """Do what a page asks for, and return what to say of it; empty if nothing."""
        return self.reply(command).said

    def reply(self, command: Mapping[str, Data]) -> Reply:
        """Do what a page asks for, and return what to say of it and whether it is a problem."""
        with self._busy:
            try:
                if command.get("do") == "end":
                    return self._end(keep=bool(command.get("keep")))
                said = self._do(command)
            except (RoomError, AnswerError):
                said = REFUSED
            except RoomGoneError:
                said = GONE
            return Reply(self.t(said), said not in DONE) if said else Reply("")

    def _end(self, keep: bool) -> Reply:
        """Close the room; say where its report is, and where what was said is kept."""
        self.keep = keep
        said = [self.t(ENDED)]
        problem = self._session_written()
        if problem:
            said.append(self.t(problem))
        elif self.report:
            said.append(self.t(REPORT, path=self.report.absolute()))
        if keep:
            said.append(self.t(KEPT, path=self.room.folder))
        self.ended.set()
        return Reply("\n".join(said), problem is not None)

    def _do(self, command: Mapping[str, Data]) -> Message | None:
        what, client = command.get("do"), self.room.client
        if what == "open":
            client.do("open", **self._proposed(command).to_data())
        elif what == "own":
            kind, question = str(command.get("kind")), clean(command.get("question"), 280)
            options = strings(command.get("options") or [])
            own = own_round(kind, question, options, whole(command.get("budget") or 3, 1, 50))
            client.do("open", **replace(own, moderated=bool(command.get("moderated"))).to_data())
        elif what in ("repeat", "status", "release"):
            values = {name: value for name, value in command.items() if name != "do"}
            client.do(str(what), **values)
            return self._session_written() if command.get("status") == "revealed" else None
        elif what == "take":
            said = self._take(whole(command.get("round"), 1, 999), command)
            written = self._session_written()
            return written if written and said in (TAKEN, TAKEN_NOTES) else said
        elif what == "undo":
            said = self._submit({"op": "undo"}, UNDONE)
            self._look_for_undone()
            return said
        return None

    def _proposed(self, command: Mapping[str, Data]) -> Round:
        offered = proposals(self.session.journey, self.spoken)
        known = {one.id: one.round for one in offered}
        if (found := known.get(str(command.get("proposal")))) is None:
            raise AnswerError("proposal")
        budget = command.get("budget")
        if stage := clean(command.get("stage"), 80):
            found = of_stage(found, stage, self.session.journey, self.spoken)
        return replace(
            found,
            question=clean(command.get("question"), 280) or found.question,
            moderated=bool(command.get("moderated")),
            budget=whole(budget, 1, 50) if budget else found.budget,
        )

    def _take(self, number: int, command: Mapping[str, Data]) -> Message:
        """Take a revealed round into the map, as edits that can be undone.

        Where the map has more scores than the round, it asks instead, unless the command says
        ``replace``.
        """
        self.last = self.room.client.state()
        revealed = {one["number"]: one for one in self._rounds() if one["status"] == "revealed"}
        if (data := revealed.get(number)) is None:
            raise AnswerError("not revealed")
        of, t, groups = Round.from_data(data), self.spoken, command.get("groups")
        names = {str(one["number"]): str(one["name"]) for one in self._devices()}
        given = _given(data)
        if not command.get("replace") and (asked := self._asked(of, given)):
            return asked
        if of.kind == "notes":
            shown = _notes(data)
            joined = [strings(one) for one in groups] if isinstance(groups, list) else []
            alone = [[id] for id in shown if not any(id in group for group in joined)]
            kept = [[id for id in group if id in shown] for group in joined] + alone
            edits = list(note_edits(of, given, kept, names, t))
        else:
            edits = edits_of(of, given, self.session.journey, t)
        if not edits:
            return NOTHING

        before = self.session.data

        def taken() -> None:
            self._taken.append((number, before))
            with contextlib.suppress(RoomError, RoomGoneError):
                self.room.client.do("take", round=number)

        success = TAKEN_NOTES if of.kind in ("notes", "choice") else TAKEN
        return self._submit({"op": "batch", "edits": edits}, success, taken)

    def _look_for_undone(self) -> None:
        """Forget of rounds that they are in the map, where that was undone here or on the board.

        The map is then as it was before.
        """
        with self._undoing:
            data = self.session.data
            for place, (_, before) in enumerate(self._taken):
                if data == before:
                    undone, self._taken = self._taken[place:], self._taken[:place]
                    for number, _ in undone:
                        self.room.client.do("take", round=number, taken=False)
                    return

    def _devices(self) -> list[Mapping[str, Data]]:
        listed = self.last.get("devices")
        return [mapping(one) for one in listed] if isinstance(listed, list) else []

    def _submit(
        self, edit: Mapping[str, Data], success: Message, saved: Callable[[], None] = lambda: None
    ) -> Message:
        """Give an edit to the session, and wait until it is saved.

        An edit that cannot be saved stays in the session, which tries it again: until then no
        other is taken, so that a button pressed twice changes the map once.

        Parameters
        ----------
        saved
            Called once the edit is saved, perhaps much later.
        """
        if not self.session.flush(SAVING_SECONDS):
            return UNSAVED
        replies: list[Mapping[str, Any]] = []
        replied = threading.Event()

        def reply(event: Mapping[str, Any]) -> None:
            if "saved" in event:
                saved()
            replies.append(event)
            replied.set()

        undo = edit["op"] == "undo"
        if undo:
            self.session.undo(reply)
        else:
            self.session.submit(edit, reply)
        if not replied.wait(SAVING_SECONDS):
            return UNSAVED
        if "saved" in replies[0]:
            return success
        why = UserText(str(replies[0].get("why", "")))
        return (NOT_UNDONE if undo else NOT_TAKEN).filled(why=why)

    def _session_written(self) -> Message | None:
        """Write the report of the session; return what prevents it."""
        try:
            self.report = self.write_session()
        except OSError as error:
            return NO_REPORT.filled(why=UserText(explain(error, self.t)))
        return None

    def write_session(self) -> Path | None:
        """Write the report of the session into the client's folder; return it.

        It is written after each reveal and each round that is taken, and at the end: a crash of
        this computer loses none of it.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        workshop = self.session.workshop
        with contextlib.suppress(RoomGoneError):
            self.last = self.room.client.state()
        found = session_of(self.last, workshop.journey.client.zone)
        return write_session(workshop.folder, found) if found else None

    # --- what changes by itself ------------------------------------------------------------------

    def watch(self) -> None:
        """Start the room again if it has stopped, and follow a change of this computer's address.

        Called about once a second.
        """
        found, host = [one.ip for one in addresses()], self.room.host
        try:
            if self.room.keep_running(lambda: found):
                self.note(RESTARTED)
            here = host.rpartition(":")[0]
            gone = not here.startswith("127.") and here not in found
            if gone and found and self.room.host == host:
                self.room.move(found[0])
        except NoAddressError:
            gone, found = True, []
        except (RoomError, RoomGoneError):
            return  # the next look tries it again
        if gone and not found:
            self.note(NO_NETWORK)
        elif self.room.host != host:
            self.note(MOVED)

    def note(self, message: Message) -> None:
        """Show a notice on both pages, once."""
        said = self.t(message)
        if not self.notices or self.notices[-1] != said:
            self.notices = [*self.notices[-4:], said]


def _given(of: Mapping[str, Data]) -> Given:
    """Return the answers of a revealed round."""
    return {device: mapping(said) for device, said in mapping(of["answers"]).items()}


def _notes(of: Mapping[str, Data]) -> dict[str, str]:
    """Return the texts of the notes that a revealed round shows, by id."""
    result = of.get("result")
    notes = mappings(result.get("notes")) if isinstance(result, Mapping) else []
    return {str(one["id"]): str(one["text"]) for one in notes}
