"""A room while it is open: its log, its state, and what trainers and phones do to it."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kit.plain_data import Data
from kit.room.codes import fingerprint, new_token
from kit.room.log import TRAINER, Event, EventLog
from kit.room.results import all_notes, results
from kit.room.rounds import (
    NOTES,
    STEPPED,
    AnswerError,
    Round,
    Status,
    checked_answer,
    checked_status,
    whole,
)
from kit.room.state import Device, RoomState, mapping

log = logging.getLogger(__name__)

DEVICES, BY_ADDRESS = 300, 60
"""The most devices of a room, and of one address: who has the code cannot fill the room alone."""

ANSWERS = 3000
"""The most answers of one device."""

PEOPLE = 300
"""The most people whose answers from elsewhere fill a round."""

ABSENT = 100_000
"""The number after which those of people who are not in the room begin."""

PRESENT = 30.0
"""Seconds since its last request for which a device without a connection counts as present."""


class RoomFullError(Exception):
    """No further device can join."""


class LateError(Exception):
    """An answer to a round that is not open any more."""


class Room:
    """The open room.

    Attributes
    ----------
    state
        What the log says.
    changed
        Called after each event that was written.
    """

    def __init__(self, path: Path) -> None:
        self.state = RoomState()
        self.changed: Callable[[], None] = lambda: None
        self._log = EventLog(path, self._applied)
        self._joined_from: dict[str, int] = {}
        self._next_device = 1
        self._revealing: set[int] = set()
        for event in self._log.read():
            try:
                self.state.apply(event)
            except (KeyError, ValueError):  # one bad event never keeps the others from the room
                log.error("event ignored: %s %s", event.device, event.id)
        self._next_device = max(self.state.devices, default=0) + 1

    async def close(self) -> None:
        """Write what is pending, and close the log."""
        await self._log.close()

    def _applied(self, event: Event) -> None:
        self.state.apply(event)
        self.changed()

    async def _do(self, **body: Data) -> None:
        await self._log.append(Event(TRAINER, secrets.token_hex(8), body, time.time()))

    # --- phones ----------------------------------------------------------------------------------

    async def join(self, name: str, address: str) -> tuple[Device, str]:
        """Add a device; return it with its token.

        Raises
        ------
        RoomFullError
            If the room, or this address, has as many as it may.
        """
        from_here = self._joined_from.get(address, 0)
        if self._next_device > DEVICES or from_here >= BY_ADDRESS:
            raise RoomFullError
        self._joined_from[address] = from_here + 1
        number, token = self._next_device, new_token()
        self._next_device += 1
        await self._do(do="join", device=number, token=fingerprint(token), name=name)
        return self.state.devices[number], token

    async def rename(self, device: Device, name: str) -> None:
        """Change the name of a device."""
        await self._do(do="join", device=device.number, token=device.token, name=name)

    async def answer(self, device: Device, id: str, data: Mapping[str, Data]) -> None:
        """Write an answer; the same id of the same device counts once.

        Raises
        ------
        AnswerError
            If the round does not take it.
        LateError
            If the round was revealed before.
        """
        number = whole(data.get("round"), 1, 999)
        of = self.state.rounds.get(number)
        if of is None or device.sent >= ANSWERS:
            raise AnswerError("round")
        if of.status == "revealed" or number in self._revealing:
            if await self._log.has(device.number, id):
                return  # it was counted; its acknowledgement did not arrive
            raise LateError
        item = str(data.get("item"))
        value = checked_answer(of, item, data.get("value"))
        mine = self.state.answers[number].get(device.number)
        if of.kind == "notes" and mine and len(mine.values) >= NOTES and item not in mine.values:
            raise AnswerError("too many notes")
        body: dict[str, Data] = {"do": "answer", "round": number, "item": item, "value": value}
        await self._log.append(Event(device.number, id, body, time.time()))

    # --- the trainer -----------------------------------------------------------------------------

    async def open_room(self, code: str, title: str, lang: str, names: bool) -> None:
        """Open the room, or open it again after a crash with its old code."""
        code = self.state.settings.code or code
        await self._do(do="open-room", code=code, title=title, lang=lang, names=names)

    async def open_round(self, data: Mapping[str, Data]) -> int:
        """Open a new round, closing the one before; return its number.

        Raises
        ------
        AnswerError
            If the data describe no round.
        """
        opened = self._checked_round({**data, "status": "open"})
        await self._close_current()
        await self._do(do="round", round=opened.to_data())
        return opened.number

    def _checked_round(self, data: Mapping[str, Data]) -> Round:
        """Return the round that data describe, with the next number."""
        of = Round.from_data({**data, "number": max(self.state.rounds, default=0) + 1})
        if of.kind != "notes" and not of.items:
            raise AnswerError("items")
        return of

    async def _close_current(self) -> None:
        if (current := self.state.current) and current.status == "open":
            await self._status(current.number, "closed")

    async def repeat(self, number: int) -> int:
        """Ask a round again; the first keeps its answers."""
        first = self._round(number)
        return await self.open_round(replace(first, repeats=first.repeats or number).to_data())

    async def set_status(self, number: int, status: str) -> None:
        """Close, reopen or reveal a round; what is revealed takes no more answers.

        Raises
        ------
        AnswerError
            If there is no such round or status, it is revealed already, or it is to be reopened
            and phones show a later one.
        """
        of, wanted = self._round(number), checked_status(status)
        if of.status == "revealed" or (wanted == "open" and of is not self.state.current):
            raise AnswerError("status")
        if wanted == "revealed":
            self._revealing.add(number)  # answers written before are part of it, none after
        await self._status(number, wanted)

    async def _status(self, number: int, status: Status) -> None:
        await self._do(do="status", round=number, status=status)

    async def release(self, number: int, notes: list[str], released: bool) -> None:
        """Show notes of a moderated round, or hide them again."""
        self._round(number)
        known = {id for id, _ in all_notes(self.state.answers[number])}
        chosen = [note for note in notes if note in known]
        await self._do(do="release", round=number, notes=chosen, released=released)

    async def take(self, number: int, taken: bool = True) -> None:
        """Remember that a round was taken into the map, or that this was undone."""
        self._round(number)
        await self._do(do="take", round=number, taken=taken)

    async def fill(self, data: Mapping[str, Data]) -> int:
        """Add a revealed round with answers from elsewhere, each of a person of its own.

        It is written whole or not at all.

        Parameters
        ----------
        data
            The round, with ``people``: for each a mapping of items to values.

        Raises
        ------
        AnswerError
            If the round or an answer has not the form that it must have, or there are too many
            people.
        """
        people = data.get("people")
        if not isinstance(people, list) or len(people) > PEOPLE:
            raise AnswerError("people")
        of = self._checked_round({**data, "status": "revealed"})
        answers: dict[str, Data] = {
            str(ABSENT + person): {
                item: checked_answer(of, item, value) for item, value in mapping(values).items()
            }
            for person, values in enumerate(people, 1)
        }
        await self._close_current()
        await self._do(do="fill", round=of.to_data(), answers=answers)
        return of.number

    def _round(self, number: int) -> Round:
        if number not in self.state.rounds:
            raise AnswerError("round")
        return self.state.rounds[number]

    # --- what is shown ---------------------------------------------------------------------------

    def present(self) -> list[Device]:
        """Return the devices that are connected, or were a moment ago."""
        now = time.monotonic()
        return [
            one
            for one in self.state.devices.values()
            if one.streams or (one.seen and now - one.seen < PRESENT)
        ]

    def progress(self, of: Round) -> dict[str, Data]:
        """Return how many have answered a round or a part of it, and how many are there."""
        answered, begun = self.state.answered(of.number), self.state.begun(of.number)
        here = max(answered + begun, len(self.present()))
        asked = here * len(of.items) if of.kind in STEPPED else 0
        return {
            "answered": answered,
            "begun": begun,
            "here": here,
            "given": self.state.given(of.number),
            "asked": asked,
        }

    def for_phones(self) -> dict[str, Data]:
        """Return what every phone is told: nothing that anyone answered before it is revealed."""
        state, of = self.state, self.state.current
        told: dict[str, Data] = {
            "title": state.settings.title,
            "lang": state.settings.lang,
            "names": state.settings.names,
            "here": len(self.present()),
            "round": None,
        }
        if of is None:
            return told
        shown = {**of.to_data(), **self.progress(of)}
        if of.status == "revealed":
            found = results(of, state.answers[of.number], state.released[of.number])
            shown["result"] = {**found, "notes": None} if of.kind == "notes" else found
        return {**told, "round": shown}

    def mine(self, device: Device) -> dict[str, Data]:
        """Return what a device has answered to the current round, and its name."""
        of = self.state.current
        mine = self.state.answers[of.number].get(device.number) if of else None
        return {
            "number": device.number,
            "name": device.name,
            "answers": dict(mine.values) if mine else {},
        }

    def for_trainer(self) -> dict[str, Data]:
        """Return all there is, but the answers of rounds that are not revealed."""
        state = self.state
        return {
            "settings": {
                "code": state.settings.code,
                "title": state.settings.title,
                "lang": state.settings.lang,
                "names": state.settings.names,
            },
            "opened": state.opened,
            "devices": [
                {"number": one.number, "name": one.name, "joined": one.joined}
                for one in state.devices.values()
            ],
            "here": len(self.present()),
            "rounds": [self._for_trainer(of) for of in state.rounds.values()],
        }

    def _for_trainer(self, of: Round) -> dict[str, Data]:
        number = of.number
        told = {**of.to_data(), **self.progress(of), "taken": number in self.state.taken}
        answers, released = self.state.answers[number], self.state.released[number]
        if of.kind == "notes" and of.moderated:
            told["waiting"] = [
                {"id": id, "text": text} for id, text in all_notes(answers) if id not in released
            ]
        if of.status == "revealed":
            told["result"] = results(of, answers, released)
            told["answers"] = {str(device): one.values for device, one in answers.items()}
        return told
